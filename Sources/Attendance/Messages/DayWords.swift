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

    /// Digits that a day and a month could be, whether there is such a day or not.
    static func looksLikeDate(_ text: String) -> Bool {
        let numbers = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }.map { Int($0) ?? 0 }
        return (2...3).contains(numbers.count) && (1...31).contains(numbers[0]) && (1...12).contains(numbers[1])
    }

    struct Found {
        var days: [SchoolDay] = []
        /// The tokens that make them, with "el dia" before and "dia" behind "hoy".
        var indices: Set<Int> = []
        /// A number right behind a weekday that is its day of the month: `lunes 4`.
        var date: Range<Int>?
        /// "El viernes no pude enviar. 12 15 2": of which of the two?
        var isDoubtful = false
        /// A weekday that is not today's: with "no hay clases" it may be one to come.
        var isOpenWeekday = false
    }

    /// Day words anywhere. A weekday that a written date has already named is no second day.
    static func find(in tokens: [TextToken], on today: SchoolDay, dated: [SchoolDay]) -> Found {
        var found = Found()
        var counted: [SchoolDay] = []
        let remarks = RemarkDays(tokens)
        for (index, token) in tokens.enumerated() where token.kind == .word && !token.isGlued && !remarks.isName(index) {
            if remarks.contains(index) {
                found.isOpenWeekday = found.isOpenWeekday || (Vocabulary.weekdays[token.word].map { $0 != today.weekday } ?? false)
            } else if token.word == "ayer" {
                let isDayBefore = index >= 2 && tokens[index - 2].word == "antes" && tokens[index - 1].word == "de"
                found.days.append(today.adding(days: isDayBefore ? -2 : -1))
                found.indices.formUnion(isDayBefore ? [index - 2, index - 1, index] : [index])
            } else if ["anteayer", "antier", "antiayer"].contains(token.word) {
                found.days.append(today.adding(days: -2))
                found.indices.insert(index)
            } else if let weekday = Vocabulary.weekdays[token.word], isOfSomethingElse(index, in: tokens) {
                found.isOpenWeekday = found.isOpenWeekday || (weekday != today.weekday && dated.isEmpty)
            } else if let weekday = Vocabulary.weekdays[token.word] {
                let isPast = index + 1 < tokens.count && ["pasado", "anterior"].contains(tokens[index + 1].word)
                let day = last(weekday, before: today, orOn: !isPast)
                if !dated.contains(where: { $0.weekday == weekday }) { found.days.append(day) }
                found.isOpenWeekday = found.isOpenWeekday || (!isPast && day != today && dated.isEmpty)
                found.indices.formUnion(isPast ? [index, index + 1] : [index])
                found.indices.formUnion(lead(to: index, in: tokens))
                if isDayOfMonth(day, at: index + 1, in: tokens) { found.date = index..<(index + 2) }
            } else if token.word == "hoy" {
                if (dated.isEmpty ? leadsFigures(index, in: tokens) : isFollowedByNumber(index, in: tokens))
                    || isWithoutClass(index, in: tokens) || isJoined(index, in: tokens)
                {
                    counted.append(today)
                }
                found.indices.formUnion(
                    index + 1 < tokens.count && tokens[index + 1].word == "dia" ? [index, index + 1] : [index])
                found.indices.formUnion(lead(to: index, in: tokens))
            }
        }
        found.isDoubtful = found.days.count == 1 && dated.isEmpty && saysWhyNot(found.indices, in: tokens)
        if found.days.isEmpty, dated.isEmpty,
            tokens.contains(where: { $0.kind == .word && !$0.isGlued && $0.word == "hoy" })
        {
            found.days = [today]
        }
        // "Hoy 12, ayer 15" are two days; "hoy le envio el reporte del lunes" is one.
        found.days += counted
        return found
    }

    /// "No pude mandar ayer. Hoy asistieron 12": the figures behind it are today's. In "hoy le envio lo del lunes: 12" another
    /// day stands between.
    private static func leadsFigures(_ index: Int, in tokens: [TextToken]) -> Bool {
        for token in tokens[(index + 1)...] {
            if token.kind == .digits { return true }
            if token.kind == .fraction || isDay(token.word) { return false }
        }
        return false
    }

    /// "Ayer y hoy", "ayer ni hoy", "hoy y el lunes" are two days.
    private static func isJoined(_ index: Int, in tokens: [TextToken]) -> Bool {
        let before = tokens[..<index].suffix(2).map(\.word)
        let behind = tokens[(index + 1)...].prefix(3).map(\.word)
        return (before.count == 2 && joins.contains(before[1]) && isDay(before[0]))
            || (behind.count > 1 && joins.contains(behind[0]) && behind[1...].contains(where: isDay))
    }

    private static let joins: Set<String> = ["y", "ni", "e"]

    static func isDay(_ word: String) -> Bool {
        ["ayer", "anteayer", "antier", "antiayer"].contains(word) || Vocabulary.weekdays[word] != nil
    }

    private static func saysWhyNot(_ indices: Set<Int>, in tokens: [TextToken]) -> Bool {
        guard let index = indices.max(), let figure = tokens.firstIndex(where: { $0.kind == .digits }), index < figure,
            tokens[index].clause != tokens[figure].clause
        else { return false }
        let words = tokens[..<figure].map(\.word)
        return zip(words, words.dropFirst()).contains { $0 == "no" && ["pude", "pudimos", "habia", "envie", "mande", "hubo"].contains($1) }
            && !words.contains("clases") && !words.contains("clase") && !words.contains("hoy")
    }

    /// "Hoy no hubo clases, ayer si"; not "hoy le aviso que ayer no hubo clases".
    private static func isWithoutClass(_ index: Int, in tokens: [TextToken]) -> Bool {
        let words = tokens.clause(of: index).filter { $0 != index }.map { tokens[$0].word }
        let namesOther = words.contains(where: isDay)
        return !namesOther && words.contains { $0 == "clases" || $0 == "clase" }
            && words.contains { $0 == "no" || $0 == "sin" }
    }

    /// `hasta el miercoles`, `reiniciamos el martes`; `el jueves tenemos reunion` in a sentence of its own behind the
    /// report. Such a weekday is one to come, or of something else.
    private static func isOfSomethingElse(_ index: Int, in tokens: [TextToken]) -> Bool {
        let lead = lead(to: index, in: tokens).lowerBound
        if lead > 0, ["hasta", "desde", "partir"].contains(tokens[lead - 1].word) { return true }
        if lead > 1, tokens[lead - 1].word == "del", tokens[lead - 2].word == "partir" { return true }
        if isOwed(lead, in: tokens) { return true }
        let clause = tokens.clause(of: index)
        let near = clause.clamped(to: max(0, lead - 2)..<min(tokens.count, index + 4))
        if near.contains(where: { toCome.contains(tokens[$0].word) }) { return true }
        // In a sentence of its own behind the report.
        return clause.lowerBound > 0 && clause.contains { plans.contains(tokens[$0].word) }
    }

    /// "Falta enviar lo del viernes", behind the figures.
    private static func isOwed(_ lead: Int, in tokens: [TextToken]) -> Bool {
        let before = tokens[..<lead].suffix(5)
        return before.contains { owed.contains($0.word) } && tokens[..<lead].contains { $0.kind == .digits }
            && !tokens[lead...].contains { $0.kind == .digits }
    }

    private static let owed = Vocabulary.words("falta faltan faltaria faltaba debo pendiente enviare mandare enviarle envio despues luego")

    private static let toCome = Vocabulary.words(
        """
        habra abra habran sera seran tendremos reiniciamos reiniciaremos reinician reinicia reiniciara reiniciando reanudamos \
        reanudaremos reanudan reanuda volvemos volveremos regresamos regresaremos retornamos retornaremos retornan \
        empezamos empezaremos comenzamos proximo proxima entrante
        """)
    private static let plans = Vocabulary.words(
        """
        reunion reuniones taller capacitacion faena asamblea viajo viajamos viajare voy vamos \
        salgo saldre entrego entregare simulacro visita examen paseo
        """)

    private static func isDayOfMonth(_ day: SchoolDay, at index: Int, in tokens: [TextToken]) -> Bool {
        guard index < tokens.count, tokens[index].number == day.day, !tokens[index].isApart else { return false }
        return !tokens[(index + 1)...].prefix(2).contains { Vocabulary.months[$0.word] != nil }
    }

    private static func isFollowedByNumber(_ index: Int, in tokens: [TextToken]) -> Bool {
        let next = tokens[(index + 1)...].drop { $0.word == "dia" }.first
        return next?.kind == .digits
    }

    /// "el dia" before a day: else they would stand before the first figure.
    private static func lead(to index: Int, in tokens: [TextToken]) -> Range<Int> {
        var first = index
        while first > 0, ["el", "dia", "los"].contains(tokens[first - 1].word),
            tokens[first - 1].clause == tokens[index].clause
        {
            first -= 1
        }
        return first..<index
    }

    /// `4 de mayo`, `mayo 4`, with the year or without: which tokens, and which day of this year.
    static func longDate(in tokens: [TextToken], on today: SchoolDay) -> (range: Range<Int>, day: SchoolDay?)? {
        for (index, token) in tokens.enumerated() {
            guard let month = Vocabulary.months[token.word] else { continue }
            var first = index
            while first > 0, ["de", "del", "mes"].contains(tokens[first - 1].word) { first -= 1 }
            var last = index + 1
            while last < tokens.count, ["de", "del", "ano"].contains(tokens[last].word) { last += 1 }
            let hasYear = last < tokens.count && tokens[last].word.count == 4 && tokens[last].kind == .digits
            let end = hasYear ? last + 1 : index + 1
            if first > 0, let number = tokens[first - 1].number, number <= 31 {
                return ((first - 1)..<end, SchoolDay(year: today.year, month: month, day: number))
            }
        }
        return nil
    }

    /// The last such weekday; today's own name means today.
    private static func last(_ weekday: Weekday, before today: SchoolDay, orOn: Bool) -> SchoolDay {
        let back = (today.weekday.index - weekday.index + 7) % 7
        return today.adding(days: back == 0 && !orOn ? -7 : -back)
    }
}
