/// What control clients asked of the modem, and what they may ask about.
struct ControlState: Sendable {
    var holds: [Hold] = []
    var failures: [ScriptedFailure] = []
    var losses: [ScriptedLoss] = []
    var waiters: [Waiter] = []
    /// Every command that started, in order.
    private(set) var commands: [ReceivedCommand] = []
    /// Bytes on the line since the start: towards the modem, and from it.
    var bytesTyped = 0
    var bytesAnswered = 0
    /// +CMGL commands since the line was there.
    var listings = 0
    /// RING still to come.
    var ringsLeft = 0
    var nextRing = 0.0
    var caller = ""
    /// Reference of the last text in parts.
    var lastConcatenation = 0
    private var lastHold = 0
    /// What is said comes in pieces of that size, so many seconds apart.
    var cut: (size: Int, seconds: Double)?
    var pieces: [Piece] = []
    var nextPieceAt = 0.0
    private var insertions: [Insertion] = []

    struct Piece: Sendable {
        let at: Double
        let bytes: [UInt8]
    }

    /// A line that comes after so many bytes from now, wherever that is.
    private struct Insertion: Sendable {
        var after: Int
        let bytes: [UInt8]
    }

    mutating func insert(_ bytes: [UInt8], after count: Int) {
        insertions.append(Insertion(after: count, bytes: bytes))
    }

    mutating func inserting(into bytes: [UInt8]) -> [UInt8] {
        guard let first = insertions.first else { return bytes }
        guard first.after <= bytes.count else {
            insertions[0].after -= bytes.count
            return bytes
        }
        insertions.removeFirst()
        return bytes[..<first.after] + first.bytes + bytes[first.after...]
    }

    /// Notes a command that starts, and finds what is to happen to it.
    mutating func strike(_ command: ATCommand, at now: Moment) -> SimulatedModem.Running {
        commands.append(
            ReceivedCommand(id: commands.count + 1, text: command.text, unixSeconds: now.unixSeconds))
        var running = SimulatedModem.Running(command: command)
        for place in holds.indices where command.text.hasPrefix(holds[place].prefix) {
            holds[place].remaining -= 1
            if holds[place].remaining == 0 { running.holds.insert(holds[place].point) }
        }
        holds.removeAll { $0.remaining <= 0 }
        if let place = failures.firstIndex(where: { command.text.hasPrefix($0.prefix) }) {
            running.failure = failures[place]
            failures[place].remaining -= 1
            failures.removeAll { $0.remaining == 0 }
        }
        for place in losses.indices where command.text.hasPrefix(losses[place].prefix) {
            losses[place].remaining -= 1
            if losses[place].remaining == 0 { running.fate = losses[place].fate }
        }
        losses.removeAll { $0.remaining <= 0 }
        return running
    }

    mutating func addHold(_ prefix: String, nth: Int, _ point: ControlPoint) -> Int {
        lastHold += 1
        holds.append(Hold(id: lastHold, prefix: prefix, remaining: nth, point: point))
        return lastHold
    }

    /// Requests name commands as they are typed, with or without AT.
    static func prefix(_ typed: String) -> String {
        let raised = typed.uppercased().filter { $0 != " " }
        return raised.hasPrefix("AT") ? String(raised.dropFirst(2)) : raised
    }
}

/// Stops the modem at the `remaining`-th command from now that begins with `prefix`.
struct Hold: Sendable {
    let id: Int
    let prefix: String
    var remaining: Int
    let point: ControlPoint
}

/// Answers the next `remaining` commands that begin with `prefix` with `answer`; below zero: all.
struct ScriptedFailure: Sendable {
    let prefix: String
    let answer: String
    let point: ControlPoint
    var remaining: Int
}

/// The answer to the `remaining`-th command from now that begins with `prefix` is lost or late.
struct ScriptedLoss: Sendable {
    let prefix: String
    var remaining: Int
    let fate: AnswerFate
}

struct ReceivedCommand: Sendable {
    let id: Int
    let text: String
    let unixSeconds: Double
}

/// A client waiting until all its conditions hold at once.
struct Waiter: Sendable {
    let client: Int
    let deadline: Double
    let seconds: Double
    var submits: Int?
    var memory: Int?
    var ready = false
    var held = false
    /// No command runs, no text is on its way, and the terminal has been quiet for so long.
    var quiet: Double?

    func quietAt(since lastByteAt: Double) -> Double? { quiet.map { lastByteAt + $0 } }
}
