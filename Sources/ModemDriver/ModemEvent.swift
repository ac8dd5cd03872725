package import ATChannel

/// Who is on the line. Every value was checked for its shape; nil is not told.
package struct ModemIdentity: Hashable, Sendable {
    package var imei: String?
    package var iccid: String?
    package var imsi: String?
    package var manufacturer: String?
    package var model: String?
    package var revision: String?
    package var serviceCentre: String?

    package init(
        imei: String? = nil, iccid: String? = nil, imsi: String? = nil, manufacturer: String? = nil,
        model: String? = nil, revision: String? = nil, serviceCentre: String? = nil
    ) {
        self.imei = imei
        self.iccid = iccid
        self.imsi = imsi
        self.manufacturer = manufacturer
        self.model = model
        self.revision = revision
        self.serviceCentre = serviceCentre
    }
}

extension ModemIdentity {
    /// What quirks are remembered by: all modems of one make and firmware behave alike.
    package var make: String { [manufacturer, model, revision].map { $0 ?? "?" }.joined(separator: " ") }
}

/// Where bring-up stands. All but `ready` are tried again at their own pace.
package enum ModemState: Hashable, Sendable {
    case opening
    /// SIM or message store are not ready yet; says what is waited for.
    case waitingForSIM(String)
    /// The SIM wants its PIN; says why it was not entered.
    case pinNeeded(String)
    case pukNeeded
    case simMissing
    /// Not registered: texts in the modem are read, none are sent.
    case searching
    case ready
    /// The modem cannot serve like this; says why.
    case refused(String)
}

package struct NetworkStatus: Hashable, Sendable {
    /// TS 27.007 §7.2; best of the circuit, packet and LTE registration.
    package enum Registration: String, Hashable, Sendable {
        case none
        case home
        case searching
        case denied
        case unknown
        case roaming
        case emergencyOnly

        package init(_ state: Int?) {
            self =
                switch state {
                case 0: .none
                case 1, 6: .home
                case 2: .searching
                case 3: .denied
                case 5, 7: .roaming
                case 8: .emergencyOnly
                default: .unknown
                }
        }

        package var isRegistered: Bool { self == .home || self == .roaming }
    }

    package var registration: Registration
    /// 0…31, TS 27.007 §8.5; nil where it is not known.
    package var rssi: Int?
    package var operatorName: String?
    package var signalDBm: Int? { rssi.map { -113 + 2 * $0 } }

    package init(registration: Registration, rssi: Int? = nil, operatorName: String? = nil) {
        self.registration = registration
        self.rssi = rssi
        self.operatorName = operatorName
    }
}

package enum ModemEvent: Hashable, Sendable {
    case stateChanged(ModemState)
    /// Comes again when more becomes known. Before the SIM is open only where its ICCID can be read.
    case identified(ModemIdentity)
    case network(NetworkStatus)
    /// At every sweep of the memory.
    case storage(memory: String, used: Int, total: Int)
    /// What one memory holds, or one routed PDU. Empty when a swept memory is. The owner commits
    /// and then calls ``Modem/release(_:)``; the next sweep waits for that, for a while.
    case listing([PDULine])
    case commandRefused(command: String, error: ATError)
    /// A URC, of which nothing is done here, at most ``Modem/unsolicitedLimit`` between two sweeps.
    case unsolicited(String)
    /// `+CMGS:` after its deadline: the last submit whose outcome was `unknown` has left after all.
    case lateSubmitAnswer(messageReference: Int?)
    /// The call is hung up: a modem that thinks it is busy gets no texts. Told once for each call, with
    /// the caller's number where it came in time: digits and a plus sign, at most 20.
    case incomingCall(number: String?)
    /// How the modem is treated, once its make is known and whenever that changes.
    case treated(profile: String, quirks: QuirksInForce)
    /// A rung of the ladder is taken; why.
    case recovering(RecoveryLadder.Rung, reason: String)
    /// Announcements had been turned off, by a missed acknowledgement or a reset nobody saw, and are on again.
    case announcementsRestored
    /// A question came back that was not asked here: another program talks to this modem, and takes answers away.
    case foreignQuestion
}

package enum SubmitOutcome: Hashable, Sendable {
    /// TP-MR as the modem tells it, nil if it does not.
    case sent(messageReference: Int?)
    /// Network or modem said no.
    case refused(ATError)
    /// It may have been sent; says what was seen.
    case unknown(String)
    /// The body never left; says why.
    case notSubmitted(String)
}
