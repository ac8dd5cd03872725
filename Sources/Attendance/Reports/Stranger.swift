import Foundation

/// A phone that is not in the roster, or waits for the office.
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
        switch reading {
        case .optIn(let name?, let code?):
            return apply(name, known(code), to: text)
        case .yes where isPending && meant != nil:
            return applied(context.reporter?.name ?? "", meant ?? "", question: .close)
        case .no where isPending && meant != nil:
            return Settlement(.no, answer: .reply(speech.say(.pending, speech.consultations)), question: .close)
        case .optOut where isPending:
            return Settlement(.optOut, answer: .reply(speech.say(.optedOut)), rosterChange: .optOut)
        case .polite where isPending:
            return Settlement(.polite, answer: .silence(.polite))
        default:
            return once(isPending ? speech.say(.pending, speech.consultations) : speech.say(.unregistered), at: now)
        }
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

    /// Once a day, whatever is written.
    private func once(_ text: String, at now: Date) -> Settlement {
        if let told = context.toldUnregisteredAt,
            SchoolDay(told, in: office.zone) == SchoolDay(now, in: office.zone)
        {
            return Settlement(.unknownReporter, answer: .silence(.toldUnregisteredToday))
        }
        return Settlement(.unknownReporter, answer: .reply(text), tellsUnregistered: true)
    }
}
