import ATChannel
package import Attendance
package import Foundation
package import ModemDriver
import SMSCodec
package import Store

/// From a queued row to `+CMGS` and back: each step is committed before the next one is made, so
/// that a death at any instruction leaves a row that says how far it came.
///
/// States of a text, in order: queued, submitting, sent, delivered; or failed, unknown, expired,
/// withdrawn.
package struct OutboundPath: Sendable {
    /// One text, encoded, from the first part that has not left yet.
    package struct Prepared: Sendable {
        package let message: OutboundMessage
        package let parts: [Part]
    }

    package struct Part: Sendable {
        package let message: Int64
        package let sequence: Int
        package let total: Int
        package let submission: Submission
    }

    /// What there is to do next.
    package enum Next: Sendable {
        case send(Prepared)
        /// Taken back just before it left: reported in between, closed, opted out, stale.
        case withdrawn(OutboundMessage, reason: String)
        case nothing
    }

    /// What became of one part, for the log and for the parts after it.
    package enum Sequel: Hashable, Sendable {
        case sent
        case unknown(String)
        case failed(String)
        /// Refused for good, by a SIM whose other texts were refused too: tried again when it sends again.
        case suspended(until: Date, String)
        case retry(at: Date, String, mayBeCredit: Bool)
        /// Modem or credit: as above, and the other texts may fare no better, see ``CircuitBreaker``.
        case pause(until: Date, String)
        /// The modem left before the body did; the text waits for it.
        case waits(String)
        /// Another modem has it.
        case taken
    }

    private let store: AttendanceStore
    private let office: OfficeRules
    private let planner: ReminderPlanner
    private let languages: [NationalLanguage]

    package init(store: AttendanceStore, office: OfficeRules) {
        self.store = store
        self.office = office
        planner = ReminderPlanner(office: office, fits: office.fitsOnePart)
        languages = office.languages
    }

    /// At start: what was being submitted when we died may be on the air.
    package func markInterrupted(at now: Date) throws -> [Int64] {
        try store.markInterrupted(at: now)
    }

    package func expire(at now: Date) throws -> Int {
        try store.expireOutbound(at: now)
    }

    /// - Parameters:
    ///   - unasked: false holds questions and reminders back (a clock that is not trusted).
    ///   - isMine: whether the modem that asks is the one a text leaves by, see ``Dispatch``.
    package func next(
        unasked: Bool, at now: Date, where isMine: (OutboundMessage) -> Bool = { _ in true }
    ) throws -> Next {
        while let message = try store.nextOutbound(at: now, unasked: unasked, where: isMine) {
            if let next = try decide(on: message, at: now) { return next }
        }
        return .nothing
    }

    /// - Returns: nil when the row is no longer the next one.
    private func decide(on message: OutboundMessage, at now: Date) throws -> Next? {
        if message.kind == .reply, message.partsSent == 0,
            now.timeIntervalSince(message.createdAt) > Self.replyPatience, try store.hasNewerReply(than: message)
        {
            return try withdraw(message, reason: AttendanceStore.newerReply, at: now)
        }
        if let step = message.step {
            let inputs = try store.planningInputs(
                of: step, about: message.schools, on: SchoolDay(now, in: office.zone), at: now)
            switch planner.objection(to: step, schools: message.schools, inputs, at: now) {
            case nil: break
            case .notYet:
                // The office has moved the hour since it was queued: its keys are taken, so it waits.
                try store.postpone(message.id, until: now.addingTimeInterval(Self.lookAgain))
                return nil
            case let objection?:
                return try withdraw(message, reason: objection.rawValue, at: now)
            }
        }
        do {
            return .send(try encode(message, at: now))
        } catch {
            // Checked when it was queued; a row that cannot be encoded must not block the next.
            return try withdraw(message, reason: "cannot be encoded: \(error)", at: now)
        }
    }

    private func withdraw(_ message: OutboundMessage, reason: String, at now: Date) throws -> Next? {
        do {
            try store.withdraw(message.id, reason: reason, at: now)
            return .withdrawn(message, reason: reason)
        } catch StoreError.wrongState {
            // Another modem's loop was quicker; the row is no longer queued.
            return nil
        }
    }

    /// When a text that was put off, or queued for later, becomes due.
    package func nextDue(after now: Date) throws -> Date? {
        try store.nextDue(after: now)
    }

    /// Commits `submitting`. Only after this returned true may the body leave.
    ///
    /// - Returns: false when the part is no longer to be had: another modem has taken it, or it was
    ///   withdrawn.
    package func begin(_ part: Part, by modem: ModemTag, at now: Date) throws -> Bool {
        do {
            try store.beginSubmitting(
                part.message, sequence: part.sequence, of: part.total, modem: modem.name,
                sim: modem.sim, at: now)
            return true
        } catch StoreError.wrongState, StoreError.wrongPart {
            return false
        }
    }

    /// Commits what the modem said.
    ///
    /// - Parameters:
    ///   - simIsSuspect: the texts before it were refused too, see ``CircuitBreaker/isOnTrial``.
    ///   - goesOn: the next part follows at once. Otherwise a text of which parts are missing goes back into
    ///     the queue.
    package func finish(
        _ part: Part, attempts: Int, _ outcome: SubmitOutcome, simIsSuspect: Bool = false,
        goesOn: Bool = true, at now: Date
    ) throws -> Sequel {
        let (sequel, result) = Self.judge(outcome, attempts: attempts, simIsSuspect: simIsSuspect, at: now)
        try store.finishSubmitting(part.message, sequence: part.sequence, result, at: now)
        if !goesOn { try store.requeueRest(of: part.message, at: now) }
        return sequel
    }

    /// A text whose next part could not be begun goes back into the queue for the rest.
    package func requeueRest(of message: Int64, at now: Date) throws {
        try store.requeueRest(of: message, at: now)
    }

    /// Seconds that a reply may wait and still leave beside a newer one to the same phone. After an outage only the
    /// newest does.
    static let replyPatience: TimeInterval = 600

    /// Seconds after which a step whose hour has not come is looked at again.
    static let lookAgain: TimeInterval = 60

    /// How long after a submit a `+CMGS` out of turn can still be its answer.
    static let lateAnswerWindow: TimeInterval = 600
    /// How long a reply of unknown outcome waits for evidence before it may be sent once more.
    static let evidenceWindow: TimeInterval = 900

    /// The modem answered a submit after its deadline.
    ///
    /// - Returns: the text whose outcome is known now.
    package func lateAnswer(
        messageReference: Int?, from modem: ModemTag, at now: Date
    ) throws -> Int64? {
        try store.resolveUnknown(
            modem: modem.name, messageReference: messageReference,
            submittedSince: now.addingTimeInterval(-Self.lateAnswerWindow), at: now)
    }

    /// Queues replies of unknown outcome once more, where the office has decided that a reply twice is
    /// better than none.
    package func resendUnknownReplies(at now: Date) throws -> [Int64] {
        try store.resendUnknownReplies(
            submittedBefore: now.addingTimeInterval(-Self.evidenceWindow), at: now)
    }

    /// What an outcome means for the loop, and what is written of it.
    private static func judge(
        _ outcome: SubmitOutcome, attempts: Int, simIsSuspect: Bool, at now: Date
    ) -> (Sequel, SubmitResult) {
        switch outcome {
        case .sent(let reference):
            return (.sent, .sent(messageReference: reference))
        case .unknown(let reason):
            return (.unknown(reason), .unknown(reason: reason))
        case .notSubmitted(let reason):
            return (.waits(reason), .notTaken(reason: reason))
        case .refused(let error):
            // "Duplicate", of a text that was tried before: the service centre has it.
            if error == .messageService(197), attempts > 1 { return (.sent, .sent(messageReference: nil)) }
            let (failure, reason) = (SendFailure(error), "\(error)")
            if failure == .unknown { return (.unknown(reason), .unknown(reason: reason)) }
            // A SIM without credit says "rejected" of whatever it is given.
            if simIsSuspect, failure == .permanent || failure == .rejected {
                let next = now.addingTimeInterval(SendFailure.creditPause)
                return (.suspended(until: next, reason), .retry(at: next, reason: reason))
            }
            guard let wait = failure.wait(after: attempts) else {
                return (.failed(reason), .failed(reason: reason))
            }
            let next = now.addingTimeInterval(wait)
            return (
                failure.concernsAllTexts
                    ? .pause(until: next, reason)
                    : .retry(at: next, reason, mayBeCredit: failure == .outOfOrder),
                .retry(at: next, reason: reason)
            )
        }
    }

    /// A text is encoded the same way each time, so that a retry continues where it stopped.
    private func encode(_ message: OutboundMessage, at now: Date) throws -> Prepared {
        let destination = try Address(message.recipient)
        let parts = PartSplitter.parts(
            of: message.text, reference: UInt8(truncatingIfNeeded: message.id),
            languages: languages)
        let encoded = parts.enumerated().map { index, part in
            let submit = Submit(
                destinationAddress: destination,
                validityPeriod: message.expiresAt.map { .relative(covering: $0.timeIntervalSince(now)) },
                userData: part.userData,
                requestsStatusReport: office.requestsStatusReports)
            let frame = PDUFrame(tpdu: TPDU.submit(submit).octets)
            return Part(
                message: message.id, sequence: index + 1, total: parts.count,
                submission: Submission(
                    hex: frame.hex, tpduLength: frame.tpduLength,
                    moreToFollow: index + 1 < parts.count))
        }
        let rest = Array(encoded.dropFirst(message.partsSent))
        // A version that cuts differently must not go round and round with a text half sent.
        guard !rest.isEmpty, message.partsTotal == 0 || message.partsTotal == parts.count else {
            throw PartsDoNotFit(sent: message.partsSent, of: message.partsTotal, now: parts.count)
        }
        return Prepared(message: message, parts: rest)
    }
}

/// A text of which some parts have left is cut into another number of parts now.
struct PartsDoNotFit: Error, CustomStringConvertible {
    let sent: Int
    let of: Int
    let now: Int

    var description: String { "\(sent) of \(of) parts have left, and it would be cut into \(now) now" }
}
