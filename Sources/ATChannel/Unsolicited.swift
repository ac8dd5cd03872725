/// What a line that answers nothing tells, as far as it is of use. Nothing is ever acted upon by
/// its values: they are known to be wrong.
package enum Unsolicited: Hashable, Sendable {
    /// `+CMTI`: a text was stored somewhere.
    case textStored
    /// `+CDSI`: a status report was stored, in SR whatever the line says.
    case reportStored
    /// The message store is full or has just become ready.
    case messageStore
    case ring
    /// `+CLIP`: who calls; comes behind RING.
    case caller
    /// The modem has started anew, and forgotten what it was told.
    case restarted
    /// The SIM came or went.
    case simChanged
    case registration
    /// Known by its beginning, and of no use to us.
    case other

    /// - Returns: nil for a line that does not look like a URC.
    package init?(_ line: String) {
        if let known = Self.table.first(where: { line.hasPrefix($0.prefix) }) {
            self = known.meaning
        } else if let first = line.first, "^*#%_".contains(first) {
            self = .other
        } else if line.hasPrefix("+"), let colon = line.firstIndex(of: ":"),
            line[..<colon].dropFirst().allSatisfy({ $0.isUppercase || $0.isNumber })
        {
            // Any "+X…:" that was not asked for.
            self = .other
        } else {
            return nil
        }
    }

    private static let table: [(prefix: String, meaning: Unsolicited)] = [
        ("+CMTI:", .textStored), ("+CDSI:", .reportStored),
        ("+CREG:", .registration), ("+CGREG:", .registration), ("+CEREG:", .registration),
        ("RING", .ring), ("+CRING:", .ring), ("+CLIP:", .caller),
        // Huawei; SIMCom (full, ready); Seeed #39, LilyGo.
        ("^SMMEMFULL", .messageStore), ("^SMGO:", .messageStore), ("+SMS FULL", .messageStore), ("SMS Ready", .messageStore),
        ("SMS READY", .messageStore), ("SMS DONE", .messageStore), ("PB DONE", .messageStore),
        ("Call Ready", .messageStore), ("+PBREADY", .messageStore),
        // Quectel; Cinterion; SIMCom; u-blox.
        ("RDY", .restarted), ("^SYSSTART", .restarted), ("*ATREADY", .restarted),
        ("+AT: READY", .restarted), ("POWERED DOWN", .restarted), ("NORMAL POWER DOWN", .restarted),
        ("+CPIN:", .simChanged), ("+QUSIM:", .simChanged), ("+QSIMSTAT:", .simChanged),
        ("+SIM READY", .simChanged), ("+SIM DROP", .simChanged), ("^SIMST:", .simChanged),
        ("+UUSIMSTAT:", .simChanged),
        ("UNDER-VOLTAGE", .other), ("MISSED_CALL:", .other), ("NO CARRIER", .other), ("BUSY", .other),
        ("DST:", .other), ("+ZDONR", .other), ("+ZEND", .other), ("+CUSATEND", .other),
    ]
}
