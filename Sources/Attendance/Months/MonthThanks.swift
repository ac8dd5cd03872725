package import Foundation

/// What those who report for a school are told when the month is closed: how many of the reports came (domain.md §6).
///
/// Nothing of attendance: a text to a teacher is no school report (domain.md §11). One per phone and school, inside the
/// window; what could not leave on that day is dropped, because a late thank-you is none.
package struct MonthThanks: Sendable {
    package struct Thanks: Hashable, Sendable {
        package let phone: PhoneNumber
        package let school: SchoolKey
        package let text: String
        package let dueAt: Date
        package let expiresAt: Date
    }

    private let office: OfficeRules
    private let fits: @Sendable (String) -> Bool

    /// - Parameter fits: whether a text is one SMS.
    package init(office: OfficeRules, fits: @escaping @Sendable (String) -> Bool) {
        self.office = office
        self.fits = fits
    }

    /// To the active teachers and heads of every school of which a report was expected, and which is not held on the
    /// day on which they leave.
    package func thanks(
        for figures: [MonthFigures], of schools: [School], to reporters: [Reporter], holds: [Hold] = [], at now: Date
    ) -> [Thanks] {
        let (due, end) = nextWindow(at: now)
        let day = SchoolDay(due, in: office.reporting.zone)
        let asked = schools.filter { school in !holds.contains { $0.holds(school, on: day) } }
        let names = Dictionary(asked.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
        return figures.filter { $0.received.expected > 0 }.flatMap { month -> [Thanks] in
            guard let name = names[month.school] else { return [] }
            let people = reporters.filter { person in
                person.role.reportsForSchool && person.status == .active
                    && person.assignments.contains { $0.school == month.school }
            }
            return people.sorted { $0.phone < $1.phone }.map { person in
                let speech = Speech(office: office, language: person.language, fits: fits)
                return Thanks(
                    phone: person.phone, school: month.school, text: speech.thanks(for: month, school: name),
                    dueAt: due, expiresAt: end)
            }
        }
    }

    /// The window that is open, else the next one: never on a Sunday or holiday.
    private func nextWindow(at now: Date) -> (Date, Date) {
        let rules = office.reporting
        var day = SchoolDay(now, in: rules.zone)
        while true {
            let end = day.moment(at: rules.window.upperBound, in: rules.zone)
            if now < end, day.weekday != .sunday, !office.calendar.isHoliday(day) {
                return (max(now, day.moment(at: rules.window.lowerBound, in: rules.zone)), end)
            }
            day = day.adding(days: 1)
        }
    }
}

extension Speech {
    fileprivate func thanks(for month: MonthFigures, school: String) -> String {
        let names = wording.word(.months).split(separator: " ")
        let index = month.month.month - 1
        return say(
            month.received.isUnderHalf ? .monthLow : .monthGood,
            [
                .month: .whole(names.indices.contains(index) ? String(names[index]) : ""),
                .school: .name(school), .number: .whole("\(month.received.received)"),
                .enrolled: .whole("\(month.received.expected)"),
            ])
    }
}
