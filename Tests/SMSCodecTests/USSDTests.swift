import Testing

@testable import SMSCodec

@Suite("USSD string")
struct USSDTests {
    @Test(arguments: Vector.rows("ussd"))
    func `is padded with CR as the standard says`(_ row: Vector) throws {
        let packed = try Hex.octets(of: try #require(row.packedHex))
        let fill = row.fillBits ?? 0
        if let hex = row.expect["unpacked_hex"]?.text {
            let septets = try Hex.octets(of: hex)
            #expect(USSDString.unpack(packed, fillBits: fill) == septets)
            #expect(USSDString.pack(septets, fillBits: fill) == packed)
        }
        if let text = row.expect["text"]?.text {
            let (octets, scheme) = USSDString.encode(text)
            #expect(octets == packed)
            #expect(scheme.rawValue == 0x0F)
            #expect(USSDString.decode(packed, scheme) == DecodedText(text))
        }
    }

    @Test(arguments: 0...40)
    func `comes back whole at every length, CR at the end or not`(_ count: Int) {
        for end in ["", "\r", "@", "\r\r"] {
            let text = String(repeating: "x", count: count) + end
            let (octets, scheme) = USSDString.encode(text)
            // Where two CR stand at the end of an octet the second is taken for padding.
            let septets = count + end.utf8.count
            let isAmbiguous = end == "\r\r" && septets % 8 == 1
            if !isAmbiguous { #expect(USSDString.decode(octets, scheme)?.text == text, "\(count) \(end.utf8.count)") }
        }
    }

    @Test(arguments: [
        (0x0F, DataCodingScheme.Alphabet.gsm7, nil, nil), (0x00, .gsm7, nil, "German"), (0x04, .gsm7, nil, "Spanish"),
        (0x22, .gsm7, nil, "Arabic"), (0x10, .gsm7, nil, nil), (0x11, .ucs2, nil, nil), (0x48, .ucs2, nil, nil),
        (0x44, .eightBit, nil, nil), (0x51, .gsm7, 1, nil), (0x58, .ucs2, 0, nil), (0x61, nil, nil, nil),
        (0x99, .ucs2, 1, nil), (0xF4, .eightBit, 0, nil), (0xF1, .gsm7, 1, nil), (0x80, .gsm7, nil, nil),
        (0xC0, .gsm7, nil, nil), (0xD0, nil, nil, nil), (0xE0, nil, nil, nil),
    ] as [(UInt8, DataCodingScheme.Alphabet?, Int?, String?)])
    func `has the coding schemes of cell broadcast`(
        _ octet: UInt8, _ alphabet: DataCodingScheme.Alphabet?, _ messageClass: Int?, _ language: String?
    ) {
        let scheme = CellBroadcastScheme(rawValue: octet)
        #expect(scheme.alphabet == alphabet)
        #expect(scheme.messageClass == messageClass)
        #expect(scheme.language == language)
    }

    @Test func `a language code stands before the text and is no part of it`() throws {
        let septets = try #require(GSM7Alphabet().septets(of: "es\rSaldo S/5"))
        #expect(USSDString.decode(USSDString.pack(septets), .init(rawValue: 0x10))?.text == "Saldo S/5")
        #expect(USSDString.decode([0x00, 0x00] + UCS2.octets(of: "¡Sí!"), .init(rawValue: 0x11))?.text == "¡Sí!")
        #expect(USSDString.decode([1, 2], .init(rawValue: 0x44)) == nil)
    }

    @Test(arguments: UInt8.min...UInt8.max)
    func `survives any scheme and any octets`(_ scheme: UInt8) {
        for count in 0...12 {
            _ = USSDString.decode([UInt8](repeating: scheme, count: count), .init(rawValue: scheme))
        }
    }
}
