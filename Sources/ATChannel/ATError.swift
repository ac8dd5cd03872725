/// Why a command did not succeed.
package enum ATError: Error, Hashable, Sendable {
    /// `ERROR`, or a vendor's way of saying it (Q-16).
    case error
    /// `+CMS ERROR`: RP-cause (0–127), TP-FCS (128–255), TS 27.005 §3.2.5 (300–511), vendor (512 on).
    case messageService(Int)
    /// `+CME ERROR`: TS 27.007 §9.2.
    case equipment(Int)
    /// An error in words that no table knows, at most ``textLimit`` characters.
    case textual(String)
    /// No final result before the deadline.
    case timedOut
    /// Not asked: the modem fell silent or started anew while the command waited for its turn, and may
    /// have forgotten what the command relies on (memory, PDU mode).
    case interrupted
    /// The port was closed, or the modem is no longer listened to.
    case gone
    /// A final `OK`, and an answer that makes no sense; says what was missing.
    case unreadable(String)

    package static let textLimit = 80
}

extension ATError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .error: "the modem said ERROR"
        case .messageService(let code): Self.describe(Self.messageServiceNames[code], "CMS", code)
        case .equipment(let code): Self.describe(Self.equipmentNames[code], "CME", code)
        case .textual(let text): "the modem said \"\(text)\""
        case .timedOut: "the modem did not answer in time"
        case .interrupted: "not asked, the modem was not in step"
        case .gone: "the modem is gone"
        case .unreadable(let what): "the answer was not understood: \(what)"
        }
    }

    private static func describe(_ name: String?, _ table: String, _ code: Int) -> String {
        "\(name ?? "error without a known meaning") (+\(table) \(code))"
    }

    /// The error a modem put in words although CMEE is 1 (Q-16).
    init(words: String, isMessageService: Bool) {
        let table = isMessageService ? Self.messageServiceNames : Self.equipmentNames
        let wanted = words.lowercased()
        if let code = table.first(where: { $0.value.lowercased() == wanted })?.key {
            self = isMessageService ? .messageService(code) : .equipment(code)
        } else {
            self = .textual(String(words.prefix(Self.textLimit)))
        }
    }

    /// Whether the SIM cannot be used at the moment: absent, locked, busy or failed.
    package var concernsSIM: Bool {
        switch self {
        case .equipment(10...15), .messageService(310...316): true
        default: false
        }
    }

    /// What a modem answers while SIM or message store are still starting (Q-23, Q-29).
    package var meansNotYet: Bool {
        switch self {
        case .equipment(14), .equipment(515): true
        case .messageService(302), .messageService(310...314), .messageService(512),
            .messageService(515), .messageService(604):
            true
        default: false
        }
    }

    /// Source: TS 24.011 table 8.4 (RP-cause), TS 23.040 §9.2.3.22 (TP-FCS), TS 27.005 §3.2.5.
    static let messageServiceNames: [Int: String] = [
        1: "unassigned number", 8: "operator determined barring", 10: "call barred",
        17: "network failure", 21: "short message transfer rejected", 22: "memory capacity exceeded",
        27: "destination out of service", 28: "unidentified subscriber", 29: "facility rejected",
        30: "unknown subscriber", 38: "network out of order", 41: "temporary failure",
        42: "congestion", 47: "resources unavailable", 50: "requested facility not subscribed",
        69: "requested facility not implemented", 81: "invalid short message reference",
        95: "invalid message", 96: "invalid mandatory information",
        97: "message type not implemented", 98: "message not compatible with the protocol state",
        99: "information element not implemented", 111: "protocol error", 127: "interworking",
        128: "telematic interworking not supported", 143: "protocol identifier refused",
        159: "data coding scheme refused", 160: "command cannot be actioned",
        161: "command unsupported", 175: "command refused", 176: "TPDU not supported",
        192: "SC busy", 193: "no SC subscription", 194: "SC system failure",
        195: "invalid SME address", 196: "destination SME barred", 197: "SM rejected as duplicate",
        198: "validity period format not supported", 199: "validity period not supported",
        208: "SIM SMS storage full", 209: "no SMS storage capability in SIM", 211: "memory capacity exceeded",
        212: "SIM application toolkit busy", 213: "SIM data download error", 255: "unspecified error",
        300: "ME failure", 301: "SMS service of ME reserved", 302: "operation not allowed",
        303: "operation not supported", 304: "invalid PDU mode parameter",
        305: "invalid text mode parameter", 310: "SIM not inserted", 311: "SIM PIN required",
        312: "PH-SIM PIN required", 313: "SIM failure", 314: "SIM busy", 315: "SIM wrong",
        316: "SIM PUK required", 317: "SIM PIN2 required", 318: "SIM PUK2 required",
        320: "memory failure", 321: "invalid memory index", 322: "memory full",
        330: "SMSC address unknown", 331: "no network service", 332: "network timeout",
        340: "no CNMA acknowledgement expected", 500: "unknown error",
        512: "manufacturer specific error", 515: "please wait, initialisation in progress",
        604: "message service not ready",
    ]

    /// Source: TS 27.007 §9.2.
    static let equipmentNames: [Int: String] = [
        0: "phone failure", 1: "no connection to phone", 2: "phone-adaptor link reserved",
        3: "operation not allowed", 4: "operation not supported", 5: "PH-SIM PIN required",
        10: "SIM not inserted", 11: "SIM PIN required", 12: "SIM PUK required", 13: "SIM failure",
        14: "SIM busy", 15: "SIM wrong", 16: "incorrect password", 17: "SIM PIN2 required",
        18: "SIM PUK2 required", 20: "memory full", 21: "invalid index", 22: "not found",
        23: "memory failure", 24: "text string too long", 25: "invalid characters in text string",
        26: "dial string too long", 27: "invalid characters in dial string",
        30: "no network service", 31: "network timeout",
        32: "network not allowed - emergency calls only", 40: "network personalisation PIN required",
        41: "network personalisation PUK required", 42: "network subset personalisation PIN required",
        44: "service provider personalisation PIN required", 100: "unknown",
        103: "illegal MS", 106: "illegal ME", 107: "GPRS services not allowed",
        111: "PLMN not allowed", 112: "location area not allowed",
        113: "roaming not allowed in this location area", 515: "please wait, initialisation in progress",
    ]
}
