import ATChannel

/// What must hold of a conversation whatever a modem says and whenever timers fire. The fuzzer checks the same
/// (Tests/Fuzz), so this needs nothing but the channel.
struct DialogueProperties {
    struct Violation: Error, CustomStringConvertible {
        let description: String
    }

    private static let commands: [Command] = [
        Command("+CSQ", answer: .prefixed(["+CSQ:"])), Command(bare: "+CGMI"), .imei, .simState, .registration,
        Command("+CMGL=4", answer: .prefixedThenPDU("+CMGL:")), .deleteText(3), .attention, .hangUpCalls,
        .submit(hex: "0001000B911589674523F1000004E8373B0C", tpduLength: 17, timeout: .seconds(90)),
    ]

    private var dialogue = Dialogue()
    private var asked: [Dialogue.ID: Command] = [:]
    private var finished: Set<Dialogue.ID> = []
    private var bodies = 0
    private var bodiesTold = 0
    private var timers: [Dialogue.Timer] = []
    private var resynchronisations = 0
    private var lastNumber = 0

    /// Each octet is a wish, or how many of the next ones the modem says.
    static func check(_ script: [UInt8]) throws {
        var properties = DialogueProperties()
        var rest = script[...]
        while let wish = rest.popFirst() {
            switch wish {
            case 0..<UInt8(commands.count): try properties.ask(commands[Int(wish)])
            case 0x20: if let timer = properties.timers.last { try properties.handle(.timerFired(timer)) }
            case 0x21: if let timer = properties.timers.first { try properties.handle(.timerFired(timer)) }
            case 0x22, 0x23:
                properties.resynchronisations += 1
                try properties.handle(.resynchronise(probing: wish == 0x22))
            case 0x24: try properties.handle(.dropQueue)
            default:
                let count = Int(wish) % 64 + 1
                try properties.handle(.received(Array(rest.prefix(count))))
                rest = rest.dropFirst(count)
            }
        }
        try properties.end()
    }

    private mutating func ask(_ command: Command) throws {
        lastNumber += 1
        asked[.init(lastNumber)] = command
        try handle(.command(.init(lastNumber), command))
    }

    private mutating func end() throws {
        try handle(.hungUp)
        guard finished.count == asked.count else {
            throw Violation(description: "\(asked.count - finished.count) commands were never answered")
        }
        guard bodies == bodiesTold else {
            throw Violation(description: "\(bodies) bodies were written, \(bodiesTold) are told")
        }
        guard resynchronisations == 0 else { throw Violation(description: "a resynchronisation never ended") }
    }

    private mutating func handle(_ input: Dialogue.Input) throws {
        for action in dialogue.handle(input) {
            switch action {
            case .write(let bytes):
                if input == .hungUp { throw Violation(description: "writes to a port that is closed") }
                if bytes.last == 0x1A { bodies += 1 }
            case .startTimer(let timer, let delay):
                guard delay > .zero else { throw Violation(description: "a timer of \(delay)") }
                timers.append(timer)
            case .finish(let id, let completion):
                guard let command = asked[id], finished.insert(id).inserted else {
                    throw Violation(description: "\(id) is answered twice, or was never asked")
                }
                if completion.bodyWritten {
                    guard command.body != nil else { throw Violation(description: "a body that is none") }
                    bodiesTold += 1
                }
                if case .success(let lines) = completion.result {
                    guard lines.count <= Dialogue.answerLineLimit else { throw Violation(description: "an endless answer") }
                    Self.read(lines)
                }
            case .unsolicited(let line):
                if line.isEmpty { throw Violation(description: "an empty line") }
                _ = Unsolicited(line)
            case .routed(_, let pdu):
                guard Command.isHex(pdu) else { throw Violation(description: "a routed PDU that is no hex") }
            case .resynchronised: resynchronisations -= 1
            case .stopTimer, .silent, .noise: break
            }
        }
    }

    /// Every reader of answers gets every answer.
    static func read(_ lines: [String]) {
        _ = TextListing(lines, prefix: "+CMGL:")
        _ = TextListing(lines, prefix: "+CMGR:", slot: 1)
        _ = StorageAnswers.status(lines)
        _ = StorageAnswers.choices(lines)
        _ = StorageAnswers.counters(lines, of: "SM")
        _ = NotificationMode(lines)
        _ = NotificationMode.ladder(lines)
        _ = SubmitAnswers.messageReference(lines)
        _ = NetworkAnswers.imei(lines)
        _ = NetworkAnswers.iccid(lines)
        _ = NetworkAnswers.simState(lines)
        _ = NetworkAnswers.registration(lines)
        _ = NetworkAnswers.signal(lines)
        _ = NetworkAnswers.networkOperator(lines)
        _ = NetworkAnswers.serviceCentre(lines)
        _ = NetworkAnswers.functionality(lines)
        _ = NetworkAnswers.accessTechnology(lines)
        _ = NetworkAnswers.bearer(lines)
        _ = LinkAnswers.best(lines)
        _ = NetworkTime(lines)
        for line in lines {
            guard let caller = NetworkAnswers.caller(line) else { continue }
            precondition(caller.utf8.count <= NetworkAnswers.callerLimit)
        }
        var collector = USSDAnswer.Collector()
        for line in lines { _ = collector.take(line) }
    }
}
