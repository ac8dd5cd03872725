package import Attendance
import Mustache

/// Month figures → pages as HTML that stands alone: style sheet and pictures are in it, nothing is fetched.
///
/// Pure: the same figures, words and templates give the same page. What may be hung up is made from ``MonthFigures``
/// alone; ``OfficeNotes`` go to the office's sheet and nowhere else.
package struct SheetWriter: Sendable {
    private let office: PrintedOffice
    private let month: Month
    private let speech: PageSpeech
    private let templates: PageTemplates

    /// - Parameter second: a second line under headings of what the community gets.
    package init(
        _ month: Month, office: PrintedOffice, wording: PageWording = .spanish, second: PageWording? = nil,
        templates: PageTemplates = .builtIn
    ) {
        self.month = month
        self.office = office
        self.templates = templates
        speech = PageSpeech(wording: wording, second: second)
    }

    /// A whole document.
    package func document(_ sheet: PlannedSheet) -> String {
        let title = "\(office.name), \(speech.nameAndYear(of: month))"
        return templates.render(
            [
                "language": speech.wording.language, "title": title, "kind": sheet.kind.rawValue,
                "style": templates.style, "body": body(sheet.content),
                "bilingual": speech.second == nil ? false : "bilingual" as Any,
            ], with: .document)
    }

    private func body(_ content: PlannedSheet.Content) -> String {
        switch content {
        case .reports(let locals): locals.map(report).joined()
        case .strips(let locals): strips(locals)
        case .office(let round):
            templates.render(OfficeSheet(round: round, office: office, speech: plain).slots, with: .office)
        case .summary(let area, let schools):
            templates.render(
                OfficialSummary(area: area, schools: schools, month: month, office: office, speech: plain).slots,
                with: .summary)
        case .cover(let rounds):
            templates.render(CoverList(rounds: rounds, office: office, speech: plain).slots, with: .cover)
        }
    }

    /// The office and officials read one language.
    private var plain: PageSpeech { PageSpeech(wording: speech.wording, second: nil) }

    private func report(_ local: PrintedLocal) -> String {
        let services = local.schools.map { school in
            templates.render(ServicePage(school: school, office: office, speech: speech).slots, with: .service)
        }
        let agreements = AgreementsPage(local: local, office: office, speech: speech)
        return services.joined() + templates.render(agreements.slots, with: .agreements)
    }

    /// Two strips a page, to be cut apart.
    private func strips(_ locals: [PrintedLocal]) -> String {
        let slots = locals.flatMap(\.schools).map { ServicePage(school: $0, office: office, speech: speech).stripSlots }
        let sheets = stride(from: 0, to: slots.count, by: 2).map { first -> Slots in
            ["strips": Array(slots[first..<min(first + 2, slots.count)])]
        }
        return sheets.map { templates.render($0, with: .strip) }.joined()
    }
}
