/// A line of the daemon's log: `2026-05-04T10:02:56-05:00 info: text sent  kind=reply phone=…321`.
struct LogLine {
    /// `10:02:56`, by the daemon's clock.
    let time: String
    /// The fixed words, `info: text sent`.
    let message: String
    let facts: String

    init(_ line: String) {
        let moment = line.prefix { $0 != " " }
        let clock = moment.drop { $0 != "T" }.dropFirst().prefix(8)
        let rest = clock.isEmpty ? line[...] : line.dropFirst(moment.count + 1)
        let end = rest.firstRange(of: "  ")?.lowerBound ?? rest.endIndex
        time = String(clock)
        message = String(rest[..<end])
        facts = String(rest[end...])
    }

    /// Without the date, which the page has said already.
    var brief: String { "\(time) \(message)\(facts)" }

    var saysSent: Bool { message.hasSuffix(": text sent") }
}
