/// Which modem and which SIM a line came in by or goes out by.
package struct ModemTag: Hashable, Sendable {
    /// The `name` of the `[[modem]]` in the configuration.
    package let name: String
    /// ICCID; where the SIM does not tell it, `imei:` and the IMEI.
    package let sim: String

    package init(name: String, sim: String) {
        self.name = name
        self.sim = sim
    }
}
