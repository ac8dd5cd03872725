import Attendance

/// What a `[[modem]]` says of the SIM in it: limits, money, life.
package struct SIMConfiguration: Hashable, Sendable {
    /// SMS parts; nil for no limit.
    package var mostPerHour: Int?
    package var mostPerDay: Int?
    /// In the office's currency; nil where it is not known or nothing.
    package var pricePerPart: Double?
    /// Days after which the carrier ends a SIM that neither sends nor is paid into.
    package var keepAliveDays: Int?
    package var balance: Balance?
    /// Minutes before the question hour at which the SIM texts itself.
    package var selfTextMinutes: Int?
    /// Whether texts are sent in another network than the SIM's own.
    package var sendsRoaming = true

    /// `balance`
    package struct Balance: Hashable, Sendable {
        /// Digits, `*` and `#`.
        package var code: String
        /// A regular expression whose first group is the amount.
        package var pattern: String
        package var minimum: Double?
        package var everyHours: Int
    }

    package init() {}
}

/// Reads the keys of a `[[modem]]` that are about its SIM.
struct SIMReader {
    private let table: TableReader
    private let number: PhoneNumber?

    init(_ table: TableReader, number: PhoneNumber?) {
        self.table = table
        self.number = number
    }

    func read() -> SIMConfiguration {
        var sim = SIMConfiguration()
        let limits = table.table("limits")
        sim.mostPerHour = limits.number("per_hour", in: 1...10_000)
        sim.mostPerDay = limits.number("per_day", in: 1...100_000)
        limits.finish()
        sim.pricePerPart = table.amount("price_per_part", in: 0...1000)
        sim.keepAliveDays = table.number("keepalive_days", in: 7...1000)
        sim.balance = table.optionalTable("balance").flatMap { balance($0) }
        sim.selfTextMinutes = table.number("self_text_minutes", in: 10...720)
        if sim.selfTextMinutes != nil, number == nil {
            table.complain(
                "self_text_minutes", "The SIM's own number is not known.", "Add number = \"987654399\" to this [[modem]].")
        }
        if let sends = table.flag("send_while_roaming") { sim.sendsRoaming = sends }
        return sim
    }

    private func balance(_ table: TableReader) -> SIMConfiguration.Balance? {
        let before = table.findings.problems.count
        let code = table.value("code", "USSD code", example: "*100#") { text in
            let isCode = (1...40).contains(text.utf8.count) && text.utf8.allSatisfy { "0123456789*#".utf8.contains($0) }
            return isCode ? text : nil
        }
        let pattern = table.value(
            "pattern", "regular expression with one group", example: #"S/ *([0-9.,]+)"#, Self.pattern)
        let minimum = table.amount("minimum", in: -1000...1_000_000)
        let hours = table.number("every_hours", in: 1...720)
        table.finish()
        guard table.findings.problems.count == before else { return nil }
        guard let code, let pattern else {
            table.complain(
                code == nil ? "code" : "pattern", "It is missing.",
                #"Write balance = { code = "*100#", pattern = 'S/ *([0-9.,]+)' }."#)
            return nil
        }
        return .init(code: code, pattern: pattern, minimum: minimum, everyHours: hours ?? 24)
    }

    private static func pattern(_ text: String) -> String? {
        guard text.utf8.count <= 200 else { return nil }
        do {
            // Its parts can only be counted by a match: an empty alternative always gives one.
            let probe = try Regex("(?:\(text))|")
            return (try probe.firstMatch(in: "")?.count ?? 0) > 1 ? text : nil
        } catch {
            return nil
        }
    }
}
