/// Days on which schools are closed by decision of the office: a flood, a strike, or a local holiday. To the planner
/// both are the same; only what they are called differs.
package struct Closure: Hashable, Sendable {
    package typealias Scope = SchoolScope

    package enum Kind: Hashable, Sendable {
        case closure
        /// With the day of the feast itself, which is a class day where it is observed on another (ruling 46).
        case localHoliday(feast: SchoolDay)
    }

    package var scope: Scope
    package var first: SchoolDay
    package var last: SchoolDay
    /// Of a local holiday its name.
    package var reason: String
    package var kind: Kind

    package init(scope: Scope, first: SchoolDay, last: SchoolDay, reason: String, kind: Kind = .closure) {
        self.scope = scope
        self.first = first
        self.last = last
        self.reason = reason
        self.kind = kind
    }

    /// A holiday of some schools, observed on the following Monday unless it is one itself.
    ///
    /// - Parameter onTheDay: the authority wants it observed on its own date.
    /// - Source: domain, calendar; ruling 46.
    package static func localHoliday(
        _ name: String, of feast: SchoolDay, for scope: Scope, onTheDay: Bool = false
    ) -> Closure {
        let isKept = onTheDay || feast.weekday == .monday
        let day = isKept ? feast : feast.monday.adding(days: 7)
        return Closure(scope: scope, first: day, last: day, reason: name, kind: .localHoliday(feast: feast))
    }

    package var isHoliday: Bool { kind != .closure }

    /// Ended before it began: it closes nothing and is only history.
    package var isTakenBack: Bool { last < first }

    package func closes(_ school: School, on day: SchoolDay) -> Bool { covers(day) && scope.covers(school) }

    package func covers(_ day: SchoolDay) -> Bool { first <= day && day <= last }

    /// Whether both close some school on the same day.
    package func overlaps(_ other: Closure, among schools: [School]) -> Bool {
        let isOneTime = !isTakenBack && !other.isTakenBack && first <= other.last && other.first <= last
        return isOneTime && (scope == other.scope || schools.contains { scope.covers($0) && other.scope.covers($0) })
    }
}
