/// One command of a command line.
struct ATCommand: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case execute, read, test, set
        /// Does not fit the syntax of V.250 §5.3–5.4: ERROR, and the rest of the line is dropped.
        case malformed
    }

    /// One parameter. Outside quotes letters were raised to upper case, spaces removed.
    enum Parameter: Equatable, Sendable {
        case missing
        case quoted(String)
        case plain(String)

        var number: Int? {
            guard case .plain(let text) = self, !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) })
            else { return nil }
            return Int(text)
        }

        /// What was given, quoted or not; nil when left out.
        var text: String? {
            switch self {
            case .missing: nil
            case .quoted(let text), .plain(let text): text
            }
        }

        var quoted: String? {
            guard case .quoted(let text) = self else { return nil }
            return text
        }
    }

    /// E, &D, S3, D, +CMGS.
    var name: String
    var kind: Kind
    var parameters: [Parameter] = []
    /// As typed, without AT; spaces outside quotes are gone and letters raised.
    var text: String

    /// The n-th parameter, `.missing` when there are fewer.
    subscript(_ position: Int) -> Parameter {
        position < parameters.count ? parameters[position] : .missing
    }

    /// The commands of a line, without its AT. What follows a syntax error is one malformed command.
    ///
    /// - Source: V.250 §5.3 (basic syntax, S parameters), §5.4 (extended syntax).
    static func commands(in body: String) -> [ATCommand] {
        var parser = ATCommandParser(characters: normalised(body.byteValues))
        return parser.commands()
    }

    /// Spaces are ignored and letters are alike outside string constants (V.250 §5.2.1, §5.4.2.2).
    private static func normalised(_ body: [UInt8]) -> [UInt8] {
        var quoted = false
        return body.compactMap { byte in
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if quoted { return byte }
            if byte == UInt8(ascii: " ") { return nil }
            return (97...122).contains(byte) ? byte - 32 : byte
        }
    }
}

/// Walks a normalised command line.
struct ATCommandParser {
    private let characters: [UInt8]
    private var position = 0

    init(characters: [UInt8]) {
        self.characters = characters
    }

    private var next: UInt8? { position < characters.count ? characters[position] : nil }

    mutating func commands() -> [ATCommand] {
        var commands: [ATCommand] = []
        while let character = next {
            // Only extended commands need it; after a basic one it is let pass.
            if character == UInt8(ascii: ";") {
                position += 1
                continue
            }
            let start = position
            guard var command = command(beginningWith: character) else {
                commands.append(malformed(from: start))
                break
            }
            command.text = text(from: start)
            commands.append(command)
        }
        return commands
    }

    private mutating func command(beginningWith character: UInt8) -> ATCommand? {
        switch character {
        case UInt8(ascii: "+"), UInt8(ascii: "^"), UInt8(ascii: "%"), UInt8(ascii: "*"), UInt8(ascii: "#"),
            UInt8(ascii: "$"), UInt8(ascii: "_"), UInt8(ascii: "!"):
            return extended()
        case UInt8(ascii: "&"):
            position += 1
            guard let letter = next, isLetter(letter) else { return nil }
            return basic(name: "&" + String(bytes: [letter]))
        case UInt8(ascii: "S"):
            return register()
        case UInt8(ascii: "D"):
            return dial()
        case _ where isLetter(character):
            return basic(name: String(bytes: [character]))
        default:
            return nil
        }
    }

    /// A letter and at most one decimal number (V.250 §5.3.1).
    private mutating func basic(name: String) -> ATCommand {
        position += 1
        let digits = self.digits()
        return ATCommand(
            name: name, kind: digits.isEmpty ? .execute : .set,
            parameters: digits.isEmpty ? [] : [.plain(digits)], text: "")
    }

    /// S3? or S3=13 (V.250 §5.3.2).
    private mutating func register() -> ATCommand? {
        position += 1
        let name = "S" + digits()
        switch next {
        case UInt8(ascii: "?"):
            position += 1
            return ATCommand(name: name, kind: .read, text: "")
        case UInt8(ascii: "="):
            position += 1
            return ATCommand(name: name, kind: .set, parameters: [.plain(digits())], text: "")
        default:
            return nil
        }
    }

    /// The dial string reaches to the semicolon or the end of the line (V.250 §6.3.1).
    private mutating func dial() -> ATCommand {
        position += 1
        let start = position
        while let character = next, character != UInt8(ascii: ";") { position += 1 }
        return ATCommand(name: "D", kind: .set, parameters: [.plain(text(from: start))], text: "")
    }

    /// +NAME, +NAME?, +NAME=? or +NAME=parameters (V.250 §5.4.1–5.4.4).
    private mutating func extended() -> ATCommand? {
        let start = position
        position += 1
        while let character = next, isNameCharacter(character) { position += 1 }
        let name = text(from: start)
        guard name.utf8.count > 1 else { return nil }
        switch next {
        case nil, UInt8(ascii: ";"):
            return ATCommand(name: name, kind: .execute, text: "")
        case UInt8(ascii: "?"):
            position += 1
            return atEnd ? ATCommand(name: name, kind: .read, text: "") : nil
        case UInt8(ascii: "="):
            position += 1
            if next == UInt8(ascii: "?"), isEnd(position + 1) {
                position += 1
                return ATCommand(name: name, kind: .test, text: "")
            }
            guard let parameters = parameters() else { return nil }
            return ATCommand(name: name, kind: .set, parameters: parameters, text: "")
        default:
            return nil
        }
    }

    private mutating func parameters() -> [ATCommand.Parameter]? {
        var parameters: [ATCommand.Parameter] = []
        while true {
            if next == UInt8(ascii: "\"") {
                guard let string = stringConstant() else { return nil }
                parameters.append(.quoted(string))
            } else {
                let start = position
                while let character = next, character != UInt8(ascii: ","), character != UInt8(ascii: ";") {
                    guard character != UInt8(ascii: "\"") else { return nil }
                    position += 1
                }
                parameters.append(start == position ? .missing : .plain(text(from: start)))
            }
            guard next == UInt8(ascii: ",") else { return atEnd ? parameters : nil }
            position += 1
        }
    }

    /// "…", in which \hh stands for the character of that code (V.250 §5.4.2.2).
    private mutating func stringConstant() -> String? {
        position += 1
        var bytes: [UInt8] = []
        while let character = next {
            position += 1
            if character == UInt8(ascii: "\"") { return String(bytes: bytes) }
            if character == UInt8(ascii: "\\"), position + 1 < characters.count,
                let code = Hexadecimal.octets(characters[position...(position + 1)])
            {
                bytes += code
                position += 2
            } else {
                bytes.append(character)
            }
        }
        return nil
    }

    private mutating func malformed(from start: Int) -> ATCommand {
        position = characters.count
        return ATCommand(name: "", kind: .malformed, text: text(from: start))
    }

    private mutating func digits() -> String {
        let start = position
        while let character = next, (48...57).contains(character) { position += 1 }
        return text(from: start)
    }

    private var atEnd: Bool { isEnd(position) }

    private func isEnd(_ place: Int) -> Bool {
        place >= characters.count || characters[place] == UInt8(ascii: ";")
    }

    private func text(from start: Int) -> String { String(bytes: characters[start..<position]) }

    private func isLetter(_ character: UInt8) -> Bool { (65...90).contains(character) }

    private func isNameCharacter(_ character: UInt8) -> Bool {
        isLetter(character) || (48...57).contains(character) || "!%-./:_".utf8.contains(character)
    }
}
