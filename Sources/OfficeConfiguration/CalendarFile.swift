package import Attendance
import Foundation

/// The file with school years and national holidays.
///
/// - Shape: `[[year]]` with `year`, `blocks = [{ first, last }]` and, if wanted, `management` likewise; `[[holiday]]`
///   with `name` and one of `date = "MM-DD"` (every year), `date = 2026-06-18` (that year only) and `easter = -3` (days
///   from Easter Sunday). The gaps between the blocks of a year are vacation.
package enum CalendarFile {
    /// Holidays of one file; a year has sixteen national ones.
    static let mostHolidays = 200

    /// - Throws: ``ConfigurationError`` with every problem of the file.
    package static func load(_ path: String) throws(ConfigurationError) -> SchoolCalendar {
        let file = try TOMLFile(
            path,
            missing:
                "Name the calendar of the school year in `[calendar] file`; an example is in /usr/share/edutrac."
        )
        let findings = TableReader.Findings(file)
        let root = TableReader(file.values, path: "", findings)
        let years = root.tables("year").map { readYear($0) }
        let rules = root.tables("holiday").map { readHoliday($0) }
        root.finish()
        if years.isEmpty {
            findings.add(nil, "It has no school year.", "Add [[year]] with `year` and the class `blocks`.")
        }
        if rules.count > mostHolidays {
            findings.add(
                "holiday", "There are more than \(mostHolidays) holidays.",
                "Closures belong into the database, not here.")
        }
        try findings.throwAny()
        let holidays = expand(rules, over: years.map(\.year), findings)
        try findings.throwAny()
        do {
            return try SchoolCalendar(years: years, holidays: holidays)
        } catch {
            findings.add(place(of: error, in: years), "\(error)", "")
            throw ConfigurationError(findings.problems)
        }
    }

    private static func readYear(_ table: TableReader) -> SchoolCalendar.SchoolYear {
        let year = table.number("year", in: 2000...2199)
        let blocks = table.tables("blocks").compactMap { block in
            readDays(block).map { SchoolCalendar.ClassBlock(first: $0.first, last: $0.last) }
        }
        let management = table.tables("management").compactMap { weeks in
            readDays(weeks).map { SchoolCalendar.ManagementBlock(first: $0.first, last: $0.last) }
        }
        table.finish()
        if year == nil { table.complain("year", "It is missing or wrong.", "Write year = 2026.") }
        return .init(year: year ?? 0, blocks: blocks, management: management)
    }

    private static func readDays(_ table: TableReader) -> (first: SchoolDay, last: SchoolDay)? {
        let (first, last) = (required("first", table), required("last", table))
        table.finish()
        guard let first, let last else { return nil }
        return (first, last)
    }

    private static func required(_ name: String, _ table: TableReader) -> SchoolDay? {
        let before = table.findings.problems.count
        let day = table.day(name)
        if day == nil, table.findings.problems.count == before {
            table.complain(
                name, "The day is missing.", "Give both: { first = 2026-03-16, last = 2026-05-15 }.")
        }
        return day
    }

    fileprivate enum Recurrence {
        case everyYear(month: Int, day: Int)
        case once(SchoolDay)
        case fromEaster(Int)
    }

    private struct HolidayRule {
        var key: String
        var name: String
        var recurrence: Recurrence?
    }

    private static func readHoliday(_ table: TableReader) -> HolidayRule {
        let name = table.text("name")
        if name == nil { table.complain("name", "The name is missing.", "Add name = \"…\".") }
        let before = table.findings.problems.count
        let offset = table.number("easter", in: -100...100)
        let date = table.recurrence("date")
        if offset != nil, date != nil {
            table.complain("date", "Both `date` and `easter` are given.", "Remove one of them.")
        } else if offset == nil, date == nil, table.findings.problems.count == before {
            table.complain(
                "date", "The day is missing.",
                "Add date = \"05-01\" (every year), date = 2026-06-18 (once) or easter = -3.")
        }
        table.finish()
        return HolidayRule(
            key: table.path, name: name ?? "", recurrence: offset.map { .fromEaster($0) } ?? date)
    }

    /// The days of all years of the file and of one more on each side: a step near New Year looks across.
    private static func expand(
        _ rules: [HolidayRule], over years: [Int], _ findings: TableReader.Findings
    ) -> [SchoolCalendar.Holiday] {
        guard let first = years.min(), let last = years.max() else { return [] }
        var names: [SchoolDay: String] = [:]
        for rule in rules {
            for day in days(of: rule, from: first - 1, to: last + 1) {
                if let other = names[day] {
                    findings.add(
                        rule.key, "\(day.iso) is a holiday already (\(other)).",
                        "Remove one of the two, or write both names into one.")
                    break
                }
                names[day] = rule.name
            }
        }
        return names.map { .init(day: $0.key, name: $0.value) }
    }

    private static func days(of rule: HolidayRule, from first: Int, to last: Int) -> [SchoolDay] {
        switch rule.recurrence {
        case nil: []
        case .once(let day): [day]
        case .everyYear(let month, let day):
            (first...last).compactMap { SchoolDay(year: $0, month: month, day: day) }
        case .fromEaster(let offset):
            (first...last).compactMap { SchoolCalendar.easter(year: $0)?.adding(days: offset) }
        }
    }

    /// The key that a contradiction is about.
    private static func place(of error: CalendarError, in years: [SchoolCalendar.SchoolYear]) -> String? {
        func key(of block: SchoolCalendar.ClassBlock) -> String? {
            for (index, year) in years.enumerated() {
                if let place = year.blocks.lastIndex(of: block) { return "year[\(index)].blocks[\(place)]" }
            }
            return nil
        }
        func key(of weeks: SchoolCalendar.ManagementBlock) -> String? {
            for (index, year) in years.enumerated() {
                if let place = year.management.lastIndex(of: weeks) { return "year[\(index)].management[\(place)]" }
            }
            return nil
        }
        return switch error {
        case .yearTwice(let year), .noBlocks(let year):
            years.lastIndex { $0.year == year }.map { "year[\($0)]" }
        case .blockBackwards(let block), .blockOutsideYear(let block, _), .blocksOverlap(_, let block):
            key(of: block)
        case .managementBackwards(let weeks), .managementOutsideYear(let weeks, _), .managementInClass(let weeks, _),
            .managementOverlaps(_, let weeks):
            key(of: weeks)
        case .holidayTwice: nil
        }
    }
}

extension TableReader {
    /// `"05-01"` or a day.
    fileprivate func recurrence(_ name: String) -> CalendarFile.Recurrence? {
        guard let text = peekText(name) else { return day(name).map { .once($0) } }
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 2 else { return day(name).map { .once($0) } }
        return value(name, "day of every year", example: "05-01") { _ in
            // 2000 has a 29 February.
            guard fields.map(\.count) == [2, 2], let month = Int(fields[0]), let day = Int(fields[1]),
                SchoolDay(year: 2000, month: month, day: day) != nil
            else { return nil }
            return .everyYear(month: month, day: day)
        }
    }
}
