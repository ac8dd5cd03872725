import Foundation
@preconcurrency import Glibc

/// Where a command's words go and how wide they may be. A task-local value, so that a test reads
/// what a command says without a process of its own.
struct Terminal: Sendable {
    @TaskLocal static var current = Terminal.process

    /// Columns of a line.
    var width: Int
    /// Whether bold and colours are wanted and understood.
    var isStyled: Bool
    /// Takes whole lines without their end.
    var write: @Sendable (String) throws -> Void
    var complain: @Sendable (String) -> Void
    var nextLine: @Sendable () -> String?
    /// Writes over the line that it wrote last; nil where nobody looks on (a pipe, a file, a timer).
    var overwrite: (@Sendable (String) -> Void)?
    /// Empties the screen for what comes next; nil where standard output is none.
    var clear: (@Sendable () -> Void)?

    static let usualWidth = 80

    static let process = Terminal(
        width: width(environment: ProcessInfo.processInfo.environment, window: windowColumns()),
        isStyled: isStyled(
            environment: ProcessInfo.processInfo.environment, isTerminal: isatty(STDOUT_FILENO) == 1),
        write: { try put($0 + "\n", to: STDOUT_FILENO) },
        complain: { line in
            do { try put(line + "\n", to: STDERR_FILENO) } catch {
                // Nobody is left to tell; the exit code still says it.
            }
        },
        nextLine: { readLine() }, overwrite: watched, clear: clearing)

    private static var watched: (@Sendable (String) -> Void)? {
        guard isatty(STDERR_FILENO) == 1, ProcessInfo.processInfo.environment["TERM"] != "dumb" else { return nil }
        return { text in
            do { try put("\r\(text)\u{1B}[K", to: STDERR_FILENO) } catch {
                // Whoever looked on has gone; the work goes on.
            }
        }
    }

    private static var clearing: (@Sendable () -> Void)? {
        guard isatty(STDOUT_FILENO) == 1, ProcessInfo.processInfo.environment["TERM"] != "dumb" else { return nil }
        return {
            do { try put("\u{1B}[H\u{1B}[2J\u{1B}[3J", to: STDOUT_FILENO) } catch {
                // What is written next says so.
            }
        }
    }

    /// How far long work is. Silent where nobody looks on.
    func show(_ progress: String?) {
        if let progress { overwrite?(progress) }
    }

    func endProgress() { overwrite?("") }

    /// COLUMNS counts before the window, and 80 where there is neither: a table in a file or a mail
    /// is read on paper.
    static func width(environment: [String: String], window: Int?) -> Int {
        if let text = environment["COLUMNS"], let columns = Int(text), (20...1000).contains(columns) {
            return columns
        }
        return window ?? usualWidth
    }

    /// - Source: no-color.org: set and not empty means no.
    static func isStyled(environment: [String: String], isTerminal: Bool) -> Bool {
        isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    func bold(_ text: String) -> String { isStyled ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    func good(_ text: String) -> String { isStyled ? "\u{1B}[32m\(text)\u{1B}[0m" : text }
    func bad(_ text: String) -> String { isStyled ? "\u{1B}[31m\(text)\u{1B}[0m" : text }

    func write(_ json: JSON) throws { try write(json.document) }

    /// A table, or in words that there is nothing.
    func write(_ table: Table, of things: String) throws {
        guard !table.isEmpty else { return try write("\(things): none.") }
        for line in table.lines(width: width, heading: bold) { try write(line) }
    }

    private static func windowColumns() -> Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return nil }
        return Int(size.ws_col)
    }

    private static func put(_ text: String, to descriptor: Int32) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw Complaint(.ioError, "The output cannot be written: \(String(cString: strerror(errno))).")
            }
            rest = rest.dropFirst(count)
        }
    }
}
