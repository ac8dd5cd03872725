import Attendance
import Foundation
import ModemDriver
import SMSCodec
import Store
import Testing

@testable import Gateway

/// Long texts in any order, with pauses beyond every deadline, with repetitions by modem and network: in the end
/// each text is there once and whole, and nobody was told the same twice.
@Suite("Parts in any order")
struct PartPropertyTests {
    static let start = SampleOffice.at("2026-05-04T10:30:05-05:00")

    /// SplitMix64: the same walks in every run.
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static func long(_ boys: Int) -> String {
        "Buenos dias, de la escuela " + String(repeating: "muy lejana ", count: 28) + "asistieron \(boys) varones y 15 mujeres, 2 docentes"
    }

    @Test(arguments: 1...12) func `each text ends up once and whole`(_ seed: Int) throws {
        var random = Generator(state: UInt64(seed))
        let office = try SampleOffice()
        let senders = [SampleOffice.rosa, SampleOffice.julio]
        var deliveries: [PDULine] = []
        var expected: Set<String> = []
        for index in 0..<5 {
            // Under references of their own, but for the last, whose sender has used its once before.
            let sender = senders[index % 2]
            let iso = index == 4 ? "2026-05-04T15:30:00-05:00" : "2026-05-04T10:\(20 + index):00-05:00"
            let text = Self.long(1 + index)
            expected.insert(text)
            for centre in ["+51997990000", "+51997990001"] {
                let lines = try SampleOffice.lines(
                    from: sender, text, firstSlot: deliveries.count, at: iso, reference: UInt8(index == 4 ? 0 : index / 2 * 100),
                    serviceCentre: centre)
                try #require(lines.count == 3)
                // The network repeats some, through another centre.
                deliveries += centre == "+51997990000" ? lines : lines.filter { _ in Bool.random(using: &random) }
            }
        }
        deliveries.shuffle(using: &random)

        var now = Self.start
        var rest = deliveries[...]
        while !rest.isEmpty {
            let listing = Array(rest.prefix(Int.random(in: 1...4, using: &random)))
            rest = rest.dropFirst(listing.count)
            let receipts = try office.inbound.receive(listing, from: office.modem, at: now)
            #expect(receipts.count == listing.count)
            if Bool.random(using: &random) { try office.inbound.forgotten(listing, of: receipts, at: now) }
            #expect(try office.inbound.settleCompleteTexts(at: now).failures.isEmpty)
            now += Bool.random(using: &random) ? 60 : Double.random(in: 0...(8 * 3600), using: &random)
        }
        now += OfficeRules.usualPartialAfter
        _ = try office.inbound.settleCompleteTexts(at: now)

        let texts = try office.store.inbox(unreadOnly: false, limit: 100)
        #expect(texts.count == expected.count)
        #expect(Set(texts.compactMap(\.text)) == expected)
        #expect(texts.allSatisfy { $0.missing.isEmpty })
        let replies = try office.store.outbox(states: nil, limit: 100)
        for text in texts {
            let own = replies.filter { $0.inReplyTo == text.id }
            #expect(own.count <= 2)
            #expect(Set(own.map(\.text)).count == own.count)
        }
        #expect(try office.store.reports(.init()).count == 1, "one day of one school")
    }
}
