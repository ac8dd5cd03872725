package import Foundation

/// Decides what one text leads to: report, reply, question asked back, change of the roster.
///
/// Every text gets one reply or one silence, never both and never neither. What a text does to
/// reports and roster happens even when a cap silences its reply. Reads no clock, writes nothing.
package struct ReportDecision: Sendable {
    private let office: OfficeRules
    private let fits: @Sendable (String) -> Bool
    private let grammar = MessageGrammar()

    package init(office: OfficeRules, fits: @escaping @Sendable (String) -> Bool) {
        self.office = office
        self.fits = fits
    }

    package func settle(_ text: InboundText, from context: SenderContext, at now: Date) -> Settlement {
        guard let phone = text.phone else { return Settlement(.notAMobile, answer: .silence(.notAMobile)) }
        guard !office.ownNumbers.contains(phone) else { return Settlement(.ownNumber, answer: .silence(.ownNumber)) }
        let settlement = decide(text, context, at: now)
        guard case .reply = settlement.answer, let silence = cap(text, context) else { return settlement }
        return muted(settlement, silence)
    }

    private func decide(_ text: InboundText, _ context: SenderContext, at now: Date) -> Settlement {
        let sentAt = ReportDay.sentAt(text)
        let today = SchoolDay(sentAt, in: office.zone)
        let reading = grammar.read(text.body, on: today)
        if reading == .empty { return Settlement(.empty, answer: .silence(.notText)) }
        guard let reporter = context.reporter, reporter.status == .active || reporter.status == .optedOut else {
            return Stranger(office: office, context: context, fits: fits).answer(reading, at: now)
        }
        var turn = Turn(
            office: office, context: context, reporter: reporter, fits: fits, sentAt: sentAt, today: today,
            receivedAt: text.receivedAt, body: text.body, now: now)
        return text.missingParts.isEmpty ? turn.answer(reading) : turn.answerPartial(reading)
    }

    private func cap(_ text: InboundText, _ context: SenderContext) -> Settlement.Silence? {
        let caps = office.caps
        if text.forbidsAutomaticReply { return .forbidden }
        if context.identicalTextsInLastHour >= caps.identicalPerHour { return .loop }
        if context.repliesInLastHour >= caps.perHour { return .capPerHour }
        if context.repliesInLastDay >= caps.perDay { return .capPerDay }
        if context.officeRepliesToday >= caps.officePerDay { return .officeBudget }
        return nil
    }

    /// A question that nobody hears is not open: a later SI must not confirm it.
    private func muted(_ settlement: Settlement, _ silence: Settlement.Silence) -> Settlement {
        var muted = settlement
        muted.answer = .silence(silence)
        muted.tellsUnregistered = false
        if case .open = muted.question { muted.question = .keep }
        return muted
    }
}

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

    func answer(_ reading: MessageReading, at now: Date) -> Settlement {
        let isPending = context.reporter?.status == .pending
        switch reading {
        case .optIn(let name?, let code?):
            let text = speech.say(.applied, [.name: .name(name), .code: .whole(code)])
            return Settlement(
                .application, answer: .reply(text), rosterChange: .apply(name: name, codMod: code))
        case .optOut where isPending:
            return Settlement(.optOut, answer: .reply(speech.say(.optedOut)), rosterChange: .optOut)
        case .polite where isPending:
            return Settlement(.polite, answer: .silence(.polite))
        default:
            return once(isPending ? speech.say(.pending, speech.consultations) : speech.say(.unregistered), at: now)
        }
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
