internal import Foundation
internal import Glibc

/// What the simulated modem was given to send: one SMS-SUBMIT.
package struct SubmittedText: Hashable, Sendable {
    package var id: Int
    /// TP-MR as the simulated network answered it.
    package var reference: Int
    package var to: String
    package var text: String
    /// The TPDU with its service centre field, upper-case hex, as it came over the line.
    package var hex: String
    /// ISO 8601 with offset, by the simulator's clock.
    package var at: String

    init(_ value: JSONValue) throws {
        guard let id = value["id"].int, let to = value["to"].string, let hex = value["hex"].string else {
            throw StageError("The simulator lists a submit that cannot be read: \(value)")
        }
        self.id = id
        self.to = to
        self.hex = hex
        reference = value["reference"].int ?? -1
        text = value["text"].string ?? ""
        at = value["at"].string ?? ""
    }
}

/// Talks to the simulator over its control socket: one line of JSON there, one line back.
///
/// Blocking, with a deadline on every answer. The waiting itself is the simulator's (`await`).
package final class SimulatorControl {
    /// Where the answer to a command is withheld.
    package enum HoldPoint: String, CaseIterable, Sendable {
        /// Nothing was carried out yet.
        case before
        /// Of a command with a body: the `> ` is withheld.
        case prompt
        /// Of a command with a body: it was typed to its end and nothing was done with it.
        case body
        /// Carried out; only the answer is missing.
        case after
    }

    private let descriptor: Int32
    private var unread: [UInt8] = []

    /// Connects once the socket is there.
    package init(path: String, within seconds: Double = 20) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        descriptor = try FolderWatch.wait(
            in: folder, for: "the simulator at \(path)", until: .seconds(seconds)
        ) {
            let candidate = try UnixSocket.make(SOCK_STREAM)
            if try UnixSocket.with(path, { connect(candidate, $0, $1) }) == 0 { return candidate }
            // Not there yet, or bound and not listening yet.
            close(candidate)
            return nil
        }
    }

    deinit { close(descriptor) }

    // MARK: From the network

    /// A text arrives at the SIM as one part or several.
    package func text(
        from sender: String, _ text: String, sent: String? = nil, loopPrevention: Bool = false
    ) throws {
        var request: [String: JSONValue] = ["from": .text(sender), "text": .text(text)]
        if let sent { request["sent"] = .text(sent) }
        if loopPrevention { request["loopPrevention"] = true }
        try ask("text", request)
    }

    /// Octets arrive at the SIM as they are, readable or not.
    package func pdu(_ hex: String, smsc: Bool) throws {
        try ask("pdu", ["hex": .text(hex), "smsc": .boolean(smsc)])
    }

    /// A status report about a submit, with that TP-ST.
    package func report(on submit: SubmittedText, status: Int) throws {
        try ask("report", ["submit": .number(Double(submit.id)), "status": .number(Double(status))])
    }

    /// From now on every submit is reported as delivered.
    package func deliverEverything() throws { try ask("answer", ["submits": "deliver"]) }

    // MARK: On the air

    package func submits(after id: Int = 0) throws -> [SubmittedText] {
        try ask("submits", ["after": .number(Double(id))])["submits"].elements.map(SubmittedText.init)
    }

    /// Waits until the network has been given so many parts since the simulator started.
    package func awaitSubmits(_ count: Int, within seconds: Double = 20) throws {
        try wait(["submits": .number(Double(count))], within: seconds)
    }

    /// Waits for a part on the air that fits, however many others leave before it.
    ///
    /// - Parameter id: only parts after this one are looked at.
    package func awaitSubmit(
        after id: Int = 0, within seconds: Double = 20, where fits: (SubmittedText) -> Bool
    ) throws -> SubmittedText {
        while true {
            let all = try submits()
            if let found = all.first(where: { $0.id > id && fits($0) }) { return found }
            try awaitSubmits(all.count + 1, within: seconds)
        }
    }

    // MARK: The SIM and the line

    /// Slots in use.
    package func memory() throws -> [JSONValue] { try ask("memory")["slots"].elements }

    /// Waits until at most so many texts are stored.
    package func awaitMemory(_ count: Int = 0, within seconds: Double = 20) throws {
        try wait(["memory": .number(Double(count))], within: seconds)
    }

    /// Waits until the client has asked for the stored texts once.
    package func awaitReady(within seconds: Double = 20) throws { try wait(["ready": true], within: seconds) }

    /// Waits until no command is being carried out, no text is on its way to the modem, and the line
    /// has been quiet for so many seconds.
    package func awaitIdle(quiet: Double = 0.5, within seconds: Double = 20) throws {
        try wait(["idle": true, "quiet": .number(quiet)], within: seconds)
    }

    /// Every command received since the start, as it came but without AT: `+CMGL=4`.
    package func commands() throws -> [String] {
        try ask("commands")["commands"].elements.compactMap { $0["command"].string }
    }

    /// Hangs the line up and removes its link.
    package func dropLine() throws { try ask("line", ["state": "drop"]) }

    /// A new line behind the same link.
    package func restoreLine() throws { try ask("line", ["state": "restore"]) }

    // MARK: Faults

    /// Withholds the answer to the n-th such command from now on.
    package func hold(_ command: String, nth: Int = 1, at point: HoldPoint) throws {
        try ask(
            "hold",
            ["command": .text(command), "nth": .number(Double(nth)), "point": .text(point.rawValue)])
    }

    package func awaitHeld(within seconds: Double = 20) throws { try wait(["held": true], within: seconds) }
    package func release() throws { try ask("release") }

    /// Refuses the next such commands with that answer.
    package func fail(_ command: String, with answer: String, times: Int = 1) throws {
        try ask(
            "fail",
            ["command": .text(command), "answer": .text(answer), "times": .number(Double(times))])
    }

    package func quit() throws { try ask("quit") }

    // MARK: One exchange

    private func wait(_ condition: [String: JSONValue], within seconds: Double) throws {
        var request = condition
        request["seconds"] = .number(seconds)
        try ask("await", request, within: seconds + 5)
    }

    /// - Throws: ``StageError`` when the simulator says no, is silent or is gone.
    @discardableResult
    package func ask(
        _ deed: String, _ members: [String: JSONValue] = [:], within seconds: Double = 10
    ) throws -> JSONValue {
        let line = try JSONValue.object(members.merging(["do": .text(deed)]) { one, _ in one }).line()
        let octets = Array((line + "\n").utf8)
        guard send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL)) == octets.count else {
            throw StageError("The simulator does not take \(line): \(systemMessage())")
        }
        let answer = try JSONValue(parsing: try readLine(until: .seconds(seconds), asked: line))
        guard answer["ok"].bool == true else {
            throw StageError("The simulator answers \(line) with \(answer["error"].string ?? "\(answer)")")
        }
        return answer
    }

    private func readLine(until deadline: Deadline, asked: String) throws -> String {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                let line = String(decoding: unread[..<end], as: UTF8.self)
                unread.removeSubrange(...end)
                return line
            }
            guard deadline.waitToRead(descriptor) else {
                throw StageError("The simulator did not answer \(asked) in time.")
            }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw StageError("The simulator hung up on \(asked)") }
            unread += buffer[..<count]
        }
    }
}
