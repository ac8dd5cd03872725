import ArgumentParser
import SMSCodec

struct PDUCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pdu", abstract: "Decodes and encodes PDUs of SMS by hand.",
        subcommands: [DecodePDU.self, EncodePDU.self])
}

extension PDULineInput.Direction: ExpressibleByArgument {}

struct DecodePDU: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Shows what a PDU says; with \"-\" reads one a line and answers each with JSON.")

    @Argument(help: "Hexadecimal digits as +CMGL shows them, or \"-\" for standard input.")
    var hex: String

    @Option(help: ArgumentHelp("mt: to a mobile; mo: from a mobile.", valueName: "mt|mo"))
    var direction = PDULineInput.Direction.mt

    @Flag(help: "The address of the service centre does not stand in front.")
    var noSmsc = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let terminal = Terminal.current
        guard hex != "-" else { return try stream(terminal) }
        let json: JSON
        do {
            json = try PDUReading.json(
                PDULineInput(hex: hex, direction: direction, hasServiceCentre: !noSmsc))
        } catch {
            throw Complaint(.badData, "This PDU cannot be decoded: \(error).\(hint(about: error))")
        }
        if options.json { return try terminal.write(json.line) }
        for line in Self.lines(json, width: terminal.width) { try terminal.write(line) }
    }

    /// One answer a line, at once: the other side may wait for it.
    private func stream(_ terminal: Terminal) throws {
        while let line = terminal.nextLine() {
            let line = String(line.trimmingSpaces)
            if line.isEmpty { continue }
            try terminal.write(answer(to: line).line)
        }
    }

    /// The options count for lines of bare hex; an object speaks for itself.
    private func answer(to line: String) -> JSON {
        guard line.first != "{" else { return PDUReading.answer(to: PDULineInput.reading(line)) }
        return PDUReading.answer(
            to: .success(PDULineInput(hex: line, direction: direction, hasServiceCentre: !noSmsc)))
    }

    private func hint(about error: PDUError) -> String {
        guard error.field == .firstOctet, case .invalid = error.problem else { return "" }
        return direction == .mt
            ? " A PDU that a mobile sends needs --direction mo." : " A PDU that a mobile gets needs --direction mt."
    }

    /// `label  value` for each field that is there.
    static func lines(_ json: JSON, width: Int) -> [String] {
        guard case .object(let members) = json else { return [] }
        let label = (members.map(\.key.count).max() ?? 0) + 2
        return members.flatMap { member in
            member.value.words.withoutControls.wrapped(to: max(20, width - label)).enumerated().map {
                ($0.offset == 0 ? member.key : "").padded(to: label) + $0.element
            }
        }
    }
}

extension JSON {
    /// For a person: `none`, `yes`, `dst 5555, src 0`.
    fileprivate var words: String {
        switch self {
        case .null: "none"
        case .boolean(let value): value ? "yes" : "no"
        case .number(let value): String(value)
        case .text(let value): value.isEmpty ? "empty" : value
        case .list(let elements): elements.isEmpty ? "none" : elements.map(\.words).joined(separator: "; ")
        case .object(let members): members.map { "\($0.key) \($0.value.words)" }.joined(separator: ", ")
        }
    }
}

struct EncodePDU: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encode", abstract: "Shows the PDUs that send a text, one for each SMS it takes.")

    @Option(help: ArgumentHelp("The number to send to, as one dials it.", valueName: "number"))
    var to: String

    @Option(help: "The text.")
    var text: String

    @Option(help: ArgumentHelp("What the parts of a long text have in common, 0 to 255.", valueName: "n"))
    var reference: UInt8 = 0

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let terminal = Terminal.current
        let frames = try frames()
        if options.json {
            let parts = frames.enumerated().map { index, frame -> JSON in
                [
                    "part": .number(index + 1), "parts": .number(frames.count),
                    "tpduLength": .number(frame.tpduLength), "hex": .text(frame.hex),
                ]
            }
            return try terminal.write(.list(parts))
        }
        for (index, frame) in frames.enumerated() {
            if frames.count > 1 { try terminal.write("Part \(index + 1) of \(frames.count):") }
            try terminal.write("AT+CMGS=\(frame.tpduLength)")
            try terminal.write(frame.hex)
        }
    }

    private func frames() throws(Complaint) -> [PDUFrame] {
        let destination: Address
        do {
            destination = try Address(dialled: to)
        } catch {
            throw Complaint(.usage, "--to \(to) cannot be dialled: \(error).")
        }
        let parts = PartSplitter.parts(of: text, reference: reference)
        guard !parts.isEmpty else {
            throw Complaint(.usage, "The text takes more than \(PartSplitter.partLimit) SMS; so many cannot be one text.")
        }
        return parts.map { part in
            let submit = Submit(
                destinationAddress: destination, userData: part.userData, requestsStatusReport: true)
            return PDUFrame(tpdu: TPDU.submit(submit).octets)
        }
    }
}
