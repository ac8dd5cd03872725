import DeviceWatch
import ModemDriver
import Synchronization

/// What the modems of one daemon know together: who is at which stick, what answered there, and which of a
/// product's ports turned out to take AT commands.
///
/// Two `[[modem]]` are never at one stick, also not at two of its ports. What one has found out about a
/// stick that is not its own spares the others the way, so that two equal sticks are told apart after one look
/// at each. All of it holds for a stick as it is plugged in now: pulled and put back it is a new one.
final class PortRegister: Sendable {
    private struct State {
        var holders: [String: String] = [:]
        var identities: [String: ModemIdentity] = [:]
        /// By vendor, product and interface.
        var roles: [String: PortRole] = [:]
    }

    private let state = Mutex(State())

    /// - Returns: false when another `[[modem]]` is at the stick.
    func take(_ stick: String, for modem: String) -> Bool {
        state.withLock { state in
            guard state.holders[stick, default: modem] == modem else { return false }
            state.holders[stick] = modem
            return true
        }
    }

    func leave(_ stick: String, by modem: String) {
        state.withLock { if $0.holders[stick] == modem { $0.holders[stick] = nil } }
    }

    func holder(of stick: String) -> String? { state.withLock { $0.holders[stick] } }

    func note(_ identity: ModemIdentity, of stick: String) {
        state.withLock { $0.identities[stick] = identity }
    }

    func identity(of stick: String) -> ModemIdentity? { state.withLock { $0.identities[stick] } }

    /// Ports of a product are alike: the second equal stick profits from the first.
    func learn(_ role: PortRole, of device: ModemDevice) {
        guard let key = Self.key(device) else { return }
        state.withLock { state in
            // A port that once answered and is silent now is a modem that hangs.
            if role != .other || state.roles[key] == nil { state.roles[key] = role }
        }
    }

    /// What was seen counts before what udev and the table say.
    func role(of device: ModemDevice) -> PortRole {
        Self.key(device).flatMap { key in state.withLock { $0.roles[key] } } ?? device.role
    }

    /// Forgets sticks that are not there any more.
    func keep(only sticks: Set<String>) {
        state.withLock { state in state.identities = state.identities.filter { sticks.contains($0.key) } }
    }

    private static func key(_ device: ModemDevice) -> String? {
        guard let vendor = device.vendorID, let product = device.productID, let interface = device.interfaceNumber
        else { return nil }
        return "\(vendor):\(product)/\(interface)"
    }
}
