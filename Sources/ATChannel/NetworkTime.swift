/// What the modem's clock shows: local time, set by the network where it does that, else anything.
///
/// Good as a witness, never to put texts in order.
package struct NetworkTime: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int
    /// Ahead of UTC; nil where the modem does not tell it, or leaves out its sign.
    package let quarterHours: Int?

    /// The answer to `+CCLK?`: `+CCLK: "26/05/04,09:55:00-20"`, the year with two digits or four.
    ///
    /// - Returns: nil for what is no time, and for the years before 2020 with which a clock begins that nobody has set.
    package init?(_ lines: [String]) {
        guard let line = lines.last, line.hasPrefix("+CCLK:") else { return nil }
        let text = line.dropFirst("+CCLK:".count).filter { $0 != "\"" && $0 != " " }
        guard let comma = text.firstIndex(of: ",") else { return nil }
        let date = text[..<comma].split(separator: "/", omittingEmptySubsequences: false).map(Self.number)
        let rest = text[text.index(after: comma)...]
        let clock = rest.prefix { $0.isNumber || $0 == ":" }
        let time = clock.split(separator: ":", omittingEmptySubsequences: false).map { Self.number($0.prefix(2)) }
        guard date.count == 3, time.count == 3, let year = date[0], let month = date[1], let day = date[2],
            let hour = time[0], let minute = time[1], let second = time[2]
        else { return nil }
        self.year = year < 100 ? 2000 + year : year
        guard 2020...2069 ~= self.year, 1...12 ~= month, 1...31 ~= day, 0...23 ~= hour, 0...59 ~= minute,
            0...60 ~= second
        else { return nil }
        (self.month, self.day, self.hour, self.minute, self.second) = (month, day, hour, minute, second)
        let zone = rest[clock.endIndex...]
        quarterHours = zone.first.flatMap { "+-".contains($0) ? Int(zone.prefix(3)) : nil }.flatMap { -56...56 ~= $0 ? $0 : nil }
    }

    private static func number(_ text: some StringProtocol) -> Int? {
        1...4 ~= text.utf8.count && text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(text) : nil
    }
}
