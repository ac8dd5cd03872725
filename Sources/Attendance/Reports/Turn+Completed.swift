/// A text that waited for its school or for a yes, and the answer that completes it.
extension Turn {
    /// `A` after "De cual es?", SI after "Es usted …?": what was said before, of that school.
    mutating func completed(_ reading: MessageReading) -> MessageReading {
        guard let open, let said = open.said else { return reading }
        let answer = reading.head ?? TextHead()
        var school = answer.school
        switch (open.kind, reading) {
        case (.whichSchool, .report), (.whichSchool, .unclear), (.whichSchool, .polite), (.whichSchool, .forOffice):
            let named = schoolsNamed()
            if named.count > 1 { return .unclear(TextHead(), Figures(), .twoSchools(Speech.address(named[1]))) }
            if let own = named.first {
                school = .code(own.school.key.codMod)
            } else {
                guard case .report(_, let figures) = reading, figures.isEmpty, school != nil, case .one = choose(school)
                else { return reading }
            }
        case (.whoWrites, .yes): isConfirmed = true
        case (.extraAnswer, _):
            let asked = MessageGrammar(questions: office.questions).read(said, on: open.day)
            guard let answered = extraAnswer(reading, to: asked) else { return reading }
            isCompleted = true
            return answered
        case (.meantCode, .yes): school = open.school.map { .code($0.codMod) }
        default: return reading
        }
        let asked = open.askedDay(in: office.zone)
        let earlier = MessageGrammar(questions: office.questions).read(said, on: asked)
            .tellingVarones(from: schools)
        guard var whole = earlier.head else { return reading }
        whole.school = school ?? whole.school
        whole.day = answer.day ?? whole.day
        whole.isTraining = whole.isTraining || answer.isTraining
        // That text waits for a person already.
        whole.needsPerson = answer.needsPerson
        today = asked
        sentAt = min(sentAt, open.askedAt)
        body = said
        isCompleted = true
        return earlier.with(whole)
    }

    /// Their schools that an answer names in whatever words: `la A`, `es la 501`, `Kimbiri`. None where it says more.
    private func schoolsNamed() -> [OwnSchool] {
        let words = TextTokens.of(body.foldedForMatching).map(\.word)
        let named = schools.filter { own in words.contains { Self.isName($0, of: own) } }
        let saysMore = words.contains { word in
            !Vocabulary.aroundSchool.contains(word) && !Vocabulary.polite.contains(word)
                && !named.contains { Self.isName(word, of: $0) }
        }
        if saysMore { return [] }
        // "Los dos", "ambas": of each one by one.
        return named.isEmpty && words.contains(where: { ["dos", "ambas", "ambos", "todas", "todos"].contains($0) }) ? schools : named
    }

    private static func isName(_ word: String, of own: OwnSchool) -> Bool {
        if word.contains(where: \.isNumber) {
            return word == own.school.key.codMod || SchoolNumber.named(word, in: own.school.name, exactly: true)
        }
        guard word.count > 1 else { return own.letter?.lowercased() == word }
        return word.count > 3 && TextTokens.of(own.school.name.foldedForMatching).contains { $0.word == word }
    }
}
