import Testing

@testable import SMSCodec

@Suite("Service centre time stamp")
struct TimestampTests {
    static func timestamp(_ hex: String) throws -> ServiceCentreTimestamp {
        var reader = OctetReader(try Hex.octets(of: hex))
        return try ServiceCentreTimestamp(&reader, .serviceCentreTimestamp)
    }

    /// Zone octet, quarters of an hour, and how it is written.
    static let zones: [(String, Int?, String)] = [
        ("00", 0, "+00:00"), ("08", 0, "+00:00"), ("8A", -28, "-07:00"), ("4A", -24, "-06:00"),
        ("0A", -20, "-05:00"), ("0C", -40, "-10:00"), ("82", 28, "+07:00"), ("18", -1, "-00:15"),
        ("23", 32, "+08:00"), ("C2", 32, "+08:00"), ("65", 56, "+14:00"), ("6D", -56, "-14:00"),
        ("75", nil, ""), ("7D", nil, ""), ("FF", nil, ""), ("97", nil, ""),
    ]

    @Test(arguments: zones)
    func `a zone is computed, and unknown beyond fourteen hours`(
        _ zone: String, _ quarters: Int?, _ text: String
    ) throws {
        let timestamp = try Self.timestamp("625040905500" + zone)
        #expect(timestamp.quarterHours == quarters)
        #expect(timestamp.iso8601 == "2026-05-04T09:55:00" + text)
        #expect(timestamp.isZoneUnknown == (quarters == nil))
        let asUTC = try #require(try Self.timestamp("62504090550000").unixSeconds)
        #expect(timestamp.unixSeconds == quarters.map { asUTC - $0 * 900 })
    }

    @Test(arguments: [
        "00000000000000", "FFFFFFFFFFFFFF", "62314090550000", "62002090550000", "62500090550000",
        "62209290550000", "62504042550000", "62504090060000", "62504090550600", "A2504090550000",
        "62B04090550000", "62504090A50000",
    ])
    func `octets that are no date are kept and say so`(_ hex: String) throws {
        let timestamp = try Self.timestamp(hex)
        #expect(!timestamp.isDate)
        #expect(timestamp.iso8601 == nil)
        #expect(timestamp.unixSeconds == nil)
        #expect(!timestamp.isZoneUnknown)
        #expect(Hex.text(of: timestamp.octets) == hex)
    }

    @Test(arguments: [
        ("42209290550000", true), ("62209290550000", false), ("00209290550000", true),
    ])
    func `a leap day is a date in leap years only`(_ hex: String, _ isDate: Bool) throws {
        #expect(try Self.timestamp(hex).isDate == isDate)
    }

    @Test(arguments: [("09", 1990), ("98", 2089), ("00", 2000), ("62", 2026), ("99", 1999)])
    func `two digits of a year mean 1990 to 2089`(_ octet: String, _ year: Int) throws {
        #expect(try Self.timestamp(octet + "101000000000").year == year)
    }

    @Test func `a moment survives in every zone`() throws {
        var seconds = 631_152_000 + 14 * 3600
        while seconds < 3_786_912_000 - 14 * 3600 {
            for zone in [-56, -20, -1, 0, 1, 32, 56] {
                let timestamp = ServiceCentreTimestamp(unixSeconds: seconds, quarterHours: zone)
                #expect(timestamp.unixSeconds == seconds)
                #expect(timestamp.quarterHours == zone)
            }
            seconds += 8_640_011
        }
    }

    @Test(arguments: [Int.min, -1, 0, Int.max], [Int.min, -57, 57, Int.max])
    func `what the field cannot hold is clamped`(_ seconds: Int, _ zone: Int) {
        let timestamp = ServiceCentreTimestamp(unixSeconds: seconds, quarterHours: zone)
        #expect(timestamp.isDate)
        #expect(timestamp.year == (seconds <= 0 ? 1990 : 2089))
        #expect(timestamp.quarterHours == (zone < 0 ? -56 : 56))
    }
}
