import Foundation

/// Puts the texts of one plan into words. What many of them have in common is done once.
final class PlanWording {
    private let office: OfficeRules
    private let fits: @Sendable (String) -> Bool
    private let isMorning: Bool
    private var speeches: [String: Speech] = [:]
    private var plainQuestions: [PlainQuestion: String] = [:]
    private var starts: [Int: (day: SchoolDay, moment: Date)?] = [:]

    /// A question to somebody with one school, which names neither.
    private struct PlainQuestion: Hashable {
        let language: String
        let fields: [FigureField]
    }

    init(_ office: OfficeRules, fits: @escaping @Sendable (String) -> Bool, isMorning: Bool) {
        self.office = office
        self.fits = fits
        self.isMorning = isMorning
    }

    func speech(_ language: String) -> Speech {
        if let known = speeches[language] { return known }
        let speech = Speech(office: office, language: language, fits: fits)
        speeches[language] = speech
        return speech
    }

    /// The text of a question or reminder in the language of the person; nil for other steps, whose texts are made
    /// where they are planned.
    func planned(
        _ key: StepKey, _ schools: [School], to person: Reporter, _ rung: Ladder.Rung, _ occasion: QuestionOccasion
    ) -> PlannedText? {
        // Also where only one of them is due: a text without its letter would be asked back.
        let first = person.assignments.first?.school
        let hasSeveral = person.assignments.contains { $0.school != first }
        let speech = speech(person.language)
        let text: String? =
            switch key.step {
            case .question where person.role == .community: speech.communityQuestion(schools)
            case .question: question(schools, to: person, hasSeveral: hasSeveral, on: key.day)
            case .reminder1: speech.reminder1(Self.own(schools, of: person)[0], hasSeveral: hasSeveral, key.day)
            case .reminder2: speech.reminder2(schools[0], key.day)
            case .silentList, .weeklySummary, .extra: String?.none
            }
        guard let text else { return nil }
        return PlannedText(
            key: key, schools: schools.map(\.key), at: rung.start, expiresAt: rung.end, text: text, occasion: occasion)
    }

    private func question(_ schools: [School], to person: Reporter, hasSeveral: Bool, on day: SchoolDay) -> String {
        let isUnheard = isUnheard(person, inTheYearOf: day)
        if hasSeveral || isUnheard {
            return speech(person.language).question(
                Self.own(schools, of: person), hasSeveral: hasSeveral, isMorning: isMorning,
                confirming: isUnheard ? person.name : nil)
        }
        let kind = PlainQuestion(language: person.language, fields: FigureField.expected(of: schools.first))
        if let known = plainQuestions[kind] { return known }
        let text = speech(person.language).question(
            Self.own(schools, of: person), hasSeveral: false, isMorning: isMorning)
        plainQuestions[kind] = text
        return text
    }

    /// The number may be somebody else's by now: nothing has come from it since the last school year (ruling 7).
    private func isUnheard(_ person: Reporter, inTheYearOf day: SchoolDay) -> Bool {
        guard let heard = person.lastHeardAt, let start = start(ofYear: day.year) else { return false }
        return heard < start.moment && start.day <= day
    }

    private func start(ofYear year: Int) -> (day: SchoolDay, moment: Date)? {
        if let known = starts[year] { return known }
        let start = office.calendar.start(ofYear: year).map { ($0, $0.start(in: office.reporting.zone)) }
        starts[year] = .some(start)
        return start
    }

    static func own(_ schools: [School], of person: Reporter) -> [SenderContext.OwnSchool] {
        schools.map { school in
            let letter = person.assignments.first { $0.school == school.key }?.letter
            return SenderContext.OwnSchool(school: school, letter: letter)
        }.sorted { ($0.letter ?? "~", $0.school.key) < ($1.letter ?? "~", $1.school.key) }
    }
}
