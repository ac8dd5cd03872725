/// How text looks on a terminal.
extension String {
    /// Line ends become spaces, other controls `?`, and what turns or hides writing goes: a text from
    /// a stranger must not move the cursor.
    var withoutControls: String {
        var result = ""
        for character in self {
            if character.isNewline || character == "\t" {
                result += " "
                continue
            }
            for scalar in character.unicodeScalars {
                switch scalar {
                case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": result += "?"
                case "\u{200B}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2060}"..."\u{206F}",
                    "\u{FEFF}":
                    continue
                default: result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }

    /// Columns that the text takes: two for wide characters, none for marks.
    var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    var withoutTrailingSpaces: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }

    /// With spaces behind it up to that width.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - displayWidth)) }

    /// The beginning and `…` when the whole is wider than that.
    func cut(to width: Int) -> String {
        guard displayWidth > width else { return self }
        return prefix(fitting: max(0, width - 1)) + "…"
    }

    /// Lines of at most that width, broken between words where possible.
    func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ", omittingEmptySubsequences: true) {
            var rest = String(word)
            if !line.isEmpty {
                if line.displayWidth + 1 + rest.displayWidth <= width {
                    line += " " + rest
                    continue
                }
                lines.append(line)
                line = ""
            }
            while rest.displayWidth > width {
                let head = rest.prefix(fitting: width)
                guard !head.isEmpty else { break }
                lines.append(head)
                rest.removeFirst(head.count)
            }
            line = rest
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    private func prefix(fitting width: Int) -> String {
        var used = 0
        return String(prefix { character in
            used += character.displayWidth
            return used <= width
        })
    }
}

extension Character {
    /// - Source: Unicode Standard Annex #11, the blocks that are wide as a whole, and emoji.
    var displayWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        switch first.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return 2
        default:
            break
        }
        if first.properties.isEmojiPresentation { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return 1
        }
    }
}
