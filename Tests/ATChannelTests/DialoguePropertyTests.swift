import Testing

/// Thousands of conversations that a seed makes up, most of them nonsense.
@Suite("Dialogue properties")
struct DialoguePropertyTests {
    private static let phrases = [
        "\r\nOK\r\n", "\r\nERROR\r\n", "\r\n+CMS ERROR: 38\r\n", "\r\n> ", "\r\n+CMGS: 7\r\n", "\r\n+CSQ: 17,99\r\n",
        "\r\n+CMGL: 1,1,,25\r\n07911326040000F0040B911346610089F6\r\n", "\r\n350000000000006\r\n", "\r\nRDY\r\n",
        "\r\n+CMTI: \"SM\",1\r\n", "\r\n+CDS: 25\r\n0006D60B91\r\n", "AT+CSQ\r", "\r\n+CREG: 0,1\r\n", "\u{0}\u{0}\u{0}",
        "\r\n+CPIN: READY\r\n", "\r\nRING\r\n", "0001000B911589674523F1000004E8373B0C",
    ]

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `each command is answered once, whatever the modem says`(_ seed: UInt64) throws {
        var state = seed
        func number(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for _ in 0..<100 {
            var script: [UInt8] = []
            for _ in 0..<number(40) {
                switch number(4) {
                case 0: script.append(UInt8(number(10)))
                case 1: script.append(UInt8(0x20 + number(5)))
                default:
                    // Whole, or cut somewhere.
                    let bytes = Array(Self.phrases[number(Self.phrases.count)].utf8.prefix(60))
                    let cut = number(4) == 0 ? number(bytes.count) + 1 : bytes.count
                    script.append(UInt8(0x40 + (cut + 63) % 64))
                    script += bytes.prefix(cut)
                }
            }
            try DialogueProperties.check(script)
        }
    }
}
