import Attendance
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// A disk that can be told what to be.
private final class Disk: @unchecked Sendable {
    private let lock = NSLock()
    private var answers: [DiskFacts]

    static let good = DiskFacts(free: 1 << 30, isReadOnly: false)
    static let readOnly = DiskFacts(free: 1 << 30, isReadOnly: true)

    init(_ answers: DiskFacts...) { self.answers = answers }

    /// In turn, the last one for ever.
    var facts: DiskFacts { lock.withLock { answers.count > 1 ? answers.removeFirst() : answers[0] } }

    func become(_ facts: DiskFacts) { lock.withLock { answers = [facts] } }
}

@Suite("Disk under the database")
struct StoreGroundTests {
    let folder: ScratchFolder
    let path: String

    init() throws {
        folder = try ScratchFolder()
        path = folder.file("edutrac.db")
    }

    private func store(on disk: Disk) throws -> AttendanceStore {
        try AttendanceStore(path: path, disk: { _ in disk.facts })
    }

    @Test func `a part that a read-only file system has said yes to is not kept`() throws {
        let disk = Disk(Disk.good)
        let store = try store(on: disk)
        // It turns read-only between the first look and the commit: fsync goes well.
        let turning = Disk(Disk.good, Disk.readOnly)
        let other = try self.store(on: turning)
        #expect(throws: StoreError.readOnlyDisk(path: path)) { try other.keep([arrival()], at: at()) }
        #expect(other.trouble == .readOnlyDisk(path: path))
        // Written anew after a restart, in whatever state it was: nothing of it is there twice.
        disk.become(Disk.good)
        #expect(try store.keep([arrival()], at: at(60)).count == 1)
        #expect(try store.completeTexts(at: at(60), partialAfter: 0).count == 1)
    }

    @Test func `while it is read-only nothing is written, and the next write that goes well ends the trouble`() throws {
        let disk = Disk(Disk.good)
        let store = try store(on: disk)
        try store.seed()
        #expect(store.trouble == nil)
        disk.become(Disk.readOnly)
        #expect(throws: StoreError.readOnlyDisk(path: path)) { try store.queue() }
        #expect(store.trouble == .readOnlyDisk(path: path))
        disk.become(Disk.good)
        _ = try store.queue()
        #expect(store.trouble == nil)
        #expect(try store.outbox(states: nil, limit: 9).count == 1)
    }

    @Test func `a database that has no room is in trouble until it has`() throws {
        let store = try store(on: Disk(Disk.good))
        try store.seed()
        try store.write { try $0.execute(sql: "PRAGMA max_page_count = \(try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0)") }
        #expect(throws: StoreError.diskFull(path: path)) {
            for number in 0..<500 { _ = try store.queue(draft(String(repeating: "x", count: 1000) + "\(number)")) }
        }
        #expect(store.trouble == .diskFull(path: path))
        try store.write { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        _ = try store.queue()
        #expect(store.trouble == nil)
    }

    @Test func `a disk without room is told of before the first write fails`() throws {
        let disk = Disk(DiskFacts(free: 100_000, isReadOnly: false))
        let store = try store(on: disk)
        #expect(store.trouble == .diskFull(path: path))
        disk.become(Disk.good)
        #expect(store.trouble == nil)
    }

    @Test func `damage that a read has found stays, whatever else goes well`() throws {
        do { try AttendanceStore(path: path).seed() }
        let root = try DatabaseQueue(path: path).read {
            try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'topUp'") ?? 0
        }
        var octets = try Data(contentsOf: URL(filePath: path))
        octets.replaceSubrange((root - 1) * 4096..<root * 4096, with: Data(repeating: 0x5A, count: 4096))
        try octets.write(to: URL(filePath: path))
        let store = try store(on: Disk(Disk.good))
        #expect(throws: StoreError.self) { try store.read { try $0.count("SELECT count(*) FROM topUp WHERE amount > 1") } }
        _ = try store.queue()
        guard case .damaged = store.trouble else {
            Issue.record("\(String(describing: store.trouble))")
            return
        }
    }

    @Test func `what waiting may help is tried again`() {
        for error in [StoreError.readOnlyDisk(path: path), .notWritable(path: path), .diskFull(path: path), .busy(path: path)] {
            #expect(error.mayPass)
        }
        #expect(!StoreError.damaged(path: path, reason: "").mayPass)
    }

    @Test func `the kernel tells of a file system that is read-only`() throws {
        #expect(DiskFacts("/nonexistent") == nil)
        #expect(try #require(DiskFacts(folder.path)).isReadOnly == false)
        #expect(try #require(DiskFacts(folder.path)).free > 0)
    }
}
