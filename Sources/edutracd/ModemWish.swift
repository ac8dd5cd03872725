import ModemDriver
import OfficeConfiguration

/// Whether what answers on a port is the modem of a `[[modem]]`: by its own `match`, and by what others claim.
struct ModemWish: Sendable {
    private let configuration: ModemConfiguration
    private let others: [ModemConfiguration]

    init(_ configuration: ModemConfiguration, among all: [ModemConfiguration]) {
        self.configuration = configuration
        others = all.filter { $0.name != configuration.name }
    }

    /// When everything is known that will be. Nil when it is the one.
    func mismatch(_ identity: ModemIdentity) -> String? {
        if let why = mismatch(ofModem: identity) { return why }
        if let iccid = configuration.match?.iccid, iccid != identity.iccid {
            return "its ICCID is \(identity.iccid ?? "not told"), `match` asks for \(iccid)"
        }
        return nil
    }

    /// By the IMEI, before the SIM is asked for anything.
    func mismatch(ofModem identity: ModemIdentity) -> String? {
        if let imei = configuration.match?.imei, imei != identity.imei {
            return "its IMEI is \(identity.imei ?? "not told"), `match` asks for \(imei)"
        }
        guard let owner = others.first(where: { $0.claims(identity) }), !configuration.claims(identity) else { return nil }
        return "`match` of the [[modem]] \(owner.name) names it"
    }

    /// Before a PIN is typed. A locked SIM may refuse its ICCID: that is no mismatch, unless it may as well be
    /// the SIM of another modem.
    func mismatch(ofLocked identity: ModemIdentity) -> String? {
        guard configuration.match?.iccid != nil, identity.iccid == nil else { return mismatch(identity) }
        if let why = mismatch(ofModem: identity) { return why }
        guard configuration.device == nil, configuration.match?.imei == nil, !others.isEmpty else { return nil }
        return "its ICCID cannot be read while the SIM is locked, and there are several modems: add `imei` to `match`"
    }
}
