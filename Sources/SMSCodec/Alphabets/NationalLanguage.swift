/// A language with shift tables of its own for the GSM 7-bit alphabet.
///
/// Source: 3GPP TS 23.038 §6.2.1.2.4 (identifiers), Annex A (tables).
package enum NationalLanguage: UInt8, CaseIterable, Hashable, Sendable {
    // The octet of the information elements 24 and 25 (hexadecimal).
    case turkish = 1
    case spanish, portuguese, bengali, gujarati, hindi, kannada, malayalam, oriya, punjabi, tamil, telugu
    case urdu

    /// English, lower case.
    package var name: String { String(describing: self) }

    package init?(name: String) {
        guard let language = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = language
    }

    /// Replaces the default alphabet. Nil: there is no such table (Spanish).
    var lockingTable: CharacterTable? {
        switch self {
        case .turkish: .turkishLocking
        case .spanish: nil
        case .portuguese: .portugueseLocking
        case .bengali: .bengaliLocking
        case .gujarati: .gujaratiLocking
        case .hindi: .hindiLocking
        case .kannada: .kannadaLocking
        case .malayalam: .malayalamLocking
        case .oriya: .oriyaLocking
        case .punjabi: .punjabiLocking
        case .tamil: .tamilLocking
        case .telugu: .teluguLocking
        case .urdu: .urduLocking
        }
    }

    /// Replaces the default extension table.
    var singleShiftTable: CharacterTable {
        switch self {
        case .turkish: .turkishSingle
        case .spanish: .spanishSingle
        case .portuguese: .portugueseSingle
        case .bengali: .bengaliSingle
        case .gujarati: .gujaratiSingle
        case .hindi: .hindiSingle
        case .kannada: .kannadaSingle
        case .malayalam: .malayalamSingle
        case .oriya: .oriyaSingle
        case .punjabi: .punjabiSingle
        case .tamil: .tamilSingle
        case .telugu: .teluguSingle
        case .urdu: .urduSingle
        }
    }

    /// Nil for an identifier without a locking table, which a receiver ignores.
    static func locking(_ identifier: UInt8) -> NationalLanguage? {
        let language = NationalLanguage(rawValue: identifier)
        return language == .spanish ? nil : language
    }
}
