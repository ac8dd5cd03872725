/// Days as people write them: `AYER`, `LUN`, `04/05`. "Hoy" means the day of the text only where no
/// other day is named: "hoy le envio el reporte del lunes" is Monday's.
enum DayWords {
    enum WrittenDate: Hashable, Sendable {
        case day(SchoolDay)
        case future
    }

    /// Reads `4/5`, `04/05/26` or `04/05/2026`; nil when there is no such day.
    ///
    /// Without a year it is the last such day if that lies at most ``farthest`` days back.
    static func date(_ text: String, on today: SchoolDay) -> WrittenDate? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ (1...4).contains($0.count) }),
            parts.prefix(2).allSatisfy({ $0.count <= 2 }), let day = Int(parts[0]), let month = Int(parts[1])
        else { return nil }
        if parts.count == 3 {
            guard let year = Int(parts[2]), parts[2].count == 2 || parts[2].count == 4,
                let date = SchoolDay(year: year < 100 ? 2000 + year : year, month: month, day: day)
            else { return nil }
            return date > today ? .future : .day(date)
        }
        if let date = SchoolDay(year: today.year, month: month, day: day), date <= today { return .day(date) }
        if let date = SchoolDay(year: today.year - 1, month: month, day: day), date.days(to: today) <= farthest {
            return .day(date)
        }
        // 29/02 is a day of some year, and of none that has passed.
        return SchoolDay(year: 2000, month: month, day: day) == nil ? nil : .future
    }

    /// A date of the year before is believed up to here.
    static let farthest = 60

    /// Day words anywhere, with the tokens that make them.
    static func find(in tokens: [TextToken], on today: SchoolDay) -> (days: [SchoolDay], indices: Set<Int>) {
        var days: [SchoolDay] = []
        var indices: Set<Int> = []
        for (index, token) in tokens.enumerated() where token.kind == .word && !token.isGlued {
            if token.word == "ayer" {
                let isDayBefore = index >= 2 && tokens[index - 2].word == "antes" && tokens[index - 1].word == "de"
                days.append(today.adding(days: isDayBefore ? -2 : -1))
                indices.formUnion(isDayBefore ? [index - 2, index - 1, index] : [index])
            } else if ["anteayer", "antier", "antiayer"].contains(token.word) {
                days.append(today.adding(days: -2))
                indices.insert(index)
            } else if let weekday = Vocabulary.weekdays[token.word] {
                let isPast = index + 1 < tokens.count && ["pasado", "anterior"].contains(tokens[index + 1].word)
                days.append(last(weekday, before: today, orOn: !isPast))
                indices.formUnion(isPast ? [index, index + 1] : [index])
            }
        }
        if days.isEmpty, let index = tokens.firstIndex(where: { $0.kind == .word && !$0.isGlued && $0.word == "hoy" }) {
            return ([today], [index])
        }
        return (days, indices)
    }

    /// The last such weekday; today's own name means today.
    private static func last(_ weekday: Weekday, before today: SchoolDay, orOn: Bool) -> SchoolDay {
        let back = (today.weekday.index - weekday.index + 7) % 7
        return today.adding(days: back == 0 && !orOn ? -7 : -back)
    }
}

/// `I.E. 501`, `escuela N 38387`: the number is the school's name.
enum SchoolNumber {
    static func range(in tokens: [TextToken]) -> Range<Int>? {
        for (index, token) in tokens.enumerated() where token.kind == .digits {
            var start = index
            while start > 0, ["n", "no", "nro", "num", "numero"].contains(tokens[start - 1].word) { start -= 1 }
            guard start > 0 else { continue }
            let before = tokens[start - 1].word
            if ["ie", "iei", "iep"].contains(before) { return (start - 1)..<(index + 1) }
            if before == "e", start > 1, tokens[start - 2].word == "i" { return (start - 2)..<(index + 1) }
            let isNoun = ["escuela", "colegio", "institucion", "educativa", "pronoei", "jardin"].contains(before)
            if isNoun, (3...5).contains(token.word.count) { return (start - 1)..<(index + 1) }
        }
        return nil
    }
}
