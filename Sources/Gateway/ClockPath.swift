package import Foundation
package import Store

/// Whether the wall clock can be right. A computer without a clock of its own wakes up after a power cut
/// where it stopped, or anywhere: then nothing unasked may leave, and days come from the service
/// centre's time.
///
/// Two witnesses: what we wrote before (``ClockMark/ours``), and what service centres stamp. Two texts
/// from the future prove the clock late; one text of this very moment proves it right, unless such texts
/// say otherwise. Both are kept in the database, so that a restart forgets neither.
package struct ClockPath: Sendable {
    /// The wall clock stands before a moment that has been.
    package struct Hold: Hashable, Sendable {
        package enum Witness: Hashable, Sendable { case ours, texts }
        package let now: Date
        package let latest: Date
        package let witness: Witness
    }

    /// A text from the future that no second one has confirmed yet.
    package struct Doubt: Hashable, Sendable {
        fileprivate var moment: Date?
        package init() {}
    }

    package enum Finding: Hashable, Sendable {
        case nothing
        /// The clock is late by this much at least, in seconds.
        case late(TimeInterval)
        /// A later moment is in the database, and the clock is right all the same.
        case right
    }

    /// Clocks are corrected by seconds all the time; that is no reason to hold.
    package static let tolerance: TimeInterval = 120
    /// A service centre that is as close as that agrees with us.
    package static let agreement: TimeInterval = 600

    private let store: AttendanceStore

    package init(store: AttendanceStore) {
        self.store = store
    }

    /// - Returns: nil while the clock is as late as what is known.
    package func hold(at now: Date) throws -> Hold? {
        let mark = try store.clockMark()
        guard let latest = mark.latest, now < latest.addingTimeInterval(-Self.tolerance) else { return nil }
        return Hold(now: now, latest: latest, witness: latest == mark.witnessed ? .texts : .ours)
    }

    /// What texts that came now say about the clock.
    ///
    /// - Parameter times: their service centre's times.
    package func hear(_ times: [Date], _ doubt: inout Doubt, at now: Date) throws -> Finding {
        guard !times.isEmpty else { return .nothing }
        let mark = try store.clockMark()
        let limit = now.addingTimeInterval(Self.agreement + mark.ignoredLead)
        let ahead = (times + [doubt.moment].compactMap(\.self)).filter { $0 > limit }.sorted(by: >)
        doubt.moment = ahead.first
        if ahead.count >= 2 {
            // It is as late as the second one says: the first alone may be a service centre's mistake.
            try store.witnessClock(ahead[1])
            return .late(ahead[1].timeIntervalSince(now))
        }
        let earliest = mark.witnessed.map { $0.addingTimeInterval(-Self.agreement) } ?? .distantPast
        let agrees = times.contains { abs($0.timeIntervalSince(now)) <= Self.agreement && $0 >= earliest }
        guard ahead.isEmpty, agrees, let ours = mark.ours, ours > now.addingTimeInterval(Self.tolerance) else {
            return .nothing
        }
        try store.trustClock(at: now)
        return .right
    }
}
