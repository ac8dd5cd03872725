/// How many of those expected were there, summed over the reports of a month, or that nobody can say.
package enum AttendanceFigure: Hashable, Sendable, Codable {
    /// No report told it, or nothing was to be divided by. Printed as "sin dato", never as 0 % or 100 %.
    case noData
    /// Those present where nobody knows how many there should be (alternancia, PRONOEI, no enrolment in the list): no
    /// rate.
    case present(sum: Int, reports: Int)
    case rate(AttendanceRate)

    package var rate: AttendanceRate? {
        if case .rate(let rate) = self { rate } else { nil }
    }
}

/// Σ present ÷ Σ enrolled over the reports that tell both.
///
/// - Shape: `expected` is above 0, `reports` at least 1. `present` may be above `expected`: a child that came in
///   March is counted before the list has it.
/// - Source: domain.md §8.
package struct AttendanceRate: Hashable, Sendable, Codable {
    package let present: Int
    /// Each report's day with the enrolment in force on it.
    package let expected: Int
    /// Over how many reports.
    package let reports: Int
    /// The smallest enrolment in force on one of the days.
    package let smallestGroup: Int

    package init(present: Int, expected: Int, reports: Int, smallestGroup: Int) {
        self.present = present
        self.expected = expected
        self.reports = reports
        self.smallestGroup = smallestGroup
    }

    /// Whole per cent, half up: 89.5 is 90. The one place where a figure is rounded; semáforo and arrows go by it, so
    /// that no page says 90 % beside REGULAR.
    package var percent: Int { Self.percent(present, of: expected) }

    /// Under ten in the group: printed as "27 de 30", never as per cent.
    package var isPrintedAsCounts: Bool { smallestGroup < Self.fewestForPercent }

    static func percent(_ part: Int, of whole: Int) -> Int { (200 * part + whole) / (2 * whole) }

    static let fewestForPercent = 10
    /// A sex with fewer is not told apart in print.
    static let fewestForSplit = 5
}

/// Days with class of an unidocente school: "días con clases 3 de 4" in the place of a rate that names a person.
package struct ClassDays: Hashable, Sendable, Codable {
    package let held: Int
    /// Days that a report, or SIN CLASES, tells something of: those without a report are no absence.
    package let known: Int

    package init(held: Int, known: Int) {
        self.held = held
        self.known = known
    }
}

/// The semáforo: shape, letter and colour of a figure.
package enum AttendanceLevel: String, CaseIterable, Sendable, Codable {
    /// ● verde BIEN.
    case good
    /// ◐ amarillo REGULAR.
    case fair
    /// ○ rojo EN RIESGO.
    case atRisk
    /// Grey, "faltan reportes": under half of the reports came.
    case missingReports
    /// Grey, "sin dato": no figure to judge, or no reporting day in the month.
    case noData
}

/// Against the same figure of another month, by printed per cent.
package enum AttendanceChange: String, CaseIterable, Sendable, Codable {
    /// ▲
    case up
    /// ▬
    case same
    /// ▼
    case down
    /// One of the two is sin dato, or stands on under half of its reports.
    case unknown
}
