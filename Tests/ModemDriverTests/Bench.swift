import ModemDriver
import TestSupport
import Testing

/// A driver that runs against a script; its events are read in order.
struct Bench {
    let line: ScriptedModem
    let time: TestTime
    let modem: Modem
    private let running: Task<Void, any Error>
    private let tape: Tape

    /// Reads events one by one, on behalf of one test.
    actor Tape {
        private var events: AsyncStream<ModemEvent>.Iterator
        init(_ events: AsyncStream<ModemEvent>) { self.events = events.makeAsyncIterator() }

        func next() async -> ModemEvent? {
            var copy = events
            let event = await copy.next(isolation: #isolation)
            events = copy
            return event
        }
    }

    init(
        _ changes: [String: [String]] = [:], time: TestTime = TestTime(),
        configure: (inout ModemSettings) -> Void = { _ in },
        mayEnterPIN: @escaping @Sendable (ModemIdentity) async -> PINDecision = { _ in .refuse("none") },
        isUnwanted: @escaping @Sendable (ModemIdentity) -> String? = { _ in nil }
    ) {
        self.time = time
        line = ScriptedModem(ScriptedModem.plain.merging(changes) { $1 })
        var settings = ModemSettings(submitTimeout: .seconds(90), mayEnterPIN: mayEnterPIN, isUnwanted: isUnwanted)
        configure(&settings)
        modem = Modem(over: line, settings: settings, clock: time)
        tape = Tape(modem.events)
        running = Task { [modem] in try await modem.run() }
    }

    /// Lets the quiet time pass with which a port is opened.
    func open() async { await time.pass(.milliseconds(100)) }

    /// The events up to the first one that fits.
    @discardableResult
    func events(until fits: (ModemEvent) -> Bool) async -> [ModemEvent] {
        var seen: [ModemEvent] = []
        while let event = await tape.next() {
            seen.append(event)
            if fits(event) { return seen }
        }
        Issue.record("the events ended: \(seen)")
        return seen
    }

    /// The next listing that is not empty.
    func listing() async -> [PDULine] {
        var lines: [PDULine] = []
        await events {
            guard case .listing(let listed) = $0, !listed.isEmpty else { return false }
            lines = listed
            return true
        }
        return lines
    }

    func ready() async {
        await open()
        await events { $0 == .stateChanged(.ready) }
        await events { $0 == .listing([]) }
    }

    func end() async throws {
        line.close()
        try await running.value
    }

    /// Event by event, the first that something is found in.
    func first<Found>(_ find: (ModemEvent) -> Found?) async -> Found? {
        while let event = await tape.next() {
            if let found = find(event) { return found }
        }
        Issue.record("the events ended")
        return nil
    }

    /// All that is left, to the end.
    func drain(_ look: (ModemEvent) -> Void) async {
        while let event = await tape.next() { look(event) }
    }

    func failure() async -> (any Error)? {
        do {
            try await running.value
            return nil
        } catch { return error }
    }

    func cancel() { running.cancel() }
}

/// Lines and answers the suites share.
enum Sample {
    static let deliver = "07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07"
    static let other = "07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD08"
    static let report = "0006D60B911326880736F4111011719551401110117195714000"
    static let part = Submission(
        hex: "0011000B911346610089F60000AA04D4F29C0E", tpduLength: 18, moreToFollow: false)
    static let ok = ScriptedModem.ok
    static let refused = "\r\nERROR\r\n"
    static let more = Submission(hex: part.hex, tpduLength: 18, moreToFollow: true)

    static func slot(_ index: Int, _ hex: String = deliver) -> PDULine {
        PDULine(hex: hex, tpduLength: 30, origin: .slot(memory: "SM", index: index))
    }

    static func cmgl(_ slots: (Int, String)...) -> String {
        slots.map { "\r\n+CMGL: \($0.0),1,,30\r\n\($0.1)\r\n" }.joined() + "\r\nOK\r\n"
    }
}
