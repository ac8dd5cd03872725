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
        /// Whether a plan was made for it. Not by a clock that cannot be right, and not while nothing has changed since
        /// the last one.
        package let isPlanned: Bool
        /// What the last plan was made from; nil where there is none.
        fileprivate let basis: Basis?
    }

    /// As long as it stands, the plan would come out as it did, less what has been queued.
    fileprivate struct Basis: Sendable {
        let version: Int
        let madeAt: Date
        let nextLook: Date
        /// With the day the roster changes, and weeks are counted anew.
        let day: SchoolDay

        func stands(_ version: Int, on day: SchoolDay, at now: Date) -> Bool {
            // A clock that was set back has planned for a time to come.
            version == self.version && day == self.day && madeAt <= now && now < nextLook
        }
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

    /// Nobody else writes meanwhile: a morning's texts of a large office would keep a text that came waiting for
    /// seconds. Who is stopped in between plans the rest at the next start.
    static let textsPerTransaction = 500

    /// - Parameter last: the look before, by the same rules: while nothing has changed that a plan is made from, none is
    ///   made, and two rows are read.
    package func look(at now: Date, after last: Look? = nil) throws -> Look {
        if let hold = try clock.hold(at: now) {
            return Look(
                queued: [], nextLook: now.addingTimeInterval(60), hold: hold, isPlanned: false, basis: nil)
        }
        let day = SchoolDay(now, in: office.zone)
        // Before the inputs: what is committed in between is looked at again.
        let version = try store.planningVersion()
        if let basis = last?.basis, basis.stands(version, on: day, at: now) {
            return Look(queued: [], nextLook: basis.nextLook, hold: nil, isPlanned: false, basis: basis)
        }
        try store.leaveLapsedTexts(at: now)
        let inputs = try store.planningInputs(on: day, at: now)
        let plan = planner.plan(inputs, at: now)
        let drafts = plan.due.map(OutboundDraft.init)
        let ids = try stride(from: 0, to: drafts.count, by: Self.textsPerTransaction).flatMap { start in
            try store.enqueue(Array(drafts[start...].prefix(Self.textsPerTransaction)), at: now)
        }
        let queued = zip(plan.due, ids).compactMap { text, id in id == nil ? nil : text }
        return Look(
            queued: queued, nextLook: plan.nextLook, hold: nil, isPlanned: true,
            basis: Basis(version: version, madeAt: now, nextLook: plan.nextLook, day: day))
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
