import Foundation
import Testing

@testable import ModemSimulator

/// A simulated modem with a terminal and one control client, and a clock that is set by hand.
struct Bench {
    static let client = 1

    var modem: SimulatedModem
    var uptime = 1000.0
    /// 2026-05-04T09:55:00-05:00
    var unixSeconds = 1_777_906_500.0
    /// Actions of the last call, but bytes and answers.
    private(set) var actions: [SimulatedModem.Action] = []
    private(set) var answers: [String] = []

    init(echo: Bool = false, _ change: (inout ModemProfile) -> Void = { _ in }) {
        var profile = ModemProfile()
        profile.quarterHours = -20
        change(&profile)
        modem = SimulatedModem(profile, at: Moment(uptime: uptime, unixSeconds: unixSeconds))
        if !echo { type("ATE0\r") }
    }

    private mutating func handle(_ input: SimulatedModem.Input) -> String {
        let moment = Moment(uptime: uptime, unixSeconds: unixSeconds)
        var bytes: [UInt8] = []
        actions = []
        for action in modem.handle(input, at: moment) {
            switch action {
            case .write(let written): bytes += written
            case .answer(_, let line): answers.append(line)
            case .dropLine, .restoreLine, .quit: actions.append(action)
            }
        }
        return String(bytes: bytes)
    }

    /// Types on the terminal; what the modem writes.
    @discardableResult
    mutating func type(_ text: String) -> String { handle(.received(Array(text.utf8))) }

    /// Opens the terminal; what the modem writes.
    @discardableResult
    mutating func open() -> String { handle(.opened) }

    /// A command line and its answer without the line ends around it.
    @discardableResult
    mutating func ask(_ command: String) -> String {
        let lines = type("AT\(command)\r").replacing("\r\n", with: "|")
        return lines.replacing("||", with: " ").replacing(/^\||\|$/, with: "")
    }

    /// Lets time pass; what the modem writes meanwhile.
    @discardableResult
    mutating func wait(_ seconds: Double) -> String {
        uptime += seconds
        unixSeconds += seconds
        return handle(.timePassed)
    }

    /// A control request; what the modem writes because of it. The answer is in ``answers``.
    @discardableResult
    mutating func request(_ line: String) -> String { handle(.request(client: Self.client, line: line)) }

    /// A control request and its answer; nil when it is not answered yet.
    mutating func control(_ line: String) -> String? {
        let before = answers.count
        request(line)
        return answers.count > before ? answers.last : nil
    }
}

/// SMS-DELIVER "hola H 12" from +51987654321, without the SMSC field and with it.
/// Source: laid out after TS 23.040 §9.2.2.1; gammu 1.42 reads it as that text, sent
/// 2026-05-04 09:55:00 -0500.
enum SamplePDU {
    static let deliver = "040B911589674523F100006250409055000A09E8373B0C42826232"
    static let serviceCentre = "07911509000000F1"
    static let submit = "01000B911589674523F1000004E8373B0C"
    static let submitWithReport = "21000B911589674523F1000004E8373B0C"

    static func length(_ hex: String) -> Int { hex.utf8.count / 2 }
}
