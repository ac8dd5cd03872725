import Foundation
import SMSCodec

/// TPDUs as a service centre sends them, hexadecimal with an empty address of the service centre in front.
enum Workload {
    static let names = ["short", "long", "ucs2", "status", "vectors"]

    static func read(_ name: String, from folder: String) throws -> [[UInt8]] {
        try String(contentsOfFile: "\(folder)/\(name).hex", encoding: .utf8)
            .split(separator: "\n").map { try PDUFrame(hex: String($0)).tpdu }
    }

    static func write(from vectors: String, to folder: String) throws {
        try write("short", deliver("H 12 M 15 D 2"), to: folder)
        let long = String(repeating: "Asistieron 12 varones y 15 mujeres. ", count: 9)
        try write("long", deliver(String(long.prefix(300))), to: folder)
        try write("ucs2", deliver(String(repeating: "Reunión de padres mañana, 3 p.m. ", count: 3)), to: folder)
        // SMS-STATUS-REPORT: reference 42, +51987654321, sent and delivered in Lima, delivered.
        try write("status", ["0006" + "2A" + "0B911589674523F1" + "62504001353202" + "62504001354402" + "00"], to: folder)
        try write("vectors", try String(contentsOfFile: vectors, encoding: .utf8).split(separator: "\n").compactMap(hex), to: folder)
    }

    private static func write(_ name: String, _ lines: [String], to folder: String) throws {
        try (lines.joined(separator: "\n") + "\n").write(toFile: "\(folder)/\(name).hex", atomically: true, encoding: .utf8)
    }

    /// The first part of a text, from +51987654321 on 4 May 2026 at 10:53 in Lima.
    private static func deliver(_ text: String) throws -> [String] {
        let data = PartSplitter.parts(of: text, reference: 7)[0].userData
        let first = data.header == nil ? "04" : "44"
        let field = data.field.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "0" + digits : digits
        }
        let scheme = data.dataCodingScheme == .ucs2 ? "08" : "00"
        let length = String(data.length, radix: 16, uppercase: true)
        return [
            "00" + first + "0B911589674523F1" + "00" + scheme + "62504001353202"
                + (length.count == 1 ? "0" : "") + length + field.joined()
        ]
    }

    private struct Row: Decodable {
        let pdu_hex: String
        let smsc: Bool?
        let tolerant: Bool?
    }

    /// Without the address of the service centre: no program's speed shall depend on it.
    private static func hex(_ line: Substring) throws -> String? {
        let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
        guard row.tolerant != true else { return nil }
        let frame = try PDUFrame(hex: row.smsc == false ? "00" + row.pdu_hex : row.pdu_hex)
        guard case .deliver = try TPDU(fromServiceCentre: frame.tpdu) else { return nil }
        return PDUFrame(tpdu: frame.tpdu).hex
    }
}
