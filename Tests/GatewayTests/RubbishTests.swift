import Attendance
import Foundation
import ModemDriver
import Store
import Testing

@testable import Gateway

/// Whatever lies in a modem is kept, may leave it, and stops nothing that comes after it.
@Suite("Rubbish in the modem")
struct RubbishTests {
    static let morning = SampleOffice.at("2026-05-04T10:30:05-05:00")
    static let night = morning.addingTimeInterval(30 * 3600)

    /// Each in a slot of its own; a text of a teacher behind each hundred.
    private func swallow(_ hexes: [String]) throws {
        let office = try SampleOffice()
        var teachers = 0
        for (round, start) in stride(from: 0, to: hexes.count, by: 100).enumerated() {
            let chunk = hexes[start..<min(start + 100, hexes.count)]
            var lines = chunk.enumerated().map { slot, hex in
                PDULine(hex: hex, tpduLength: hex.utf8.count / 2, origin: .slot(memory: "SM", index: slot))
            }
            lines.append(try SampleOffice.line(from: SampleOffice.rosa, "PRUEBA H \(round) M 1 D 1", slot: 200))
            let receipts = try office.inbound.receive(lines, from: office.modem, at: Self.morning)
            #expect(receipts.map(\.line) == lines, "each may leave the modem")
            try office.inbound.forgotten(lines, of: receipts, at: Self.morning)
            let round = try office.inbound.settleCompleteTexts(at: Self.morning)
            #expect(round.failures.isEmpty)
            teachers += round.settled.count { $0.sender?.e164 == SampleOffice.rosa && $0.settlement.school != nil }
        }
        #expect(teachers == (hexes.count + 99) / 100, "no text is blocked or lost")
        #expect(try office.inbound.settleCompleteTexts(at: Self.night).failures.isEmpty)
        #expect(try office.store.counts(on: SampleOffice.day("2026-05-04"), in: SampleOffice.zone).waitingParts == 0)
        // Of the senders only the teacher is one of ours; nobody else's message is a report.
        #expect(try office.store.reports(.init()).allSatisfy { $0.report.phone?.e164 == SampleOffice.rosa })
    }

    @Test func `every vector of the codec, whatever it is`() throws {
        let hexes = try CodecVectors.lines().map(\.hex)
        #expect(hexes.count > 500)
        try swallow(hexes)
    }

    @Test func `every truncation of real messages, by half octets`() throws {
        let lines = try CodecVectors.lines()
        let ids: Set = [
            "aosp-gsmsmstest-78", "aosp-gsmsmstest-183", "smslib-v3-testpdus-44", "pygsm-gsmpdu-618",
            "android-cts-smsmessagetest-0-4", "smslib-v3-testpdus-8",
        ]
        let hexes = lines.filter { ids.contains($0.id) && $0.isPDU }.map(\.hex)
        #expect(hexes.count == ids.count)
        try swallow(hexes.flatMap { hex in (0..<min(hex.count, 120)).map { String(hex.prefix($0)) } })
    }

    @Test func `every first octet, protocol identifier and coding`() throws {
        let line = try SampleOffice.line(from: "+51912345678", "H 12 M 15 D 2").hex
        let digits = Array(line)
        // 00, first octet, 0B 91 and six octets of the number, then TP-PID and TP-DCS.
        let hexes = [2, 20, 22].flatMap { place in
            (0..<256).map { value in
                String(digits[..<place]) + String(format: "%02X", value) + String(digits[(place + 2)...])
            }
        }
        try swallow(hexes)
    }
}
