/// A language with shift tables of its own for the GSM 7-bit alphabet.
///
/// To add one: put its identifier, name and tables into ``all``. Whatever is not listed is ignored,
/// as a receiver must that does not know a table.
///
/// Source: 3GPP TS 23.038 §6.2.1.2.4 (identifiers), Annex A (tables).
package struct NationalLanguage: Hashable, Sendable {
    /// The octet of the information elements 24 and 25 (hexadecimal).
    package let identifier: UInt8
    /// English, lower case.
    package let name: String
    /// 128 characters that replace the default alphabet; position 1B is ESC. Nil: no such table.
    let lockingTable: String?
    /// Code after ESC and its character; replaces the default extension table. Nil: no such table.
    let singleShiftTable: [UInt8: Unicode.Scalar]?

    package static let all = [turkish, spanish, portuguese]

    static func locking(_ identifier: UInt8) -> NationalLanguage? {
        all.first { $0.identifier == identifier && $0.lockingTable != nil }
    }

    static func singleShift(_ identifier: UInt8) -> NationalLanguage? {
        all.first { $0.identifier == identifier && $0.singleShiftTable != nil }
    }

    /// Annex A.2.1 and A.3.1.
    static let turkish = NationalLanguage(
        identifier: 1, name: "turkish",
        lockingTable: """
            @£$¥€éùıòÇ\nĞğ\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1B}ŞşßÉ !"#¤%&'()*+,-./0123456789:;<=>?\
            İABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§çabcdefghijklmnopqrstuvwxyzäöñüà
            """,
        singleShiftTable: extensions([
            0x47: "Ğ", 0x49: "İ", 0x53: "Ş", 0x63: "ç", 0x67: "ğ", 0x69: "ı", 0x73: "ş",
        ]))

    /// Annex A.2.2. There is no locking table for Spanish.
    static let spanish = NationalLanguage(
        identifier: 2, name: "spanish",
        lockingTable: nil,
        singleShiftTable: extensions([
            0x09: "ç", 0x41: "Á", 0x49: "Í", 0x4F: "Ó", 0x55: "Ú", 0x61: "á", 0x69: "í",
            0x6F: "ó", 0x75: "ú",
        ]))

    /// Annex A.2.3 and A.3.3.
    static let portuguese = NationalLanguage(
        identifier: 3, name: "portuguese",
        lockingTable: """
            @£$¥êéúíóç\nÔô\rÁáΔ_ªÇÀ∞^\\€Ó|\u{1B}ÂâÊÉ !"#º%&'()*+,-./0123456789:;<=>?\
            ÍABCDEFGHIJKLMNOPQRSTUVWXYZÃÕÚÜ§~abcdefghijklmnopqrstuvwxyzãõ`üà
            """,
        singleShiftTable: extensions([
            0x05: "ê", 0x09: "ç", 0x0B: "Ô", 0x0C: "ô", 0x0E: "Á", 0x0F: "á", 0x12: "Φ",
            0x13: "Γ", 0x15: "Ω", 0x16: "Π", 0x17: "Ψ", 0x18: "Σ", 0x19: "Θ", 0x1F: "Ê",
            0x41: "À", 0x49: "Í", 0x4F: "Ó", 0x55: "Ú", 0x5B: "Ã", 0x5C: "Õ", 0x61: "Â",
            0x69: "í", 0x6F: "ó", 0x75: "ú", 0x7B: "ã", 0x7C: "õ", 0x7F: "â",
        ]))

    /// The tables of European languages extend the default extension table.
    private static func extensions(
        _ characters: [UInt8: Unicode.Scalar]
    ) -> [UInt8: Unicode.Scalar] {
        GSM7Alphabet.extensionTable.merging(characters) { _, national in national }
    }
}
