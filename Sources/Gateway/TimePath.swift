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
        package let hold: ClockPath.Hold?
    }

    private let store: AttendanceStore
    private let office: OfficeRules
    private let planner: ReminderPlanner
    private let clock: ClockPath

    package init(store: AttendanceStore, office: OfficeRules) {
        self.store = store
        self.office = office
        clock = ClockPath(store: store)
        planner = ReminderPlanner(office: office, fits: office.fitsOnePart)
    }

    package func look(at now: Date) throws -> Look {
        if let hold = try clock.hold(at: now) {
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
            kind: text.key.step == .question || text.key.step == .extra ? .question : .reminder,
            dueAt: text.at, expiresAt: text.expiresAt, inReplyTo: nil, step: text.key,
            schools: text.schools)
    }
}
