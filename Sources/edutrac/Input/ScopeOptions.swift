import ArgumentParser
import Attendance
import Store

/// Which schools a command is about; a command that can be about all of them has a flag for that.
struct ScopeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("One school.", valueName: "codMod[/anexo]"))
    var school: SchoolKey?

    @Option(help: ArgumentHelp("The schools of a cluster (red).", valueName: "name"))
    var cluster: String?

    @Option(help: ArgumentHelp("The schools of a district.", valueName: "name"))
    var district: String?

    func validate() throws {
        guard given.count <= 1 else {
            throw ValidationError("Only one of --school, --cluster and --district.")
        }
    }

    private var given: [SchoolScope] {
        [school.map { .school($0) }, cluster.map { .cluster($0) }, district.map { .district($0) }].compactMap(\.self)
    }

    /// Nil where none was given.
    var scope: SchoolScope? { given.first }

    /// Of a command that is never about all schools.
    func some() throws -> SchoolScope {
        guard let scope else { throw ValidationError("Say which schools: --school, --cluster or --district.") }
        return scope
    }

    /// - Parameters:
    ///   - all: the flag for all schools was given.
    ///   - name: what that flag is called.
    /// - Throws: a usage error unless exactly one was given.
    func scope(all: Bool, orFlag name: String) throws -> SchoolScope {
        switch (scope, all) {
        case (let scope?, false): return scope
        case (nil, true): return .office
        case (_?, true): throw ValidationError("Either \(name) or some schools.")
        case (nil, false): throw ValidationError("Say which schools: --school, --cluster, --district or \(name).")
        }
    }
}

/// Schools of the roster that a command is about.
struct Place {
    let scope: SchoolScope
    let schools: [School]

    /// - Throws: ``Complaint`` where the roster has no such school, cluster or district.
    init(_ asked: SchoolScope, in roster: [School]) throws(Complaint) {
        guard let scope = asked.named(asIn: roster) else {
            throw Complaint(.noInput, Self.words(against: asked, in: roster))
        }
        self.scope = scope
        schools = roster.filter(scope.covers)
    }

    /// That there is no such thing, and what there is.
    static func words(against scope: SchoolScope, in roster: [School]) -> String {
        let names = scope.names(in: roster)
        let more = names.count > mostNamed ? " …" : ""
        let known =
            switch scope {
            case .school: "\"edutrac school list\" shows those that there are."
            case _ where names.isEmpty: "It names none at all."
            default: "It has: \(names.prefix(mostNamed).joined(separator: ", "))\(more)."
            }
        return "The roster has no \(scope.words). \(known)"
    }

    private static let mostNamed = 20

    /// `district Kimbiri, 12 schools`
    var words: String {
        if case .school = scope { return "\(scope.words), \(schools.first?.name ?? "")" }
        return "\(scope.words), \(schools.count == 1 ? "1 school" : "\(schools.count) schools")"
    }

    /// A cluster is known by its name alone: two districts may use the same one.
    var warning: String? {
        let districts = Set(schools.map(\.district)).sorted()
        guard case .cluster(let name) = scope, districts.count > 1 else { return nil }
        return "the cluster \(name) has schools in \(districts.joined(separator: ", ")): all of them are meant"
    }
}

extension SchoolScope {
    var words: String {
        switch self {
        case .school(let key): "school \(key.words)"
        case .cluster(let name): "cluster \(name)"
        case .district(let name): "district \(name)"
        case .office: "office"
        }
    }

    var json: [JSON.Member] {
        let (kind, school, area): (String, SchoolKey?, String?) =
            switch self {
            case .school(let key): ("school", key, nil)
            case .cluster(let name): ("cluster", nil, name)
            case .district(let name): ("district", nil, name)
            case .office: ("office", nil, nil)
            }
        return [
            .init(key: "scope", value: .text(kind)), .init(key: "codMod", value: JSON(school?.codMod)),
            .init(key: "anexo", value: JSON(school?.anexo)), .init(key: "area", value: JSON(area)),
        ]
    }
}

extension Workplace {
    func place(_ scope: SchoolScope) throws -> Place {
        let place = try Place(scope, in: store.schools(on: today))
        if let warning = place.warning { terminal.complain("edutrac: warning: \(warning)") }
        return place
    }
}
