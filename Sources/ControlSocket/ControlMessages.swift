package import Foundation

/// What a command may ask of the running daemon.
///
/// On the wire `{"do":"status"}`, `{"do":"at","modem":"sim1","text":"+CSQ"}`.
package enum ControlRequest: Hashable, Sendable, Codable {
    /// How modems and daemon are.
    case status
    /// Read calendar, wording and rules again.
    case reload
    /// Ask every modem for texts now.
    case sweep
    /// A command has written something that should not wait for the daemon's next look at the database.
    case look
    /// The figures as OpenMetrics text, line by line.
    case metrics
    /// Something of one modem, by its name in the configuration.
    case modem(String, ModemRequest)

    /// The words behind `do`.
    package static let names = ["status", "reload", "sweep", "look", "metrics", "signal", "at", "ussd", "reset", "record"]

    private enum CodingKeys: String, CodingKey { case `do`, modem, text }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(String.self, forKey: .do)
        func modem(_ request: ModemRequest) throws -> ControlRequest {
            .modem(try container.decode(String.self, forKey: .modem), request)
        }
        self =
            switch name {
            case "status": .status
            case "reload": .reload
            case "sweep": .sweep
            case "look": .look
            case "metrics": .metrics
            case "signal": try modem(.signal)
            case "at": try modem(.at(try container.decode(String.self, forKey: .text)))
            case "ussd": try modem(.ussd(try container.decode(String.self, forKey: .text)))
            case "reset": try modem(.reset)
            case "record": try modem(.record)
            default:
                throw DecodingError.dataCorruptedError(
                    forKey: .do, in: container, debugDescription: "no request is called \(name)")
            }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .status: try container.encode("status", forKey: .do)
        case .reload: try container.encode("reload", forKey: .do)
        case .sweep: try container.encode("sweep", forKey: .do)
        case .look: try container.encode("look", forKey: .do)
        case .metrics: try container.encode("metrics", forKey: .do)
        case .modem(let name, let request):
            try container.encode(name, forKey: .modem)
            try container.encode(request.name, forKey: .do)
            if let text = request.text { try container.encode(text, forKey: .text) }
        }
    }
}

/// What may be asked of one modem.
package enum ModemRequest: Hashable, Sendable {
    /// Registration, signal and operator as they are now.
    case signal
    /// A command line, with or without the `AT` in front.
    case at(String)
    /// A code such as `*100#`.
    case ussd(String)
    case reset
    /// The last traffic, without PINs and texts.
    case record

    var name: String {
        switch self {
        case .signal: "signal"
        case .at: "at"
        case .ussd: "ussd"
        case .reset: "reset"
        case .record: "record"
        }
    }

    var text: String? {
        switch self {
        case .at(let text), .ussd(let text): text
        case .signal, .reset, .record: nil
        }
    }
}

/// What the daemon answers, one for each request.
///
/// On the wire `{"ok":true,"status":{…}}`, `{"ok":true,"done":"…"}`, `{"ok":true,"lines":[…]}` or
/// `{"ok":false,"error":"…"}`.
package enum ControlAnswer: Hashable, Sendable, Codable {
    case status(DaemonStatus)
    /// Carried out; one line for the operator.
    case done(String)
    /// What a modem said, or the figures, line by line.
    case lines([String])
    /// Not carried out; why, and the remedy.
    case failure(String)

    private enum CodingKeys: String, CodingKey { case ok, status, done, lines, error }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if try !container.decode(Bool.self, forKey: .ok) {
            self = .failure(try container.decode(String.self, forKey: .error))
        } else if let status = try container.decodeIfPresent(DaemonStatus.self, forKey: .status) {
            self = .status(status)
        } else if let lines = try container.decodeIfPresent([String].self, forKey: .lines) {
            self = .lines(lines)
        } else {
            self = .done(try container.decode(String.self, forKey: .done))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .status(let status):
            try container.encode(true, forKey: .ok)
            try container.encode(status, forKey: .status)
        case .done(let words):
            try container.encode(true, forKey: .ok)
            try container.encode(words, forKey: .done)
        case .lines(let lines):
            try container.encode(true, forKey: .ok)
            try container.encode(lines, forKey: .lines)
        case .failure(let words):
            try container.encode(false, forKey: .ok)
            try container.encode(words, forKey: .error)
        }
    }
}

package struct DaemonStatus: Hashable, Sendable, Codable {
    package var version: String
    package var startedAt: Date
    package var modems: [ModemReport]
    /// Why nothing unasked is sent, in words; nil while it is.
    package var held: String?
    /// Why nothing can be kept, so that texts stay in the modems; nil while it can.
    package var database: String?
    /// What was raised and is not over, the oldest first; nil of a daemon that does not know of alarms.
    package var alarms: [Alarm]?

    package init(
        version: String, startedAt: Date, modems: [ModemReport], held: String? = nil, database: String? = nil,
        alarms: [Alarm]? = nil
    ) {
        self.version = version
        self.startedAt = startedAt
        self.modems = modems
        self.held = held
        self.database = database
        self.alarms = alarms
    }
}

/// One `[[modem]]` of the configuration as it is now. What is not known is nil.
package struct ModemReport: Hashable, Sendable, Codable {
    /// As in the configuration.
    package var name: String
    /// `ready`, `searching network`, `PIN needed`, `absent` …
    package var state: String
    /// Why it is in that state, and what to do.
    package var detail: String?
    /// The tty that is open now.
    package var device: String?
    package var imei: String?
    package var iccid: String?
    package var model: String?
    package var operatorName: String?
    package var registration: String?
    /// +CSQ, 0…31.
    package var rssi: Int?
    package var dBm: Int?
    /// Message memories as `used/total`, by name.
    package var storage: [String: String]
    package var lastSweepAt: Date?
    /// The family it is treated as.
    package var profile: String?
    /// Departures from the standards it is treated for, each with the reason: `slot-scan (seen)`.
    package var quirks: [String]?
    /// Why it sends nothing, or not all; nil while it does.
    package var sending: String?
    /// What the operator must see to, one sentence each.
    package var alarms: [String] = []
    /// The same with their keys.
    package var simAlarms: [SIMAlarm]?
    /// What is to be done, where that is more than the state says.
    package var remedy: String?
    /// The number of the service centre, as the SIM has it.
    package var serviceCentre: String?

    package init(
        name: String, state: String, detail: String? = nil, device: String? = nil, imei: String? = nil,
        iccid: String? = nil, model: String? = nil, operatorName: String? = nil, registration: String? = nil,
        rssi: Int? = nil, dBm: Int? = nil, storage: [String: String] = [:], lastSweepAt: Date? = nil
    ) {
        self.name = name
        self.state = state
        self.detail = detail
        self.device = device
        self.imei = imei
        self.iccid = iccid
        self.model = model
        self.operatorName = operatorName
        self.registration = registration
        self.rssi = rssi
        self.dBm = dBm
        self.storage = storage
        self.lastSweepAt = lastSweepAt
    }
}
