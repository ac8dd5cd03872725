import Foundation

/// A phone that is not in the roster, waits for the office or was refused by it, after BAJA too.
struct Stranger {
    private let office: OfficeRules
    private let context: SenderContext
    private let speech: Speech

    init(office: OfficeRules, context: SenderContext, fits: @escaping @Sendable (String) -> Bool) {
        self.office = office
        self.context = context
        speech = Speech(office: office, language: context.reporter?.language, fits: fits)
    }

    func answer(_ reading: MessageReading, to text: InboundText, at now: Date) -> Settlement {
        let isPending = context.reporter?.status == .pending
        switch wish(reading, text) {
        // The office has decided: whether to decide anew, a person does.
        case .optIn where context.reporter?.status == .refused:
            return once(.officeText, speech.say(.officeReads), at: now)
        case .optIn(let name?, let code?):
            return apply(name, known(code), to: text)
        case _ where context.reporter?.status == .optedOut:
            return afterOptOut(reading)
        case .optIn(let name?, nil) where context.reporter == nil && Self.isName(name) && waiting == nil:
            return asking(.applyCode, [.name: .name(name)], for: text)
        case .optIn(nil, let code?) where context.reporter == nil && waiting == nil:
            return asking(.applyName, [.code: .whole(known(code))], for: text)
        // Who says twice today that they want to join, and not as it should be, needs a person.
        case .optIn where wasTold(at: now):
            return once(.application, "", at: now)
        // The code that was missing, in a text of its own.
        case _ where context.reporter == nil && wasTold(at: now) && bringsCode(text):
            return once(.application, "", at: now)
        case .yes where isPending && meant != nil, .report(TextHead(school: meant.map { .code($0) }), Figures()) where isPending && meant != nil:
            return applied(context.reporter?.name ?? "", meant ?? "", question: .close)
        case .no where isPending && meant != nil:
            return Settlement(.no, answer: .reply(pending), question: .close)
        case .optOut where isPending:
            return Settlement(.optOut, answer: .reply(speech.say(.optedOut)), rosterChange: .optOut)
        case .polite where isPending:
            return Settlement(.polite, answer: .silence(.polite))
        default:
            // What somebody reports who waits for the office is lost, unless the office sees it.
            let isReport = reading.bringsData && (isPending || (context.reporter == nil && bringsCode(text)))
            let name: ReadingName = isReport ? .application : .unknownReporter
            return once(name, isPending ? pending : speech.say(.unregistered), at: now)
        }
    }

    /// Who was told how to join answers "Juana Mamani 9999996", without ALTA.
    private func wish(_ reading: MessageReading, _ text: InboundText) -> MessageReading {
        if let whole = completed(text) { return whole }
        if case .optIn = reading { return reading }
        guard context.toldUnregisteredAt != nil, context.reporter == nil, reading != .optOut, !text.body.contains("?"),
            case .optIn(let name?, let code) = MessageGrammar().read(
                "ALTA " + text.body, on: SchoolDay(text.sentAt, in: office.zone)), Self.isName(name)
        else { return reading }
        if let code { return code.count == 7 ? .optIn(name: name, codMod: code) : reading }
        // "Pedro Diaz" alone: two to four names, and nothing else.
        let words = TextTokens.of(text.body.foldedForMatching)
        let isAlone = (2...4).contains(words.count) && words.allSatisfy { $0.kind == .word && $0.clause == words[0].clause }
        return isAlone ? .optIn(name: name, codMod: nil) : reading
    }

    /// The code or the name that an ALTA lacked and we asked for, alone: "9999996" behind "ALTA LUZ RAMOS".
    private func completed(_ text: InboundText) -> MessageReading? {
        guard context.reporter == nil, let waiting else { return nil }
        let day = SchoolDay(text.sentAt, in: office.zone)
        guard case .optIn(let asked, let code) = MessageGrammar().read(waiting, on: day),
            case .optIn(let name, let added) = MessageGrammar().read(Self.wishing(text.body), on: day)
        else { return nil }
        if let asked, code == nil, let added, name == nil { return .optIn(name: asked, codMod: added) }
        if let code, asked == nil, added == nil, let name, Self.isName(name) { return .optIn(name: name, codMod: code) }
        return nil
    }

    private static func wishing(_ body: String) -> String {
        body.foldedForMatching.lowercased().hasPrefix("alta") ? body : "ALTA " + body
    }

    /// An ALTA of which we asked for the rest.
    private var waiting: String? {
        context.openQuestion.flatMap { $0.kind == .meantCode && $0.school == nil ? $0.said : nil }
    }

    /// Once while it waits, also to who was told today that the number is not registered.
    private func asking(_ key: WordingKey, _ values: [WordingSlot: Wording.Value], for text: InboundText) -> Settlement {
        let question = OpenQuestion(
            kind: .meantCode, school: nil, day: SchoolDay(text.sentAt, in: office.zone), counts: .init(),
            askedAt: text.receivedAt, said: Self.wishing(text.body))
        return Settlement(
            .unknownReporter, answer: .reply(speech.say(key, values)), tellsUnregistered: true, question: .open(question))
    }

    private func bringsCode(_ text: InboundText) -> Bool {
        TextTokens.of(text.body.foldedForMatching).contains { context.rosterCodes.contains($0.word) }
    }

    private var pending: String { speech.say(.pending, speech.consultations) }

    /// ALTA alone lifts BAJA; what was asked of the office before waits on. Anything else is not answered.
    private func afterOptOut(_ reading: MessageReading) -> Settlement {
        guard case .optIn = reading else { return Settlement(.officeText, answer: .silence(.optedOut)) }
        let words = context.reporter?.statusBefore == .pending ? pending : speech.say(.unregistered)
        return Settlement(.optIn, answer: .reply(words), rosterChange: .optIn)
    }

    /// Two words or more that mean nothing else: "no hubo clases" is nobody.
    private static func isName(_ text: String) -> Bool {
        let words = TextTokens.of(text.foldedForMatching).map(\.word)
        let meaning = words.filter { !["de", "la", "del", "los", "las", "y"].contains($0) }
        return meaning.count >= 2 && meaning.allSatisfy { !Vocabulary.isKnown($0) && $0.count > 1 }
    }

    /// The code that we asked about.
    private var meant: String? {
        context.openQuestion.flatMap { $0.kind == .meantCode ? $0.school?.codMod : nil }
    }

    /// Six digits that the roster has with a zero before them.
    private func known(_ code: String) -> String {
        context.rosterCodes.contains("0" + code) ? "0" + code : code
    }

    /// The wish is kept as it was written, whatever becomes of the question about the code.
    private func apply(_ name: String, _ code: String, to text: InboundText) -> Settlement {
        guard !context.rosterCodes.contains(code), let near = nearest(code) else { return applied(name, code) }
        let words = speech.say(.appliedMeant, [.name: .name(name), .number: .whole(code), .code: .whole(near)])
        let question = OpenQuestion(
            kind: .meantCode, school: SchoolKey(near), day: SchoolDay(text.sentAt, in: office.zone), counts: .init(),
            askedAt: text.receivedAt)
        return Settlement(
            .application, answer: .reply(words), question: .open(question),
            rosterChange: .apply(name: name, codMod: code))
    }

    private func applied(
        _ name: String, _ code: String, question: Settlement.QuestionChange = .keep
    ) -> Settlement {
        Settlement(
            .application, answer: .reply(speech.say(.applied, [.name: .name(name), .code: .whole(code)])),
            question: question, rosterChange: .apply(name: name, codMod: code))
    }

    private func nearest(_ code: String) -> String? {
        let near = context.rosterCodes.filter { SchoolCode.isNear($0, code) }
        return near.count == 1 ? near.first : nil
    }

    private func wasTold(at now: Date) -> Bool {
        context.toldUnregisteredAt.map { SchoolDay($0, in: office.zone) == SchoolDay(now, in: office.zone) } ?? false
    }

    /// Once a day, whatever is written.
    private func once(_ name: ReadingName, _ text: String, at now: Date) -> Settlement {
        guard !wasTold(at: now) else { return Settlement(name, answer: .silence(.toldUnregisteredToday)) }
        return Settlement(name, answer: .reply(text), tellsUnregistered: true)
    }
}
