/// Days on which schools are closed by decision of the office (flood, strike, local holiday).
package struct Closure: Hashable, Sendable {
    package enum Scope: Hashable, Sendable {
        case school(SchoolKey), cluster(String), district(String), office
    }

    package var scope: Scope
    package var first: SchoolDay
    package var last: SchoolDay
    package var reason: String

    package init(scope: Scope, first: SchoolDay, last: SchoolDay, reason: String) {
        self.scope = scope
        self.first = first
        self.last = last
        self.reason = reason
    }

    package func closes(_ school: School, on day: SchoolDay) -> Bool {
        guard first <= day, day <= last else { return false }
        return switch scope {
        case .school(let key): key == school.key
        case .cluster(let name): name == school.cluster
        case .district(let name): name == school.district
        case .office: true
        }
    }
}
