package import ATChannel

/// What a family of modems needs beyond the standard, as data. Everything a modem can be asked is
/// asked; here stands only what it cannot tell.
package struct ModemProfile: Hashable, Sendable {
    package let name: String
    /// In the manufacturer's or the model's name, lower case.
    let marks: [String]
    /// Sent after identification; refusals do no harm.
    let extras: [String]
    /// Between the PIN and the next command (Q-24).
    let pinSettling: Duration
    /// How to ask for the ICCID, best first.
    let iccid: [String]
    /// USSD codes go packed to hex, and come so (Q-101).
    let packsUSSD: Bool
    /// How to say that a routed PDU is kept, best first (Q-55).
    private(set) var acknowledgements: [String]

    init(
        _ name: String, marks: [String], extras: [String] = [], pinSettling: Duration = .milliseconds(200),
        iccid: [String] = [], acknowledgements: [String] = [], packsUSSD: Bool = false
    ) {
        self.name = name
        self.marks = marks
        self.extras = extras
        self.pinSettling = pinSettling
        self.packsUSSD = packsUSSD
        self.iccid = iccid + Self.commonICCID.filter { !iccid.contains($0) }
        self.acknowledgements =
            acknowledgements + Self.commonAcknowledgements.filter { !acknowledgements.contains($0) }
    }

    package static func matching(manufacturer: String?, model: String?) -> ModemProfile {
        let name = "\(manufacturer ?? "") \(model ?? "")".lowercased()
        return known.first { $0.marks.contains { name.contains($0) } } ?? generic
    }

    /// The same, with the way that worked in front.
    func acknowledging(by text: String) -> ModemProfile {
        var copy = self
        copy.acknowledgements = [text] + acknowledgements.filter { $0 != text }
        return copy
    }

    package static let generic = ModemProfile("generic", marks: [])

    package static let known = [
        // ^CURC=0 stops most of the flood (Q-19); 3 s after the PIN or it may reboot (Q-24).
        ModemProfile(
            "Huawei", marks: ["huawei"], extras: ["^CURC=0"], pinSettling: .seconds(3),
            iccid: ["^ICCID?"], acknowledgements: ["+CNMA=0"], packsUSSD: true),
        // +ZUSIMR:2 comes until CPMS? is asked, and fills the device's buffer (Q-20).
        ModemProfile(
            "ZTE", marks: ["zte", "onda"], extras: ["+CPMS?"], acknowledgements: ["+CNMA=0"]),
        ModemProfile("Quectel", marks: ["quectel"], iccid: ["+QCCID"]),
        ModemProfile("SIMCom", marks: ["simcom", "sim7", "sim8", "a76"], iccid: ["+CCID", "+ICCID"]),
        ModemProfile(
            "Cinterion", marks: ["cinterion", "gemalto", "siemens", "thales"], iccid: ["+CCID", "^SCID"],
            acknowledgements: ["+CNMA=1"]),
        ModemProfile("Telit", marks: ["telit"], iccid: ["+CCID", "#CCID"]),
        // AC881 crashes when spoken to within 8 s; Option wants 10 s (Q-24).
        ModemProfile("Sierra", marks: ["sierra"], pinSettling: .seconds(8)),
        ModemProfile("Option", marks: ["option"], pinSettling: .seconds(10)),
    ]

    /// The last one reads the file on the SIM itself.
    private static let commonICCID = [
        "+CCID", "+QCCID", "+ICCID", "^ICCID?", "+CRSM=176,12258,0,0,10",
    ]
    private static let commonAcknowledgements = ["+CNMA", "+CNMA=1", "+CNMA=0"]
}

/// What bring-up found out: how this modem is used until the port is closed.
package struct ModemSetup: Hashable, Sendable {
    package var profile = ModemProfile.generic
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
        reportChoices = readable.contains("SR")
    }

    /// SR can be read; it is only when status reports are stored there.
    private var reportChoices = false

    package init() {}

    package var memories: [String] {
        let reports = reportChoices && notification?.reports == 2 ? ["SR"] : []
        return [receivingMemory] + otherMemories + reports
    }
}
