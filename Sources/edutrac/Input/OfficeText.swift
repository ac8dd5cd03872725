import Foundation

/// The text of a file as offices save it: UTF-8 with or without a byte order mark, or Windows-1252.
struct OfficeText: Hashable, Sendable {
    enum Encoding: String, Hashable, Sendable {
        case utf8 = "UTF-8"
        case windows1252 = "Windows-1252"
    }

    var text: String
    var encoding: Encoding

    /// - Throws: ``Complaint`` for a workbook, UTF-16 and anything else that is no text.
    init(_ bytes: [UInt8], named name: String) throws(Complaint) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw Complaint(
                .badData, "\(name) is a workbook, not a table of text. Save it as \"CSV UTF-8\" and import that file.")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.contains(0) {
            throw Complaint(
                .badData, "\(name) is no UTF-8 (it looks like UTF-16 or like no text at all). Save it as \"CSV UTF-8\".")
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        if let text = String(validating: body, as: UTF8.self) {
            self.text = text
            encoding = .utf8
            return
        }
        var text = ""
        for (offset, byte) in body.enumerated() {
            guard let scalar = Self.windows1252(byte) else {
                let line = body.prefix(offset).count { $0 == 0x0A } + 1
                throw Complaint(
                    .badData, "\(name), line \(line): the byte \(String(byte, radix: 16, uppercase: true)) (hexadecimal) is neither UTF-8 nor Windows-1252. Save the table as \"CSV UTF-8\".")
            }
            text.unicodeScalars.append(scalar)
        }
        self.text = text
        encoding = .windows1252
    }

    /// - Source: the mapping table CP1252.TXT of the Unicode consortium; five octets are undefined.
    private static let upperControls: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
        0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0, 0x017E, 0x0178,
    ]

    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar? {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        let code = upperControls[Int(byte) - 0x80]
        return code == 0 ? nil : Unicode.Scalar(code)
    }
}
