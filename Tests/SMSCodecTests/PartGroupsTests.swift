import Testing

@testable import SMSCodec

@Suite("Part groups")
struct PartGroupsTests {
    /// A part of two, with one letter.
    private static func part(
        _ letter: String, _ sequence: Int, at seconds: Int? = nil, from sender: String = "+51987654321"
    ) throws -> PartGroups.Arrival {
        let place = Concatenation(reference: 5, total: 2, sequence: sequence, bits: 8)
        let header = UserDataHeader(elements: [InformationElement(place)])
        return .init(
            address: try Address(dialled: sender),
            userData: try #require(UserData(text: letter, header: header)), unixSeconds: seconds)
    }

    private static func texts(_ parts: [PartGroups.Arrival]) -> [String] {
        PartGroups.groups(of: parts).map(\.joined.text)
    }

    @Test func `a reference that is used again begins another text, and parts go to the newest`() throws {
        // The second part of the old text was lost.
        let parts = try [Self.part("a", 1), Self.part("B", 1), Self.part("C", 2)]
        #expect(Self.texts(parts) == ["a[...]", "BC"])
    }

    @Test func `the service centre's times tell two texts apart, in any order`() throws {
        let parts = try [
            Self.part("a", 1, at: 1000), Self.part("B", 1, at: 90_000), Self.part("b", 2, at: 1002),
            Self.part("C", 2, at: 90_003),
        ]
        #expect(Self.texts(parts) == ["ab", "BC"])
        #expect(Self.texts([parts[0], parts[1], parts[3], parts[2]]) == ["ab", "BC"])
    }

    @Test func `another phone's parts are another text`() throws {
        let parts = try [Self.part("a", 1), Self.part("B", 2, from: "+51987654322"), Self.part("b", 2)]
        #expect(Self.texts(parts) == ["ab", "[...]B"])
    }

    @Test func `a part that comes again is one, also with a later time`() throws {
        let parts = try [Self.part("a", 1, at: 1000), Self.part("a", 1, at: 1900), Self.part("b", 2, at: 1001)]
        #expect(Self.texts(parts) == ["ab"])
    }

    @Test func `so many texts with one reference cost no more than others`() throws {
        let letters = (0..<2_000).map { String($0) }
        let parts = try letters.map { try Self.part($0, 1) }
        #expect(PartGroups.groups(of: parts).count == letters.count)
    }

    @Test func `data among text leaves a gap and a flag`() throws {
        let place = Concatenation(reference: 5, total: 2, sequence: 2, bits: 8)
        let header = UserDataHeader(elements: [InformationElement(place)])
        let data = try #require(
            UserData(octets: [0x42], dataCodingScheme: DataCodingScheme(rawValue: 0x04), header: header))
        let joined = PartJoiner.text(of: [try Self.part("a", 1).userData, data])
        #expect(joined.text == "a[...]")
        #expect(joined.octets == [0x42])
        #expect(joined.isMixed)
        #expect(joined.isDamaged)
        #expect(!joined.isBinary)
        #expect(joined.missing.isEmpty)
    }

    @Test func `data alone is whole`() throws {
        let data = try #require(UserData(octets: [0x42], dataCodingScheme: DataCodingScheme(rawValue: 0x04)))
        let joined = PartJoiner.text(of: [data])
        #expect(joined.isBinary)
        #expect(!joined.isDamaged)
        #expect(joined.octets == [0x42])
    }
}
