package import ATChannel

/// What a family of modems needs beyond the standard: quirks by name, and values. Everything a modem can be asked is
/// asked; here stands only what it cannot tell.
package struct ModemProfile: Hashable, Sendable {
    package let name: String
    /// In the manufacturer's or the model's name, lower case.
    let marks: [String]
    package let quirks: Set<ModemQuirk>
    /// Sent after identification; refusals do no harm.
    let extras: [String]
    /// Between the PIN and the next command, and after the radio was turned on (Q-24).
    let pinSettling: Duration
    /// How to ask for the ICCID, best first.
    let iccid: [String]
    /// How to ask for the tries that a PIN has left, best first.
    let pinTries: [String]

    init(
        _ name: String, marks: [String], quirks: Set<ModemQuirk> = [], extras: [String] = [],
        pinSettling: Duration = .milliseconds(200), iccid: [String] = [], pinTries: [String] = []
    ) {
        self.name = name
        self.marks = marks
        self.quirks = quirks
        self.extras = extras
        self.pinSettling = pinSettling
        self.iccid = iccid + Self.commonICCID.filter { !iccid.contains($0) }
        self.pinTries = ["+CPINR"] + pinTries
    }

    package static func matching(manufacturer: String?, model: String?) -> ModemProfile {
        let name = "\(manufacturer ?? "") \(model ?? "")".lowercased()
        return known.first { $0.marks.contains { name.contains($0) } } ?? generic
    }

    /// Of an unknown make nobody knows whether it speaks again after its radio was off (Q-31).
    package static let generic = ModemProfile("generic", marks: [], quirks: [.noRadioCycle])

    package static let known = [
        // Stops talking while its radio is off, and does not begin again (Q-31).
        ModemProfile("Neoway M590", marks: ["m590"], quirks: [.noRadioCycle]),
        // ^CURC=0 stops most of the flood (Q-19); 3 s after the PIN or it may reboot (Q-24).
        ModemProfile(
            "Huawei", marks: ["huawei"], quirks: [.packedUSSD, .plainModeFirst, .acknowledgesByZero],
            extras: ["^CURC=0"], pinSettling: .seconds(3), iccid: ["^ICCID?"], pinTries: ["^CPIN?"]),
        // +ZUSIMR:2 comes until CPMS? is asked, and fills the device's buffer (Q-20).
        ModemProfile(
            "ZTE", marks: ["zte", "onda"], quirks: [.plainModeFirst, .acknowledgesByZero], extras: ["+CPMS?"]),
        ModemProfile("Quectel", marks: ["quectel"], iccid: ["+QCCID"], pinTries: ["+QPINC?"]),
        ModemProfile(
            "SIMCom", marks: ["simcom", "sim7", "sim8", "a76"], quirks: [.noAcknowledgement],
            iccid: ["+CCID", "+ICCID"], pinTries: ["+SPIC"]),
        // MC35 and TC35 take one memory, and the answer says so; newer ones take three (Q-36).
        ModemProfile(
            "Cinterion", marks: ["cinterion", "gemalto", "siemens", "thales"],
            quirks: [.acknowledgesByOne, .noLink], iccid: ["+CCID", "^SCID"], pinTries: ["^SPIC"]),
        ModemProfile("Telit", marks: ["telit"], iccid: ["+CCID", "#CCID"], pinTries: ["#PCT"]),
        ModemProfile("u-blox", marks: ["u-blox"]),
        ModemProfile(
            "Novatel", marks: ["novatel"], quirks: [.plainModeFirst, .acknowledgesByZero]),
        // AC881 crashes when spoken to within 8 s; Option wants 10 s (Q-24).
        ModemProfile("Sierra", marks: ["sierra"], pinSettling: .seconds(8)),
        ModemProfile("Option", marks: ["option"], quirks: [.acknowledgesByZero], pinSettling: .seconds(10)),
    ]

    /// The last one reads the file on the SIM itself.
    private static let commonICCID = [
        "+CCID", "+QCCID", "+ICCID", "^ICCID?", "+CRSM=176,12258,0,0,10",
    ]
    /// How to say that a routed PDU is kept, where nothing is known (Q-55).
    static let commonAcknowledgements = ["+CNMA", "+CNMA=1", "+CNMA=0"]
}

/// What bring-up found out: how this modem is used until the port is closed.
package struct ModemSetup: Hashable, Sendable {
    package var profile = ModemProfile.generic
    package var quirks = QuirksInForce()
    /// The memory new texts go to.
    package var receivingMemory = "SM"
    /// Memories that may hold texts as well.
    package var otherMemories: [String] = []
    /// mem2 and mem3, for modems that want all three named (Q-36).
    package var restOfSelection: [String] = []
    package var totals: [String: Int] = [:]
    package var notification: NotificationMode?
    package var notificationLadder: [NotificationMode] = []
    /// Routed PDUs are to be acknowledged by `+CNMA` (after `+CSMS=1`).
    package var acknowledges = false
    /// The value of `+CMMS` that keeps the link between parts; nil where the modem has none (Q-71).
    package var linkMode: Int?
    /// The way in which the ICCID was told.
    package var iccidQuestion: String?
    /// SR can be read, as far as the modem says.
    private(set) var canReadReports = false
    /// It cannot, whatever it says.
    var refusesReportMemory = false
    /// A report was announced in a memory although they were to be passed on (Q-51).
    package var reportsWereStored = false
    private var acknowledgedBy: String?

    package init() {}

    /// - Parameters:
    ///   - status: the answer to `+CPMS?`, mem1 to mem3.
    ///   - choices: mem1's list of `+CPMS=?`.
    package mutating func useStorage(_ status: [StorageAnswers.Memory], choices: [String]) {
        let readable = choices.isEmpty ? status.prefix(1).map(\.name) : choices
        let receiving = status.count > 2 ? status[2].name : status.first?.name
        receivingMemory = receiving ?? readable.first ?? "SM"
        restOfSelection = status.count > 2 ? [status[1].name, status[2].name] : []
        for memory in status { totals[memory.name] = memory.total }
        // MT is SM and ME in one: whoever reads it sees all (TS 27.005 §3.2.2). SR and BM hold no texts.
        let wanted = receivingMemory == "MT" ? [] : ["SM", "ME"]
        otherMemories = wanted.filter { readable.contains($0) && $0 != receivingMemory }
        canReadReports = readable.contains(Self.reportMemory)
    }

    /// Status reports, where they are stored. Whatever else a modem shows there is somebody else's (Q-51).
    package static let reportMemory = "SR"

    package var memories: [String] {
        let reportsAreStored = (notification?.reports == 2 && canReadReports) || reportsWereStored
        let holdsReports = reportsAreStored && !refusesReportMemory && receivingMemory != Self.reportMemory
        return [receivingMemory] + otherMemories + (holdsReports ? [Self.reportMemory] : [])
    }

    /// How to say that a routed PDU is kept, best first (Q-55).
    var acknowledgements: [String] {
        let known = [acknowledgedBy].compactMap(\.self) + quirks.all.compactMap(\.quirk.acknowledgement)
        return known + ModemProfile.commonAcknowledgements.filter { !known.contains($0) }
    }

    mutating func acknowledged(by text: String) { acknowledgedBy = text }
}
