import Attendance
import Foundation
import Gateway
import Logging
import ModemDriver
import OfficeConfiguration
import Store
import Synchronization

/// Takes queued texts to one modem, one part after the other, as long as the modem is ready.
final class SenderLoop: Sendable {
    private struct State {
        var isReady = false
        var tag: ModemTag?
        /// No credit, or a modem that cannot send: when to try again.
        var pausedUntil: Date?
        var streak = RefusalStreak()
    }

    private let modem: Modem
    private let desk: Desk
    private let control: SessionSwitch
    private let logger: Logger
    private let state = Mutex(State())
    private let wakeups: Wakeups

    /// Rows with a later due time are found by the clock.
    static let longestSleep = Duration.seconds(30)

    init(modem: Modem, desk: Desk, control: SessionSwitch, logger: Logger) {
        self.modem = modem
        self.desk = desk
        self.control = control
        self.logger = logger
        wakeups = Wakeups(from: desk.changed)
    }

    func use(_ tag: ModemTag) { state.withLock { $0.tag = tag } }

    func setReady(_ ready: Bool) {
        state.withLock { $0.isReady = ready }
        if ready { wakeups.wake() }
    }

    func run() async {
        let stopped = Task { [control, wakeups] in
            for await _ in control.rings() where control.isStopped { wakeups.finish() }
        }
        defer {
            stopped.cancel()
            wakeups.finish()
        }
        for await _ in wakeups.stream {
            if control.isStopped || Task.isCancelled { return }
            var pause = Self.longestSleep
            do {
                try await drain()
                if let due = try desk.outbound.nextDue(after: desk.clock.now()) {
                    pause = min(pause, desk.clock.real(until: due))
                }
            } catch {
                logger.error("the queue could not be read or written", metadata: ["error": "\(error)"])
            }
            if control.isStopped || Task.isCancelled { return }
            wakeups.wake(after: max(pause, .milliseconds(200)))
        }
    }

    private var readyTag: ModemTag? { state.withLock { $0.isReady ? $0.tag : nil } }

    private func drain() async throws {
        var sentAny = false
        var lastTaken: Int64?
        queue: while let tag = readyTag, !control.isStopped {
            let outbound = desk.outbound
            let now = desk.clock.now()
            // Without credit each further text would only be refused too.
            if let until = state.withLock({ $0.pausedUntil }), now < until { break queue }
            state.withLock { $0.pausedUntil = nil }
            let expired = try outbound.expire(at: now)
            if expired > 0 { logger.notice("texts expired unsent", metadata: ["count": "\(expired)"]) }
            if desk.configuration.sending.resendUnknownReplies {
                for id in try outbound.resendUnknownReplies(at: now) {
                    logger.notice(
                        "reply of unknown outcome queued once more", metadata: ["message": "\(id)"])
                }
            }
            let unasked = try desk.clockPath.hold(at: now) == nil
            switch try outbound.next(unasked: unasked, at: now) {
            case .nothing:
                break queue
            case .withdrawn(let message, let reason):
                logger.info(
                    "text withdrawn",
                    metadata: ["message": "\(message.id)", "kind": "\(message.kind)", "reason": "\(reason)"])
            case .send(let text):
                let end = try await send(text, by: tag, outbound)
                sentAny = true
                note(end, of: text.message)
                switch end {
                case .waits:
                    break queue
                case .taken:
                    // Twice the same: nobody takes it, and going round would not help.
                    if lastTaken == text.message.id { break queue }
                    lastTaken = text.message.id
                default: break
                }
            }
        }
        // Sending is when a full SIM or a waiting text shows.
        if sentAny, readyTag != nil { await modem.sweep() }
    }

    private func note(_ sequel: OutboundPath.Sequel, of message: OutboundMessage) {
        let now = desk.clock.now()
        guard let until = state.withLock({ $0.streak.note(sequel, of: message.id, at: now) }) else { return }
        state.withLock { $0.pausedUntil = until }
        logger.error(
            "sending pauses: several texts in a row were refused; look at credit, plan and SIM",
            metadata: ["until": "\(until.formatted(desk.localTime))"])
    }

    private func send(
        _ text: OutboundPath.Prepared, by tag: ModemTag, _ outbound: OutboundPath
    ) async throws -> OutboundPath.Sequel {
        for (index, part) in text.parts.enumerated() {
            if control.isStopped { return .waits("edutracd stops") }
            do {
                guard try outbound.begin(part, by: tag, at: desk.clock.now()) else { return .taken }
            } catch {
                // Some parts are out: the row must go back into the queue for the rest.
                if index > 0 || text.message.partsSent > 0 { desk.unsaved.add(.rest(of: text.message.id)) }
                throw error
            }
            let outcome = await modem.submit(part.submission)
            let sequel = keep(outcome, of: part, attempts: text.message.attempts + 1, outbound)
            logger.log(sequel, of: text.message, part)
            guard sequel == .sent else { return sequel }
        }
        return .sent
    }

    /// What the modem said is not lost because the database cannot be written for a while.
    private func keep(
        _ outcome: SubmitOutcome, of part: OutboundPath.Part, attempts: Int, _ outbound: OutboundPath
    ) -> OutboundPath.Sequel {
        do {
            return try outbound.finish(part, attempts: attempts, outcome, at: desk.clock.now())
        } catch {
            logger.error(
                "an outcome is not stored yet",
                metadata: ["message": "\(part.message)", "error": "\(error)"])
            desk.unsaved.add(.outcome(part, outcome, attempts: attempts))
            return .waits("its outcome is not stored yet")
        }
    }
}
