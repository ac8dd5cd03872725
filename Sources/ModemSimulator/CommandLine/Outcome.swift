/// What a command came to.
enum Outcome: Sendable {
    /// Done; each text is an information response of its own. The line goes on.
    case done([String])
    /// A final result code other than OK. What is left of the line is dropped.
    case failed(String)
    /// Done, and what is left of the line is dropped without being looked at (Z).
    case finished
    /// A body is to be typed: CR LF > space.
    case prompt(BodyEntry)
    /// The result comes after so many seconds.
    case later(Double, Completion)
    /// Never answered; the modem goes on with the next line.
    case silent

    static let done = Outcome.done([])
    /// Syntax or a value out of range (TS 27.005 §3.2.5, TS 27.007 §9.1: not +CMS or +CME).
    static let error = Outcome.failed("ERROR")

    static func message(_ code: Int) -> Outcome { .failed("+CMS ERROR: \(code)") }
}

/// The end of one command: its information responses, then OK (nil) or another final result code.
struct Completion: Equatable, Sendable {
    var information: [String] = []
    var final: String?
}

/// A body being typed after the prompt, ended by control-Z or given up with ESC.
struct BodyEntry: Equatable, Sendable {
    enum Purpose: Equatable, Sendable {
        case send
        case write(status: Int)
        case command, acknowledge
    }

    var purpose: Purpose
    /// The TPDU's octets as announced; nil in text mode.
    var length: Int?
    /// Text mode: TP-DA or TP-OA with its type-of-address octet.
    var address: String?
    var typeOfAddress: UInt8?
    /// +CNMA=1 rather than =2.
    var isPositive = true
    var body: [UInt8] = []
    /// Nothing but ESC ends it.
    var isStuck = false

    /// More than any PDU or text needs; what is typed beyond is lost and the command fails.
    static let longestBody = 4096
}

/// Where a control client may stop or fail a command.
enum ControlPoint: String, Sendable {
    /// Read, not executed, no prompt.
    case before
    /// The prompt is withheld (commands with a body only).
    case prompt
    /// The body has been typed and has not been acted upon (commands with a body only).
    case body
    /// Executed, the answer withheld.
    case after
}
