/// How long texts are kept as they came, and who a person was who left.
///
/// Counts, agreements and the office's own notes are kept for good.
///
/// - Source: Ley 29733, DS 016-2024-JUS.
package struct RetentionRules: Hashable, Sendable {
    /// For which a text is kept as it was received or sent.
    package var textMonths: Int
    /// From BAJA, a refusal or the end in the roster on, until phone and name are erased.
    package var reporterDays: Int

    package init(textMonths: Int = 13, reporterDays: Int = 90) {
        self.textMonths = textMonths
        self.reporterDays = reporterDays
    }

    /// The first day of which texts are kept; of a month that has no such day, the last one that it has.
    package func textsSince(_ today: SchoolDay) -> SchoolDay {
        let month = (0..<textMonths).reduce(Month(of: today)) { month, _ in month.previous }
        return min(month.first.adding(days: today.day - 1), month.last)
    }

    /// Who left before this day is erased.
    package func peopleSince(_ today: SchoolDay) -> SchoolDay { today.adding(days: -reporterDays) }
}
