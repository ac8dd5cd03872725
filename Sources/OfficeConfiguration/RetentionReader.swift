import Attendance

/// `[retention]`
struct RetentionReader {
    func read(_ table: TableReader) -> RetentionRules {
        var rules = RetentionRules()
        if let months = table.number("text_months", in: 1...120) { rules.textMonths = months }
        if let days = table.number("reporter_days", in: 1...3650) { rules.reporterDays = days }
        table.finish()
        return rules
    }
}
