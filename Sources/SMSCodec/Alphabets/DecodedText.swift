/// A text and what was wrong with it.
package struct DecodedText: Hashable, Sendable {
    /// What the standard's replacement was taken for.
    package struct Flaws: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// ESC and a code without a character in the extension table: shown is the one of the main table;
        /// for a second ESC, and for an ESC at the end, a space (3GPP TS 23.038 §6.2.1.1).
        package static let unknownExtension = Flaws(rawValue: 1 << 0)
        /// A place of a national table without a character: shown is a space.
        package static let unassigned = Flaws(rawValue: 1 << 1)
        /// Half a surrogate pair: shown is U+FFFD.
        package static let loneSurrogate = Flaws(rawValue: 1 << 2)
        /// Half a character at the end of UCS-2: it is left out.
        package static let oddOctet = Flaws(rawValue: 1 << 3)
    }

    package var text: String
    package var flaws: Flaws

    package init(_ text: String, flaws: Flaws = []) {
        self.text = text
        self.flaws = flaws
    }
}

extension DecodedText.Flaws: CustomStringConvertible {
    package var description: String {
        let names: [(DecodedText.Flaws, String)] = [
            (.unknownExtension, "unknown extension"), (.unassigned, "unassigned code"),
            (.loneSurrogate, "lone surrogate"), (.oddOctet, "odd octet"),
        ]
        return names.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
    }
}
