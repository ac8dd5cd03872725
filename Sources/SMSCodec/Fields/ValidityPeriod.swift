/// TP-VP: how long the service centre shall try to deliver. No TP-VP at all is nil.
///
/// Strict, unlike what is read from the network: a service centre cannot act on a validity period
/// that means nothing, and refuses the message.
///
/// - Source: 3GPP TS 23.040 §9.2.3.12.
package enum ValidityPeriod: Hashable, Sendable {
    /// One octet, see ``relativeMinutes(_:)``.
    case relative(UInt8)
    case absolute(ServiceCentreTimestamp)
    case enhanced(EnhancedValidityPeriod)

    /// The shortest relative period that covers this many seconds, at most 63 weeks.
    ///
    /// - Parameter seconds: what is below five minutes, or no number, gives five minutes.
    package static func relative(covering seconds: Double) -> ValidityPeriod {
        guard !seconds.isNaN else { return .relative(0) }
        let values = UInt8.min...UInt8.max
        return .relative(values.first { Double(relativeMinutes($0) * 60) >= seconds } ?? .max)
    }

    /// §9.2.3.12.1: steps of five minutes to 12 h, of half an hour to 24 h, of days to 30 days,
    /// of weeks to 63 weeks.
    package static func relativeMinutes(_ value: UInt8) -> Int {
        let value = Int(value)
        return switch value {
        case ...143: (value + 1) * 5
        case ...167: 12 * 60 + (value - 143) * 30
        case ...196: (value - 166) * 24 * 60
        default: (value - 192) * 7 * 24 * 60
        }
    }

    /// The period's length. Nil for a moment, and for an enhanced one without a period.
    package var seconds: Int? {
        switch self {
        case .relative(let value): Self.relativeMinutes(value) * 60
        case .absolute: nil
        case .enhanced(let validity): validity.seconds
        }
    }
}

extension ValidityPeriod {
    /// TP-VPF as bits 4 and 3 of the first octet.
    var formatBits: UInt8 {
        switch self {
        case .relative: 0b1_0000
        case .absolute: 0b1_1000
        case .enhanced: 0b0_1000
        }
    }

    var octets: [UInt8] {
        switch self {
        case .relative(let value): [value]
        case .absolute(let timestamp): timestamp.octets
        case .enhanced(let validity): validity.octets
        }
    }

    /// - Returns: nil when the format bits of the first octet say that there is none.
    static func read(
        firstOctet: UInt8, _ reader: inout OctetReader
    ) throws(PDUError) -> ValidityPeriod? {
        let start = reader.offset
        switch firstOctet & 0b1_1000 {
        case 0b1_0000:
            return .relative(try reader.octet(.validityPeriod))
        case 0b1_1000:
            let timestamp = try ServiceCentreTimestamp(&reader, .validityPeriod)
            if let wrong = timestamp.firstWrongOctet {
                throw PDUError(.invalid(timestamp.octets[wrong]), in: .validityPeriod, at: start + wrong)
            }
            return .absolute(timestamp)
        case 0b0_1000:
            return .enhanced(try EnhancedValidityPeriod(&reader))
        default:
            return nil
        }
    }
}

/// The enhanced format of TP-VP: seven octets that begin with a functionality indicator.
///
/// - Shape: indicator (bit 7 another indicator follows, bit 6 single shot, bits 2-0 format), the
///   value, zeros.
/// - Source: 3GPP TS 23.040 §9.2.3.12.3.
package struct EnhancedValidityPeriod: Hashable, Sendable {
    package enum Format: UInt8, Sendable { case none, relative, seconds, hoursMinutesSeconds }

    /// Always seven.
    package let octets: [UInt8]
    package let format: Format
    /// The octets of the value: none, one, or three.
    private let value: [UInt8]

    /// The first indicator octet.
    package var functionalityIndicator: UInt8 { octets[0] }

    /// The service centre makes one attempt only.
    package var isSingleShot: Bool { octets[0] & 0b0100_0000 != 0 }

    /// The value of the relative format.
    package var relativeValue: UInt8? { format == .relative ? value[0] : nil }

    /// Nil when no period is given.
    package var seconds: Int? {
        switch format {
        case .none: nil
        case .relative: ValidityPeriod.relativeMinutes(value[0]) * 60
        case .seconds: Int(value[0])
        case .hoursMinutesSeconds:
            value.reduce(0) { $0 * 60 + SemiOctets.number($1) }
        }
    }

    init(_ reader: inout OctetReader) throws(PDUError) {
        let start = reader.offset
        let octets = Array(try reader.read(7, .validityPeriod))
        let indicators = octets.prefix { $0 & 0x80 != 0 }.count + 1
        guard let format = Format(rawValue: octets[0] & 0b111) else {
            throw PDUError(.invalid(octets[0]), in: .validityPeriod, at: start)
        }
        let length = [Format.none: 0, .hoursMinutesSeconds: 3][format] ?? 1
        guard indicators + length <= octets.count else {
            throw PDUError(.invalid(octets[0]), in: .validityPeriod, at: start)
        }
        value = Array(octets[indicators..<indicators + length])
        for (index, octet) in octets.enumerated().dropFirst(indicators) {
            let isValue = index < indicators + length
            let isGood =
                isValue ? format != .hoursMinutesSeconds || SemiOctets.isDecimal(octet) : octet == 0
            guard isGood else {
                throw PDUError(.invalid(octet), in: .validityPeriod, at: start + index)
            }
        }
        self.octets = octets
        self.format = format
    }
}
