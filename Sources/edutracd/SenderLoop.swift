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
        var isUp = false
        var isRoaming = false
        var tag: ModemTag?
        /// The limit that was told last.
        var toldLimit: SendAllowance.Limit?
    }

    private let configuration: ModemConfiguration
    private let modem: Modem
    private let desk: Desk
    private let control: SessionSwitch
    private let logger: Logger
    private let state = Mutex(State())
    private let wakeups: Wakeups

    /// Rows with a later due time are found by the clock.
    static let longestSleep = Duration.seconds(60)

    init(
        _ configuration: ModemConfiguration, modem: Modem, desk: Desk, control: SessionSwitch, logger: Logger
    ) {
        self.configuration = configuration
        self.modem = modem
        self.desk = desk
        self.control = control
        self.logger = logger
        wakeups = Wakeups(from: desk.changed)
    }

    private var name: String { configuration.name }

    func use(_ tag: ModemTag) {
        state.withLock { $0.tag = tag }
        desk.senders.update(name) { $0.sim = tag.sim }
    }

    func setReady(_ ready: Bool) {
        state.withLock { $0.isUp = ready }
        passOnReadiness()
    }

    func use(_ network: NetworkStatus) {
        let isRoaming = network.registration == .roaming
        let changed = state.withLock { state in
            defer { state.isRoaming = isRoaming }
            return state.isRoaming != isRoaming
        }
        guard changed else { return }
        if isRoaming {
            logger.warning(
                configuration.sim.sendsRoaming
                    ? "the SIM is in another carrier's network: each text may cost more"
                    : "the SIM is in another carrier's network: nothing is sent there",
                metadata: ["operator": "\(network.operatorName ?? "unknown")"])
        } else {
            logger.notice("the SIM is in its own network again")
        }
        passOnReadiness()
    }

    private func passOnReadiness() {
        let (ready, isAbroad) = state.withLock { ($0.isUp, $0.isRoaming && !configuration.sim.sendsRoaming) }
        let changed = desk.senders.update(name) { sender in
            defer { (sender.isReady, sender.isAbroad) = (ready, isAbroad) }
            if ready, !sender.isReady { sender.isDoubtful = false }
            return sender.isReady != ready || sender.isAbroad != isAbroad
        }
        if ready, !isAbroad { wakeups.wake() }
        // Texts that were this modem's are another's now, or the other way round.
        if changed, !desk.senders.isAlone { desk.changed.ring() }
    }

    func run() async {
        let stopped = Task { [control, wakeups] in
            for await _ in control.rings() where control.isStopped { wakeups.finish() }
        }
        defer {
            stopped.cancel()
            wakeups.finish()
            setReady(false)
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

    private var readyTag: ModemTag? {
        let sender = desk.senders[name]
        return sender.isReady && !sender.isAbroad ? state.withLock { $0.tag } : nil
    }

    private func drain() async throws {
        var sentAny = false
        var lastTaken: Int64?
        // Also while no modem can send.
        try tidy(at: desk.clock.now())
        queue: while let tag = readyTag, !control.isStopped {
            let now = desk.clock.now()
            // Without credit each further text would only be refused too.
            if desk.senders[name].breaker.isOpen(at: now) { break queue }
            try tidy(at: now)
            try look(atLimitsOf: tag, at: now)
            switch try next(at: now) {
            case .nothing:
                break queue
            case .withdrawn(let message, let reason):
                logger.info(
                    "text withdrawn",
                    metadata: ["message": "\(message.id)", "kind": "\(message.kind)", "reason": "\(reason)"])
            case .send(let text):
                let end = try await sendAlone(text, by: tag)
                sentAny = true
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
        // Sending is when a full SIM or a waiting text shows (Q-40, Q-49).
        if sentAny, readyTag != nil { await modem.sweep(all: false) }
    }

    private func tidy(at now: Date) throws {
        let expired = try desk.outbound.expire(at: now)
        if expired > 0 { logger.notice("texts expired unsent", metadata: ["count": "\(expired)"]) }
        guard desk.configuration.sending.resendUnknownReplies else { return }
        for id in try desk.outbound.resendUnknownReplies(at: now) {
            logger.notice("reply of unknown outcome queued once more", metadata: ["message": "\(id)"])
        }
    }

    private func next(at now: Date) throws -> OutboundPath.Next {
        let dispatch = Dispatch(carriers: desk.configuration.sending.carriers)
        let senders = desk.senders.all
        return try desk.outbound.next(unasked: try desk.clockPath.hold(at: now) == nil, at: now) {
            dispatch.verdict(on: $0, for: name, among: senders, at: now) == .take
        }
    }

    // MARK: Limits

    private func look(atLimitsOf tag: ModemTag, at now: Date) throws {
        let limits = configuration.sendLimits
        guard limits != SendLimits() || !desk.senders.isAlone else { return }
        let today = SchoolDay(now, in: desk.rules.zone)
        let use = try desk.store.use(of: tag.sim, since: today.start(in: desk.rules.zone), at: now)
        let allowance = limits.allowance(
            hour: use.partsLastHour, hourOpens: (use.oldestInHour ?? now).addingTimeInterval(3600),
            day: use.partsToday, midnight: today.adding(days: 1).start(in: desk.rules.zone))
        desk.senders.update(name) { $0.allowance = allowance }
        tell(allowance.limit)
    }

    private func tell(_ limit: SendAllowance.Limit?) {
        let last = state.withLock { state in
            defer { state.toldLimit = limit }
            return state.toldLimit
        }
        guard last?.window != limit?.window || last?.onlyUnasked != limit?.onlyUnasked else { return }
        guard let limit else { return logger.notice("a limit of texts is not reached any more") }
        let facts: Logger.Metadata = [
            "limit": "\(limit.parts) an \(limit.window.rawValue)", "until": "\(limit.until.formatted(desk.localTime))",
        ]
        if limit.onlyUnasked {
            logger.notice("a limit of texts is near: questions and reminders wait, replies leave", metadata: facts)
        } else {
            logger.warning("a limit of texts is reached: sending waits", metadata: facts)
        }
    }

    // MARK: One text

    /// While others take what they can.
    private func sendAlone(_ text: OutboundPath.Prepared, by tag: ModemTag) async throws -> OutboundPath.Sequel {
        desk.senders.update(name) { $0.isBusy = true }
        if !desk.senders.isAlone { desk.changed.ring() }
        defer { desk.senders.update(name) { $0.isBusy = false } }
        let end = try await send(text, by: tag, desk.outbound)
        note(end, of: text.message)
        return end
    }

    private func note(_ sequel: OutboundPath.Sequel, of message: OutboundMessage) {
        let now = desk.clock.now()
        let (wasOnTrial, opening) = desk.senders.update(name) { sender in
            let wasOnTrial = sender.breaker.isOnTrial
            sender.note(sequel)
            let opening = sender.breaker.note(
                sequel, of: message.id, to: message.recipient.e164, at: now)
            return (wasOnTrial, opening)
        }
        if let opening {
            let until = opening.until.formatted(desk.localTime)
            logger.error(
                "sending stops, receiving goes on: look at credit, plan and SIM",
                metadata: ["until": "\(until)", "reason": "\(opening.cause.rawValue)", "answer": "\(opening.answer)"])
            desk.changed.ring()
        } else if wasOnTrial, sequel == .sent {
            logger.notice("sending goes on")
        }
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
            desk.textCounts.note(sequel, of: text.message)
            guard sequel == .sent else { return sequel }
        }
        return .sent
    }

    /// What the modem said is not lost because the database cannot be written for a while.
    private func keep(
        _ outcome: SubmitOutcome, of part: OutboundPath.Part, attempts: Int, _ outbound: OutboundPath
    ) -> OutboundPath.Sequel {
        do {
            return try outbound.finish(
                part, attempts: attempts, outcome, simIsSuspect: desk.senders[name].breaker.isOnTrial,
                at: desk.clock.now())
        } catch {
            logger.error(
                "an outcome is not stored yet",
                metadata: ["message": "\(part.message)", "error": "\(error)"])
            desk.unsaved.add(.outcome(part, outcome, attempts: attempts))
            return .waits("its outcome is not stored yet")
        }
    }
}
