import Crypto
package import Foundation
package import ModemDriver
package import Store

/// Whether the driver may type the PIN: not twice per SIM and PIN unless it was seen to be right, and
/// committed before it is typed, so that no restart loop can use up the tries.
package struct PINPath: Sendable {
    private let store: AttendanceStore

    package init(store: AttendanceStore) {
        self.store = store
    }

    package func decide(
        _ identity: ModemIdentity, pin: String?, modem: String, at now: Date
    ) -> PINDecision {
        guard let pin else {
            return .refuse("the SIM asks for a PIN: put it into the `pin` of this `[[modem]]` (\(modem))")
        }
        guard let sim = Self.keys(identity).first else {
            return .refuse("neither ICCID nor IMEI can be read, so a second try could not be told from the first")
        }
        let digest = SHA256.hash(data: Data("\(sim) \(pin)".utf8)).map { String(format: "%02x", $0) }
        do {
            guard try store.mayEnterPIN(sim: sim, pinDigest: digest.joined(), at: now) else {
                return .refuse(
                    "this PIN was tried once on this SIM: check the `pin` of this `[[modem]]` (\(modem)) "
                        + "before two tries more lock the SIM")
            }
            return .enter(pin)
        } catch {
            return .refuse("the attempt could not be recorded: \(error)")
        }
    }

    /// The SIM has opened: the PIN is right, and may be entered after the next power cut too.
    package func accept(_ identity: ModemIdentity, at now: Date) throws {
        try store.acceptPIN(sims: Self.keys(identity), at: now)
    }

    /// Under which a SIM is known: a locked one may refuse its ICCID, then the modem's IMEI stands for it.
    private static func keys(_ identity: ModemIdentity) -> [String] {
        [identity.iccid, identity.imei.map { "imei:\($0)" }].compactMap(\.self)
    }
}
