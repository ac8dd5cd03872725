import Foundation
import Glibc
import Synchronization

/// A stick on a pseudo-terminal that says as much as a driver must hear to bring it up.
final class FakeModem: Sendable {
    private struct State {
        var isLocked: Bool
        var typed: [String] = []
        var waiting: [(command: String, caller: CheckedContinuation<Void, Never>)] = []
    }

    let path: String
    let imei: String
    private let pin: String?
    private let answers: [String: String]
    private let dull: Bool
    private let master: Int32
    /// Kept open: without it nobody could be heard after the first hang-up.
    private let slave: Int32
    private let state: Mutex<State>

    /// - Parameters:
    ///   - answers: what it says to some commands instead, without the CR LF around; empty is silence.
    ///   - dull: says OK, whatever it is asked.
    init(imei: String, pin: String? = nil, answers: [String: String] = [:], dull: Bool = false) throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 256)
        var line = termios()
        cfmakeraw(&line)
        guard openpty(&master, &slave, &name, &line, nil) == 0 else { throw POSIXError(.ENXIO) }
        (self.master, self.slave) = (master, slave)
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        self.imei = imei
        self.pin = pin
        self.answers = answers
        self.dull = dull
        state = Mutex(State(isLocked: pin != nil))
        Thread.detachNewThread { [weak self, master] in
            var line: [UInt8] = []
            var byte: UInt8 = 0
            // Ends with the read that fails when the master is closed.
            while read(master, &byte, 1) == 1 {
                if byte == 0x1b { continue }
                if byte != 0x0d {
                    line.append(byte)
                    continue
                }
                if !line.isEmpty { self?.hear(String(decoding: line, as: UTF8.self)) }
                line = []
            }
        }
    }

    deinit {
        close(slave)
        close(master)
    }

    /// The PINs that were typed.
    var pins: [String] {
        state.withLock { state in
            state.typed.filter { $0.hasPrefix("AT+CPIN=") }.map { String($0.dropFirst(8).filter { $0 != "\"" }) }
        }
    }

    var commands: [String] { state.withLock { $0.typed } }

    /// Returns when the command has been typed.
    func heard(_ command: String) async {
        await withCheckedContinuation { caller in
            let isThere = state.withLock { state in
                if state.typed.contains(command) { return true }
                state.waiting.append((command, caller))
                return false
            }
            if isThere { caller.resume() }
        }
    }

    private func hear(_ command: String) {
        let (answer, callers) = state.withLock { state in
            state.typed.append(command)
            let due = state.waiting.filter { $0.command == command }.map(\.caller)
            state.waiting.removeAll { $0.command == command }
            return (self.answer(command, &state), due)
        }
        if !answer.isEmpty {
            let bytes = Array("\r\n\(answer)\r\n".utf8)
            _ = write(master, bytes, bytes.count)
        }
        for caller in callers { caller.resume() }
    }

    private func answer(_ command: String, _ state: inout State) -> String {
        if dull { return "OK" }
        if let answer = answers[command] { return answer }
        if command.hasPrefix("AT+CPIN=") {
            guard command.contains(pin ?? "none") else { return "+CME ERROR: 16" }
            state.isLocked = false
            return "OK"
        }
        let information: String? =
            switch command {
            case "AT+CGSN": imei
            case "AT+CGMI": "EDUTRAC"
            case "AT+CGMM": "FAKE"
            case "AT+CPIN?": state.isLocked ? "+CPIN: SIM PIN" : "+CPIN: READY"
            case "AT+CREG?": "+CREG: 1,1"
            case "AT+CSQ": "+CSQ: 20,99"
            case "AT+COPS?": "+COPS: 0,0,\"TEST\""
            case "AT+CSCA?": "+CSCA: \"+51900000001\",145"
            case "AT+CPMS?": "+CPMS: \"SM\",3,10,\"SM\",3,10,\"SM\",3,10"
            case "AT+CPMS=?": "+CPMS: (\"SM\"),(\"SM\"),(\"SM\")"
            case "AT+CPMS=\"SM\"": "+CPMS: 3,10,3,10,3,10"
            case "AT+CNMI=?": "+CNMI: (0-2),(0-1),(0),(0-1),(0)"
            case "AT+CNMI?": "+CNMI: 2,1,0,1,0"
            default: nil
            }
        if state.isLocked, ["AT+CCID", "AT+CIMI", "AT+QCCID", "AT+ICCID"].contains(command) { return "+CME ERROR: 11" }
        if command == "AT+CCID" { return "+CCID: 8951010000\(imei.suffix(9))\r\n\r\nOK" }
        if command == "AT+CIMI" { return "001010000000001\r\n\r\nOK" }
        return information.map { "\($0)\r\n\r\nOK" } ?? "OK"
    }
}
