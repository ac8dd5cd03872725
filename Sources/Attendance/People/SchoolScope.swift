/// Some schools of the office: one, those of a cluster or a district, or all.
package enum SchoolScope: Hashable, Sendable {
    case school(SchoolKey), cluster(String), district(String), office

    package func covers(_ school: School) -> Bool {
        switch self {
        case .school(let key): key == school.key
        case .cluster(let name): name == school.cluster
        case .district(let name): name == school.district
        case .office: true
        }
    }

    /// The same with the name as the roster writes it: case, accents and spaces do not count. Nil where no school of
    /// the roster is in it.
    package func named(asIn roster: [School]) -> SchoolScope? {
        switch self {
        case .school(let key): roster.contains { $0.key == key } ? self : nil
        case .cluster(let name): Self.name(like: name, among: roster.compactMap(\.cluster)).map { .cluster($0) }
        case .district(let name): Self.name(like: name, among: roster.map(\.district)).map { .district($0) }
        case .office: self
        }
    }

    /// Clusters or districts of the roster that could be meant, in order; none for a school or the office.
    package func names(in roster: [School]) -> [String] {
        switch self {
        case .cluster: Set(roster.compactMap(\.cluster)).sorted()
        case .district: Set(roster.map(\.district)).sorted()
        case .school, .office: []
        }
    }

    private static func name(like name: String, among names: [String]) -> String? {
        if names.contains(name) { return name }
        let wanted = key(of: name)
        // Two that differ in nothing else are two: neither is meant for sure.
        let alike = Set(names.filter { key(of: $0) == wanted })
        return alike.count == 1 ? alike.first : nil
    }

    private static func key(of name: String) -> String {
        name.foldedForMatching.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
