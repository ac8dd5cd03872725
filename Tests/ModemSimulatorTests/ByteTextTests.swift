import Testing

@testable import ModemSimulator

@Suite("Bytes as text")
struct ByteTextTests {
    @Test func `every byte survives`() {
        let bytes = Array(UInt8.min...UInt8.max)
        #expect(String(bytes: bytes).byteValues == bytes)
    }

    @Test(arguments: ["0", "0G", "G0", "0 ", "é"])
    func `what is no pair of digits is refused`(_ text: String) {
        #expect(Hexadecimal.octets(text.utf8) == nil)
    }

    @Test func `hexadecimal is written in upper case and read in both`() {
        #expect(Hexadecimal.text([0x0A, 0xFF]) == "0AFF")
        #expect(Hexadecimal.octets("0aFf".utf8) == [0x0A, 0xFF])
    }
}
