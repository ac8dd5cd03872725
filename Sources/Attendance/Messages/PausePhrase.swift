/// `hasta 20/05`, `hasta el viernes`, `hasta el 20 de mayo`: a day to come, unlike all other days that people write.
enum PausePhrase {
    /// Days ahead up to which a day without its year is believed.
    private static let farthest = 200

    /// - Returns: when the pause ends, and the tokens that say something else.
    static func read(_ tokens: [TextToken], on today: SchoolDay) -> (end: PauseEnd, rest: [TextToken]) {
        guard let start = tokens.firstIndex(where: { $0.word == "hasta" }) else { return (.open, tokens) }
        var index = start + 1
        while index < tokens.count, ["el", "dia", "este", "proximo"].contains(tokens[index].word) { index += 1 }
        if tokens[index...].prefix(2).map(\.word) == ["nuevo", "aviso"] {
            return (.open, Array(tokens[..<start] + tokens[(index + 2)...]))
        }
        let found = day(in: tokens[index...], on: today)
        let end = index + (found?.count ?? min(1, tokens.count - index))
        return (found?.day.map(PauseEnd.day) ?? .unclear, Array(tokens[..<start] + tokens[end...]))
    }

    /// The day, nil where it cannot be, and how many tokens it takes.
    private static func day(in tokens: ArraySlice<TextToken>, on today: SchoolDay) -> (day: SchoolDay?, count: Int)? {
        guard let first = tokens.first else { return nil }
        if first.word == "manana" { return (today.adding(days: 1), 1) }
        if first.word == "pasado", tokens.dropFirst().first?.word == "manana" { return (today.adding(days: 2), 2) }
        if first.kind == .fraction { return (date(first.word, on: today), 1) }
        if let weekday = Vocabulary.weekdays[first.word] {
            // On a Monday "hasta el lunes" is the next one.
            let day = today.adding(days: (weekday.index - today.weekday.index + 6) % 7 + 1)
            // "el viernes 22": the date says which.
            let next = tokens.dropFirst().first
            guard let next, next.kind == .fraction else { return (day, 1) }
            return (date(next.word, on: today), 2)
        }
        guard let number = first.number else { return nil }
        let behind = tokens.dropFirst().prefix(2)
        guard let month = behind.last.flatMap({ Vocabulary.months[$0.word] }), behind.first?.word == "de" else {
            return nil
        }
        return (date("\(number)/\(month)", on: today), 3)
    }

    /// `20/05`, the next such day; `20/05/2026`.
    private static func date(_ text: String, on today: SchoolDay) -> SchoolDay? {
        let fields = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(fields.count), let day = fields[0], let month = fields[1] else { return nil }
        let years = fields.count == 3 ? [fields[2].map { $0 < 100 ? 2000 + $0 : $0 }] : [today.year, today.year + 1]
        return years.compactMap { $0.flatMap { SchoolDay(year: $0, month: month, day: day) } }
            .first { (0...farthest).contains(today.days(to: $0)) }
    }
}
