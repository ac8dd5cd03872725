/// The fields of a stored TPDU that text mode shows, read octet by octet (TS 23.040 §9.2.2).
struct MessageFields: Equatable {
    enum Kind: Equatable { case deliver, submit, statusReport }

    struct Address: Equatable {
        let typeOfAddress: UInt8
        let text: String
    }

    let kind: Kind
    let firstOctet: UInt8
    let address: Address
    private(set) var messageReference: UInt8 = 0
    private(set) var protocolIdentifier: UInt8 = 0
    private(set) var dataCodingScheme: UInt8 = 0
    private(set) var timestamp: [UInt8] = []
    private(set) var dischargeTime: [UInt8] = []
    private(set) var status: UInt8 = 0
    private(set) var validityPeriod: [UInt8] = []
    private(set) var userDataLength: UInt8 = 0
    private(set) var userData: [UInt8] = []

    /// Nil where the octets end before their fields do.
    init?(_ message: StoredMessage) {
        let stored = message.status == .storedUnsent || message.status == .storedSent
        self.init(tpdu: message.frame.tpdu, fromMobile: stored)
    }

    init?(tpdu: [UInt8], fromMobile: Bool) {
        var octets = tpdu[...]
        guard let first = octets.popFirst() else { return nil }
        firstOctet = first
        switch (fromMobile, first & 0b11) {
        case (true, _): kind = .submit
        case (false, 0b10): kind = .statusReport
        case (false, _): kind = .deliver
        }
        if kind != .deliver {
            guard let reference = octets.popFirst() else { return nil }
            messageReference = reference
        }
        guard let address = Self.address(&octets) else { return nil }
        self.address = address
        guard kind == .statusReport ? readReport(&octets) : readText(&octets) else { return nil }
    }

    private mutating func readReport(_ octets: inout ArraySlice<UInt8>) -> Bool {
        guard octets.count >= 15 else { return false }
        timestamp = Self.take(7, &octets)
        dischargeTime = Self.take(7, &octets)
        status = Self.take(1, &octets)[0]
        return true
    }

    private mutating func readText(_ octets: inout ArraySlice<UInt8>) -> Bool {
        guard octets.count >= 2 else { return false }
        let head = Self.take(2, &octets)
        (protocolIdentifier, dataCodingScheme) = (head[0], head[1])
        let times =
            switch (kind, firstOctet >> 3 & 0b11) {
            case (.deliver, _): 7
            case (_, 0b00): 0
            case (_, 0b10): 1
            default: 7
            }
        guard octets.count > times else { return false }
        let time = Self.take(times, &octets)
        if kind == .deliver { timestamp = time } else { validityPeriod = time }
        userDataLength = Self.take(1, &octets)[0]
        userData = Array(octets)
        return true
    }

    private static func take(_ count: Int, _ octets: inout ArraySlice<UInt8>) -> [UInt8] {
        defer { octets = octets.dropFirst(count) }
        return Array(octets.prefix(count))
    }

    /// Digits, or a text of the default alphabet when the type of number is 101 (§9.1.2.5).
    private static func address(_ octets: inout ArraySlice<UInt8>) -> Address? {
        guard octets.count >= 2 else { return nil }
        let head = take(2, &octets)
        let (length, type) = (Int(head[0]), head[1])
        guard octets.count >= (length + 1) / 2 else { return nil }
        let packed = take((length + 1) / 2, &octets)
        if type & 0x70 == 0x50 {
            return Address(
                typeOfAddress: type,
                text: GSMCharacters.text(of: GSMCharacters.unpacked(packed, count: length * 4 / 7)))
        }
        let digits = AddressField.digits(ofServiceCentre: [0, type] + packed)
        return Address(typeOfAddress: type, text: digits)
    }

    private var isText: Bool {
        firstOctet & 0b100_0000 == 0 && UserDataOctets.isDefaultAlphabet(dataCodingScheme)
    }

    /// <data>: a text in the terminal's set, or octets as hex (TS 27.005 §3.1).
    func data(_ set: TECharacterSet) -> String {
        guard isText else {
            let octets =
                UserDataOctets.isDefaultAlphabet(dataCodingScheme)
                ? (Int(userDataLength) * 7 + 7) / 8 : Int(userDataLength)
            return Hexadecimal.text(userData.prefix(octets))
        }
        return set.shown(GSMCharacters.text(of: GSMCharacters.unpacked(userData, count: Int(userDataLength))))
    }

    /// Seven octets as "yy/MM/dd,hh:mm:ss±zz".
    static func time(_ octets: [UInt8]) -> String {
        guard octets.count == 7 else { return "" }
        var zone = octets[6]
        let sign = zone & 0b1000 == 0 ? "+" : "-"
        zone &= 0b1111_0111
        let digits = (octets.dropLast() + [zone]).map { String(bytes: [48 + $0 & 0xF, 48 + $0 >> 4]) }
        return "\(digits[0])/\(digits[1])/\(digits[2]),\(digits[3]):\(digits[4]):\(digits[5])\(sign)\(digits[6])"
    }
}
