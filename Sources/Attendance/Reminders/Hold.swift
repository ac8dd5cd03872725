/// Schools that are left alone for some time: no question, no reminder, no list about them (mourning, a strike;
/// ruling 50). Who writes is answered as ever.
package struct Hold: Hashable, Sendable {
    package enum Origin: Hashable, Sendable {
        case office
        /// PAUSA of a promoter of the school.
        case promoter(PhoneNumber)
    }

    package var scope: SchoolScope
    package var first: SchoolDay
    /// Nil until somebody ends it. Before `first`: it was taken back and holds nothing.
    package var last: SchoolDay?
    /// Why; empty where a promoter said nothing.
    package var note: String
    package var origin: Origin

    package init(scope: SchoolScope, first: SchoolDay, last: SchoolDay?, note: String, origin: Origin) {
        self.scope = scope
        self.first = first
        self.last = last
        self.note = note
        self.origin = origin
    }

    package func holds(_ school: School, on day: SchoolDay) -> Bool {
        first <= day && lasts(on: day) && scope.covers(school)
    }

    /// It has not ended before that day.
    package func lasts(on day: SchoolDay) -> Bool { last.map { day <= $0 } ?? true }

    package var isTakenBack: Bool { last.map { $0 < first } ?? false }

    /// Whether both hold some school on the same day.
    package func overlaps(_ other: Hold, among schools: [School]) -> Bool {
        guard !isTakenBack, !other.isTakenBack, other.lasts(on: first), lasts(on: other.first) else { return false }
        return scope == other.scope || schools.contains { scope.covers($0) && other.scope.covers($0) }
    }
}

/// What PAUSA and SEGUIR change. A promoter holds single schools.
package enum HoldChange: Hashable, Sendable {
    /// Takes the place of what promoters have set for that school before.
    case begin(Hold)
    /// Ends what promoters have set for a school, before that day. What the office has set stays.
    case end(SchoolKey, on: SchoolDay)
}
