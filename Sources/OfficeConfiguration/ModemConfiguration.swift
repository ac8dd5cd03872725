package import Attendance
import Foundation

/// One `[[modem]]`.
package struct ModemConfiguration: Hashable, Sendable {
    /// How log, status and database call it; unique.
    package var name: String
    /// A fixed tty, absolute.
    package var device: String?
    /// What the modem must be. Beside `device` only IMEI and ICCID are used, as a check after opening.
    package var match: ModemMatch?
    package var pin: String?
    /// The SIM's own number, which is never answered.
    package var number: PhoneNumber?
    package var baud: Int
    /// Carriers whose subscribers' texts leave by this modem, by their names in `[carriers]`.
    package var carriers: Set<String> = []
    package var sim = SIMConfiguration()
    /// Names of departures from the standards that this modem has, whatever it looks like.
    package var quirks: [String] = []
    /// Names of those that it has not.
    package var refusedQuirks: [String] = []
    /// How texts travel; nil leaves it to the modem.
    package var bearer: Bearer?
    package var writePacing: Pacing?

    package init(
        name: String, device: String? = nil, match: ModemMatch? = nil, pin: String? = nil,
        number: PhoneNumber? = nil, baud: Int = 115_200
    ) {
        self.name = name
        self.device = device
        self.match = match
        self.pin = pin
        self.number = number
        self.baud = baud
    }
}

extension ModemConfiguration {
    /// In the order of the values of `+CGSMS`, 3GPP TS 27.007 §10.1.21.
    package enum Bearer: String, CaseIterable, Hashable, Sendable {
        case packet
        case circuit
        case packetFirst = "packet-first"
        case circuitFirst = "circuit-first"
    }

    /// Bytes are typed in pieces, with a pause between them.
    package struct Pacing: Hashable, Sendable {
        package var bytes: Int
        package var milliseconds: Int

        package init(bytes: Int, milliseconds: Int) {
            self.bytes = bytes
            self.milliseconds = milliseconds
        }
    }

    /// Those of the driver; a test of edutracd keeps the two lists the same.
    package static let knownQuirks = [
        "slot-scan", "cpms-one", "cpms-three", "text-mode", "pdu-echo", "wake-up", "no-cmms", "no-clip", "no-ussd-end",
        "packed-ussd", "cnmi-mode-1", "stored-reports", "no-reports", "cnma-0", "cnma-1", "no-cnma", "no-radio-cycle",
        "urc-usbat", "urc-usbmodem",
    ]
}

/// What a modem is known by. All that are given must hold.
package struct ModemMatch: Hashable, Sendable {
    /// Fifteen digits.
    package var imei: String?
    /// The SIM card's number, 18 to 22 digits.
    package var iccid: String?
    /// `ID_PATH` of udev: the socket it is plugged into.
    package var path: String?
    /// udev properties of the tty.
    package var udev: [String: String]

    package init(imei: String? = nil, iccid: String? = nil, path: String? = nil, udev: [String: String] = [:])
    {
        self.imei = imei
        self.iccid = iccid
        self.path = path
        self.udev = udev
    }
}

/// Reads the `[[modem]]` tables.
struct ModemReader {
    /// The names of `[carriers]`.
    let carriers: [String]
    static let bauds = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600]

    let folder: String

    func read(_ tables: [TableReader]) -> [ModemConfiguration] {
        var modems: [ModemConfiguration] = []
        for (index, table) in tables.enumerated() {
            let modem = read(table, default: "modem\(index + 1)")
            if modems.contains(where: { $0.name == modem.name }) {
                table.complain(
                    "name", "Two modems are called \"\(modem.name)\".", "Give each a name of its own.")
            }
            if let device = modem.device, modems.contains(where: { $0.device == device }) {
                table.complain("device", "Two modems are on \(device).", "Remove one of the two [[modem]].")
            }
            if modem.device == nil, modem.match != nil,
                modems.contains(where: { $0.device == nil && $0.match == modem.match })
            {
                table.complain(
                    "match", "Two modems have the same `match`.", "Tell them apart by `imei`, or remove one.")
            }
            modems.append(modem)
        }
        return modems
    }

    private func read(_ table: TableReader, default name: String) -> ModemConfiguration {
        var modem = ModemConfiguration(name: name)
        modem.name = table.value("name", "name of a modem", example: "sim1", Self.name) ?? name
        modem.device = table.text("device").map { absolute($0, in: folder) }
        let before = table.findings.problems.count
        modem.match = table.optionalTable("match").map { match($0) }
        if modem.match == ModemMatch(), table.findings.problems.count == before {
            table.complain(
                "match", "It fits every modem.",
                "Give at least one of `imei`, `iccid`, `path` and `udev`, or remove it.")
        }
        modem.pin = table.secret(
            "pin", "Write the PIN of the SIM in double quotes, four to eight digits: \"0000\"."
        ) { pin in
            (4...8).contains(pin.count) && pin.allSatisfy(\.isASCIIDigit)
        }
        modem.number = table.value(
            "number", "Peruvian mobile number", example: "987654321", { PhoneNumber(peruvianMobile: $0) })
        if let baud = table.number("baud", in: 1200...921_600) {
            modem.baud = baud
            if !Self.bauds.contains(baud) {
                table.complain(
                    "baud", "\(baud) is no usual speed.",
                    "Use one of \(Self.bauds.map(String.init).joined(separator: ", ")).")
            }
        }
        modem.carriers = Set(table.words("carriers", among: carriers) ?? [])
        modem.sim = SIMReader(table, number: modem.number).read()
        readTreatment(&modem, table)
        check(modem, table)
        table.finish()
        return modem
    }

    private func readTreatment(_ modem: inout ModemConfiguration, _ table: TableReader) {
        modem.quirks = table.words("quirks", among: ModemConfiguration.knownQuirks) ?? []
        modem.refusedQuirks = table.words("no_quirks", among: ModemConfiguration.knownQuirks) ?? []
        for quirk in modem.quirks where modem.refusedQuirks.contains(quirk) {
            table.complain("no_quirks", "\"\(quirk)\" stands in `quirks` too.", "Remove it from one of the two.")
        }
        if let word = table.text("bearer") {
            modem.bearer = ModemConfiguration.Bearer(rawValue: word)
            if modem.bearer == nil {
                let known = ModemConfiguration.Bearer.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
                table.complain("bearer", "\"\(word)\" is no way for texts to travel.", "Use one of \(known).")
            }
        }
        if let pacing = table.optionalTable("write_pacing") {
            let bytes = pacing.number("bytes", in: 1...512) ?? 18
            modem.writePacing = .init(bytes: bytes, milliseconds: pacing.number("milliseconds", in: 1...100) ?? 10)
            pacing.finish()
        }
    }

    private func check(_ modem: ModemConfiguration, _ table: TableReader) {
        if modem.device == nil, modem.match == nil {
            table.complain(
                "name", "Neither `device` nor `match` says which modem this is.",
                "Add device = \"/dev/ttyUSB2\", or match = { imei = \"…\" }.")
        }
        if modem.device != nil, let match = modem.match, match.path != nil || !match.udev.isEmpty {
            table.complain(
                "match", "`path` and `udev` are not looked at when `device` is given.",
                "Remove `device`, or leave only `imei` and `iccid` in `match`.")
        }
    }

    private func match(_ table: TableReader) -> ModemMatch {
        var match = ModemMatch()
        match.imei = table.value("imei", "IMEI (15 digits)", example: "490154203237518") { text in
            text.count == 15 && text.allSatisfy(\.isASCIIDigit) ? text : nil
        }
        match.iccid = table.value("iccid", "ICCID (18 to 20 digits)", example: "8951100000000000000") {
            text in
            // SIM tools print the filler of the last octet too.
            let digits = text.prefix { $0 != "F" && $0 != "f" }
            return (18...20).contains(digits.count) && digits.allSatisfy(\.isASCIIDigit) ? String(digits) : nil
        }
        match.path = table.text("path")
        match.udev = table.optionalTable("udev")?.texts() ?? [:]
        table.finish()
        return match
    }

    /// Short, and safe in a log line, a file name and a database key.
    private static func name(_ text: String) -> String? {
        let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        return isPlain && text.count <= 32 ? text : nil
    }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

/// A path of the configuration as an absolute one.
func absolute(_ path: String, in folder: String) -> String {
    URL(filePath: path, relativeTo: URL(filePath: folder, directoryHint: .isDirectory)).standardizedFileURL
        .path
}

extension OfficeConfiguration {
    /// The number of ours that a phone had best write to: of the modem for its carrier, else of one without carriers, else
    /// of any; nil where the configuration has no `number`.
    package func number(for phone: PhoneNumber) -> PhoneNumber? {
        let known = modems.filter { $0.number != nil }
        let carrier = sending.carriers.carrier(of: phone)
        let best = known.first { modem in carrier.map(modem.carriers.contains) ?? false }
        return (best ?? known.first { $0.carriers.isEmpty } ?? known.first)?.number
    }
}
