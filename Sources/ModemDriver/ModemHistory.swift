import Synchronization

/// What is known of a modem beyond one opening of its port. Made once by the owner and given to each ``Modem`` in turn.
package final class ModemHistory: Sendable {
    private struct State {
        var ladder = RecoveryLadder()
        var silenceIsNew = false
        var hangs = false
        var seen: [String: Set<ModemQuirk>] = [:]
        var restartedAt: Duration?
        var vanishedAt: Duration?
        var restsAfterPIN: Set<String> = []
    }

    /// Makes of modems that are remembered.
    static let makeLimit = 16

    private let state = Mutex(State())
    private let time: Stopwatch

    package init(clock: any Clock<Duration> = ContinuousClock()) { time = Stopwatch(clock) }

    // MARK: Recovery

    func saw(_ trouble: RecoveryLadder.Trouble) {
        state.withLock { $0.ladder.saw(trouble, at: time.elapsed) }
    }

    /// It had answered since the port was opened.
    func fellSilent() {
        state.withLock { state in
            state.ladder.saw(.silent, at: time.elapsed)
            state.silenceIsNew = true
        }
    }

    /// - Returns: whether it fell silent and nobody has asked since what is to be done about it.
    func takesSilence() -> Bool {
        state.withLock { state in
            defer { state.silenceIsNew = false }
            return state.silenceIsNew
        }
    }

    func passed(_ trouble: RecoveryLadder.Trouble) {
        state.withLock { $0.ladder.passed(trouble, at: time.elapsed) }
    }

    /// A fresh start: the trouble gets some time to pass by itself.
    func wait(for trouble: RecoveryLadder.Trouble, _ duration: Duration) {
        state.withLock { $0.ladder.wait(for: trouble, until: time.elapsed + duration) }
    }

    func next(
        allowed: Set<RecoveryLadder.Rung>, of troubles: [RecoveryLadder.Trouble]
    ) -> RecoveryLadder.Decision? {
        state.withLock { $0.ladder.next(at: time.elapsed, allowed: allowed, of: troubles) }
    }

    /// Nothing that can be typed helps, and nobody has answered since that was found.
    package var hangs: Bool { state.withLock { $0.hangs } }

    package func resetIsNeeded() { state.withLock { $0.hangs = true } }

    /// It leaves the bus for that: absent and silent for a while as after a restart.
    package func resetWasAsked() { restarted() }

    func answered() { state.withLock { $0.hangs = false } }

    // MARK: Restart

    /// For so long after a restart its absence and its silence are no fault.
    package static let restartAbsence = Duration.seconds(120)

    /// It was told to start anew, and has not been brought up since.
    package var isRestarting: Bool {
        state.withLock { $0.restartedAt.map { time.elapsed - $0 < Self.restartAbsence } ?? false }
    }

    func restarted() { state.withLock { $0.restartedAt = time.elapsed } }

    func restartIsOver() { state.withLock { $0.restartedAt = nil } }

    // MARK: Power

    /// Within that a second time is no accident.
    static let vanishingWindow = Duration.seconds(3600)

    /// - Returns: whether it is the second time.
    func vanishedSending() -> Bool {
        let now = time.elapsed
        return state.withLock { state in
            defer { state.vanishedAt = now }
            return state.vanishedAt.map { now - $0 < Self.vanishingWindow } ?? false
        }
    }

    // MARK: PIN

    /// Makes of modems that left when they were spoken to soon after the PIN.
    package var restsAfterPIN: Set<String> { state.withLock { $0.restsAfterPIN } }

    func vanishedAfterPIN(_ make: String) {
        state.withLock { state in
            if state.restsAfterPIN.count < Self.makeLimit { state.restsAfterPIN.insert(make) }
        }
    }

    // MARK: Quirks

    /// What modems were seen to do, by their make.
    package var seen: [String: Set<ModemQuirk>] { state.withLock { $0.seen } }

    func note(_ quirks: QuirksInForce, of make: String) {
        let seen = Set(quirks.all.filter { $0.reason == .seen }.map(\.quirk))
        state.withLock { state in
            guard state.seen[make] != nil || state.seen.count < Self.makeLimit else { return }
            state.seen[make] = seen
        }
    }
}
