import Synchronization

/// Whether the threads of open ports still do what they are given. A modem that is absent has none, and is healthy.
final class ThreadPulses: Sendable {
    /// Gives a thread something to do, which it tells that it was done.
    typealias Ask = @Sendable (_ answer: @escaping @Sendable () -> Void) -> Void

    private struct Pulse {
        let name: String
        let ask: Ask
        /// Since when it owes an answer; nil for one that owes none.
        var askedAt: ContinuousClock.Instant?
    }

    private struct State {
        var lastNumber = 0
        var pulses: [Int: Pulse] = [:]
    }

    private let state = Mutex(State())

    /// - Parameter name: of the modem.
    /// - Returns: what ``end(_:)`` takes.
    func begin(_ name: String, _ ask: @escaping Ask) -> Int {
        state.withLock { state in
            state.lastNumber += 1
            state.pulses[state.lastNumber] = Pulse(name: name, ask: ask)
            return state.lastNumber
        }
    }

    /// Its port is closed: it owes nothing any more.
    func end(_ number: Int) { state.withLock { _ = $0.pulses.removeValue(forKey: number) } }

    /// Asks every thread that owes no answer. Does not wait.
    ///
    /// - Returns: the modems whose threads have owed one for so long, in the order of their names.
    func stuck(for limit: Duration, at now: ContinuousClock.Instant) -> [String] {
        let (stuck, asked) = state.withLock { state in
            let stuck = state.pulses.values.filter { pulse in pulse.askedAt.map { now - $0 >= limit } ?? false }.map(\.name)
            let asked = state.pulses.filter { $0.value.askedAt == nil }
            for number in asked.keys { state.pulses[number]?.askedAt = now }
            return (stuck.sorted(), asked)
        }
        // Not under the lock: a thread may answer at once.
        for (number, pulse) in asked { pulse.ask { [weak self] in self?.answer(number) } }
        return stuck
    }

    private func answer(_ number: Int) { state.withLock { $0.pulses[number]?.askedAt = nil } }
}
