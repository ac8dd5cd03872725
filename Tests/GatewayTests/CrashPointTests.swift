import Attendance
import Foundation
import ModemDriver
import Store
import TestSupport
import Testing

@testable import Gateway

/// Walks a teacher's text through the paths as the daemon does. After every step the database is taken as
/// a power cut would leave it, with the SIM and the air as they are then, and the way is walked to its
/// end from there.
@Suite("Crash points of the paths")
struct CrashPointTests {
    static let morning = SampleOffice.at("2026-05-04T10:30:05-05:00")

    /// What is outside the database.
    struct World {
        var slots: [PDULine]
        /// Bodies that left, by what they say.
        var air: [String] = []
    }

    struct Pass {
        let office: SampleOffice
        var world: World
        var happened: (World) throws -> Void = { _ in }

        mutating func run() throws {
            _ = try office.outbound.markInterrupted(at: morning)
            try happened(world)
            let lines = world.slots
            let receipts = try office.inbound.receive(lines, from: office.modem, at: morning)
            try happened(world)
            var gone: [PDULine] = []
            for receipt in receipts {
                world.slots.removeAll { $0 == receipt.line }
                gone.append(receipt.line)
                try happened(world)
            }
            try office.inbound.forgotten(gone, of: receipts, at: morning)
            try happened(world)
            _ = try office.inbound.settleCompleteTexts(at: morning)
            try happened(world)
            try send()
        }

        private mutating func send() throws {
            while case .send(let text) = try office.outbound.next(unasked: true, at: morning) {
                for part in text.parts {
                    guard try office.outbound.begin(part, by: office.modem, at: morning) else { return }
                    try happened(world)
                    world.air.append("\(part.message)/\(part.sequence): \(text.message.text)")
                    try happened(world)
                    let reference = Int(part.message % 256)
                    _ = try office.outbound.finish(
                        part, attempts: 1, .sent(messageReference: reference), at: morning)
                    try happened(world)
                    let report = try SampleOffice.statusReport(
                        of: UInt8(reference), to: text.message.recipient.e164, status: 0,
                        at: "2026-05-04T10:30:10-05:00")
                    _ = try office.inbound.receive([report], from: office.modem, at: morning.addingTimeInterval(9))
                    try happened(world)
                }
            }
        }
    }

    private func world() throws -> World {
        World(slots: [try SampleOffice.line(from: SampleOffice.rosa, "H 12 M 15 D 2")])
    }

    private func expectWhole(_ pass: Pass, _ note: Comment) throws {
        let store = pass.office.store
        #expect(try store.inbox(unreadOnly: false, limit: .max).map(\.text) == ["H 12 M 15 D 2"], note)
        #expect(try store.reports(.init()).map(\.report.content) == [.present(.init(boys: 12, girls: 15, teachers: 2))], note)
        let replies = try store.outbox(states: nil, limit: .max)
        #expect(replies.count == 1, note)
        #expect(pass.world.air.count <= 1, "sent twice: \(pass.world.air), \(note)")
        #expect(pass.world.slots.isEmpty, note)
        // Either it is known to have arrived, or it is shown as unknown and not sent again.
        for reply in replies {
            #expect(reply.state == .delivered || reply.state == .sent || reply.state == .unknown, note)
            #expect(!pass.world.air.isEmpty || reply.state == .unknown, note)
        }
    }

    @Test func `cut after any step, no text is lost and none is answered twice`() throws {
        let folder = try ScratchFolder()
        let path = folder.file("edutrac.db")
        let office = try SampleOffice(in: AttendanceStore(path: path))
        var cuts: [(path: String, world: World)] = []
        var pass = Pass(office: office, world: try world())
        pass.happened = { world in
            cuts.append((try folder.copyDatabase(at: path, to: "cut-\(cuts.count).db"), world))
        }
        try pass.run()
        try expectWhole(pass, "the pass that was not cut")
        #expect(cuts.count == 9)
        for (index, cut) in cuts.enumerated() {
            var again = Pass(office: try SampleOffice(reopening: cut.path), world: cut.world)
            try again.run()
            try expectWhole(again, "cut after step \(index)")
        }
    }
}
