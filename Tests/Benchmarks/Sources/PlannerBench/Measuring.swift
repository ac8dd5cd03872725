import Attendance
import Foundation
import Gateway
import Glibc
import Store

/// Plans an office of one size and takes its queue through, each step timed.
struct Measuring {
    private let province: SampleProvince
    private let folder: String
    private let office: OfficeRules

    /// No queue is longer: 50,000 texts are more than two days of one modem.
    private static let longestQueue = 50_000
    private static let withdrawals = 100

    init(schools: Int, in folder: String) throws {
        province = SampleProvince(schools: schools)
        self.folder = folder
        office = try SampleProvince.rules()
    }

    func run() throws {
        let path = folder + "/planner.sqlite"
        for end in ["", "-wal", "-shm"] { unlink(path + end) }
        try province.fill(try AttendanceStore(path: path), at: path)
        print("schools\t\(province.schools.count)")
        let store = try AttendanceStore(path: path)
        let due = try plan(store)
        try queue(due, in: store)
        print("peak\t\(try Self.peakMegabytes())")
    }

    // MARK: Planning

    private func plan(_ store: AttendanceStore) throws -> [PlannedText] {
        let planner = ReminderPlanner(office: office, fits: office.fitsOnePart)
        let idle = try SampleProvince.moment("2026-05-07T11:00:00-05:00")
        let monday = try SampleProvince.moment("2026-05-11T10:00:00-05:00")
        func inputs(_ now: Date) throws -> PlanningInputs {
            try store.planningInputs(on: SchoolDay(now, in: SampleProvince.zone), at: now)
        }
        let limit = try SampleProvince.moment("2026-05-05T12:00:00-05:00")
        let (idleInputs, dueInputs, listInputs) = (try inputs(idle), try inputs(monday), try inputs(limit))
        try Self.measure("plan idle") {
            guard planner.plan(idleInputs, at: idle).due.isEmpty else { throw Complaint("something is due") }
        }
        var due: [PlannedText] = []
        try Self.measure("plan due") {
            due = planner.plan(dueInputs, at: monday).due
            guard due.count > province.schools.count else { throw Complaint("only \(due.count) texts are due") }
        }
        try Self.measure("plan lists") {
            guard planner.plan(listInputs, at: limit).due.contains(where: { $0.key.step == .silentList }) else {
                throw Complaint("no list is due")
            }
        }
        try Self.measure("read") { _ = try inputs(monday) }
        try Self.measure("read and plan") {
            guard planner.plan(try inputs(idle), at: idle).due.isEmpty else { throw Complaint("something is due") }
        }
        print("due\t\(due.count)")
        // Beside them the officials' summary of the week before.
        return due.filter { $0.key.step == .question }
    }

    // MARK: The queue

    private func queue(_ due: [PlannedText], in store: AttendanceStore) throws {
        let monday = try SampleProvince.moment("2026-05-11T10:00:00-05:00")
        let texts = due.prefix(Self.longestQueue)
        print("queued\t\(texts.count)")
        let drafts = texts.map { text in
            OutboundDraft(
                recipient: text.key.phone, text: text.text, kind: .question, dueAt: text.at, expiresAt: text.expiresAt,
                inReplyTo: nil, step: text.key, schools: text.schools)
        }
        let time = try ContinuousClock().measure { _ = try store.enqueue(drafts, at: monday) }
        print("enqueue\t\(time / .milliseconds(1))")
        let outbound = OutboundPath(store: store, office: office)
        try Self.measure("tidy") { _ = try outbound.expire(at: monday) }
        try Self.measure("choose") {
            guard case .send = try outbound.next(unasked: true, at: monday) else { throw Complaint("nothing is sent") }
        }
        try Self.measure("choose reply") {
            guard case .nothing = try outbound.next(unasked: false, at: monday) else {
                throw Complaint("a reply is sent")
            }
        }
        try Self.measure("nothing of mine") {
            guard case .nothing = try outbound.next(unasked: true, at: monday, where: { _ in false }) else {
                throw Complaint("another modem's text is sent")
            }
        }
        try Self.measure("next due") { _ = try outbound.nextDue(after: monday) }
        try withdraw(outbound, store, at: monday)
    }

    /// The office closes all schools: each text is withdrawn when its turn comes.
    private func withdraw(_ outbound: OutboundPath, _ store: AttendanceStore, at monday: Date) throws {
        let day = SchoolDay(monday, in: SampleProvince.zone)
        _ = try store.addClosure(
            Closure(scope: .office, first: day, last: day, reason: "paro"), by: Signature(person: "ana", at: monday))
        var times: [Double] = []
        for _ in 0..<Self.withdrawals {
            var next = OutboundPath.Next.nothing
            times.append(
                try ContinuousClock().measure { next = try outbound.next(unasked: true, at: monday) }
                    / .milliseconds(1))
            guard case .withdrawn = next else { throw Complaint("a closed school is asked") }
        }
        print("withdraw\t\(times.sorted()[times.count / 2])")
    }

    // MARK: Measuring

    /// The best of several rounds, in milliseconds of the processor: other programs are not to be measured, and nothing
    /// here waits for the disk. What takes long is done less.
    private static func measure(_ name: String, _ body: () throws -> Void) throws {
        var best = Double.infinity
        var spent = 0.0
        var rounds = 0
        while rounds < 1 || (rounds < 9 && spent < 3000) {
            let begin = cpuMilliseconds()
            try body()
            let time = cpuMilliseconds() - begin
            best = min(best, time)
            spent += time
            rounds += 1
        }
        print("\(name)\t\(best)")
    }

    private static func cpuMilliseconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
    }

    private static func peakMegabytes() throws -> Double {
        let lines = try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(separator: " ").dropLast().last.flatMap({ Double($0) })
        else { throw Complaint("the kernel does not tell of the memory") }
        return kilobytes / 1024
    }
}
