package import Attendance
package import Foundation
package import Store

/// What is due by the clock: asks the planner, queues what it says. Nothing is queued twice,
/// whatever is restarted when, because the schema's unique keys refuse it.
package struct TimePath: Sendable {
    package struct Look: Sendable {
        /// What was queued now.
        package let queued: [PlannedText]
        package let nextLook: Date
        /// Set when the wall clock cannot be right: nothing unasked may leave.
        package let hold: Hold?
    }

    /// The wall clock stands before a moment that is already in the database (no RTC, power cut).
    package struct Hold: Hashable, Sendable {
        package let now: Date
        package let lastStored: Date
    }

    /// Clocks are corrected by seconds all the time; that is no reason to hold.
    package static let tolerance: TimeInterval = 120
    /// A text whose service centre agrees with the wall clock that closely proves it right.
    package static let agreement: TimeInterval = 600

    private let store: AttendanceStore
    private let office: OfficeRules
    private let planner: ReminderPlanner
    /// A stored future moment (the clock was wrong once) holds nothing against a clock that is proven.
    private let clockIsProven: Bool

    package init(store: AttendanceStore, office: OfficeRules, clockIsProven: Bool = false) {
        self.store = store
        self.office = office
        self.clockIsProven = clockIsProven
        planner = ReminderPlanner(office: office, fits: fitsOnePart)
    }

    /// - Returns: nil while the clock is as late as the database.
    package func hold(at now: Date) throws -> Hold? {
        guard !clockIsProven, let last = try store.lastMoment(), now < last.addingTimeInterval(-Self.tolerance) else {
            return nil
        }
        return Hold(now: now, lastStored: last)
    }

    package func look(at now: Date) throws -> Look {
        if let hold = try hold(at: now) {
            return Look(queued: [], nextLook: now.addingTimeInterval(60), hold: hold)
        }
        let inputs = try store.planningInputs(on: SchoolDay(now, in: office.zone), at: now)
        let plan = planner.plan(inputs, at: now)
        let drafts = plan.due.map(OutboundDraft.init)
        let ids = try store.enqueue(drafts, at: now)
        let queued = zip(plan.due, ids).compactMap { text, id in id == nil ? nil : text }
        return Look(queued: queued, nextLook: plan.nextLook, hold: nil)
    }
}

extension OutboundDraft {
    init(_ text: PlannedText) {
        self.init(
            recipient: text.key.phone, text: text.text,
            kind: text.key.step == .question ? .question : .reminder,
            dueAt: text.at, expiresAt: text.expiresAt, inReplyTo: nil, step: text.key,
            schools: text.schools)
    }
}
