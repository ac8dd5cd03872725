import ModemDriver
import Synchronization

/// A transport double: answers command lines from a script, at once, and says URCs when told.
///
/// A script maps `AT+CSQ` to its answers, used in turn, the last one for ever. `AT+CMGS=*` stands for
/// every line that starts so; `^Z` answers a body. An empty answer is silence, a missing one `ERROR`.
package final class ScriptedModem: ModemTransport {
    private struct State {
        var script: [String: [String]]
        var typed: [UInt8] = []
        var lines: [String] = []
        var isUnplugged = false
        var watchers: [(line: String, count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    package let received: AsyncThrowingStream<[UInt8], any Error>
    private let feed: AsyncThrowingStream<[UInt8], any Error>.Continuation
    private let state: Mutex<State>

    package struct Unplugged: Error {
        package init() {}
    }

    package init(_ script: [String: [String]]) {
        (received, feed) = AsyncThrowingStream.makeStream()
        state = Mutex(State(script: script))
    }

    package func write(_ bytes: [UInt8]) throws {
        if state.withLock({ $0.isUnplugged }) { throw Unplugged() }
        for byte in bytes { take(byte) }
    }

    package func close() { feed.finish() }

    /// The port goes away under the driver.
    package func unplug() {
        state.withLock { $0.isUnplugged = true }
        feed.finish(throwing: Unplugged())
    }

    package func say(_ text: String) { feed.yield(Array(text.utf8)) }

    package func answer(_ line: String, _ replies: String...) {
        state.withLock { $0.script[line] = replies }
    }

    /// What was typed so far, a line each; a body as `^Z` and its hex.
    package var lines: [String] { state.withLock { $0.lines } }

    package func count(of line: String) -> Int { lines.count { $0.hasPrefix(line) } }

    /// Returns when so many lines that start so have been typed.
    package func typed(_ line: String, times: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.lines.count(where: { $0.hasPrefix(line) }) >= times { return true }
                state.watchers.append((line, times, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    private func take(_ byte: UInt8) {
        switch byte {
        case 0x1B: state.withLock { $0.typed.removeAll() }
        case 0x0D: end(prefix: "")
        case 0x1A: end(prefix: "^Z")
        default: state.withLock { $0.typed.append(byte) }
        }
    }

    private func end(prefix: String) {
        let (reply, due) = state.withLock { state in
            let line = prefix + String(decoding: state.typed, as: UTF8.self)
            state.typed.removeAll()
            guard !line.isEmpty else { return ("", [CheckedContinuation<Void, Never>]()) }
            state.lines.append(line)
            let due = state.watchers.filter { watcher in
                state.lines.count { $0.hasPrefix(watcher.line) } >= watcher.count
            }
            state.watchers.removeAll { watcher in
                state.lines.count { $0.hasPrefix(watcher.line) } >= watcher.count
            }
            return (Self.reply(to: line, &state.script), due.map(\.continuation))
        }
        if !reply.isEmpty { say(reply) }
        for continuation in due { continuation.resume() }
    }

    private static func reply(to line: String, _ script: inout [String: [String]]) -> String {
        let patterns = script.keys.filter { $0.hasSuffix("*") && line.hasPrefix($0.dropLast()) }
        let pattern = line.hasPrefix("^Z") ? "^Z" : patterns.max { $0.count < $1.count }
        let key = script[line] == nil ? pattern : line
        guard let key, let replies = script[key], let first = replies.first else { return "\r\nERROR\r\n" }
        if replies.count > 1 { script[key] = Array(replies.dropFirst()) }
        return first
    }
}

extension ScriptedModem {
    /// Answers with the given information lines and OK.
    package static func ok(_ lines: String...) -> String {
        lines.map { "\r\n\($0)\r\n" }.joined() + "\r\nOK\r\n"
    }

    /// A modem without surprises, registered at home, with an empty memory.
    package static var plain: [String: [String]] {
        [
            "AT": [ok()], "ATE0": [ok()], "AT&D0": [ok()], "AT+CMEE=1": [ok()],
            "AT+CFUN?": [ok("+CFUN: 1")],
            "AT+CGMI": [ok("Ejemplo")], "AT+CGMM": [ok("E-1")], "AT+CGMR": [ok("R1.0")],
            "AT+CGSN": [ok("350000000000006")], "AT+CCID": [ok("+CCID: 89510000000000000014")],
            "AT+CPIN?": [ok("+CPIN: READY")], "AT+CIMI": [ok("716000000000001")],
            "AT+CMGF=0": [ok()], "AT+CSMS=1": [ok("+CSMS: 1,1,1")],
            "AT+CPMS?": [ok(#"+CPMS: "SM",0,30,"SM",0,30,"SM",0,30"#)],
            "AT+CPMS=?": [ok(#"+CPMS: ("SM"),("SM"),("SM")"#)],
            "AT+CPMS=\"SM\"": [ok("+CPMS: 0,30,0,30,0,30")],
            "AT+CNMI=?": [ok("+CNMI: (0-2),(0-3),(0,2),(0-2),(0,1)")],
            "AT+CNMI=2,1,0,1,0": [ok()], "AT+CNMI?": [ok("+CNMI: 2,1,0,1,0")],
            "AT+CREG=1": [ok()], "AT+CLIP=1": [ok()], "AT+CMMS=?": [ok("+CMMS: (0-2)")], "AT+CMMS=2": [ok()],
            "AT+CSCA?": [ok(#"+CSCA: "+51999999999",145"#)],
            "AT+CREG?": [ok("+CREG: 1,1")], "AT+CSQ": [ok("+CSQ: 17,99")],
            "AT+COPS?": [ok(#"+COPS: 0,0,"Claro",7"#)],
            "AT+CMGL=4": [ok()], "AT+CMGD=*": [ok()], "AT+CNMA": [ok()],
            "AT+CMGS=*": ["\r\n> "], "^Z": [ok("+CMGS: 7")],
        ]
    }
}
