/// The GSM 7-bit alphabet: septets to text and back, with the tables that are in force.
///
/// Decoding cannot fail. Encoding can: the caller then takes UCS-2.
///
/// Source: 3GPP TS 23.038 §6.2.1 and §6.2.1.1.
package struct GSM7Alphabet: Hashable, Sendable {
    /// The code that takes the next septet from the extension or single shift table.
    static let escape: UInt8 = 0x1B

    /// Replaces the default alphabet.
    package let locking: NationalLanguage?
    /// Replaces the default extension table.
    package let singleShift: NationalLanguage?

    /// - Parameter locking: ignored without a locking table.
    package init(locking: NationalLanguage? = nil, singleShift: NationalLanguage? = nil) {
        self.locking = locking?.lockingTable == nil ? nil : locking
        self.singleShift = singleShift
    }

    private var basicTable: CharacterTable { locking?.lockingTable ?? .basic }
    private var extendedTable: CharacterTable { singleShift?.singleShiftTable ?? .extended }

    // MARK: Reading

    package func text(of septets: some Collection<UInt8>) -> String { decode(septets).text }

    package func decode(_ septets: some Collection<UInt8>) -> DecodedText { decode(septets, count: septets.count) }

    func decode(_ run: Septets.Run) -> DecodedText { decode(run, count: run.count) }

    @inline(__always)
    private func decode(_ septets: some Sequence<UInt8>, count: Int) -> DecodedText {
        let basic = basicTable.encoded, extended = extendedTable.encoded
        // Two bytes of UTF-8 hold any character of the default alphabet, three any of the national ones; an
        // extended character has two septets.
        let width = locking == nil && singleShift == nil ? 2 : 3
        var flaws = DecodedText.Flaws()
        let text = String(unsafeUninitializedCapacity: count * width + 1) { buffer in
            var bytes = ByteSpan(buffer)
            var isEscaped = false
            for septet in septets {
                let code = Int(septet & 0x7F)
                if isEscaped {
                    isEscaped = false
                    let character = extended[code]
                    if character.length > 0, code != Int(Self.escape) {
                        bytes.append(character)
                    } else {
                        flaws.insert(.unknownExtension)
                        let isShown = code != Int(Self.escape) && basic[code].length > 0
                        bytes.append(isShown ? basic[code] : Self.space)
                    }
                } else if code == Int(Self.escape) {
                    isEscaped = true
                } else {
                    let character = basic[code]
                    if character.length > 0 {
                        bytes.append(character)
                    } else {
                        flaws.insert(.unassigned)
                        bytes.append(Self.space)
                    }
                }
            }
            if isEscaped {
                flaws.insert(.unknownExtension)
                bytes.append(Self.space)
            }
            return bytes.count
        }
        return DecodedText(text, flaws: flaws)
    }

    private static let space = UTF8Scalar(" ")

    // MARK: Writing

    /// Nil when a character is in neither table.
    ///
    /// Characters are compared by canonical equivalence: e and a combining acute are é.
    package func septets(of text: some StringProtocol) -> [UInt8]? {
        let basic = basicTable, extended = extendedTable
        var septets: [UInt8] = []
        septets.reserveCapacity(text.utf8.count)
        // Nearly all texts have each character as one scalar.
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            if let code = basic.code(of: scalar) {
                septets.append(code)
                continue
            }
            if let code = extended.code(of: scalar) {
                septets.append(Self.escape)
                septets.append(code)
                continue
            }
            // No mark follows that would make another character of it, so it is what it looks like.
            if scalar.value < CharacterTable.nearLimit, scalars.next()?.value ?? 0 < CharacterTable.nearLimit {
                return nil
            }
            return composedSeptets(of: text)
        }
        return septets
    }

    /// Septets of a text in which characters are written in several scalars, or as the Ohm sign.
    private func composedSeptets(of text: some StringProtocol) -> [UInt8]? {
        let basic = basicTable, extended = extendedTable
        var septets: [UInt8] = []
        for character in text {
            // CR LF is one Character and two septets; so is whatever else stands together by chance.
            let direct = character.unicodeScalars.compactMap { scalar in
                basic.code(of: scalar).map { [$0] } ?? extended.code(of: scalar).map { [Self.escape, $0] }
            }
            if direct.count == character.unicodeScalars.count {
                septets += direct.joined()
            } else if let code = basic.code(of: character) {
                septets.append(code)
            } else if let code = extended.code(of: character) {
                septets += [Self.escape, code]
            } else {
                return nil
            }
        }
        return septets
    }
}
