import Testing

@testable import SMSCodec

/// Thousands of messages that a seed makes: what we can express is read as it was written.
@Suite("Round trips")
struct RoundTripTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `every SMS-SUBMIT that can be expressed is read as it was written`(_ seed: UInt64) throws {
        var maker = SubmitMaker(seed: seed)
        for _ in 0..<250 {
            let submit = try maker.submit()
            let octets = TPDU.submit(submit).octets
            let back = try TPDU(fromMobile: octets)
            if back != .submit(submit) { Issue.record("\(Hex.text(of: octets)) is read as \(back)") }
            try CodecProperties.check(tpdu: octets)
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `every text comes back from its parts`(_ seed: UInt64) throws {
        var maker = SubmitMaker(seed: seed)
        for _ in 0..<40 {
            let text = maker.text(upTo: 400)
            try CodecProperties.check(
                text: text, languages: maker.languages(), wide: Bool.random(using: &maker.generator))
            try CodecProperties.check(plain: text)
        }
    }
}

/// Makes up messages within what the standard allows.
private struct SubmitMaker {
    var generator: SplitMix

    init(seed: UInt64) { generator = SplitMix(state: seed) }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    private mutating func octet() -> UInt8 { .random(in: 0...255, using: &generator) }
    private mutating func octets(_ range: ClosedRange<Int>) -> [UInt8] { (0..<number(range)).map { _ in octet() } }
    private mutating func flip() -> Bool { .random(using: &generator) }

    mutating func languages() -> [NationalLanguage] {
        NationalLanguage.allCases.filter { _ in number(1...5) == 1 }
    }

    /// Of one script mostly, with strangers between.
    mutating func text(upTo limit: Int) -> String {
        let letters = Array(Self.scripts[number(0...Self.scripts.count - 1)])
        return String(
            (0..<number(0...limit)).map { _ in
                number(1...60) == 1
                    ? Self.strangers[number(0...Self.strangers.count - 1)] : letters[number(0...letters.count - 1)]
            })
    }

    private static let scripts = [
        "abcdefghijklmnopqrstuvwxyz H 12 M 15", "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà", "^{}\\[~]|€a",
        "áéíóúñüÁÍÓÚ ", "ğıİşŞ ", "ãõâêôÇ ", "नमस्ते ", "வணக்கம் ", "😀a", "ок да ",
    ]
    private static let strangers: [Character] = ["á", "😀", "€", "–", "ñ", "\u{301}", "Ω", "\r\n", "👩‍👩‍👧", "\u{0}"]

    mutating func submit() throws -> Submit {
        let data = try userData()
        return Submit(
            messageReference: octet(), destinationAddress: try address(), protocolIdentifier: octet(),
            validityPeriod: validity(), userData: data, requestsStatusReport: flip(), rejectDuplicates: flip(),
            replyPath: flip())
    }

    private mutating func address() throws -> Address {
        if number(1...5) == 1 {
            return try Address(alphanumeric: String((1...number(1...11)).map { _ in "UGEL Ejemplo@".randomElement(using: &generator) ?? "U" }))
        }
        let types: [Address.TypeOfNumber] = [
            .unknown, .international, .national, .networkSpecific, .subscriber, .abbreviated, .reserved,
        ]
        let digits = (1...number(1...20)).map { _ in "0123456789*#abc".randomElement(using: &generator) ?? "0" }
        return try Address(types[number(0...6)], numberingPlan: UInt8(number(0...15)), digits: String(digits))
    }

    private mutating func validity() -> ValidityPeriod? {
        switch number(0...3) {
        case 0: nil
        case 1: .relative(octet())
        case 2:
            .absolute(
                ServiceCentreTimestamp(
                    unixSeconds: number(1_000_000_000...2_000_000_000), quarterHours: number(-79...79)))
        default: .relative(covering: Double(number(-10...50_000_000)))
        }
    }

    private mutating func userData() throws -> UserData {
        while true {
            let header = flip() ? nil : header()
            let made: UserData? =
                switch number(0...2) {
                case 0: UserData(text: text(upTo: 150), header: header)
                case 1: UserData(text: text(upTo: 60), dataCodingScheme: .ucs2, header: header)
                default:
                    UserData(
                        octets: octets(0...140), dataCodingScheme: DataCodingScheme(rawValue: 0x04 | octet() & 0x13),
                        header: header)
                }
            // What does not fit is made up anew.
            if let made { return made }
        }
    }

    private mutating func header() -> UserDataHeader? {
        var elements = (0..<number(0...3)).map { _ in
            InformationElement(identifier: octet(), data: octets(0...8))
        }
        if flip() {
            let total = number(1...255)
            elements.append(
                InformationElement(
                    Concatenation(reference: number(0...255), total: total, sequence: number(1...total), bits: 8)))
        }
        if flip() { elements.append(InformationElement(singleShift: languages().first ?? .spanish)) }
        return UserDataHeader(elements: elements)
    }
}
