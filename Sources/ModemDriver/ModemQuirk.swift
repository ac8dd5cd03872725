/// A way in which modems depart from the standards, by the name an office may write into its configuration.
///
/// What each one changes stands where it is asked for: `quirks.has(.slotScan)`. Most departures that cost nothing to
/// tolerate (echo, missing fields, late answers) are tolerated always and have no name here.
package enum ModemQuirk: String, CaseIterable, Hashable, Sendable {
    case slotScan = "slot-scan"
    case selectsOne = "cpms-one"
    case selectsThree = "cpms-three"
    case textMode = "text-mode"
    case echoesPDU = "pdu-echo"
    case wakesLate = "wake-up"
    case noLink = "no-cmms"
    case noCallers = "no-clip"
    case noUSSDEnd = "no-ussd-end"
    case packedUSSD = "packed-ussd"
    case plainModeFirst = "cnmi-mode-1"
    case storedReports = "stored-reports"
    case noReports = "no-reports"
    case acknowledgesByZero = "cnma-0"
    case acknowledgesByOne = "cnma-1"
    case noAcknowledgement = "no-cnma"
    case noRadioCycle = "no-radio-cycle"
    case announcesOnATPort = "urc-usbat"
    case announcesOnModemPort = "urc-usbmodem"

    package struct Facts: Hashable, Sendable {
        package let symptom: String
        /// Where it was seen.
        package let devices: String
        /// The number in the catalogue of quirks.
        package let source: String
    }

    package init?(name: String) { self.init(rawValue: name) }

    package var name: String { rawValue }

    package var facts: Facts {
        switch self {
        case .slotScan:
            Facts(
                symptom: "listing texts hangs, fails or leaves some out: the slots are read one by one",
                devices: "Samsung J700, B2100, GT-E2370, B2710, SGH-P900", source: "Q-41")
        case .selectsOne:
            Facts(
                symptom: "only one memory may be named when one is selected",
                devices: "Siemens MC35, TC35, Wavecom Q2", source: "Q-36")
        case .selectsThree:
            Facts(
                symptom: "all three memories must be named when one is selected",
                devices: "T77W968", source: "Q-36")
        case .textMode:
            Facts(
                symptom: "answers in text mode although PDU mode is set: it is set before each listing",
                devices: "A7670G", source: "Q-46")
        case .echoesPDU:
            Facts(
                symptom: "the PDU comes back after the prompt; it is left out of the answer",
                devices: "several phones", source: "Q-3")
        case .wakesLate:
            Facts(
                symptom: "the first command after a while is lost: an AT goes before it",
                devices: "BenQ M32, Alcatel BE5, Wavecom asleep, SIM800 finding the speed", source: "Q-7")
        case .noLink:
            Facts(
                symptom: "the link to the service centre cannot be kept between parts",
                devices: "Gemalto", source: "Q-71")
        case .noCallers:
            Facts(
                symptom: "asking for callers' numbers hangs the modem: it is not asked", devices: "several phones",
                source: "Q-80")
        case .noUSSDEnd:
            Facts(
                symptom: "ending a USSD dialogue hangs the modem: it ends by itself", devices: "HP un2420",
                source: "Q-80")
        case .packedUSSD:
            Facts(
                symptom: "USSD codes go packed to hex, and come so", devices: "Huawei sticks, SIM300D",
                source: "Q-101")
        case .plainModeFirst:
            Facts(
                symptom: "announcements in mode 2 are taken and never come: mode 1 first",
                devices: "MSM, GOBI, Novatel, Huawei, ZTE", source: "Q-52")
        case .storedReports:
            Facts(
                symptom: "status reports are advertised as passed on and never come: they are stored and read",
                devices: "Qualcomm", source: "Q-52")
        case .noReports:
            Facts(
                symptom: "asking for status reports turns off texts as well: none are asked for",
                devices: "A7670X", source: "Q-52")
        case .acknowledgesByZero:
            Facts(
                symptom: "a status report is acknowledged by CNMA=0",
                devices: "IFX, GOBI, ZTE, Icera, Huawei, Novatel, Option", source: "Q-55")
        case .acknowledgesByOne:
            Facts(
                symptom: "a status report is acknowledged by CNMA=1", devices: "Gemalto, Quectel EC2x",
                source: "Q-55")
        case .noAcknowledgement:
            Facts(
                symptom: "a status report needs no acknowledgement and takes none", devices: "SIMCom, Droid",
                source: "Q-55")
        case .noRadioCycle:
            Facts(
                symptom: "may never speak again when its radio is turned off: it is not",
                devices: "M590E, and every modem of an unknown make", source: "Q-31")
        case .announcesOnATPort:
            Facts(
                symptom: "announces on the port that was set last: the AT port is set", devices: "Quectel EC25",
                source: "Q-57")
        case .announcesOnModemPort:
            Facts(
                symptom: "announces on the port that was set last: the modem port is set",
                devices: "Quectel EC25", source: "Q-57")
        }
    }

    /// What must be typed for it at each bring-up.
    var extra: String? {
        switch self {
        case .announcesOnATPort: #"+QURCCFG="urcport","usbat""#
        case .announcesOnModemPort: #"+QURCCFG="urcport","usbmodem""#
        default: nil
        }
    }

    /// How it says that a routed PDU is kept.
    var acknowledgement: String? {
        switch self {
        case .acknowledgesByZero: "+CNMA=0"
        case .acknowledgesByOne: "+CNMA=1"
        default: nil
        }
    }
}

/// The quirks one modem is treated by, each with the reason.
package struct QuirksInForce: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable {
        /// Its name says so.
        case identity
        /// It behaved so.
        case seen
        /// The office says so.
        case configured
    }

    private var reasons: [ModemQuirk: Reason] = [:]
    /// The office knows better: neither name nor behaviour brings these into force.
    private var refused: Set<ModemQuirk> = []

    package init() {}

    init(_ profile: ModemProfile, seen: Set<ModemQuirk>, choice: QuirkChoice) {
        refused = choice.refused
        for quirk in profile.quirks { reasons[quirk] = .identity }
        for quirk in seen { reasons[quirk] = reasons[quirk] ?? .seen }
        for quirk in refused { reasons[quirk] = nil }
        for quirk in choice.wanted { reasons[quirk] = .configured }
    }

    package func has(_ quirk: ModemQuirk) -> Bool { reasons[quirk] != nil }

    package func reason(for quirk: ModemQuirk) -> Reason? { reasons[quirk] }

    /// - Returns: whether that is news.
    mutating func saw(_ quirk: ModemQuirk) -> Bool {
        guard reasons[quirk] == nil, !refused.contains(quirk) else { return false }
        reasons[quirk] = .seen
        return true
    }

    mutating func passed(_ quirk: ModemQuirk) {
        if reasons[quirk] == .seen { reasons[quirk] = nil }
    }

    /// By name.
    package var all: [(quirk: ModemQuirk, reason: Reason)] {
        reasons.map { ($0.key, $0.value) }.sorted { $0.0.name < $1.0.name }
    }

    /// `slot-scan (seen)`, by name.
    package var words: [String] { all.map { "\($0.quirk.name) (\($0.reason.rawValue))" } }
}

/// What an office says of a modem's quirks.
package struct QuirkChoice: Hashable, Sendable {
    package var wanted: Set<ModemQuirk>
    package var refused: Set<ModemQuirk>

    package init(wanted: Set<ModemQuirk> = [], refused: Set<ModemQuirk> = []) {
        self.wanted = wanted
        self.refused = refused
    }
}
