import Foundation

/// Answers to extra questions, alone or beside something else: one reply says both.
extension Turn {
    /// Nothing but answers.
    mutating func answersCame(_ head: TextHead) -> Settlement {
        speech.isTraining = head.isTraining
        let own: OwnSchool
        switch choose(head.school) {
        case .one(let one): own = one
        case .notTheirs(let address): return refuse(address)
        case .open: return askSchool(office.questions.first { $0.key == head.replies.first?.key }?.example ?? "", head)
        }
        let (said, missing) = words(of: head, own)
        let answers = answers(head, of: own)
        let values: [WordingSlot: Wording.Value] = [
            .school: .name(own.school.name), .answers: .whole(said.joined(separator: ", ")),
            .word: .name(missing.map(\.word).joined(separator: ", ")),
            .example: .whole(address(own) + (missing.first?.example ?? "")),
        ]
        let key: WordingKey = missing.isEmpty ? .answered : said.isEmpty ? .answerUnclear : .answeredInPart
        let isHistory = missing.isEmpty && said.isEmpty
        var settlement = reply(
            missing.isEmpty ? .answer : .unclear, isHistory ? laterCounts(own.school) : speech.say(key, values),
            school: own.school.key)
        settlement.answers = answers
        return asking(missing, in: settlement, of: own, on: day(head.day, own.school))
    }

    /// SI alone answers "Escriba tambien: MATERIALES SI"; what we asked about figures stays open instead.
    private func asking(_ missing: [ExtraQuestion], in settlement: Settlement, of own: OwnSchool, on day: SchoolDay) -> Settlement {
        let isFree = (open == nil && !isAskedLater) || open?.kind == .extraAnswer || settlement.question == .close
        if case .open = settlement.question { return settlement }
        guard !missing.isEmpty, isFree else { return settlement }
        var settlement = settlement
        settlement.question = ask(
            .extraAnswer, of: own.school.key, on: day, said: missing.map(\.word).joined(separator: " "))
        return settlement
    }

    /// SI, NO or a number to an extra question of which only the word had come.
    func extraAnswer(_ reading: MessageReading, to earlier: MessageReading) -> MessageReading? {
        let value: Int
        switch reading {
        case .yes(let head) where head.replies.isEmpty: value = 1
        case .no(let head) where head.replies.isEmpty: value = 0
        case .report(let head, let figures) where head.replies.isEmpty:
            // After the question of another day a number is that day's.
            guard let number = figures.lone, let open, let school = open.school, !isPast(open, of: school)
            else { return nil }
            value = number
        default: return nil
        }
        let replies = earlier.head?.replies ?? []
        let unclear = replies.filter { if case .unclear = $0.value { true } else { false } }
        guard let asked = unclear.first, let question = office.questions.first(where: { $0.key == asked.key })
        else { return nil }
        if case .report = reading {
            guard question.admits(value) else { return nil }
        } else if question.kind != .yesNo {
            return nil
        }
        var head = TextHead(
            isTraining: open?.isTraining ?? false, school: open?.school.map { .code($0.codMod) }, day: open?.day)
        head.replies = [ExtraReply(key: asked.key, value: .value(value))] + unclear.dropFirst()
        return .answers(head)
    }

    /// Beside figures, SIN CLASES, SI or NO. Where a settlement asks for the school, its answer brings all of it again.
    func adding(_ head: TextHead?, to settlement: Settlement) -> Settlement {
        guard let head, !head.replies.isEmpty, settlement.reading != ReadingName.whichSchool.rawValue,
            case .reply(let text) = settlement.answer,
            let own = schools.first(where: { $0.school.key == settlement.school }) ?? onlySchool(head)
        else { return settlement }
        var settlement = settlement
        settlement.answers = answers(head, of: own)
        let (said, missing) = words(of: head, own)
        guard !said.isEmpty || !missing.isEmpty else { return settlement }
        var more = said.isEmpty ? "" : said.joined(separator: ", ") + "."
        if let first = missing.first {
            let ask = speech.wording.word(.answerAsk, [.example: address(own) + first.example])
            more += (more.isEmpty ? "" : " ") + ask
        }
        let whole = joined(text, more)
        settlement.answer = .reply(whole)
        // Where there was no room to ask, nothing was asked.
        return whole == text ? settlement : asking(missing, in: settlement, of: own, on: day(head.day, own.school))
    }

    func onlySchool(_ head: TextHead) -> OwnSchool? {
        if case .one(let own) = choose(head.school) { own } else { nil }
    }

    /// The first sentence of a reply says what was understood; of what follows as much as there is room for. A text
    /// that asks back ends with its example and stays whole.
    func joined(_ text: String, _ more: String) -> String {
        let full = "\(text) \(more)"
        if speech.fits(full) { return full }
        var sentences = text.dropLast().split(separator: ". ").map { "\($0)." }
        let isAsking = !text.hasSuffix(".")
        while !isAsking, sentences.count > 1 {
            sentences.removeLast()
            let shorter = "\(sentences.joined(separator: " ")) \(more)"
            if speech.fits(shorter) { return shorter }
        }
        return text
    }

    /// What was understood and counts, and the questions whose answer was not.
    private func words(of head: TextHead, _ own: OwnSchool) -> (said: [String], missing: [ExtraQuestion]) {
        var said: [String] = []
        var missing: [ExtraQuestion] = []
        for reply in head.replies {
            guard let question = office.questions.first(where: { $0.key == reply.key }) else { continue }
            switch reply.value {
            case .value(let value):
                let isHistory = answers(head, of: own).contains { $0.question == question.key && $0.isHistory }
                if !isHistory { said.append(question.said(value)) }
            case .unclear: missing.append(question)
            }
        }
        return (said, missing)
    }

    private func answers(_ head: TextHead, of own: OwnSchool) -> [ExtraAnswer] {
        let day = day(head.day, own.school)
        return head.replies.compactMap { reply in
            guard let question = office.questions.first(where: { $0.key == reply.key }),
                case .value(let value) = reply.value
            else { return nil }
            var answer = ExtraAnswer(
                school: own.school.key, question: question.key, period: question.period(of: day),
                stream: reporter.role == .community ? .community : .school, value: value,
                isTraining: head.isTraining, phone: reporter.phone, receivedAt: receivedAt)
            answer.isHistory = context.saidLater.contains(answer.place)
            return answer
        }
    }
}
