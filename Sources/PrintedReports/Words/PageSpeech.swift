import Attendance

/// Values as the pages say them, in one language, with headings in a second where the office wants one.
struct PageSpeech: Sendable {
    let wording: PageWording
    let second: PageWording?

    func callAsFunction(_ word: PageWord, _ values: [PageWord.Slot: String] = [:]) -> String {
        wording.text(word, values)
    }

    /// `first` and `second`, for the template `heading`.
    func heading(_ word: PageWord, _ values: [PageWord.Slot: String] = [:]) -> Slots {
        var slots: Slots = ["first": wording.text(word, values)]
        if let second, second.has(word) { slots["second"] = second.text(word, values) }
        return slots
    }

    // MARK: Days

    /// `mayo`
    func name(of month: Month) -> String { wording.item(month.month - 1, of: .months) }

    /// `mayo 2026`
    func nameAndYear(of month: Month) -> String {
        self(.monthOfYear, [.month: name(of: month), .year: "\(month.year)"])
    }

    func shortName(of month: Month) -> String { wording.item(month.month - 1, of: .shortMonths) }

    /// `lun 4`
    func day(_ day: SchoolDay) -> String {
        self(.dayOfMonth, [.name: wording.item(day.weekday.index, of: .shortWeekdays), .day: "\(day.day)"])
    }

    /// `04/05/2026`
    func date(_ day: SchoolDay) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(day.day))/\(two(day.month))/\(day.year)"
    }

    /// `lunes y martes`
    func weekdays(_ days: [Weekday]) -> String {
        list(days.map { wording.item($0.index, of: .weekdaysPlural) })
    }

    func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(self(.and)) " + last
    }

    func reason(_ off: MonthDay.DayOff) -> String {
        switch off {
        case .holiday(let name): self(.offHoliday, [.name: name.cut(to: Self.longestReason)])
        case .closure(let reason): self(.offClosure, [.reason: reason.cut(to: Self.longestReason)])
        case .vacation: self(.offVacation)
        case .outsideYear: self(.offOutsideYear)
        case .noSchoolYear: self(.offNoSchoolYear)
        }
    }

    /// Characters of a reason below a box.
    static let longestReason = 24

    // MARK: Figures

    func percent(_ number: Int) -> String { self(.percent, [.number: "\(number)"]) }

    func part(_ part: Int, of whole: Int) -> String { self(.partOf, [.part: "\(part)", .whole: "\(whole)"]) }

    /// As it is printed in large: `92 %`, `27 de 30`, `24 en 2 días`, `sin dato`.
    func figure(_ figure: AttendanceFigure) -> String {
        switch figure {
        case .noData: self(.noData)
        case .present(let sum, let reports): self(.sumOf, [.number: "\(sum)", .part: "\(reports)"])
        case .rate(let rate): rate.isPrintedAsCounts ? part(rate.present, of: rate.expected) : percent(rate.percent)
        }
    }

    func figure(_ staff: StaffFigures) -> String {
        switch staff {
        case .teachers(let figure, _): self.figure(figure)
        case .classDays(let days, _): days.known == 0 ? self(.noData) : part(days.held, of: days.known)
        }
    }

    /// "casi todos"
    func words(_ percent: Int) -> String {
        switch percent {
        case 100...: self(.all)
        case 90...: self(.nearlyAll)
        case 65...: self(.most)
        case 45...: self(.half)
        case 1...: self(.few)
        default: self(.none)
        }
    }

    func level(_ level: AttendanceLevel) -> String {
        switch level {
        case .good: self(.levelGood)
        case .fair: self(.levelFair)
        case .atRisk: self(.levelAtRisk)
        case .missingReports: self(.levelMissing)
        case .noData: self(.levelNoData)
        }
    }

    func letter(_ level: AttendanceLevel) -> String {
        wording.item(AttendanceLevel.allCases.firstIndex(of: level) ?? 0, of: .levelLetters)
    }

    /// "Subió: 85 % en abril, 92 % ahora."
    func change(_ change: AttendanceChange, from before: String, to now: String, since month: Month) -> String {
        let values: [PageWord.Slot: String] = [.before: before, .now: now, .month: name(of: month)]
        return switch change {
        case .up: self(.up, values)
        case .same: self(.same, values)
        case .down: self(.down, values)
        case .unknown: self(.notComparable, values)
        }
    }
}

/// What a template may name.
typealias Slots = [String: Any]

extension String {
    /// The beginning and `…`, so that a page keeps its size.
    func cut(to limit: Int) -> String {
        guard count > limit else { return self }
        let head = prefix(limit - 1)
        let words = head.lastIndex(of: " ").map { head[..<$0] } ?? head
        return (words.count * 2 > limit ? String(words) : String(head)) + "…"
    }
}
