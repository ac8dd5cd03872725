/// A clock without its type: the time since it was made, and sleep.
struct Stopwatch: Sendable {
    private let elapsedTime: @Sendable () -> Duration
    private let sleepFor: @Sendable (Duration) async throws -> Void

    init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsedTime = { start.duration(to: clock.now) }
        sleepFor = { try await clock.sleep(for: $0) }
    }

    var elapsed: Duration { elapsedTime() }

    func sleep(for duration: Duration) async throws { try await sleepFor(duration) }
}
