/// Why a school is asked on a day.
package enum QuestionOccasion: String, CaseIterable, Sendable {
    /// T of the week: question, reminders, list of the silent.
    case reportingDay
    /// To learn on which weekday attendance is lowest: the question only.
    case baseline
    /// One unannounced day beside T: the question only.
    case secondDay
}

/// Whether a school is asked on a second day in its weeks.
package enum SecondDay: String, CaseIterable, Sendable {
    case off, random
}

/// A time in which an area is asked on every class day.
package struct Baseline: Hashable, Sendable {
    package var area: SchoolScope
    package var first: SchoolDay
    /// Before the first day for one that was taken back.
    package var last: SchoolDay

    package init(area: SchoolScope, first: SchoolDay, last: SchoolDay) {
        self.area = area
        self.first = first
        self.last = last
    }

    /// So many weeks from a day on.
    package init(area: SchoolScope, first: SchoolDay, weeks: Int) {
        self.init(area: area, first: first, last: first.adding(days: 7 * weeks - 1))
    }
}

extension SchoolCalendar {
    /// Nil on a day on which a school is not asked.
    package func occasion(
        of school: School, on day: SchoolDay, rules: ReportingRules, closures: [Closure]
    ) -> QuestionOccasion? {
        if reportingDay(of: school, week: day, rules: rules, closures: closures) == day { return .reportingDay }
        guard isAskedMore(school, rules), isClassDay(day, for: school, closures: closures) else { return nil }
        if school.schedule.isBaseline(day) { return .baseline }
        return secondDay(of: school, week: day, rules: rules, closures: closures) == day ? .secondDay : nil
    }

    /// Whether a school may be asked on other days than T at all.
    func isAskedMore(_ school: School, _ rules: ReportingRules) -> Bool {
        rules.secondDay != .off || school.schedule.hasBaseline
    }

    /// The second day of a school in the week of a day: a class day that is neither T nor beside a day without class,
    /// where children stay away for another reason. The school days before and after it count as beside it, so that
    /// Friday is beside Monday.
    ///
    /// It is drawn from what is known before the week begins. A closure that comes in between takes it away and draws no
    /// other: a school is never asked on two second days of a week.
    package func secondDay(
        of school: School, week day: SchoolDay, rules: ReportingRules, closures: [Closure]
    ) -> SchoolDay? {
        guard rules.secondDay == .random else { return nil }
        let monday = day.monday
        return draw(
            for: school, week: monday, from: secondDays(of: school, week: monday, rules: rules, closures: closures))
    }

    /// A day that may be drawn, and whether it is still one on which the school can be asked.
    struct SecondDayLot: Sendable {
        let day: SchoolDay
        let stands: Bool
    }

    /// What is drawn from: the same for all schools with the same days and closures.
    func secondDays(
        of school: School, week monday: SchoolDay, rules: ReportingRules, closures: [Closure]
    ) -> [SecondDayLot] {
        let planned = reportingDay(of: school, week: monday, rules: rules, closures: [])
        let actual = reportingDay(of: school, week: monday, rules: rules, closures: closures)
        return (0...4).map(monday.adding(days:)).filter { day in
            day != planned && Self.around(day).allSatisfy { kind(of: $0) == .classDay }
        }.map { day in
            let hasClass = Self.around(day).allSatisfy { isClassDay($0, for: school, closures: closures) }
            return SecondDayLot(day: day, stands: hasClass && day != actual)
        }
    }

    func draw(for school: School, week monday: SchoolDay, from lots: [SecondDayLot]) -> SchoolDay? {
        guard !lots.isEmpty else { return nil }
        let lot = Lot(salt: school.schedule.salt, school: school.key, monday: monday)
        let drawn = lots[lot.index(below: lots.count)]
        return drawn.stands ? drawn.day : nil
    }

    /// A day from Monday to Friday with the school days before and after it.
    private static func around(_ day: SchoolDay) -> [SchoolDay] {
        [
            day.adding(days: day.weekday == .monday ? -3 : -1), day,
            day.adding(days: day.weekday == .friday ? 3 : 1),
        ]
    }
}

/// What is drawn for a school and a week: the same whenever it is asked for, and not to be guessed without the salt.
struct Lot: Sendable {
    private let number: UInt64

    /// - Source: FNV-1a (draft-eastlake-fnv), its bits then mixed as in SplitMix64 (Steele, Lea, Flood 2014), because the
    ///   last bits of a short text are hardly mixed by FNV alone.
    init(salt: String, school: SchoolKey, monday: SchoolDay) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for octet in "\(salt) \(school.codMod) \(school.anexo) \(monday.iso)".utf8 {
            hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3
        }
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        number = hash ^ (hash >> 31)
    }

    func index(below count: Int) -> Int { Int(number % UInt64(count)) }
}
