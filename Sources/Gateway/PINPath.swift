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
        let names = Names(identity)
        guard !names.recorded.isEmpty else {
            return .refuse("neither ICCID nor IMEI can be read, so a second try could not be told from the first")
        }
        func attempts(_ names: [String]) -> [PINAttempt] {
            names.map { PINAttempt(sim: $0, digest: Self.digest(of: pin, on: $0)) }
        }
        do {
            guard
                try store.mayEnterPIN(
                    recording: attempts(names.recorded), unlessOpen: attempts(names.doubts), at: now)
            else {
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
        try store.acceptPIN(sims: Names(identity).all, at: now)
    }

    /// The SIM said OK: should the modem start anew before the SIM is open, it may be entered once more.
    package func taken(_ identity: ModemIdentity) throws {
        try store.notePINTaken(sims: Names(identity).all)
    }

    private static func digest(of pin: String, on sim: String) -> String {
        SHA256.hash(data: Data("\(sim) \(pin)".utf8)).map { String(format: "%02x", $0) }.joined()
    }

    /// What a SIM is known by. A locked one may refuse its ICCID at one start and tell it at the next
    /// (CME 14), and must not get the same PIN twice for that; another SIM in the same modem may.
    private struct Names {
        private let iccid: String?
        /// The SIM in a modem whose ICCID could not be read when the PIN was typed.
        private let nameless: String?
        /// The last SIM in a modem whose ICCID was known.
        private let known: String?

        init(_ identity: ModemIdentity) {
            iccid = identity.iccid
            nameless = identity.imei.map { "imei:\($0)" }
            known = identity.imei.map { "modem:\($0)" }
        }

        var recorded: [String] { (iccid == nil ? [nameless] : [iccid, known]).compactMap(\.self) }
        var doubts: [String] { (iccid == nil ? [nameless, known] : [iccid, nameless]).compactMap(\.self) }
        var all: [String] { [iccid, nameless, known].compactMap(\.self) }
    }
}
