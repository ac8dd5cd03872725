@testable import ModemSimulator

/// What is done to a modem with a quirk, and to one without it.
///
/// A step is a command line (AT…), other bytes, a control request ({…}), `@3` for three seconds,
/// `open` for somebody who opens the terminal, or one of ``names``.
struct QuirkScene: Sendable {
    let quirk: String
    let steps: [String]
    var change: @Sendable (inout ModemProfile) -> Void = { _ in }

    init(_ quirk: String, _ steps: String...) {
        self.quirk = quirk
        self.steps = steps
    }

    func with(_ change: @escaping @Sendable (inout ModemProfile) -> Void) -> QuirkScene {
        var copy = self
        copy.change = change
        return copy
    }

    /// SMS-SUBMIT with a report asked for, part 1 and 2 of 2.
    private static let parts = ["1", "2"].map {
        "00" + "61000B911589674523F100000B0500030702" + "0\($0)" + "D0AFF7F602"
    }

    static let names: [String: [String]] = [
        "deliver": ["{\"do\":\"pdu\",\"hex\":\"\(SamplePDU.serviceCentre)\(SamplePDU.deliver)\"}"],
        "report": ["{\"do\":\"pdu\",\"hex\":\"0006000B911589674523F16250409055000A6250409055000A00\"}"],
        "send": ["AT+CMGS=17", "00\(SamplePDU.submit)\u{1A}"],
        "send-with-report": ["AT+CMGS=17", "00\(SamplePDU.submitWithReport)\u{1A}"],
        "send-part-1": ["AT+CMGS=24", parts[0] + "\u{1A}"],
        "send-part-2": ["AT+CMGS=24", parts[1] + "\u{1A}"],
        "everything-is-delivered": [#"{"do":"answer","submits":"deliver"}"#],
        "two-parts": [
            #"{"do":"text","from":"+51987654321","text":"\#(String(repeating: "Buenos dias. ", count: 14))"}"#
        ],
        "ring": [#"{"do":"ring","from":"+51987654321","times":1}"#],
        "cnmi": ["AT+CNMI=2,1,0,0,0"],
        "cnmi-with-reports": ["AT+CNMI=2,1,0,1,0"],
        "phase-2+": ["AT+CSMS=1", "AT+CNMI=2,1,0,1,0"],
    ]

    // MARK: Playing

    /// What the modem says, one line for each step.
    func played(withQuirk: Bool) throws -> String {
        // Some quirks are about the first lines after power-up, so echo is turned off without any.
        var bench = Bench(echo: true) { profile in
            change(&profile)
            profile.number = "987654300"
        }
        bench.modem.settings.echo = 0
        if withQuirk {
            try bench.modem.switchOn(quirk)
            if Self.atPowerUp.contains(bench.modem.quirks.settings.keys.first ?? 0) {
                bench.modem.losePower()
                bench.modem.powerUp()
                bench.modem.settings.echo = 0
            }
        }
        return steps.map { step in
            "\(step) -> \((Self.names[step] ?? [step]).map { Self.visible(bench.play($0)) }.joined(separator: " "))"
        }.joined(separator: "\n")
    }

    /// Quirks that begin with the power.
    private static let atPowerUp: Set = [6, 7, 8, 28, 29, 30, 46]

    /// CR LF is shown as |, other control characters and what is not ASCII in hex; runs are counted.
    private static func visible(_ text: String) -> String {
        var shown = ""
        var bytes = text.byteValues[...]
        while let byte = bytes.popFirst() {
            if byte == 0x0D, bytes.first == 0x0A {
                bytes.removeFirst()
                shown += "|"
                continue
            }
            let run = bytes.prefix { $0 == byte }.count + 1
            let symbol = (0x20...0x7E).contains(byte) ? String(bytes: [byte]) : "<\(Hexadecimal.text([byte]))>"
            if run > 16 {
                bytes = bytes.dropFirst(run - 1)
                shown += "\(symbol)x\(run)"
            } else {
                shown += symbol
            }
        }
        return shown
    }
}

extension Bench {
    /// One step; what the modem writes, and in brackets what it does to the line.
    fileprivate mutating func play(_ step: String) -> String {
        if step.hasPrefix("@") {
            let tenths = Int((Double(step.dropFirst()) ?? 0) * 10)
            return (0..<tenths).map { _ in wait(0.1) + deeds }.joined()
        }
        if step == "open" { return open() }
        let said = step.hasPrefix("{") ? request(step) : type(step.hasPrefix("AT") ? step + "\r" : step)
        return said + deeds
    }

    private var deeds: String {
        actions.map { action in
            switch action {
            case .dropLine: "[hangs up]"
            case .restoreLine: "[comes back]"
            case .quit, .write, .answer: ""
            }
        }.joined()
    }
}
