import Attendance
import Foundation
import Store

/// What a part changes that comes after its text was settled without it. The text is read anew, as it was
/// sent then: the decision does not see what came after it. Of what it then decides,
///
/// - the reading and the school are taken as they are;
/// - a report counts, and corrects what was reported before the text came; what was reported after it came
///   stands, because it was said later (the reporter has usually sent all of it again by then); so does what a
///   person of the office has made of the text, who is shown it again; reasons of absence, enrolment and answers
///   that came after it stand as well, see the store;
/// - BAJA and ALTA count if they were not obeyed already and the phone has sent neither since;
/// - a question we ask back is opened, unless a later one is open;
/// - the reporter is answered once more if the first answer only said that a part is missing, or none was sent,
///   and only when the text is whole, nothing later has overtaken it, and there is something new to say.
struct Completion {
    let earlier: EarlierSettling
    let text: InboundText
    private let context: SenderContext

    init(_ earlier: EarlierSettling, of text: InboundText, from context: SenderContext) {
        self.earlier = earlier
        self.text = text
        self.context = context
    }

    /// What was known of the sender when the text came.
    var contextThen: SenderContext {
        var then = context
        then.reports.removeAll { isLater($0.report.receivedAt) }
        if hasLaterQuestion { then.openQuestion = nil }
        return then
    }

    /// - Parameter fresh: decided with ``contextThen``.
    func settlement(_ fresh: Settlement) -> Settlement {
        var settlement = fresh
        let isOvertaken = isOvertaken(fresh)
        if isOvertaken { settlement.dropEffects() }
        if earlier.hasCommandedSince || earlier.reading == fresh.reading { settlement.rosterChange = nil }
        if isOvertaken || hasLaterQuestion { settlement.keepQuestion() }
        if case .reply(let words) = fresh.answer, let why = silence(words, isOvertaken) {
            settlement.answer = .silence(why)
            settlement.tellsUnregistered = false
            // A question that nobody hears is not open.
            if case .open = settlement.question { settlement.keepQuestion() }
        }
        return settlement
    }

    private func silence(_ words: String, _ isOvertaken: Bool) -> Settlement.Silence? {
        if isOvertaken { return .overtaken }
        let saidSomethingElse = earlier.reading != ReadingName.partial.rawValue && earlier.reply != nil
        return saidSomethingElse || !text.missingParts.isEmpty || words == earlier.reply ? .answeredBefore : nil
    }

    /// What it reports or commands was said again later, or by the office; or it reports nothing, and its phone has
    /// since.
    private func isOvertaken(_ fresh: Settlement) -> Bool {
        if fresh.rosterChange != nil { return earlier.hasCommandedSince }
        if earlier.isAssigned { return true }
        let later = context.reports.filter { $0.state == .current && isLater($0.report.receivedAt) }.map(\.report)
        guard let report = fresh.report else { return later.contains { $0.phone == text.phone } }
        return later.contains {
            $0.school == report.school && $0.day == report.day && $0.stream == report.stream
                && $0.isTraining == report.isTraining
        }
    }

    private var hasLaterQuestion: Bool { context.openQuestion.map { isLater($0.askedAt) } ?? false }

    private func isLater(_ moment: Date) -> Bool { moment > text.receivedAt }
}
