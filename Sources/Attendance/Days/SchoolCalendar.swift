/// What a day is for the whole office, before closures of single schools.
package enum DayKind: Hashable, Sendable {
    case classDay
    case weekend
    case holiday(name: String)
    /// Between two class blocks of a school year.
    case vacation
    /// The staff works at the school and there is no class (semana de gestión); as vacation, for everything we send.
    case managementWeek
    /// Before the first or after the last class block of a known school year.
    case outsideYear
    /// No school year of that calendar year is known: the office has to add one.
    case noSchoolYear
}

/// Class blocks, vacations and national holidays, as the calendar file gives them. Closures are
/// arguments: they live in the database and count before the file.
package struct SchoolCalendar: Hashable, Sendable {
    /// Days of class from `first` to `last`, both included.
    package struct ClassBlock: Hashable, Sendable {
        package var first: SchoolDay
        package var last: SchoolDay

        package init(first: SchoolDay, last: SchoolDay) {
            self.first = first
            self.last = last
        }
    }

    /// Management weeks from `first` to `last`, both included.
    package struct ManagementBlock: Hashable, Sendable {
        package var first: SchoolDay
        package var last: SchoolDay

        package init(first: SchoolDay, last: SchoolDay) {
            self.first = first
            self.last = last
        }
    }

    /// The class blocks of one year; the gaps between them are vacation.
    package struct SchoolYear: Hashable, Sendable {
        package var year: Int
        package var blocks: [ClassBlock]
        /// Outside the class blocks; also before the first and after the last. Empty where the office names none.
        package var management: [ManagementBlock]

        package init(year: Int, blocks: [ClassBlock], management: [ManagementBlock] = []) {
            self.year = year
            self.blocks = blocks
            self.management = management
        }
    }

    package struct Holiday: Hashable, Sendable {
        package var day: SchoolDay
        package var name: String

        package init(day: SchoolDay, name: String) {
            self.day = day
            self.name = name
        }
    }

    /// In order of years.
    package let years: [SchoolYear]
    /// In order of days.
    package let holidays: [Holiday]
    private let blocksOfYear: [Int: [ClassBlock]]
    private let managementOfYear: [Int: [ManagementBlock]]
    private let nameOfHoliday: [SchoolDay: String]

    /// - Throws: ``CalendarError`` for the first block or day that is out of order.
    package init(years: [SchoolYear], holidays: [Holiday]) throws(CalendarError) {
        var blocksOfYear: [Int: [ClassBlock]] = [:]
        for year in years {
            guard blocksOfYear[year.year] == nil else { throw .yearTwice(year.year) }
            try Self.check(year)
            blocksOfYear[year.year] = year.blocks
        }
        var nameOfHoliday: [SchoolDay: String] = [:]
        for holiday in holidays {
            guard nameOfHoliday[holiday.day] == nil else { throw .holidayTwice(holiday.day) }
            nameOfHoliday[holiday.day] = holiday.name
        }
        self.years = years.sorted { $0.year < $1.year }
        self.holidays = holidays.sorted { $0.day < $1.day }
        self.blocksOfYear = blocksOfYear
        managementOfYear = Dictionary(years.map { ($0.year, $0.management) }, uniquingKeysWith: { first, _ in first })
        self.nameOfHoliday = nameOfHoliday
    }

    private static func check(_ year: SchoolYear) throws(CalendarError) {
        guard !year.blocks.isEmpty else { throw .noBlocks(year.year) }
        for block in year.blocks {
            guard block.first <= block.last else { throw .blockBackwards(block) }
            guard block.first.year == year.year, block.last.year == year.year else {
                throw .blockOutsideYear(block, year: year.year)
            }
        }
        for (one, next) in zip(year.blocks, year.blocks.dropFirst()) where next.first <= one.last {
            throw .blocksOverlap(one, next)
        }
        try checkManagement(of: year)
    }

    private static func checkManagement(of year: SchoolYear) throws(CalendarError) {
        for weeks in year.management {
            guard weeks.first <= weeks.last else { throw .managementBackwards(weeks) }
            guard weeks.first.year == year.year, weeks.last.year == year.year else {
                throw .managementOutsideYear(weeks, year: year.year)
            }
            if let block = year.blocks.first(where: { $0.first <= weeks.last && weeks.first <= $0.last }) {
                throw .managementInClass(weeks, block)
            }
        }
        for (one, next) in zip(year.management, year.management.dropFirst()) where next.first <= one.last {
            throw .managementOverlaps(one, next)
        }
    }

    /// A holiday keeps its name on a weekend, too.
    package func kind(of day: SchoolDay) -> DayKind {
        if let name = nameOfHoliday[day] { return .holiday(name: name) }
        if day.weekday >= .saturday { return .weekend }
        guard let blocks = blocksOfYear[day.year] else { return .noSchoolYear }
        if blocks.contains(where: { $0.first <= day && day <= $0.last }) { return .classDay }
        if managementOfYear[day.year]?.contains(where: { $0.first <= day && day <= $0.last }) == true {
            return .managementWeek
        }
        guard let first = blocks.first, let last = blocks.last, first.first < day, day < last.last else {
            return .outsideYear
        }
        return .vacation
    }

    package func isHoliday(_ day: SchoolDay) -> Bool { nameOfHoliday[day] != nil }

    /// A national holiday, or a local one of that school.
    package func isHoliday(_ day: SchoolDay, of school: School, closures: [Closure]) -> Bool {
        isHoliday(day) || closures.contains { $0.isHoliday && $0.closes(school, on: day) }
    }

    /// Monday to Friday and no national holiday (domain: the week).
    package func isWorkingDay(_ day: SchoolDay) -> Bool {
        day.weekday <= .friday && !isHoliday(day)
    }

    /// The first working day after this one.
    package func nextWorkingDay(after day: SchoolDay) -> SchoolDay {
        var next = day.adding(days: 1)
        while !isWorkingDay(next) { next = next.adding(days: 1) }
        return next
    }

    package func isClassDay(_ day: SchoolDay, for school: School, closures: [Closure]) -> Bool {
        kind(of: day) == .classDay && !closures.contains { $0.closes(school, on: day) }
    }

    /// School years that the office should have added by now, in order: this year's, and from November on the next
    /// one's (ruling 49).
    package func missingYears(on today: SchoolDay) -> [Int] {
        let wanted = today.month >= 11 ? [today.year, today.year + 1] : [today.year]
        return wanted.filter { blocksOfYear[$0] == nil }
    }

    /// The first class day of a year; nil when the year is not known.
    package func start(ofYear year: Int) -> SchoolDay? { blocksOfYear[year]?.first?.first }

    /// Days of class blocks, weekends and holidays in them too, strictly between two days. A year that is not known
    /// counts whole.
    package func daysInBlocks(after first: SchoolDay, before last: SchoolDay) -> Int {
        let span = first.days(to: last) - 1
        // Nobody asks about more than some years; a wrong clock may.
        guard span > 0 else { return 0 }
        return (1...min(span, 3660)).count { offset in
            let day = first.adding(days: offset)
            guard let blocks = blocksOfYear[day.year] else { return true }
            return blocks.contains { $0.first <= day && day <= $0.last }
        }
    }

    package func isInFirstBlock(_ day: SchoolDay) -> Bool {
        blocksOfYear[day.year]?.first.map { $0.first <= day && day <= $0.last } ?? false
    }

    /// The day on which a school is asked in the week of that Monday: its weekday, else its next
    /// class day up to Friday. Nil when there is none: the week is skipped for it.
    package func reportingDay(
        of school: School, week monday: SchoolDay, rules: ReportingRules, closures: [Closure]
    ) -> SchoolDay? {
        firstDay(of: monday, from: weekday(of: school, inWeekOf: monday, rules: rules)) {
            isClassDay($0, for: school, closures: closures)
        }
    }

    /// The weekday on which a school is asked unless that is no class day.
    package func weekday(of school: School, inWeekOf day: SchoolDay, rules: ReportingRules) -> Weekday {
        school.schedule.day(inWeekOf: day) ?? rules.day
    }

    /// The same for a school that has the office's day and that only closures of the whole office close.
    package func reportingDay(
        week monday: SchoolDay, rules: ReportingRules, closures: [Closure]
    ) -> SchoolDay? {
        firstDay(of: monday, from: rules.day) { day in
            kind(of: day) == .classDay
                && !closures.contains { $0.scope == .office && $0.first <= day && day <= $0.last }
        }
    }

    private func firstDay(
        of week: SchoolDay, from weekday: Weekday, where isClassDay: (SchoolDay) -> Bool
    ) -> SchoolDay? {
        guard weekday <= .friday else { return nil }
        return (weekday.index...Weekday.friday.index).lazy
            .map { week.monday.adding(days: $0) }
            .first(where: isClassDay)
    }

    /// The reporting day of a school in the first of the next ten weeks that has one, searching
    /// from the day after the given one.
    package func nextReportingDay(
        of school: School, after day: SchoolDay, rules: ReportingRules, closures: [Closure]
    ) -> SchoolDay? {
        (0...Self.weeksAhead).lazy
            .compactMap {
                reportingDay(
                    of: school, week: day.monday.adding(days: 7 * $0), rules: rules, closures: closures)
            }
            .first { $0 > day }
    }

    /// Longer than any vacation inside a school year.
    private static let weeksAhead = 10

    /// T+1: the next day that is neither Sunday nor a holiday, local ones of the school too (ruling 46), at most three
    /// days after T. Nil when there is none: the step is dropped.
    ///
    /// - Parameter school: nil for the office as a whole, which only national holidays stop.
    package func dayAfter(_ reportingDay: SchoolDay, of school: School? = nil, closures: [Closure] = []) -> SchoolDay? {
        (1...3).lazy
            .map { reportingDay.adding(days: $0) }
            .first { day in
                let isFeast = school.map { isHoliday(day, of: $0, closures: closures) } ?? isHoliday(day)
                return day.weekday != .sunday && !isFeast
            }
    }
}
