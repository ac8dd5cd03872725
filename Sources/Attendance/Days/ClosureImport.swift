/// Rows of a table → closures and local holidays. Lists every problem it finds; an import with a problem must change
/// nothing.
package enum ClosureImport {
    /// What a table may hold, in the usual order. `last`, `area` and `on_the_day` may be left out.
    package static let columns = ["kind", "first", "last", "name", "scope", "area", "on_the_day"]
    private static let required = ["kind", "first", "name", "scope"]
    private static let optional = ["last", "area", "on_the_day"]

    /// - Parameters:
    ///   - header, rows: as for ``RosterImport/schools(header:rows:current:)``.
    ///   - roster: names of clusters and districts are those of these schools.
    package static func closures(
        header: [String], rows: [(line: Int, fields: [String])], roster: [School]
    ) -> (closures: [Closure], problems: [ImportProblem], warnings: [ImportProblem]) {
        var table = RosterTable(header, required: required, optional: optional)
        guard table.problems.isEmpty else { return ([], table.problems, []) }
        var closures: [Closure] = []
        var lineOf: [Closure: Int] = [:]
        for row in rows {
            table.begin(row)
            guard let closure = table.closure(roster) else { continue }
            if let line = lineOf[closure] {
                table.complain("", "the same stands in line \(line), too", "Remove one of the two lines.")
                continue
            }
            lineOf[closure] = row.line
            closures.append(closure)
        }
        return (closures, table.problems, table.warnings)
    }
}

extension RosterTable {
    fileprivate mutating func closure(_ roster: [School]) -> Closure? {
        let isHoliday = kind()
        let first = day("first")
        let last = optional("last") == nil ? first : day("last")
        let name = text("name")
        if name.count > Self.longestReason {
            complain("name", "the text has \(name.count) characters", "Shorten it to \(Self.longestReason).")
        }
        let scope = scope(roster)
        let onTheDay = onTheDay()
        guard let isHoliday, let first, let last, let scope else { return nil }
        if isHoliday, first != last {
            complain("last", "a local holiday is one day", "Leave last empty, or write a line for each day.")
        } else if last < first {
            complain("last", "\(last.iso) lies before \(first.iso)", "Exchange the two days.")
        } else if first.days(to: last) >= Self.longestClosure {
            complain("last", "from \(first.iso) to \(last.iso) is more than a year", "Is a year mistyped?")
        }
        if onTheDay, !isHoliday {
            complain("on_the_day", "only a local holiday is observed on another day", "Leave the field empty.")
        }
        guard isRowGood else { return nil }
        return isHoliday
            ? .localHoliday(name, of: first, for: scope, onTheDay: onTheDay)
            : Closure(scope: scope, first: first, last: last, reason: name)
    }

    /// As the command line has it.
    private static let longestReason = 60
    private static let longestClosure = 366

    /// Whether it is a local holiday.
    private mutating func kind() -> Bool? {
        switch optional("kind")?.lowercased() {
        case "closure"?: return false
        case "local_holiday"?: return true
        case let word:
            complain("kind", "\"\(word ?? "")\" is no kind", "Write closure or local_holiday.")
            return nil
        }
    }

    /// `2026-05-04`, or `04/05/2026` as spreadsheets make of it.
    private mutating func day(_ column: String) -> SchoolDay? {
        guard let text = optional(column) else {
            complain(column, "the field is empty", "Write a day as 2026-05-04.")
            return nil
        }
        if let day = SchoolDay(iso: text) { return day }
        let fields = text.split(separator: "/", omittingEmptySubsequences: false)
        if fields.count == 3, fields[2].count == 4, let day = Int(fields[0]), let month = Int(fields[1]),
            let year = Int(fields[2]), let date = SchoolDay(year: year, month: month, day: day)
        {
            return date
        }
        complain(column, "\"\(text)\" is no day", "Write it as 2026-05-04, or 04/05/2026 for 4 May.")
        return nil
    }

    private mutating func scope(_ roster: [School]) -> SchoolScope? {
        let area = optional("area")
        let scope: SchoolScope
        switch (optional("scope")?.lowercased(), area) {
        case ("office"?, nil): return .office
        case ("office"?, _?):
            complain("area", "the office has no area", "Leave it empty, or name the cluster or district in scope.")
            return nil
        case ("cluster"?, let name?): scope = .cluster(name)
        case ("district"?, let name?): scope = .district(name)
        case ("school"?, let code?):
            guard let key = Self.key(code) else {
                complain(
                    "area", "\"\(code)\" is no código modular",
                    "Write its seven digits, and the anexo behind a / if it has one.")
                return nil
            }
            scope = .school(key)
        case ("cluster"?, nil), ("district"?, nil), ("school"?, nil):
            complain("area", "the field is empty", "Name the school, cluster or district.")
            return nil
        case (let word, _):
            complain("scope", "\"\(word ?? "")\" is no scope", "Write school, cluster, district or office.")
            return nil
        }
        if let known = scope.named(asIn: roster) { return known }
        let names = scope.names(in: roster)
        complain(
            "area", "the roster has no such \(optional("scope")?.lowercased() ?? "")",
            names.isEmpty
                ? "Correct the code, or import the school first."
                : "It has: \(names.prefix(20).joined(separator: ", ")).")
        return nil
    }

    private static func key(_ text: String) -> SchoolKey? {
        let fields = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let code = fields.first, code.count == 7, code.allSatisfy(\.isDecimalDigit), fields.count <= 2 else {
            return nil
        }
        guard fields.count == 2 else { return SchoolKey(String(code)) }
        guard fields[1].allSatisfy(\.isDecimalDigit), let anexo = Int(fields[1]), anexo <= 99 else { return nil }
        return SchoolKey(String(code), anexo: anexo)
    }

    private mutating func onTheDay() -> Bool {
        switch optional("on_the_day")?.lowercased() {
        case nil, "no"?: return false
        case "yes"?: return true
        case let word?:
            complain("on_the_day", "\"\(word)\" is neither yes nor no", "Write yes, or leave it empty.")
            return false
        }
    }
}
