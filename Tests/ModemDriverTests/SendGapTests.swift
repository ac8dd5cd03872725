import ATChannel
import ModemDriver
import Testing

@Suite("Gap between texts")
struct SendGapTests {
    static let fine: Result<[String], ATError> = .success(["+CMGS: 1"])

    @Test func `grows with errors to three seconds and goes back after texts that went well (Q-64)`() {
        var gap = SendGap()
        #expect(gap.length == .zero)
        var lengths: [Duration] = []
        for _ in 1...5 {
            gap.note(.failure(.messageService(512)))
            lengths.append(gap.length)
        }
        #expect(lengths == [.milliseconds(500), .seconds(1), .seconds(2), .seconds(3), .seconds(3)])
        for _ in 1...(4 * SendGap.confidence) { gap.note(Self.fine) }
        #expect(gap.length == .zero)
    }

    @Test(arguments: [ATError.messageService(1), .messageService(21), .messageService(304), .messageService(322), .gone, .timedOut])
    func `does not grow where a pause would not help`(_ error: ATError) {
        var gap = SendGap()
        gap.note(.failure(error))
        #expect(gap.length == .zero)
    }

    @Test func `three refusals of the modem's own in a row are a trouble, others are not`() {
        var count = RefusalCount()
        #expect(count.note(.failure(.messageService(300)), isOnLTE: false) == nil)
        #expect(count.note(.failure(.messageService(302)), isOnLTE: false) == nil)
        #expect(count.note(Self.fine, isOnLTE: false) == nil)
        for _ in 1...2 { #expect(count.note(.failure(.messageService(300)), isOnLTE: false) == nil) }
        #expect(count.note(.failure(.messageService(604)), isOnLTE: false) == .refusals)
        // A locked SIM, no credit, a wrong number, a full memory: turning the radio off mends none of these.
        for code in [1, 21, 310, 311, 322, 330, 331] {
            for _ in 1...5 { #expect(count.note(.failure(.messageService(code)), isOnLTE: true) == nil) }
        }
    }

    @Test func `three times 38 or 500 on LTE are the bearer's fault (Q-72)`() {
        var count = RefusalCount()
        for code in [38, 500] { #expect(count.note(.failure(.messageService(code)), isOnLTE: true) == nil) }
        #expect(count.note(.failure(.messageService(500)), isOnLTE: true) == .packetRefusals)
        for _ in 1...5 { #expect(count.note(.failure(.messageService(38)), isOnLTE: false) == nil) }
    }
}
