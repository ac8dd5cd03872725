import Foundation
import Glibc

/// Draws both sides of the morning as a chat in 80 columns: people on the left, the office on the
/// right, what the daemon logged between them.
struct ChatView {
    enum Ink: String {
        case people = "36"
        case office = "32"
        case quiet = "2"
        case strong = "1"
        case alarm = "31"
    }

    static let width = 80
    private static let bubbleWidth = 58
    private static let logMargin = "   · "

    /// Somebody watches.
    let isTerminal = isatty(STDOUT_FILENO) == 1
    /// Colours only for a terminal, and not when NO_COLOR asks for none (no-color.org).
    let hasColours: Bool

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let refused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        hasColours = isTerminal && !refused && environment["TERM"] != "dumb"
    }

    /// A heading across the page with what is about to happen below it.
    func scene(_ title: String, _ story: String) {
        let rule = String(repeating: "─", count: max(3, Self.width - title.count - 4))
        write("")
        write("── " + ink(title, .strong) + " " + ink(rule, .quiet))
        for line in Self.wrap(story, to: Self.width - 4) { write("   " + line) }
        write("")
    }

    /// What somebody sends to the office.
    func incoming(_ time: String, from sender: String, _ text: String) {
        write(ink("\(time)  ", .quiet) + ink(sender, .people))
        for line in Self.wrap(text, to: Self.bubbleWidth) { write("       " + ink("▌ ", .people) + line) }
    }

    /// What the office sends.
    func outgoing(_ time: String, to receivers: String, _ text: String) {
        let margin = String(repeating: " ", count: Self.width - Self.bubbleWidth - 2)
        for (number, line) in Self.wrap("to " + receivers, to: Self.bubbleWidth - 7).enumerated() {
            let clock = number == 0 ? ink(time, .quiet) : "     "
            write(margin + clock + "  " + ink(line, .office))
        }
        for line in Self.wrap(text, to: Self.bubbleWidth) {
            write(margin + line.padding(toLength: Self.bubbleWidth, withPad: " ", startingAt: 0) + ink(" ▐", .office))
        }
    }

    /// What happened and left no text behind.
    func note(_ text: String) {
        for line in Self.wrap(text, to: Self.width - 7) { write("       " + ink(line, .strong)) }
    }

    /// A line of the daemon's log.
    func log(_ line: String) {
        let lines = Self.wrap(line, to: Self.width - Self.logMargin.count - 4)
        for (number, part) in lines.enumerated() {
            write(ink(number == 0 ? Self.logMargin + part : "         " + part, .quiet))
        }
    }

    /// A command as an operator types it, and what it prints.
    func command(_ words: String, _ output: String) {
        write(ink("$ " + words, .strong))
        write(output.trimmingCharacters(in: .newlines))
    }

    func plain(_ text: String) {
        for line in Self.wrap(text, to: Self.width - 4) { write("   " + line) }
    }

    func space() { write("") }

    func alarm(_ text: String) {
        let shown = isatty(STDERR_FILENO) == 1 && hasColours ? "\u{1B}[31m\(text)\u{1B}[0m" : text
        FileHandle.standardError.write(Data((shown + "\n").utf8))
    }

    private func ink(_ text: String, _ ink: Ink) -> String {
        hasColours && !text.isEmpty ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text
    }

    private func write(_ line: String) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
        } catch {
            // Nobody reads any more (`make demo | head`). Leaving by exit clears the stage.
            exit(1)
        }
    }

    /// Breaks at spaces; a word longer than a line stays whole.
    static func wrap(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return lines + (line.isEmpty ? [] : [line])
    }
}
