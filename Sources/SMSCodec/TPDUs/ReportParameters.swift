/// What follows the mandatory fields of the three reports: TP-PI and what it announces.
///
/// All of it is optional. When TP-PI announces something that did not come, what is mandatory still
/// counts and ``isTruncated`` is set.
///
/// - Source: 3GPP TS 23.040 §9.2.3.27.
struct ReportParameters: Hashable, Sendable {
    /// TP-PI with its extension octets; empty when absent.
    private(set) var indicators: [UInt8] = []
    /// TP-PID.
    private(set) var protocolIdentifier: UInt8?
    /// TP-DCS. When there is user data without it, 00 counts.
    private(set) var dataCodingScheme: DataCodingScheme?
    /// TP-UDL and TP-UD.
    private(set) var userData: UserData?
    private(set) var isTruncated = false

    private enum Bit {
        static let protocolIdentifier: UInt8 = 1 << 0
        static let dataCodingScheme: UInt8 = 1 << 1
        static let userData: UInt8 = 1 << 2
        static let anotherIndicator: UInt8 = 1 << 7
    }

    /// Whether an octet can be a TP-PI of this version: reserved bits are zero, and nothing extends it yet.
    static func isPlausible(_ octet: UInt8) -> Bool { octet & 0b1111_1000 == 0 }

    init() {}

    /// Reads TP-PI alone: in a report of submitting TP-SCTS stands between it and the rest.
    mutating func readIndicators(_ reader: inout OctetReader) throws(PDUError) {
        repeat {
            indicators.append(try reader.octet(.parameterIndicator))
        } while indicators.last.map { $0 & Bit.anotherIndicator != 0 } ?? false
    }

    /// Reserved bits of TP-PI announce something behind the user data, which is not read.
    mutating func readValues(_ reader: inout OctetReader, hasHeader: Bool) {
        guard let announced = indicators.first else { return }
        // What could not be read as announced stays for the trailing octets.
        var before = reader
        do {
            if announced & Bit.protocolIdentifier != 0 {
                protocolIdentifier = try reader.octet(.protocolIdentifier)
            }
            before = reader
            if announced & Bit.dataCodingScheme != 0 {
                dataCodingScheme = DataCodingScheme(rawValue: try reader.octet(.dataCodingScheme))
            }
            before = reader
            if announced & Bit.userData != 0 {
                userData = try UserData(
                    &reader, dataCodingScheme: dataCodingScheme ?? .gsm7, hasHeader: hasHeader)
            }
        } catch {
            // The status is worth more than the rest: the report counts without it.
            isTruncated = true
            reader = before
        }
    }

    /// Both, where they follow each other.
    mutating func read(_ reader: inout OctetReader, hasHeader: Bool) {
        guard reader.left > 0 else { return }
        do { try readIndicators(&reader) } catch {
            isTruncated = true
            return
        }
        readValues(&reader, hasHeader: hasHeader)
    }

    /// Without TP-PI.
    var valueOctets: [UInt8] {
        [protocolIdentifier, dataCodingScheme?.rawValue].compactMap { $0 } + (userData?.wireOctets ?? [])
    }
}
