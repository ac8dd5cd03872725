/// What AT commands set and a reset sets back: V.250, TS 27.007 and TS 27.005 parameters with the
/// values they have at power-up.
struct ModemSettings: Sendable {
    // V.250
    var echo = 1
    var verbose = 1
    var quiet = 0
    var resultSelection = 4
    var dataCarrierDetect = 1
    var dataTerminalReady = 0
    var registers: [Int: Int] = [0: 0, 3: 13, 4: 10, 5: 8, 6: 2, 7: 60, 8: 2, 10: 14]
    var rate = 0

    // TS 27.007
    var equipmentErrors = 0
    var characterSet = TECharacterSet.ira
    var registrationReports = ["+CREG": 0, "+CGREG": 0, "+CEREG": 0]
    var operatorFormat = 0
    var callerIdentity = 0
    var extendedRing = 0
    var ussdReports = 0
    var phonebook = "SM"
    /// Values of commands that are accepted, shown again and have no effect here.
    var plain: [String: Int] = [:]
    var plainTexts: [String: String] = [:]

    // TS 27.005
    var textMode = 0
    var messageService = 0
    var preferredMemories = ["SM", "SM", "SM"]
    var indications = MessageIndications()
    var textParameters = TextModeParameters()
    var showTextParameters = 0
    var moreMessages = 0
    var cellBroadcast = "0,\"\",\"\""

    var terminator: UInt8 { UInt8(truncatingIfNeeded: registers[3] ?? 13) }
    var formatter: UInt8 { UInt8(truncatingIfNeeded: registers[4] ?? 10) }
    var backspace: UInt8 { UInt8(truncatingIfNeeded: registers[5] ?? 8) }
}

/// +CNMI, TS 27.005 §3.4.1.
struct MessageIndications: Hashable, Sendable {
    var mode = 0
    var deliver = 0
    var cellBroadcast = 0
    var statusReport = 0
    var buffer = 0

    var list: String { "\(mode),\(deliver),\(cellBroadcast),\(statusReport),\(buffer)" }
}

/// +CSMP, TS 27.005 §3.3.4.
struct TextModeParameters: Hashable, Sendable {
    var firstOctet = 17
    /// A number (relative) or, for the absolute format, the quoted time.
    var validityPeriod = "167"
    var protocolIdentifier = 0
    var dataCodingScheme = 0
}
