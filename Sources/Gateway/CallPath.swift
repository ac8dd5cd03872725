import Attendance
package import Foundation
package import Store

/// From a call that was hung up to a row for the office, and to a text: a teacher without credit gets the question by
/// ringing once. Nobody is called back.
extension InboundPath {
    /// Longest number that is kept. E.164 has 15 digits; networks put prefixes before them.
    static let longestNumber = 24

    /// Seconds between two texts to a phone that rings.
    static let betweenAnswers: TimeInterval = 3600

    /// - Parameter number: as the network tells it; nil or empty where it is withheld.
    /// - Returns: the call, with who it is if the roster knows the phone and with the text that answers it, and
    ///   whether it is more than another ring of the last one.
    package func missedCall(
        number: String?, from modem: ModemTag, at now: Date
    ) throws -> (call: MissedCall, isNew: Bool) {
        let told = number.map { String($0.filter { "+0123456789*#".contains($0) }.prefix(Self.longestNumber)) }
        let number = told.flatMap { $0.isEmpty ? nil : $0 }
        let kept = try store.keepCall(
            number: number, phone: number.flatMap { PhoneNumber(peruvianMobile: $0) }, modem: modem.name,
            sim: modem.sim, at: now)
        guard kept.isNew, let phone = kept.call.phone else { return kept }
        return (try answered(kept.call, of: phone, at: now), true)
    }

    private func answered(_ call: MissedCall, of phone: PhoneNumber, at now: Date) throws -> MissedCall {
        guard !office.ownNumbers.contains(phone) else { return call }
        var call = call
        call.answer = try store.settling { transaction in
            guard try !transaction.hasAnsweredCall(of: phone, since: now.addingTimeInterval(-Self.betweenAnswers)) else {
                return nil
            }
            let context = try transaction.senderContext(
                of: phone, body: "", on: SchoolDay(now, in: office.zone), in: office.zone, at: now)
            guard let text = decision.answerToCall(from: context, at: now) else { return nil }
            let draft = OutboundDraft(
                recipient: phone, text: text, kind: .reply, dueAt: now,
                expiresAt: now.addingTimeInterval(office.caps.replyLifetime), schools: context.schools.map(\.school.key))
            return try transaction.answer(call: call.id, draft, at: now)
        }
        return call
    }
}
