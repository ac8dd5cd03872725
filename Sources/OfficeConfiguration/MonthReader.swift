import Attendance

/// `[month]`
struct MonthReader {
    func read(_ table: TableReader) -> MonthRules {
        var rules = MonthRules()
        if let good = table.number("good", in: 2...100) { rules.good = good }
        if let fair = table.number("fair", in: 1...99) { rules.fair = fair }
        if rules.fair >= rules.good {
            table.complain(
                "fair", "REGULAR (\(rules.fair)) does not begin below BIEN (\(rules.good)).",
                "Give a number below `good`.")
        }
        table.finish()
        return rules
    }
}
