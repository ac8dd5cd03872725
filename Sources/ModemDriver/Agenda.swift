/// When the modem is looked after: decides what is due, and reads no clock.
///
/// Times are durations since the driver was made. With the default settings an idle modem gets two
/// commands per sweep, twice a minute, and about eight every five minutes: under six a minute.
package struct Agenda: Hashable, Sendable {
    package enum Duty: Hashable, Sendable {
        case sweepAll
        case sweepReceiving
        case checkHealth
        case checkNetwork
        case hangUpCall
        case rest(Duration)
    }

    private let settings: Intervals
    private var nextSweep = Duration.zero
    private var nextFullSweep = Duration.zero
    private var nextHealth: Duration
    private var nextNetworkCheck: Duration?
    private var earliestSweep = Duration.zero
    private var earliestNetworkCheck = Duration.zero
    private var callIsWaiting = false
    private var submitsInFlight = 0
    /// No sweep comes between the parts of a text.
    private var heldUntil: Duration?
    private var heldSince: Duration?
    private var unreleasedUntil: Duration?

    struct Intervals: Hashable, Sendable {
        var sweep: Duration
        var fullSweep: Duration
        var health: Duration
    }

    /// Between the beginnings of two sweeps, however many hints come.
    package static let sweepGap = Duration.milliseconds(200)
    package static let networkGap = Duration.seconds(5)
    package static let searchInterval = Duration.seconds(15)
    /// How long the next part may be in coming.
    package static let partGap = Duration.seconds(15)
    /// A text of many parts on a slow network holds sweeps no longer than this.
    package static let longestHold = Duration.seconds(300)

    package init(sweep: Duration, fullSweep: Duration, health: Duration) {
        settings = Intervals(sweep: sweep, fullSweep: fullSweep, health: health)
        nextHealth = health
    }

    package mutating func duty(at now: Duration) -> Duty {
        if callIsWaiting {
            callIsWaiting = false
            return .hangUpCall
        }
        let sweep = sweepTime(after: now)
        if sweep <= now { return beginSweep(at: now) }
        if let check = nextNetworkCheck, check <= now {
            nextNetworkCheck = nil
            earliestNetworkCheck = now + Self.networkGap
            return .checkNetwork
        }
        let held = holdEnd.flatMap { $0 > now ? $0 : nil }
        if nextHealth <= now, held == nil {
            nextHealth = now + settings.health
            return .checkHealth
        }
        let times = [sweep, nextNetworkCheck, max(nextHealth, held ?? nextHealth)].compactMap { $0 }
        let next = times.min() ?? now + settings.sweep
        return .rest(max(next - now, .milliseconds(50)))
    }

    private func sweepTime(after now: Duration) -> Duration {
        var time = max(min(nextSweep, nextFullSweep), earliestSweep)
        if let unreleasedUntil { time = max(time, unreleasedUntil) }
        return max(time, holdEnd ?? time)
    }

    /// A part is on its way out, or another one of the same text is to follow.
    package func isSubmitting(at now: Duration) -> Bool {
        submitsInFlight > 0 || holdEnd.map { $0 > now } ?? false
    }

    private var holdEnd: Duration? {
        guard let heldUntil, let heldSince else { return nil }
        return min(heldUntil, heldSince + Self.longestHold)
    }

    private mutating func beginSweep(at now: Duration) -> Duty {
        earliestSweep = now + Self.sweepGap
        nextSweep = now + settings.sweep
        unreleasedUntil = nil
        guard nextFullSweep <= now else { return .sweepReceiving }
        nextFullSweep = now + settings.fullSweep
        return .sweepAll
    }

    // MARK: What happened

    /// Something may have been stored, in any memory or in the receiving one.
    package mutating func sweepSoon(at now: Duration, all: Bool = true) {
        if all { nextFullSweep = min(nextFullSweep, now) } else { nextSweep = min(nextSweep, now) }
    }

    package mutating func networkChanged(at now: Duration) {
        nextNetworkCheck = min(nextNetworkCheck ?? .seconds(Int64.max / 4), max(now, earliestNetworkCheck))
    }

    package mutating func foundNetwork(registered: Bool, at now: Duration) {
        if !registered { nextNetworkCheck = nextNetworkCheck ?? now + Self.searchInterval }
    }

    package mutating func callCame() { callIsWaiting = true }

    /// Texts were handed to the owner: listing them again before they are deleted helps nobody.
    package mutating func listed(at now: Duration) { unreleasedUntil = now + settings.sweep }

    package mutating func released() { unreleasedUntil = nil }

    package mutating func submitBegan(at now: Duration) {
        // A text that was broken off between its parts: its hold has lapsed.
        if submitsInFlight == 0, let heldUntil, heldUntil <= now { heldSince = nil }
        submitsInFlight += 1
        heldSince = heldSince ?? now
        heldUntil = now + Self.longestHold
    }

    package mutating func submitEnded(moreToFollow: Bool, at now: Duration) {
        submitsInFlight -= 1
        guard submitsInFlight == 0 else { return }
        if moreToFollow {
            heldUntil = now + Self.partGap
        } else {
            heldUntil = nil
            heldSince = nil
        }
    }

    /// Bring-up is done: everything is looked at anew.
    package mutating func opened(at now: Duration) {
        nextSweep = now
        nextFullSweep = now
        nextHealth = now + settings.health
        unreleasedUntil = nil
    }
}
