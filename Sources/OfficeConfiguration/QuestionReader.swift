import Attendance

/// `[[question]]`: what the office asks beside attendance.
struct QuestionReader {
    /// A ready-made one needs its key only; what is written beside it takes its place.
    func read(_ tables: [TableReader]) -> [ExtraQuestion] {
        var questions: [ExtraQuestion] = []
        for table in tables {
            guard let question = read(table) else { continue }
            if questions.contains(where: { $0.key == question.key }) {
                table.complain("key", "There are two questions \"\(question.key)\".", "Give one of them another key.")
            }
            let taken = Set(questions.flatMap(\.words)).intersection(question.words)
            if let word = taken.sorted().first {
                table.complain("words", "Two questions have the word \"\(word)\".", "Give one of them another word.")
            }
            questions.append(question)
        }
        return questions
    }

    private func read(_ table: TableReader) -> ExtraQuestion? {
        let key = table.value("key", "key", example: "materials") { text in
            text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } ? text : nil
        }
        guard let key else {
            if table.peekText("key") == nil {
                table.complain("key", "A question needs a key.", "Write key = \"materials\", or a word of your own.")
            }
            return nil
        }
        let readyMade = ExtraQuestion.readyMade.first { $0.key == key }
        var question =
            readyMade
            ?? ExtraQuestion(
                key: key, words: [ExtraQuestion.folded(key)], kind: .yesNo, rhythm: .monthly, roles: [.community], wordings: [:])
        if let words = table.list("words", "word that reporters write", example: key, { !$0.isEmpty }) {
            question.words = words.map(ExtraQuestion.folded)
        }
        if let kind = table.value("kind", "kind of question", example: "yes-no", ExtraQuestion.Kind.init(rawValue:)) {
            question.kind = kind
        }
        if let rhythm = table.value("every", "rhythm", example: "monthly", ExtraQuestion.Rhythm.init(rawValue:)) {
            question.rhythm = rhythm
        }
        if let roles = table.words("to", among: ReminderStep.extra.roles.map(\.rawValue).sorted()) {
            question.roles = Set(roles.compactMap(ReporterRole.init(rawValue:)))
        }
        if let wording = table.text("wording") { question.wordings["es"] = wording }
        for (language, wording) in table.table("wordings").texts() { question.wordings[language] = wording }
        table.finish()
        return question
    }
}
