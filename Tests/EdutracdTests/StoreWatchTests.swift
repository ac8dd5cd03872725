import Foundation
import Store
import TestSupport
import Testing

@testable import edutracd

@Suite("When the database is looked at")
struct LookPlanTests {
    let start = ContinuousClock.now

    private func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

    /// Looked at the start; then what was written, in milliseconds.
    private func plan(isTold: Bool = true, written: [Int] = [], looked: [Int] = []) -> LookPlan {
        var plan = LookPlan(isTold: isTold)
        plan.looked(at: start)
        for moment in (written.map { ($0, true) } + looked.map { ($0, false) }).sorted(by: { $0.0 < $1.0 }) {
            if moment.1 { plan.written(at: at(moment.0)) } else { plan.looked(at: at(moment.0)) }
        }
        return plan
    }

    @Test func `where nothing is written, seldom; where nothing is told, or something waits, each second`() {
        #expect(plan().nextLook(hasUnsaved: false) == at(10_000))
        #expect(plan().nextLook(hasUnsaved: true) == at(1000))
        #expect(plan(isTold: false).nextLook(hasUnsaved: false) == at(1000))
    }

    @Test(arguments: [([5000], 5100), ([5000, 5050, 5090], 5100), ([10], 1000), ([950], 1050), ([10, 990], 1000)])
    func `soon after a write, and not twice in a second`(_ written: [Int], _ look: Int) {
        #expect(plan(written: written).nextLook(hasUnsaved: false) == at(look))
    }

    @Test func `once more a second later, as a slow card commits long after it was written to`() {
        #expect(plan(written: [5000], looked: [5100]).nextLook(hasUnsaved: false) == at(6100))
        #expect(plan(written: [5000], looked: [5100, 6100]).nextLook(hasUnsaved: false) == at(16_100))
        #expect(plan(written: [5000, 6099], looked: [5100, 6100]).nextLook(hasUnsaved: false) == at(7100))
    }

    @Test func `however much is written, once a second, and it listens once`() {
        var plan = plan()
        var (looks, heard) = (0, 0)
        for moment in stride(from: 0, to: 60_000, by: 10) {
            if plan.listens { heard += 1 }
            plan.written(at: at(moment))
            if plan.nextLook(hasUnsaved: false) <= at(moment) {
                plan.looked(at: at(moment))
                looks += 1
            }
        }
        #expect((58...60).contains(looks))
        #expect(heard <= looks + 1)
    }
}

@Suite("Writes to a file, as the kernel tells")
struct FileWritesTests {
    let folder: ScratchFolder
    let path: String
    let now = Date(timeIntervalSince1970: 1_777_906_800)

    init() throws {
        folder = try ScratchFolder()
        path = folder.file("edutrac.db")
    }

    @Test func `a commit of another connection is told, a look at the database and other files are not`() throws {
        let command = try AttendanceStore(path: path)
        let writes = try #require(FileWrites(to: path, suffix: "-wal"))
        #expect(writes.take() == .nothing)
        let before = try command.dataVersion()
        #expect(try command.completeTexts(at: now, partialAfter: 0).isEmpty)
        try Data("x".utf8).write(to: URL(filePath: folder.file("other-wal")))
        #expect(writes.take() == .nothing)
        try command.recordModem(ModemStatus(name: "principal", state: "ready"), at: now)
        #expect(try command.dataVersion() != before)
        #expect(writes.take() == .written)
        #expect(writes.take() == .nothing)
    }

    @Test func `through a link the file itself is watched`() throws {
        let store = try AttendanceStore(path: path)
        let elsewhere = try ScratchFolder()
        try FileManager.default.createSymbolicLink(atPath: elsewhere.file("link.db"), withDestinationPath: path)
        let writes = try #require(FileWrites(to: elsewhere.file("link.db"), suffix: "-wal"))
        try FileHandle(forUpdating: URL(filePath: path + "-wal")).close()
        #expect(writes.take() == .written)
        withExtendedLifetime(store) {}
    }

    @Test func `more than the kernel keeps counts as a write`() throws {
        try Data().write(to: URL(filePath: path))
        let writes = try #require(FileWrites(to: path, suffix: "-wal"))
        try Data().write(to: URL(filePath: path + "-wal"))
        for number in 0..<400 {
            try Data().write(to: URL(filePath: folder.file("another-file-with-a-long-name-\(number)")))
        }
        #expect(writes.take() == .written)
        #expect(writes.take() == .nothing)
    }

    @Test func `a folder that goes away ends it`() throws {
        let inner = folder.file("inner")
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
        try Data().write(to: URL(filePath: inner + "/a.db"))
        let writes = try #require(FileWrites(to: inner + "/a.db", suffix: "-wal"))
        try FileManager.default.removeItem(atPath: inner)
        #expect(writes.take() == .ended)
    }

    @Test func `there are none of a file that is not there`() {
        #expect(FileWrites(to: folder.file("missing/edutrac.db"), suffix: "-wal") == nil)
    }
}

@Suite("Alarm of a thread")
struct ThreadAlarmTests {
    @Test func `sleeps no longer than until a wake, news or the end`() throws {
        let alarm = try ThreadAlarm()
        let far = ContinuousClock.now + .seconds(3600)
        alarm.wake()
        #expect(alarm.sleep(until: far))
        #expect(alarm.sleep(until: .now))
        #expect(alarm.sleep(until: .now - .seconds(5)))
        // A full pipe neither blocks nor is forgotten.
        for _ in 0..<100_000 { alarm.wake() }
        #expect(alarm.sleep(until: far))
        alarm.stop()
        #expect(!alarm.sleep(until: far))
        #expect(!alarm.sleep(until: far))
    }
}
