import Attendance

/// One file of pages.
package struct PlannedSheet: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// For the community: a page for each service, and one for the agreements.
        case report
        /// For the wall: half a page for each service.
        case strip
        /// For the promoter. Stays in the office.
        case office
        /// For officials, one page.
        case summary
        /// For packing the envelopes.
        case cover
    }

    package enum Content: Hashable, Sendable {
        case reports([PrintedLocal]), strips([PrintedLocal])
        case office(PrintedRound)
        case summary(PrintedArea, [PrintedSchool])
        case cover([PrintedRound])
    }

    /// Of the file, without what comes after the dot: `report-900001`.
    package let name: String
    package let content: Content

    package var kind: Kind {
        switch content {
        case .reports: .report
        case .strips: .strip
        case .office: .office
        case .summary: .summary
        case .cover: .cover
        }
    }

    /// How many pages it has to have; nil where a list is as long as it is.
    package var pages: Int? {
        switch content {
        case .reports(let locals): locals.map(\.pages).reduce(0, +)
        case .strips(let locals): (locals.flatMap(\.schools).count + 1) / 2
        case .summary: 1
        case .office, .cover: nil
        }
    }
}

/// Which files a month is printed as.
package struct SheetPlan: Sendable {
    package enum Division: String, CaseIterable, Sendable {
        /// One file for each building.
        case school
        /// One for each promoter.
        case promoter
    }

    /// In the order in which they are made; no two have one name.
    package let sheets: [PlannedSheet]

    /// - Parameters:
    ///   - isPart: some schools only: there are no summaries then, which would tell less than they seem to.
    package init(
        _ rounds: [PrintedRound], by division: Division, kinds: Set<PlannedSheet.Kind>, isPart: Bool = false
    ) {
        var sheets: [PlannedSheet] = []
        var names: Set<String> = []
        func add(_ kind: PlannedSheet.Kind, _ name: String?, _ content: PlannedSheet.Content) {
            guard kinds.contains(kind) else { return }
            let plain = name.map { "\(kind.rawValue)-\($0)" } ?? kind.rawValue
            let free = (2...).lazy.map { "\(plain)-\($0)" }.first { !names.contains($0) } ?? plain
            let unique = names.contains(plain) ? free : plain
            names.insert(unique)
            sheets.append(PlannedSheet(name: unique, content: content))
        }
        for round in rounds {
            let name = round.promoter.map(Self.fileName) ?? "no-promoter"
            switch division {
            case .promoter:
                add(.report, name, .reports(round.locals))
                add(.strip, name, .strips(round.locals))
            case .school:
                for local in round.locals {
                    let code = Self.fileName(local.code)
                    add(.report, code, .reports([local]))
                    add(.strip, code, .strips([local]))
                }
            }
            add(.office, name, .office(round))
        }
        let schools = rounds.flatMap(\.locals).flatMap(\.schools)
        if !isPart {
            for area in Self.areas(schools) {
                let name = (area.isDistrict ? "district-" : "ugel-") + Self.withoutUGEL(Self.fileName(area.name))
                add(.summary, name, .summary(area, schools.filter { area.covers($0.school) }))
            }
        }
        add(.cover, nil, .cover(rounds))
        self.sheets = sheets
    }

    private static func areas(_ schools: [PrintedSchool]) -> [PrintedArea] {
        let ugels = Set(schools.map(\.school.ugel)).sorted().map { PrintedArea(name: $0, isDistrict: false) }
        let districts = Set(schools.map(\.school.district)).sorted().map { PrintedArea(name: $0, isDistrict: true) }
        return ugels + districts
    }

    private static func withoutUGEL(_ name: String) -> String {
        name.hasPrefix("ugel-") ? String(name.dropFirst(5)) : name
    }

    /// Small letters, digits and `-` alone: a name in the roster is no path, and no shell needs to know it.
    static func fileName(_ name: String) -> String {
        let plain = name.foldedForMatching.lowercased().map { character in
            character.isASCII && (character.isLetter || character.isNumber) ? character : " "
        }
        let words = String(plain).split(separator: " ").joined(separator: "-").prefix(60)
        return words.isEmpty ? "x" : String(words)
    }
}
