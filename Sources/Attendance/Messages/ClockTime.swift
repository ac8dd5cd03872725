/// `a las 8:30`, `8 am`, `08.30 h`: when somebody wrote or class began. Such numbers are no figures.
///
/// `12:15` alone may be boys and girls: a number with minutes is a time where a word says so, or where it
/// opens a text whose figures are all there without it.
enum ClockTime {
    /// The tokens with each time made into one.
    static func marked(_ tokens: [TextToken]) -> [TextToken] {
        let text = Text(tokens: tokens)
        var marked: [TextToken] = []
        var index = 0
        while index < tokens.count {
            let end = text.end(at: index) ?? index
            marked.append(end > index ? joined(tokens[index..<end]) : tokens[index])
            if end == index, text.mayBeTime(at: index) { marked[marked.count - 1].mayBeTime = true }
            index = max(end, index + 1)
        }
        return marked
    }

    private static func joined(_ tokens: ArraySlice<TextToken>) -> TextToken {
        var time = tokens[tokens.startIndex]
        let text = tokens.dropFirst().reduce(time.text) { $0 + ($1.isGlued ? "" : $1.gap) + $1.text }
        time.kind = .time
        time.text = text
        time.whole = text
        time.word = text.lowercased()
        time.clause = tokens.last?.clause ?? time.clause
        return time
    }

    /// What stands before the hour, and whether it alone makes a time of it.
    private static let leads: [(words: [String], isEnough: Bool)] = [
        ("a partir de las", true), ("a partir de la", true), ("a las", true), ("a la", true), ("desde las", true),
        ("desde la", true), ("hasta las", true), ("hasta la", true), ("siendo las", true), ("a horas", true),
        ("siendo horas", true), ("hora", true), ("horas", true), ("son las", false), ("las", false),
    ].map { (Vocabulary.words(in: $0.0), $0.1) }

    private struct Text {
        let tokens: [TextToken]

        /// Where a time ends that begins at an index.
        func end(at index: Int) -> Int? {
            let lead = lead(at: index)
            let hour = index + (lead?.words.count ?? 0)
            guard hour < tokens.count, let clock = clock(at: hour) else { return nil }
            // "A la 1", but not "a la 12".
            if let lead, lead.words.last == "la", tokens[hour].number != 1 { return nil }
            let marked = mark(behind: clock.end, hour: hour, hasMinutes: clock.hasMinutes, hasLead: lead != nil)
            if let marked { return marked }
            if let lead, lead.isEnough || clock.hasMinutes { return isCounted(clock) ? nil : clock.end }
            return lead == nil && clock.hasMinutes && opens(clock, at: index) ? clock.end : nil
        }

        /// "8:30 12", "12:15 2": written like a time, at the head, where nothing speaks for it or against it.
        func mayBeTime(at index: Int) -> Bool {
            guard let clock = clock(at: index), clock.hasMinutes, tokens[index + 1].gap == ":" else { return false }
            return tokens[..<index].allSatisfy(\.mayStandBeforeDate)
        }

        private func lead(at index: Int) -> (words: [String], isEnough: Bool)? {
            leads.first { lead in lead.words.indices.allSatisfy { word(index + $0) == lead.words[$0] } }
        }

        private func word(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index].word : "" }

        private func isDigits(_ index: Int) -> Bool { tokens.indices.contains(index) && tokens[index].kind == .digits }

        private typealias Clock = (end: Int, hasMinutes: Bool)

        private func clock(at index: Int) -> Clock? {
            guard isClock(index, most: 23), !isJoined(index) else { return nil }
            guard isClock(index + 1, most: 59), isJoined(index + 1) else { return (index + 1, false) }
            // "12.15.2" are three figures.
            if isJoined(index + 2) || tokens[index + 1].word.count != 2 { return nil }
            return (index + 2, true)
        }

        private func isClock(_ index: Int, most: Int) -> Bool {
            guard isDigits(index), !tokens[index].isGlued, !tokens[index].isPercent, let number = tokens[index].number
            else { return false }
            return tokens[index].word.count <= 2 && number <= most
        }

        /// Whether a number hangs on the one before by a point or a colon.
        private func isJoined(_ index: Int) -> Bool {
            isDigits(index) && isDigits(index - 1) && [":", "."].contains(tokens[index].gap)
        }

        // MARK: What makes a time of it

        /// The end of `am`, `a.m.`, `hrs`, `de la tarde`.
        private func mark(behind end: Int, hour: Int, hasMinutes: Bool, hasLead: Bool) -> Int? {
            // "M 10 P.M 2" are girls and teachers.
            if !hasLead, Vocabulary.labels[word(hour - 1)]?.kind == .plain { return nil }
            let isHalf = tokens[hour].number ?? 24 <= 12
            if isHalf, ["am", "pm"].contains(word(end)) { return end + 1 }
            if isHalf, ["a", "p"].contains(word(end)), word(end + 1) == "m", tokens[end + 1].gap.first == "." {
                return end + 2
            }
            let isOfDay = ["manana", "tarde", "noche"].contains(word(end + 2))
            if word(end) == "de", word(end + 1) == "la", isOfDay { return end + 3 }
            guard hasMinutes || hasLead else { return nil }
            if ["hrs", "hs", "hr", "horas"].contains(word(end)) { return end + 1 }
            // In "8:30 h 12" the h may be the boys'.
            return word(end) == "h" && !isDigits(end + 1) ? end + 1 : nil
        }

        /// "A las 12 niñas": the number counts them. In "a las 10 H 12" the letter is the next number's.
        private func isCounted(_ clock: Clock) -> Bool {
            guard let label = Vocabulary.labels[word(clock.end)], label.kind != .verb else { return false }
            return !(word(clock.end).count == 1 && isDigits(clock.end + 1))
        }

        /// "8:30 H 12 M 15 D 2"
        private func opens(_ clock: Clock, at index: Int) -> Bool {
            guard tokens[..<index].allSatisfy(\.mayStandBeforeDate), !isCounted(clock) else { return false }
            let rest = tokens[clock.end...]
            let numbers = rest.count { NumberWords.exactValue($0) != nil }
            let labels = rest.count { token in
                [.boys, .girls, .boysOrPupils].contains(Vocabulary.labels[token.word]?.label)
            }
            return numbers >= 3 || (numbers == 2 && labels >= 2)
        }
    }
}

/// `04-05`, `04-05-2026`, `04.05.26` before the figures: meant as a date, and no date that we read (only `/`
/// makes one), so that it is asked about as what it is.
enum DashedDate {
    static func marked(_ tokens: [TextToken]) -> [TextToken] {
        guard let first = tokens.firstIndex(where: { $0.kind == .digits }),
            tokens[..<first].allSatisfy(\.mayStandBeforeDate), let end = end(at: first, in: tokens)
        else { return tokens }
        let parts = tokens[first..<end]
        let text = parts.dropFirst().reduce(parts[first].text) { $0 + $1.gap + $1.text }
        var date = tokens[first]
        date.kind = .fraction
        date.text = text
        date.word = text
        date.whole = text
        return tokens[..<first] + [date] + tokens[end...]
    }

    private static func end(at index: Int, in tokens: [TextToken]) -> Int? {
        guard index + 1 < tokens.count, ["-", "."].contains(tokens[index + 1].gap) else { return nil }
        let gap = tokens[index + 1].gap
        var end = index + 1
        while end < tokens.count, tokens[end].gap == gap, tokens[end].kind == .digits { end += 1 }
        let parts = tokens[index..<end]
        guard (2...3).contains(parts.count), parts.allSatisfy({ !$0.isGlued }),
            parts.prefix(2).allSatisfy({ $0.word.count <= 2 }),
            DayWords.looksLikeDate(parts.map(\.word).joined(separator: "/"))
        else { return nil }
        let year = parts.count == 3 ? tokens[end - 1].word.count : 0
        let others = tokens[end...].count { NumberWords.exactValue($0) != nil }
        let isDate = year == 4 || (year == 2 && others >= 2) || (year == 0 && gap == "-" && others >= 3)
        return isDate ? end : nil
    }
}

extension TextToken {
    /// Greetings and days, which leave a number behind them at the head of the text.
    var mayStandBeforeDate: Bool {
        Vocabulary.polite.contains(word) || Vocabulary.weekdays[word] != nil
            || ["hoy", "ayer", "fecha", "reporte", "asistencia", "del", "dia", "informe"].contains(word)
    }
}
