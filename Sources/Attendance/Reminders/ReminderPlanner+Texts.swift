import Foundation

extension ReminderPlanner {
    /// The text of a question or reminder in the language of the person; nil for other steps, whose texts are made
    /// where they are planned.
    func planned(
        _ key: StepKey, _ schools: [School], to person: Reporter, _ rung: Ladder.Rung,
        _ occasion: QuestionOccasion, at now: Date
    ) -> PlannedText? {
        let speech = Speech(office: office, language: person.language, fits: fits)
        let own = Self.own(schools, of: person)
        // Also where only one of them is due: a text without its letter would be asked back.
        let hasSeveral = Set(person.assignments.map(\.school)).count > 1
        let text: String? =
            switch key.step {
            case .question where person.role == .community:
                speech.communityQuestion(schools)
            case .question:
                speech.question(
                    own, hasSeveral: hasSeveral, isMorning: TimeOfDay(now, in: rules.zone) < .noon,
                    confirming: isUnheard(person, inTheYearOf: key.day) ? person.name : nil)
            case .reminder1: speech.reminder1(own[0], hasSeveral: hasSeveral, key.day)
            case .reminder2: speech.reminder2(schools[0], key.day)
            case .silentList, .weeklySummary, .extra: String?.none
            }
        guard let text else { return nil }
        return PlannedText(
            key: key, schools: schools.map(\.key), at: rung.start, expiresAt: rung.end, text: text, occasion: occasion)
    }

    /// The number may be somebody else's by now: nothing has come from it since the last school year (ruling 7).
    private func isUnheard(_ person: Reporter, inTheYearOf day: SchoolDay) -> Bool {
        guard let heard = person.lastHeardAt, let start = office.calendar.start(ofYear: day.year) else { return false }
        return SchoolDay(heard, in: rules.zone) < start && start <= day
    }

    static func own(_ schools: [School], of person: Reporter) -> [SenderContext.OwnSchool] {
        schools.map { school in
            let letter = person.assignments.first { $0.school == school.key }?.letter
            return SenderContext.OwnSchool(school: school, letter: letter)
        }.sorted { ($0.letter ?? "~", $0.school.key) < ($1.letter ?? "~", $1.school.key) }
    }
}
