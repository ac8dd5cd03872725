/// Rows as a spreadsheet in Peru opens them with a double click: `;` between fields, because the comma is the decimal
/// sign there, UTF-8 with a byte order mark, because without one it is taken for Windows-1252.
///
/// - Source: RFC 4180 for quotation marks and line ends.
struct CSVText {
    enum Field: Hashable {
        case number(Int?)
        /// What a person or a text said. A beginning that a spreadsheet takes for a formula is put behind an
        /// apostrophe: reasons come by SMS from anybody.
        case text(String?)
    }

    private var lines: [String]

    init(header: [String]) { lines = [Self.line(header.map { .text($0) })] }

    mutating func add(_ fields: [Field]) { lines.append(Self.line(fields)) }

    /// For a table that is too long for one text: what its file begins with, and each line after it.
    static func begin(_ header: [Field]) -> String { "\u{FEFF}" + next(header) }
    static func next(_ fields: [Field]) -> String { line(fields) + "\r\n" }

    /// With the byte order mark.
    var document: String { "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n" }

    private static func line(_ fields: [Field]) -> String {
        fields.map { field in
            switch field {
            case .number(let number): number.map(String.init) ?? ""
            case .text(let text): quoted(text ?? "")
            }
        }.joined(separator: ";")
    }

    private static func quoted(_ text: String) -> String {
        var text = text.withoutControls
        if let first = text.first, "=+-@".contains(first) { text = "'" + text }
        guard text.contains(where: { ";\"".contains($0) || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
