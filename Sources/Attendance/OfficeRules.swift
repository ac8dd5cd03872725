package import Foundation

/// Everything of the office's configuration that decides what is asked, understood and answered.
package struct OfficeRules: Sendable {
    package var name: String
    /// Where people may call; shown in the help.
    package var phone: PhoneNumber?
    /// Numbers of our own SIM cards: never answered.
    package var ownNumbers: Set<PhoneNumber>
    package var zone: TimeZone
    /// Language of a reporter who has none, and of strangers.
    package var language: String
    package var reporting: ReportingRules
    package var calendar: SchoolCalendar
    /// By language code. Spanish is built in.
    package var wordings: [String: Wording]
    package var caps: ReplyCaps
    /// Languages whose shift tables the phones here are known to have, such as `spanish`: á í ó ú then cost no more than
    /// other letters.
    package var shiftTables: [String]
    /// How long the missing parts of a text are waited for.
    package var partialAfter: TimeInterval

    package static let usualPartialAfter: TimeInterval = 6 * 3600

    /// What is asked beside attendance, in the order of the configuration.
    package var questions: [ExtraQuestion] = []

    /// How a month is judged.
    package var month = MonthRules()

    package var retention = RetentionRules()

    /// Whether the network is asked to tell what became of each text.
    package var requestsStatusReports = true

    package init(
        name: String, phone: PhoneNumber?, ownNumbers: Set<PhoneNumber> = [], zone: TimeZone,
        language: String = "es", reporting: ReportingRules, calendar: SchoolCalendar,
        wordings: [String: Wording] = [:], caps: ReplyCaps = .init(), shiftTables: [String] = [],
        partialAfter: TimeInterval = usualPartialAfter
    ) {
        self.name = name
        self.phone = phone
        self.ownNumbers = ownNumbers
        self.zone = zone
        self.language = language
        self.reporting = reporting
        self.calendar = calendar
        self.wordings = wordings
        self.caps = caps
        self.shiftTables = shiftTables
        self.partialAfter = partialAfter
    }

    /// The catalogue of a language, else of the office's, else Spanish.
    package func wording(for language: String?) -> Wording {
        language.flatMap { wordings[$0] } ?? wordings[self.language] ?? .spanish
    }

    /// How many schools are asked about a day.
    package func schoolsExpected(on day: SchoolDay, _ inputs: PlanningInputs) -> Int {
        let closures = AreaIndex(inputs.closures.filter { $0.last >= day.monday }, scope: \.scope)
        return inputs.schools.count { school in
            calendar.occasion(of: school, on: day, rules: reporting, closures: closures.entries(of: school)) != nil
        }
    }

    /// What a person is told whom the office has let in: what is kept of them, and how to leave.
    package func welcome(in language: String?, fits: @escaping @Sendable (String) -> Bool) -> String {
        let speech = Speech(office: self, language: language, fits: fits)
        return speech.say(.registered, speech.consultations)
    }
}
