/// The network the modem is on: registration, texts on their way to the modem, TPDUs it submitted.
struct SimulatedNetwork: Sendable {
    /// <stat> of +CREG.
    var registration: Int
    /// <rssi> of +CSQ.
    var signal = 21
    var operatorName: String
    /// On their way, oldest first: kept until the modem takes them.
    var waiting: [WaitingText] = []
    var submits: [Submission] = []
    /// Status reports that answer every submit from now on; nil: none.
    var automaticStatus: Int?
    private var lastText = 0

    init(operatorName: String, registration: Int) {
        self.registration = registration
        self.operatorName = operatorName
    }

    /// Registered for SMS: home, roaming, or SMS only (6 and 7).
    static func carriesTexts(_ registration: Int) -> Bool { [1, 5, 6, 7].contains(registration) }

    mutating func enqueue(_ frame: Frame) {
        lastText += 1
        waiting.append(WaitingText(id: lastText, frame: frame, notBefore: 0))
    }

    /// A refused text goes back to its place and is offered again later.
    mutating func putBack(_ text: WaitingText, notBefore: Double) {
        var text = text
        text.notBefore = notBefore
        let place = waiting.firstIndex { $0.id > text.id } ?? waiting.count
        waiting.insert(text, at: place)
    }
}

/// A text or status report the network has for the modem.
struct WaitingText: Hashable, Sendable {
    let id: Int
    let frame: Frame
    /// Not offered before this uptime.
    var notBefore: Double

    /// TP-MTI, service centre to mobile: 10 is SMS-STATUS-REPORT (TS 23.040 §9.2.3.1).
    var isStatusReport: Bool {
        guard let firstOctet = frame.tpdu.first else { return false }
        return firstOctet & 0b11 == 0b10
    }

    /// TP-DCS of an SMS-DELIVER; nil where the octets end before it.
    private var dataCodingScheme: UInt8? {
        let tpdu = frame.tpdu
        guard tpdu.count > 1 else { return nil }
        let place = 1 + 2 + (Int(tpdu[1]) + 1) / 2 + 1
        return place < tpdu.count ? tpdu[place] : nil
    }

    /// Message class, when the data coding scheme gives one (TS 23.038 §4).
    var messageClass: Int? {
        guard let scheme = dataCodingScheme else { return nil }
        return scheme & 0x90 == 0x10 || scheme & 0xF0 == 0xF0 ? Int(scheme & 0b11) : nil
    }

    /// A message of the waiting indication group "store message" (TS 23.038 §4).
    var isStoredIndication: Bool {
        guard let scheme = dataCodingScheme else { return false }
        return scheme & 0xF0 == 0xD0 || scheme & 0xF0 == 0xE0
    }
}

/// One TPDU the modem gave to the network.
struct Submission: Hashable, Sendable {
    let id: Int
    /// TP-MR the modem gave it.
    let reference: Int
    /// As the terminal typed it: SMSC field and TPDU.
    let typed: Frame
    /// As it went on the air: with the fresh TP-MR.
    let tpdu: [UInt8]
    let unixSeconds: Double
}
