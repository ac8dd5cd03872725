/// When to ask the database whether somebody has committed something.
///
/// The kernel tells of the first write of a commit, and the commit can be seen when all of it is on the disk: soon on
/// a disk, not so soon on a card. So one look follows soon after a write, and another one later.
struct LookPlan {
    /// Between two looks, whatever is written.
    static let gap = Duration.seconds(1)
    /// After a write.
    static let soon = Duration.milliseconds(100)
    /// When nothing is told: also the proof for the watchdog that we live.
    static let longest = Duration.seconds(10)

    /// Whether the kernel tells of writes.
    let isTold: Bool
    private var lastLook: ContinuousClock.Instant?
    /// Since the last look.
    private var firstWrite: ContinuousClock.Instant?
    private var lastWrite: ContinuousClock.Instant?

    init(isTold: Bool) { self.isTold = isTold }

    /// A look is planned already: what is written until then changes nothing, and in a drain that is much.
    var listens: Bool { firstWrite == nil }

    mutating func written(at now: ContinuousClock.Instant) {
        firstWrite = firstWrite ?? now
        lastWrite = now
    }

    mutating func looked(at now: ContinuousClock.Instant) {
        lastLook = now
        firstWrite = nil
    }

    /// - Parameter hasUnsaved: something waits to be written, and is tried with each look.
    func nextLook(hasUnsaved: Bool) -> ContinuousClock.Instant {
        guard let lastLook else { return .now }
        if let firstWrite { return max(lastLook + Self.gap, firstWrite + Self.soon) }
        // The commit that was written last may not have been there to be seen.
        let sawLastWrite = lastWrite.map { lastLook >= $0 + Self.gap } ?? true
        return lastLook + (isTold && sawLastWrite && !hasUnsaved ? Self.longest : Self.gap)
    }
}
