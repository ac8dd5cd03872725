import ModemDriver
import Testing

@Suite("Slot ledger")
struct SlotLedgerTests {
    static func line(_ hex: String, _ index: Int, _ memory: String = "SM") -> PDULine {
        PDULine(hex: hex, tpduLength: 1, origin: .slot(memory: memory, index: index))
    }

    static func slot(_ index: Int) -> SlotLedger.Slot { .init(memory: "SM", index: index) }

    @Test func `a listed text may be deleted, once`() {
        var ledger = SlotLedger()
        ledger.listed([Self.line("AA", 1)], in: "SM", isComplete: true)
        #expect(ledger.verdict(on: "AA", in: Self.slot(1)) == .delete)
        ledger.emptied(Self.slot(1))
        #expect(ledger.verdict(on: "AA", in: Self.slot(1)) == .alreadyGone)
    }

    @Test func `a text that came into the slot of another is not deleted for it`() {
        var ledger = SlotLedger()
        ledger.listed([Self.line("AA", 1)], in: "SM", isComplete: true)
        ledger.emptied(Self.slot(1))
        ledger.listed([Self.line("BB", 1)], in: "SM", isComplete: true)
        #expect(ledger.verdict(on: "AA", in: Self.slot(1)) == .alreadyGone)
        #expect(ledger.verdict(on: "BB", in: Self.slot(1)) == .delete)
    }

    @Test func `nothing is deleted where nothing was seen`() {
        var ledger = SlotLedger()
        #expect(ledger.verdict(on: "AA", in: Self.slot(1)) == .unknown)
        ledger.listed([Self.line("AA", 1)], in: "SM", isComplete: true)
        #expect(ledger.verdict(on: "AA", in: .init(memory: "ME", index: 1)) == .unknown)
        ledger.forgetAll()
        #expect(ledger.verdict(on: "AA", in: Self.slot(1)) == .unknown)
    }

    @Test func `only a complete listing empties slots`() {
        var ledger = SlotLedger()
        ledger.listed([Self.line("AA", 1)], in: "SM", isComplete: true)
        ledger.listed([], in: "SM", isComplete: false)
        #expect(ledger.verdict(on: "AA", in: Self.slot(1)) == .delete)
        ledger.listed([], in: "SM", isComplete: true)
        #expect(ledger.verdict(on: "AA", in: Self.slot(1)) == .alreadyGone)
    }
}
