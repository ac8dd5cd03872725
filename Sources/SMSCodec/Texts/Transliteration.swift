/// A text in the letters that the GSM 7-bit default alphabet has, and what was changed for that.
///
/// One character that it lacks makes the whole text UCS-2, and dear: 70 characters instead of 160. Spanish,
/// Quechua and Aymara lose their accents and typographic marks and stay readable.
package struct Transliteration: Hashable, Sendable {
    package struct Change: Hashable, Sendable {
        package let from: Character
        /// Empty where the character is left out.
        package let to: String
    }

    package let text: String
    /// Each once, in the order of the text.
    package let changes: [Change]
    /// Some character has no likeness and stands as `?`.
    package let hasHoles: Bool

    /// What stands where nothing is alike: emoji, other scripts.
    static let hole = "?"

    package init(_ original: String) {
        var text = ""
        var changes: [Change] = []
        var seen: Set<Character> = []
        for character in original {
            if GSM7Alphabet().septets(of: String(character)) != nil {
                text.append(character)
                continue
            }
            let change = Change(from: character, to: Self.likeness(of: character))
            text += change.to
            if seen.insert(character).inserted { changes.append(change) }
        }
        self.text = text
        self.changes = changes
        hasHoles = changes.contains { $0.to == Self.hole }
    }

    private static func likeness(of character: Character) -> String {
        if let alike = table[character] { return alike }
        // p̃, n̈: the letter without its mark.
        let scalars = character.unicodeScalars
        if let first = scalars.first, scalars.dropFirst().allSatisfy({ isInvisible($0) || isMark($0) }) {
            // q and a comma above: the apostrophe of Quechua and Aymara, which makes another sound of it.
            let apostrophe = scalars.dropFirst().contains { $0 == "\u{313}" || $0 == "\u{315}" } ? "'" : ""
            return likeness(ofLetter: first) + apostrophe
        }
        return hole
    }

    private static func likeness(ofLetter scalar: Unicode.Scalar) -> String {
        if isInvisible(scalar) || isMark(scalar) { return "" }
        let letter = Character(scalar)
        if GSM7Alphabet().septets(of: String(letter)) != nil { return String(letter) }
        return table[letter] ?? hole
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        default: false
        }
    }

    /// Zero-width joiners, direction marks, soft hyphens.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .control: true
        default: false
        }
    }

    private static let table: [Character: String] = {
        var table: [Character: String] = [:]
        // The letter in front stands for those behind it.
        let letters = """
            A ÀÁÂÃĀĂĄǍẢẠ|a áâãāăąǎảạª|C ĆĈĊČ|c çćĉċč|D ĎĐÐ|d ďđð|E ÈÊËĒĔĖĘĚẼẺẸ|e êëēĕėęěẽẻẹ|G ĜĞĠĢ|g ĝğġģ|\
            H ĤĦ|h ĥħ|I ÌÍÎÏĨĪĬĮİỈỊ|i íîïĩīĭįıỉị|J Ĵ|j ĵ|K Ķ|k ķ|L ĹĻĽĿŁ|l ĺļľŀł|N ŃŅŇŊ|n ńņňŋ|\
            O ÒÓÔÕŌŎŐỎỌ|o óôõōŏőỏọº°|R ŔŖŘ|r ŕŗř|S ŚŜŞŠȘ|s śŝşšș|T ŢŤŦȚ|t ţťŧț|U ÙÚÛŨŪŬŮŰŲỦỤ|u úûũūŭůűųủụ|\
            W Ŵ|w ŵ|Y ÝŶŸỸ|y ýÿŷỹ|Z ŹŻŽ|z źżž
            """
        for group in letters.split(separator: "|") {
            guard let letter = group.first else { continue }
            for variant in group.dropFirst(2) { table[variant] = String(letter) }
        }
        let marks: [(String, String)] = [
            ("’‘‛‚ʼʻʹʽʾˈꞌ´`′＇", "'"), ("“”„‟«»″¨ˮ＂", "\""), ("–—―‐‑‒−﹣－", "-"), ("…", "..."), ("•·●▪◦‣", "*"),
            ("×", "x"), ("÷", "/"), ("½", "1/2"), ("¼", "1/4"), ("¾", "3/4"), ("¹", "1"), ("²", "2"), ("³", "3"),
            ("\u{A0}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}\u{202F}\u{205F}\u{3000}\t", " "),
            ("‹", "<"), ("›", ">"), ("™", "TM"), ("©", "(c)"), ("®", "(r)"), ("¢", "c"), ("¬", "-"), ("±", "+-"),
            ("œ", "oe"), ("Œ", "OE"), ("₡", "C"), ("\u{2028}\u{2029}\u{85}", "\n"), ("→⇒", "->"), ("←", "<-"), ("≥", ">="), ("≤", "<="), ("µ", "u"), ("ʰ", "h"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("✓✔", "SI"), ("№", "No"),
        ]
        for (characters, alike) in marks {
            for character in characters { table[character] = alike }
        }
        return table
    }()
}
