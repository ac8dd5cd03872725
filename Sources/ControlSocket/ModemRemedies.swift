extension ModemReport {
    /// What the operator can do about a modem that is not ready: what the daemon says, else by its state.
    package var whatToDo: String {
        if let remedy { return "Modem \(name): \(remedy)" }
        return switch state {
        case "absent": "Plug modem \(name) in, or correct device or match of its [[modem]]."
        case "port not opened", "not this modem", "refused":
            "Modem \(name): do what its line above says; journalctl -u edutracd has more."
        case "no answer":
            "Unplug modem \(name), wait ten seconds and plug it in again; if it stays silent, look whether device or match of its [[modem]] name its AT port."
        case "no SIM": "Put a SIM into modem \(name), contacts down, and plug the modem in again."
        case "PIN needed": "Write the PIN of the SIM of modem \(name) into its [[modem]] (pin), and restart edutracd."
        case "PUK needed": "Put the SIM of modem \(name) into a phone and enter its PUK there."
        case "searching network":
            "Wait a few minutes; then look at the antenna and the place of modem \(name), and whether its SIM is still valid."
        default: "Wait a minute and look again: modem \(name) is being brought up."
        }
    }
}
