package import Foundation

/// Decides what one text leads to: report, reply, question asked back, change of the roster.
///
/// Every text gets one reply or one silence, never both and never neither. What a text does to
/// reports and roster happens even when a cap silences its reply. Reads no clock, writes nothing.
package struct ReportDecision: Sendable {
    private let office: OfficeRules
    private let fits: @Sendable (String) -> Bool
    private let grammar: MessageGrammar

    package init(office: OfficeRules, fits: @escaping @Sendable (String) -> Bool) {
        self.office = office
        self.fits = fits
        grammar = MessageGrammar(questions: office.questions)
    }

    package func settle(_ text: InboundText, from context: SenderContext, at now: Date) -> Settlement {
        guard let phone = text.phone else { return Settlement(.notAMobile, answer: .silence(.notAMobile)) }
        guard !office.ownNumbers.contains(phone) else { return Settlement(.ownNumber, answer: .silence(.ownNumber)) }
        let settlement = settleInOrder(text, context, at: now)
        guard case .reply = settlement.answer else { return settlement }
        if case .open = settlement.question, now.timeIntervalSince(text.sentAt) > Self.longestDoubt {
            return muted(settlement, .tooLateToAsk)
        }
        return cap(text.forbidsAutomaticReply, context).map { muted(settlement, $0) } ?? settlement
    }

    /// Seconds after which nobody is asked what a text was to say: the office reads it.
    static let longestDoubt: TimeInterval = 24 * 3600

    /// What a phone is sent that rang and was hung up on: a call costs a teacher nothing.
    ///
    /// - Returns: nil for a phone that is not in the roster, has sent BAJA, or whose caps are used up.
    package func answerToCall(from context: SenderContext, at now: Date) -> String? {
        guard let reporter = context.reporter, reporter.status == .active, cap(false, context) == nil else { return nil }
        let turn = Turn(
            office: office, context: context, reporter: reporter, fits: fits, sentAt: now,
            today: SchoolDay(now, in: office.zone), receivedAt: now, body: "", now: now)
        return turn.answerToCall()
    }

    /// What was said and asked after the text was sent stands, also where a network brings it late.
    private func settleInOrder(_ text: InboundText, _ context: SenderContext, at now: Date) -> Settlement {
        let isAskedLater = context.openQuestion.map {
            SenderContext.isLater($0.saidAt, than: text.sentAt, receivedAt: text.receivedAt)
        } ?? false
        var then = context
        if isAskedLater { then.openQuestion = nil }
        var settlement = decide(text, then, isAskedLater: isAskedLater, at: now)
        if settlement.rosterChange != nil, context.saidLater.contains(.roster) {
            settlement.rosterChange = nil
            return muted(settlement, .overtaken)
        }
        guard isAskedLater else { return settlement }
        switch settlement.question {
        case .keep:
            // Whatever it answers, it is not what is asked now.
            let isAnswer = [ReadingName.yes.rawValue, ReadingName.no.rawValue].contains(settlement.reading)
            return isAnswer && settlement.report == nil ? muted(settlement, .overtaken) : settlement
        case .close: settlement.keepQuestion()
        case .open: return muted(settlement, .tooLateToAsk)
        }
        return settlement
    }

    private func decide(
        _ text: InboundText, _ context: SenderContext, isAskedLater: Bool, at now: Date
    ) -> Settlement {
        let sentAt = text.sentAt
        let today = SchoolDay(sentAt, in: office.zone)
        let reading = grammar.read(text.body, on: today)
        if reading == .empty { return Settlement(.empty, answer: .silence(.notText)) }
        guard let reporter = context.reporter, reporter.isApproved else {
            return Stranger(office: office, context: context, fits: fits).answer(reading, to: text, at: now)
        }
        var turn = Turn(
            office: office, context: context, reporter: reporter, fits: fits, sentAt: sentAt, today: today,
            receivedAt: text.receivedAt, body: text.body, now: now)
        turn.isAskedLater = isAskedLater
        return text.missingParts.isEmpty ? turn.answer(reading) : turn.answerPartial(reading)
    }

    private func cap(_ forbidsAutomaticReply: Bool, _ context: SenderContext) -> Settlement.Silence? {
        let caps = office.caps
        if forbidsAutomaticReply { return .forbidden }
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
        if case .open = muted.question { muted.keepQuestion() }
        if silence == .overtaken { muted.keepQuestion() }
        return muted
    }
}
