/// A command line that a person typed, looked at before a modem gets it.
///
/// Taken is what asks and what sets; refused is what could lose or send a text, lock a SIM, or make a modem forget
/// what the daemon relies on.
package struct OperatorCommand: Hashable, Sendable {
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case empty
        case tooLong
        /// Nothing but printable ASCII makes one command line.
        case notPrintable
        /// Where the line is cut would be the modem's guess.
        case unbalancedQuotes
        case forbidden(String)

        package var description: String {
            switch self {
            case .empty: "There is no command: write what stands behind AT, such as +CSQ."
            case .tooLong: "The command is longer than \(OperatorCommand.limit) characters."
            case .notPrintable: "A command is printable ASCII, without line ends or control characters."
            case .unbalancedQuotes: "A quotation mark is missing: each one that opens must close."
            case .forbidden(let name):
                "\(name) is not passed on: it could lose or send a text, lock the SIM or undo what edutracd relies on. Stop edutracd and use a terminal program for it."
            }
        }
    }

    package static let limit = 200

    /// Ready for the modem.
    package let command: Command

    /// - Parameter typed: with or without the `AT` in front.
    package init(_ typed: String) throws(Refusal) {
        var text = typed.trimmed
        guard text.utf8.count <= Self.limit else { throw .tooLong }
        guard text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { throw .notPrintable }
        if text.uppercased().hasPrefix("AT") { text = String(text.dropFirst(2)).trimmed }
        guard !text.isEmpty else { throw .empty }
        guard text.count(where: { $0 == "\"" }).isMultiple(of: 2) else { throw .unbalancedQuotes }
        let names = try Self.names(in: text)
        var command = Command(text, answer: .open(names.map { "\($0):" }), timeout: .seconds(60))
        // A search for networks takes minutes.
        if text.uppercased().hasPrefix("+COPS=?") { command.timeout = .seconds(120) }
        self.command = command.optional
    }

    /// Ruling by the name of each command; several stand on one line with semicolons between.
    private static func names(in text: String) throws(Refusal) -> [String] {
        var names: [String] = []
        for part in split(text) {
            guard let first = part.first else { continue }
            if first.isLetter || first == "&" || first == "\\" {
                try look(atBasic: part)
                // V.250 lets an extended command follow a basic one without a semicolon.
                guard let plus = part.firstIndex(where: { "+^*#$%_".contains($0) }) else { continue }
                names.append(try look(atExtended: part[plus...]))
            } else {
                names.append(try look(atExtended: part))
            }
        }
        return names
    }

    /// At semicolons outside of quotation marks.
    private static func split(_ text: String) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var isQuoted = false
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            guard text[index] == ";", !isQuoted else { continue }
            parts.append(text[start..<index].drop { $0 == " " })
            start = text.index(after: index)
        }
        return parts + [text[start...].drop { $0 == " " }]
    }

    private static func look(atExtended part: Substring) throws(Refusal) -> String {
        let squeezed = part.uppercased().filter { $0 != " " }
        // Anywhere, quoted or not: no modem's idea of where a command ends is relied upon. Only asking for a state, or
        // for what a command takes, is harmless.
        for name in forbidden where squeezed.contains(name) && !["\(name)?", "\(name)=?"].contains(squeezed) {
            throw .forbidden(name)
        }
        return String(squeezed.prefix { $0 != "=" && $0 != "?" })
    }

    private static func look(atBasic part: Substring) throws(Refusal) {
        let basic = part.prefix { !"+^*#$%_".contains($0) }.uppercased().filter { $0 != " " }
        for name in ["&F", "&W", "Z"] where basic.contains(name) { throw .forbidden(name) }
        // Dialling, answering, and repeating the last line.
        for name in ["D", "A"] where basic.hasPrefix(name) { throw .forbidden(name) }
    }

    private static let forbidden = [
        "+CPIN", "+CPWD", "+CLCK", "+CMGD", "+CMGS", "+CMGW", "+CMGC", "+CMSS",
    ]
}
