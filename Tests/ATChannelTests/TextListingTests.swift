import ATChannel
import Testing

@Suite("Text listing")
struct TextListingTests {
    static let deliver = "07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07"

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let lines: [String]
        var entries: [TextListing.Entry] = []
        var otherSlots = 0
        var unreadable: [Int] = []

        init(
            _ name: String, _ lines: [String], _ entries: [TextListing.Entry] = [], other: Int = 0,
            unreadable: [Int] = []
        ) {
            testDescription = name
            self.lines = lines
            self.entries = entries
            otherSlots = other
            self.unreadable = unreadable
        }
    }

    static func entry(_ index: Int, _ hex: String = deliver, length: Int = 30) -> TextListing.Entry {
        TextListing.Entry(index: index, hex: hex, tpduLength: length)
    }

    static let cases = [
        Case("empty", []),
        Case("one text", ["+CMGL: 1,1,,30", deliver], [entry(1)]),
        Case("an index of 0 (Q-34)", ["+CMGL: 0,0,\"\",30", deliver], [entry(0)]),
        Case("a missing stat (Q-43)", ["+CMGL: 1,,,30", deliver], [entry(1)]),
        Case("a name with commas", ["+CMGL: 1,1,\"Ana, Puno\",30", deliver], [entry(1)]),
        Case("a trailing 0", ["+CMGL: 1,1,,30,0", deliver], [entry(1)]),
        Case("a length that is not true", ["+CMGL: 1,1,,199", deliver], [entry(1)]),
        Case(
            "stored submits are ours (Q-42)",
            ["+CMGL: 0,3,,18", "0011000B911346610089F60000AA04D4F29C0E", "+CMGL: 1,1,,30", deliver],
            [entry(1)], other: 1),
        Case("an empty slot", ["+CMGL: 4,1,,0"], other: 1),
        Case(
            "an empty slot between texts", ["+CMGL: 4,1,,0", "+CMGL: 5,1,,30", deliver], [entry(5)], other: 1),
        Case("a dummy of FF (Q-44)", ["+CMGL: 4,1,,30", String(repeating: "F", count: 340)], other: 1),
        Case("a dummy 00", ["+CMGL: 4,1,,1", "00"], other: 1),
        Case(
            "a glued header (Q-13)", ["+CMGL: 1,0,,30", "\(deliver)+CMGL: 2,1,,30", deliver],
            [entry(1), entry(2)]),
        Case(
            "a cut PDU keeps what there is", ["+CMGL: 1,1,,30", "07911326040000F0040B91134"],
            [entry(1, "07911326040000F0040B9113", length: 4)]),
        Case("padding after the PDU", ["+CMGL: 1,1,,30", deliver + "FFFF"], [entry(1, deliver + "FFFF")]),
        Case(
            "text mode (Q-46)",
            ["+CMGL: 1,\"REC READ\",\"+51987654321\",,\"26/05/04,09:55:00-20\"", "H 12 M 15"],
            unreadable: [1]),
        Case(
            "text mode with a text that looks like hex",
            ["+CMGL: 1,\"REC READ\",\"+51987654321\",,\"26/05/04,09:55:00-20\"", "FACE"], unreadable: [1]),
        Case("no index", ["+CMGL: x,1,,30", deliver], other: 1),
        Case("a PDU without a header", [deliver]),
    ]

    @Test(arguments: cases)
    func `is read`(_ row: Case) {
        let listing = TextListing(row.lines, prefix: "+CMGL:")
        #expect(listing.entries == row.entries)
        #expect(listing.otherSlots == row.otherSlots)
        #expect(listing.unreadable == row.unreadable)
        #expect(listing.isTextMode == (row.entries.isEmpty && !row.unreadable.isEmpty))
    }

    @Test(arguments: ["+CMGR: 1,,30", "+CMGR: ,,30", "+CMGR: 0,\"\",30", "+CMGR:"])
    func `a slot that was asked for has the index asked for`(_ header: String) {
        let listing = TextListing([header, Self.deliver], prefix: "+CMGR:", slot: 12)
        #expect(listing.entries == [Self.entry(12)])
    }

    @Test(arguments: [[], ["+CMGR: 0,,0"], ["+CMGR: 1,,0", "00"]] as [[String]])
    func `an empty slot holds nothing (Q-45)`(_ lines: [String]) {
        #expect(TextListing(lines, prefix: "+CMGR:", slot: 1).entries == [])
    }

    @Test(arguments: cases)
    func `every truncation is read without trouble`(_ row: Case) {
        let all = row.lines.joined(separator: "\n")
        for count in 0...all.count {
            let lines = all.prefix(count).split(separator: "\n").map(String.init)
            for entry in TextListing(lines, prefix: "+CMGL:").entries {
                #expect(Command.isHex(entry.hex))
                #expect(entry.hex.count.isMultiple(of: 2))
                #expect(entry.tpduLength >= 1)
            }
        }
    }
}
