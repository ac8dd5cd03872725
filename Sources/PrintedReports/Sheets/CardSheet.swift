package import Attendance

/// One file of cards.
package struct CardSheet: Hashable, Sendable {
    /// Of the file, without what comes after the dot: `card-zoila-huaman`.
    package let name: String
    package let cards: [ReporterCard]

    package var pages: Int { (cards.count + Self.cardsOfPage - 1) / Self.cardsOfPage }

    static let cardsOfPage = 4
}

/// Which files cards are printed as: one for each promoter, who hands them out.
package struct CardPlan: Sendable {
    /// No two have one name.
    package let sheets: [CardSheet]

    /// A card goes to the first promoter by name who has one of its schools; a promoter's own lies on top.
    package init(_ cards: [ReporterCard]) {
        var sheets: [CardSheet] = []
        var names: Set<String> = []
        var rest = cards.sorted { Self.order($0) < Self.order($1) }
        func add(_ name: String, _ cards: [ReporterCard]) {
            guard !cards.isEmpty else { return }
            let plain = "card-\(SheetPlan.fileName(name))"
            let free = (2...).lazy.map { "\(plain)-\($0)" }.first { !names.contains($0) } ?? plain
            let unique = names.contains(plain) ? free : plain
            names.insert(unique)
            sheets.append(CardSheet(name: unique, cards: cards))
        }
        let promoters = rest.filter { $0.kind == .promoter }.sorted { Self.person($0) < Self.person($1) }
        rest.removeAll { $0.kind == .promoter }
        for promoter in promoters {
            let schools = Set(promoter.places.map(\.school.key))
            let own = rest.filter { card in card.places.contains { schools.contains($0.school.key) } }
            rest.removeAll { own.contains($0) }
            add(promoter.reporter.name, [promoter] + own)
        }
        add("no promoter", rest)
        self.sheets = sheets
    }

    /// All in one file.
    package init(_ cards: [ReporterCard], named name: String) {
        sheets = [CardSheet(name: "card-\(SheetPlan.fileName(name))", cards: cards.sorted { Self.order($0) < Self.order($1) })]
    }

    /// Those of one school lie together, as they are handed out.
    private static func order(_ card: ReporterCard) -> (String, String, String, String) {
        let school = card.places[0].school
        return (school.district, school.name, school.key.text, "\(card.kind.rank) \(person(card))")
    }

    private static func person(_ card: ReporterCard) -> String { "\(card.reporter.name) \(card.reporter.phone.e164)" }
}

extension ReporterCard.Kind {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Cards → pages as HTML that stands alone. Pure, as ``SheetWriter`` is.
package struct CardWriter: Sendable {
    private let office: PrintedOffice
    private let speech: PageSpeech
    private let templates: PageTemplates

    package init(office: PrintedOffice, wording: PageWording = .spanish, templates: PageTemplates = .builtIn) {
        self.office = office
        self.templates = templates
        speech = PageSpeech(wording: wording, second: nil)
    }

    /// A whole document, four cards a page.
    package func document(_ sheet: CardSheet) -> String {
        let size = CardSheet.cardsOfPage
        let pages = stride(from: 0, to: sheet.cards.count, by: size).map { first -> String in
            let some = sheet.cards[first..<min(first + size, sheet.cards.count)]
            let cards = zip(Self.corners, some).map { corner, card in
                CardFace(card: card, office: office, speech: speech).slots.merging(["corner": corner]) { $1 }
            }
            return templates.render(["cards": cards], with: .card)
        }
        return templates.render(
            [
                "language": speech.wording.language, "title": "\(office.name), \(speech(.cardTitle))", "kind": "cardSheet",
                "style": templates.style, "body": pages.joined(), "bilingual": false,
            ], with: .document)
    }

    private static let corners = ["topLeft", "topRight", "bottomLeft", "bottomRight"]
}
