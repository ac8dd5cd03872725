import Testing

@testable import OfficeConfiguration

@Suite("Lines of keys")
struct KeyLinesTests {
    static let text = #"""
        # [not] = "a key"
        top = 1
        a.b . "c d" = 2

        [office] # comment
        name = "with # and = and \" quote"
        'literal' = 'c:\'

        [[modem]]
        name = "one"
        match = { imei = "1", udev = { ID_PATH = "p" } }
        [modem.extra]
        key = 1

        [[modem]]
        text = """
        name = "no key"
        """
        raw = '''
        [none]
        '''
        list = [
            # comment
            { first = 2026-03-16,
              last = 2026-05-15 }, [1, 2],
        ]
        last = 1
        """#

    @Test(
        arguments: [
            ("top", 2), ("a", 3), ("a.b", 3), ("a.b.c d", 3), ("office", 5), ("office.name", 6),
            ("office.literal", 7),
            ("modem[0]", 9), ("modem[0].name", 10), ("modem[0].match.imei", 11),
            ("modem[0].match.udev.ID_PATH", 11),
            ("modem[0].extra", 12), ("modem[0].extra.key", 13), ("modem[1]", 15), ("modem[1].text", 16),
            ("modem[1].raw", 19),
            ("modem[1].list", 22), ("modem[1].list[0].first", 24), ("modem[1].list[0].last", 25),
            ("modem[1].list[1]", 25),
            ("modem[1].list[1][1]", 25), ("modem[1].last", 27), ("modem[1].name", nil), ("none", nil),
            ("not", nil),
        ] as [(String, Int?)])
    func `each key has its line`(_ key: String, _ line: Int?) {
        #expect(KeyLines.scan(Self.text)[key] == line)
    }

    @Test func `no cut of a text holds the scanner up`() {
        for count in 0...Self.text.utf8.count {
            _ = KeyLines.scan(String(decoding: Self.text.utf8.prefix(count), as: UTF8.self))
            _ = KeyLines.scan(String(decoding: Self.text.utf8.dropFirst(count), as: UTF8.self))
        }
        for text in [
            "[", "[[", "]", "=", "a", "a=", "a=[", "a={", "a=\"", "a='''", "}", ",", "\"", "a.", ".", "ñ = 1",
            "\\",
        ] {
            _ = KeyLines.scan(text)
        }
    }
}
