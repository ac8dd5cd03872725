package import Foundation

/// What a command may ask of the running daemon.
///
/// On the wire `{"do":"status"}`.
package enum ControlRequest: String, CaseIterable, Hashable, Sendable, Codable {
    /// How modems and daemon are.
    case status
    /// Read calendar, wording and rules again.
    case reload
    /// Ask every modem for texts now.
    case sweep

    private enum CodingKeys: String, CodingKey { case `do` }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(String.self, forKey: .do)
        guard let request = ControlRequest(rawValue: name) else {
            throw DecodingError.dataCorruptedError(
                forKey: .do, in: container, debugDescription: "no request is called \(name)")
        }
        self = request
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rawValue, forKey: .do)
    }
}

/// What the daemon answers, one for each request.
///
/// On the wire `{"ok":true,"status":{…}}`, `{"ok":true,"done":"…"}` or `{"ok":false,"error":"…"}`.
package enum ControlAnswer: Hashable, Sendable, Codable {
    case status(DaemonStatus)
    /// Carried out; one line for the operator.
    case done(String)
    /// Not carried out; why, and the remedy.
    case failure(String)

    private enum CodingKeys: String, CodingKey { case ok, status, done, error }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if try !container.decode(Bool.self, forKey: .ok) {
            self = .failure(try container.decode(String.self, forKey: .error))
        } else if let status = try container.decodeIfPresent(DaemonStatus.self, forKey: .status) {
            self = .status(status)
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

    package init(version: String, startedAt: Date, modems: [ModemReport], held: String? = nil) {
        self.version = version
        self.startedAt = startedAt
        self.modems = modems
        self.held = held
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
