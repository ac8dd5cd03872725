/// Finds the line of each key in a TOML text; the parser only tells lines of syntax errors.
///
/// Follows tables, arrays of tables, dotted and quoted keys, inline tables and arrays. It checks nothing:
/// it is only used on text that the parser accepted, and in any other it stops somewhere without harm.
struct KeyLines {
    private var text: [UInt8]
    private var position = 0
    private var line = 1
    private var lines: [String: Int] = [:]
    private var arraySizes: [String: Int] = [:]

    /// `reporting.day`, `modem[0].match.imei`, `year[0].blocks[1].last` → line, counted from 1.
    static func scan(_ text: String) -> [String: Int] {
        var scanner = KeyLines(text: Array(text.utf8))
        scanner.document()
        return scanner.lines
    }

    private init(text: [UInt8]) { self.text = text }

    private var next: UInt8? { position < text.count ? text[position] : nil }

    private func sees(_ string: StaticString) -> Bool {
        string.withUTF8Buffer { text[position...].starts(with: $0) }
    }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where position < text.count {
            if text[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
    }

    private mutating func skipBlank(newlines: Bool) {
        while let byte = next {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): advance()
            case UInt8(ascii: "\n") where newlines: advance()
            case UInt8(ascii: "#"): while let byte = next, byte != UInt8(ascii: "\n") { _ = byte; advance() }
            default: return
            }
        }
    }

    private mutating func document() {
        var prefix = ""
        while true {
            skipBlank(newlines: true)
            let start = position
            if next == nil { return }
            if next == UInt8(ascii: "[") { prefix = header() } else { pair(prefix) }
            if position == start { advance() }
        }
    }

    /// `[table]` or `[[array]]`: the path that the keys below it are in.
    private mutating func header() -> String {
        let isArray = sees("[[")
        advance(isArray ? 2 : 1)
        let names = keyNames()
        var path = ""
        for (index, name) in names.enumerated() {
            path = Self.join(path, name)
            if lines[path] == nil { lines[path] = line }
            if isArray, index == names.count - 1 {
                arraySizes[path, default: 0] += 1
            }
            // `[modem.match]` is about the last `[[modem]]`.
            if let size = arraySizes[path] { path += "[\(size - 1)]" }
            if lines[path] == nil { lines[path] = line }
        }
        while let byte = next, byte != UInt8(ascii: "\n") { _ = byte; advance() }
        return path
    }

    private mutating func pair(_ prefix: String) {
        var path = prefix
        for name in keyNames() {
            path = Self.join(path, name)
            if lines[path] == nil { lines[path] = line }
        }
        skipBlank(newlines: false)
        guard next == UInt8(ascii: "=") else { return }
        advance()
        skipBlank(newlines: false)
        value(path)
    }

    private static func join(_ prefix: String, _ name: String) -> String {
        prefix.isEmpty ? name : prefix + "." + name
    }

    /// The names of a dotted key.
    private mutating func keyNames() -> [String] {
        var names: [String] = []
        while true {
            skipBlank(newlines: false)
            switch next {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): names.append(quoted())
            default: names.append(bare())
            }
            skipBlank(newlines: false)
            guard next == UInt8(ascii: ".") else { return names }
            advance()
        }
    }

    private mutating func bare() -> String {
        let start = position
        while let byte = next {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                advance()
            default: return String(decoding: text[start..<position], as: UTF8.self)
            }
        }
        return String(decoding: text[start..<position], as: UTF8.self)
    }

    /// A string of any of the four kinds; what is between its quotes, escapes as they stand.
    private mutating func quoted() -> String {
        guard let quote = next else { return "" }
        let isLong = sees("\"\"\"") || sees("'''")
        let width = isLong ? 3 : 1
        advance(width)
        let start = position
        while let byte = next {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                advance(2)
                continue
            }
            if !isLong, byte == UInt8(ascii: "\n") { break }
            if byte == quote, !isLong || sees("\"\"\"") || sees("'''") {
                let content = String(decoding: text[start..<position], as: UTF8.self)
                advance(width)
                // `""""` ends with a quote that belongs to the text.
                while isLong, next == quote { advance() }
                return content
            }
            advance()
        }
        return String(decoding: text[start..<position], as: UTF8.self)
    }

    private mutating func value(_ path: String) {
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = quoted()
        case UInt8(ascii: "["): list(path)
        case UInt8(ascii: "{"): inlineTable(path)
        default:
            while let byte = next, !",]}#\n".utf8.contains(byte) { _ = byte; advance() }
        }
    }

    private mutating func list(_ path: String) {
        advance()
        var index = 0
        while true {
            skipBlank(newlines: true)
            let start = position
            switch next {
            case nil: return
            case UInt8(ascii: "]"): return advance()
            case UInt8(ascii: ","): advance()
            default:
                lines["\(path)[\(index)]"] = line
                value("\(path)[\(index)]")
                index += 1
            }
            if position == start { advance() }
        }
    }

    private mutating func inlineTable(_ path: String) {
        advance()
        while true {
            skipBlank(newlines: true)
            let start = position
            switch next {
            case nil: return
            case UInt8(ascii: "}"): return advance()
            case UInt8(ascii: ","): advance()
            default: pair(path)
            }
            if position == start { advance() }
        }
    }
}
