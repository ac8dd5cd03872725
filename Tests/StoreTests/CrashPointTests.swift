import Attendance
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Walks the whole path of two texts, one of them in two parts, on a file. After every commit and within the one
/// that settles both, and with the -wal cut at every frame, the database is taken as a power cut would leave it, opened
/// again, and the path is walked to its end from there.
@Suite("Crash points")
struct CrashPointTests {
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// The world outside the database: what the SIM holds and what was on the air.
    private struct World {
        var slots: [Int: Arrival] = [:]
        /// Texts whose body left, by recipient and text.
        var air: [String] = []
    }

    /// What happens to a database and a world in one pass of the daemon, commit by commit.
    private struct Pass {
        let store: AttendanceStore
        var world: World
        /// Called after each commit, and where the world changed without one.
        var happened: (World) throws -> Void = { _ in }

        mutating func receive() throws {
            let listing = world.slots.sorted { $0.key < $1.key }
            let kept = try store.keep(listing.map(\.value), at: at())
            try happened(world)
            for slot in listing.map(\.key) {
                world.slots[slot] = nil
                try happened(world)
            }
            try store.confirmDeleted(kept.map(\.id), at: at())
            try happened(world)
        }

        mutating func settle() throws {
            let texts = try store.completeTexts(at: at(), partialAfter: 3600)
            try store.settling { transaction in
                for parts in texts {
                    let settlement = accepted(report(of: parts.phone == rosa ? kimbiri : villa))
                    try transaction.text {
                        _ = try transaction.settle(
                            parts, text(of: parts, parts.pdus.joined()), settlement, replyExpiresAt: at(86_400),
                            at: at())
                    }
                    // Before the commit: of all of it nothing is there yet.
                    try happened(world)
                }
            }
            try happened(world)
        }

        mutating func send() throws {
            while let next = try store.nextOutbound(at: at(), unasked: true) {
                try store.begin(next.id)
                try happened(world)
                world.air.append("\(next.recipient.e164) \(next.text)")
                try happened(world)
                try store.finish(next.id, .sent(messageReference: Int(next.id)))
                try happened(world)
            }
        }

        mutating func confirm() throws {
            for message in try store.outbox(states: [.sent], limit: .max) {
                let report = delivery(Int(message.id), to: message.recipient.e164)
                _ = try store.keep(
                    [
                        Arrival(
                            pdu: "SR\(message.id)", partKey: "SR\(message.id)", modem: "office", sim: sim, slot: nil,
                            receivedAt: report.receivedAt, content: .statusReport(report))
                    ], at: at(60))
                try happened(world)
            }
        }

        /// From the start of the daemon to an empty queue.
        mutating func run() throws {
            _ = try store.markInterrupted(at: at())
            try happened(world)
            try receive()
            try settle()
            try send()
            try confirm()
        }
    }

    private static func full() -> World {
        World(
            slots: [
                0: arrival("one", from: rosa, slot: 0),
                1: arrival("two-b", from: julio, slot: 1, position: part(2, of: 2)),
                2: arrival("two-a", from: julio, slot: 2, position: part(1, of: 2)),
                // The modem shows a text twice.
                3: arrival("one", from: rosa, slot: 3),
            ])
    }

    /// Whatever happened before: nothing is lost and nobody is answered twice.
    private func expectWhole(_ store: AttendanceStore, _ world: World, _ note: Comment) throws {
        let entries = try store.inbox(unreadOnly: false, limit: .max)
        #expect(Set(entries.map(\.text)) == ["PDU-one", "PDU-two-aPDU-two-b"], note)
        #expect(entries.count == 2, note)
        #expect(try store.reports(ReportFilter()).count == 2, note)
        let replies = try store.outbox(states: nil, limit: .max)
        #expect(replies.count == 2, note)
        #expect(Set(replies.map(\.recipient)) == [rosa, julio], note)
        #expect(Set(world.air).count == world.air.count, "sent twice: \(world.air), \(note)")
        for reply in replies {
            // Either it is known to have left, or it is shown as unknown and not sent again.
            #expect([.delivered, .unknown].contains(reply.state), note)
            let onAir = world.air.contains("\(reply.recipient.e164) \(reply.text)")
            #expect(onAir || reply.state == .unknown, note)
        }
        #expect(world.slots.isEmpty, note)
        let violations = try store.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check").count }
        #expect(violations == 0, note)
        #expect(try store.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok", note)
    }

    @Test
    func `at each commit a power cut loses no text and answers none twice`() throws {
        let path = folder.file("path.db")
        let store = try AttendanceStore(path: path)
        try store.seed()
        var copies: [(path: String, world: World)] = []
        var pass = Pass(store: store, world: Self.full())
        pass.happened = { [folder] world in
            copies.append((try folder.copyDatabase(at: path, to: "cut-\(copies.count).db"), world))
        }
        try pass.run()
        try expectWhole(store, pass.world, "the pass that was not cut")
        #expect(copies.count == 18)

        for (index, copy) in copies.enumerated() {
            var again = Pass(store: try AttendanceStore(path: copy.path), world: copy.world)
            try again.run()
            try expectWhole(again.store, again.world, "cut after step \(index)")
            // And once more: nothing moves any more.
            var third = Pass(store: again.store, world: again.world)
            try third.run()
            #expect(third.world.air == again.world.air)
        }
    }

    @Test
    func `a log that was cut short anywhere opens as it was after an earlier commit`() throws {
        let path = folder.file("log.db")
        let store = try AttendanceStore(path: path)
        try store.seed()
        // From here on the file is complete and everything new is in the log.
        do {
            let other = try DatabasePool(path: path)
            try other.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }
        var pass = Pass(store: store, world: Self.full())
        try pass.run()

        let wal = try Data(contentsOf: URL(fileURLWithPath: path + "-wal")).count
        let (header, frame) = (32, 24 + 4096)
        var cuts = Set(stride(from: header, through: wal, by: frame * 3))
        cuts.formUnion(stride(from: header + 1000, through: wal, by: frame * 7))
        cuts.insert(0)
        for cut in cuts.sorted() {
            let copy = try folder.copyDatabase(at: path, to: "log-\(cut).db", walOctets: cut)
            let reopened = try AttendanceStore(path: copy)
            // The SIM's side of an earlier moment is not known here: every text is there again, as
            // after a deletion that the modem lost, and nobody may get a second answer for that.
            var again = Pass(store: reopened, world: Self.full())
            let answered = Set(
                try reopened.outbox(states: Set(OutboundState.allCases).subtracting([.queued]), limit: .max)
                    .map { "\($0.recipient.e164) \($0.text)" })
            try again.run()
            #expect(answered.isDisjoint(with: again.world.air), "cut at \(cut)")
            again.world.air += answered
            try expectWhole(reopened, again.world, "cut at \(cut)")
        }
    }
}
