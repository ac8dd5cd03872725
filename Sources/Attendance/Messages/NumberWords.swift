/// Spanish number words from 0 to 100, as people write them.
enum NumberWords {
    enum Reading: Hashable, Sendable {
        case exact(Int)
        /// One letter off.
        case near(Int)
        /// One letter off from two numbers: `dose`.
        case tie
    }

    static func read(_ word: String) -> Reading? {
        if let value = exact[word] { return .exact(value) }
        guard word.count >= shortest, word.count <= longest else { return nil }
        let lengths = (word.utf8.count - 1)...(word.utf8.count + 1)
        let near = lengths.lazy.flatMap { ofLength[$0] ?? [] }.filter { isWithinOneEdit($0.word, word) }
        guard Set(near.map(\.value)).count <= 1 else { return .tie }
        // Puno is one letter off from uno, Caro and Ciro from cero, Nadia from nadie: short words and
        // zero are read as written or not at all.
        return near.first { $0.word.count >= shortest && $0.value != 0 }.map { .near($0.value) }
    }

    /// What digits or a number word say, as written.
    static func exactValue(_ token: TextToken) -> Int? {
        if token.kind == .digits { return token.number }
        guard token.kind == .word, !nobody.contains(token.word), case .exact(let value) = read(token.word) else {
            return nil
        }
        return value
    }

    /// Zero said of people, and also in "nada mas" and "ninguna novedad".
    static let nobody: Set<String> = ["ninguno", "ninguna", "ningun", "nadie", "nada"]

    static let tens: [String: Int] = [
        "veinte": 20, "beinte": 20, "treinta": 30, "trenta": 30, "cuarenta": 40, "cincuenta": 50,
        "sincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
    ]
    static let units: [String: Int] = [
        "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "sinco": 5, "seis": 6,
        "siete": 7, "ocho": 8, "nueve": 9, "nuebe": 9,
    ]
    /// `veinti uno`, and with b or without the i's dot.
    static let twenties: Set<String> = ["veinti", "beinti", "venti"]

    private static let shortest = 4
    private static let longest = 24

    private static let small: [String: Int] = [
        "cero": 0, "ninguno": 0, "ninguna": 0, "ningun": 0, "nadie": 0, "nada": 0,
        "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
        "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15,
        "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "treinta": 30,
        "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
        "cien": 100,
    ]

    /// Words as the dictionary has them, and compounds written as one word.
    private static let canonical: [String: Int] = {
        var words = small
        for (name, value) in small where (1...9).contains(value) {
            words["veinti" + name] = 20 + value
            for ten in ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"] {
                for link in ["y", "i"] { words[ten + link + name] = (small[ten] ?? 0) + value }
            }
        }
        words["veintiun"] = 21
        return words
    }()

    private static let ofLength: [Int: [(word: String, value: Int)]] = Dictionary(
        grouping: canonical.map { ($0.key, $0.value) }, by: \.0.utf8.count)

    private static let misspelt: [String: Int] = [
        "sero": 0, "dies": 10, "onse": 11, "onze": 11, "catorse": 14, "catorze": 14, "quinse": 15, "quinze": 15,
        "kinse": 15, "kince": 15, "diesiseis": 16,
        "diesisiete": 17, "diesiocho": 18, "diesinueve": 19, "beinte": 20, "veintidoz": 22, "treynta": 30, "trenta": 30,
        "sincuenta": 50, "ocenta": 80, "sien": 100, "sinco": 5, "nuebe": 9, "sais": 6, "ciete": 7,
    ]

    private static let exact: [String: Int] = {
        var words = canonical.merging(misspelt) { first, _ in first }
        for (name, value) in misspelt where (1...9).contains(value) {
            words["veinti" + name] = 20 + value
            words["treintay" + name] = 30 + value
            words["treintai" + name] = 30 + value
        }
        return words
    }()
}
