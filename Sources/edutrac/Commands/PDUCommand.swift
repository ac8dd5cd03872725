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

    @Flag(help: "With \"-\": each line holds the parts of texts, which are put together.")
    var join = false

    @Option(
        help: ArgumentHelp(
            "It is a USSD string with this data coding scheme, as +CUSD tells it.", valueName: "dcs"))
    var ussd: UInt8?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard !join || hex == "-" else {
            throw ValidationError("--join reads lines: give \"-\" and {\"pdus\":[\"…\",\"…\"]} on standard input.")
        }
        guard ussd == nil || (hex != "-" && !join && !noSmsc && direction == .mt) else {
            throw ValidationError("--ussd takes one string of hexadecimal digits, and no other option of a PDU.")
        }
    }

    func run() throws {
        let terminal = Terminal.current
        if let ussd { return try decodeUSSD(CellBroadcastScheme(rawValue: ussd), terminal) }
        guard hex != "-" else { return try stream(terminal) }
        let input = PDULineInput(
            hex: hex.filter { !$0.isWhitespace }, direction: direction, hasServiceCentre: !noSmsc)
        let advice = PDUAdvice(about: input).words
        do {
            if options.json {
                try terminal.write(try PDUReading.json(input).line)
            } else {
                let (frame, tpdu) = try PDUReading.decode(input)
                try terminal.write(
                    PDUTable.table(frame, tpdu, hasServiceCentre: input.hasServiceCentre), of: "Fields")
            }
            if let advice { terminal.complain("edutrac: this makes little sense as it was read. \(advice)") }
        } catch let error as PDUError {
            throw Complaint(.badData, "This PDU cannot be decoded: \(error).\(advice.map { " \($0)" } ?? "")")
        }
    }

    private func decodeUSSD(_ scheme: CellBroadcastScheme, _ terminal: Terminal) throws {
        let octets: [UInt8]
        do { octets = try PDUReading.octets(hex.filter { !$0.isWhitespace }) } catch {
            throw Complaint(
                .badData,
                "This string cannot be decoded: \(error). Only packed septets and UCS-2 come as hexadecimal digits; what can be read needs no decoding.")
        }
        let decoded = USSDString.decode(octets, scheme)
        if options.json {
            return try terminal.write(
                JSON.object([
                    member("dcs", .number(Int(scheme.rawValue))), member("alphabet", JSON(scheme.alphabet?.rawValue)),
                    member("language", JSON(scheme.language)), member("text", JSON(decoded?.text)),
                ]).line)
        }
        try terminal.write(decoded?.text ?? "This scheme holds no text.")
    }

    /// One answer a line, at once: the other side may wait for it.
    private func stream(_ terminal: Terminal) throws {
        while let line = terminal.nextLine() {
            let line = String(line.trimmingSpaces)
            if line.isEmpty { continue }
            try terminal.write(answer(to: line).line)
        }
    }

    /// The options count where a line does not say.
    private func answer(to line: String) -> JSON {
        if join { return PDUJoining.answer(to: line, direction: direction, hasServiceCentre: !noSmsc) }
        guard line.first != "{" else {
            return PDUReading.answer(
                to: PDULineInput.reading(line, direction: direction, hasServiceCentre: !noSmsc))
        }
        return PDUReading.answer(
            to: .success(PDULineInput(hex: line, direction: direction, hasServiceCentre: !noSmsc)))
    }
}

struct EncodePDU: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encode", abstract: "Shows the PDUs that send a text, one for each SMS it takes.")

    @Option(help: ArgumentHelp("The number to send to, as one dials it.", valueName: "number"))
    var to: String

    @Option(help: "The text.")
    var text: String

    @Option(help: ArgumentHelp("What the parts of a long text have in common, 0 to 255; another one for each text to the same phone.", valueName: "n"))
    var reference: UInt8 = 0

    @Option(
        help: ArgumentHelp(
            "A language whose shift tables may be used; may be given several times.", valueName: "language"))
    var shift: [NationalLanguage] = []

    @Flag(help: "Write accents and typographic marks in the letters of GSM 7-bit, and say what was changed.")
    var plain = false

    @Flag(inversion: .prefixedNo, help: "Ask for a status report.")
    var statusReport = true

    @Option(help: ArgumentHelp("How long the service centre shall try.", valueName: "minutes"))
    var validity: Int?

    @OptionGroup var options: GlobalOptions

    /// Five minutes to 63 weeks.
    private static let validityRange = 5...635_040

    func validate() throws {
        if let validity, !Self.validityRange.contains(validity) {
            throw ValidationError("--validity \(validity): a service centre tries from 5 minutes to 63 weeks (635040).")
        }
    }

    func run() throws {
        let terminal = Terminal.current
        let (text, changes) = plain ? Transliteration.plain(text) : (text, nil)
        if let changes { terminal.complain("edutrac: \(changes)") }
        let frames = try frames(of: text)
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
            let tpdu = try PDUReading.decode(PDULineInput(hex: frame.hex, direction: .mo)).tpdu
            try terminal.write(PDUTable.table(frame, tpdu, hasServiceCentre: true), of: "Fields")
        }
    }

    private func frames(of text: String) throws(Complaint) -> [PDUFrame] {
        let destination: Address
        do {
            destination = try Address(dialled: to)
        } catch {
            throw Complaint(.usage, "--to \(to) cannot be dialled: a number is 1 to 20 of the digits 0 to 9, *, #, a, b and c, with or without + in front.")
        }
        let parts = PartSplitter.parts(of: text, reference: reference, languages: shift)
        guard !parts.isEmpty else {
            throw Complaint(.usage, "The text takes more than \(PartSplitter.partLimit) SMS; so many cannot be one text.")
        }
        return parts.map { part in
            let submit = Submit(
                destinationAddress: destination,
                validityPeriod: validity.map { .relative(covering: Double($0) * 60) },
                userData: part.userData, requestsStatusReport: statusReport)
            return PDUFrame(tpdu: TPDU.submit(submit).octets)
        }
    }
}

extension NationalLanguage: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(name: argument.lowercased())
    }

    package static var allValueStrings: [String] { allCases.map(\.name) }
}

extension Transliteration {
    /// A text in plain letters, and what was changed (`changed: á→a, …→....`); nil when nothing was.
    static func plain(_ text: String) -> (text: String, changes: String?) {
        let plain = Transliteration(text)
        guard !plain.changes.isEmpty else { return (text, nil) }
        let list = plain.changes.map { "\(shown($0.from))→\($0.to.isEmpty ? "nothing" : shown($0.to))" }
        return (
            plain.text,
            "Changed: \(list.joined(separator: ", "))." + (plain.hasHoles ? " What has no likeness stands as \"?\"." : "")
        )
    }

    /// A line end would break the line, a control could do worse to a terminal.
    private static func shown(_ characters: some CustomStringConvertible) -> String {
        let text = characters.description.withoutControls
        return text.allSatisfy(\.isWhitespace) ? "space" : text
    }
}
