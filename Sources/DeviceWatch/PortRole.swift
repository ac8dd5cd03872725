/// What a port of a modem is for, as far as that can be known without opening it. In the order in which
/// ports are tried.
package enum PortRole: Int, Hashable, Comparable, Sendable {
    /// AT commands and URCs.
    case commands
    /// AT commands as well; often the one that data calls go over.
    case moreCommands
    case unknown
    /// Diagnosis, positions, sound.
    case other

    package static func < (left: PortRole, right: PortRole) -> Bool { left.rawValue < right.rawValue }
}

extension ModemDevice {
    /// By udev's hints, then by what Huawei writes into its descriptors, then by the table.
    package var role: PortRole {
        // ID_MM_PORT_IGNORE says nothing: whoever keeps ModemManager off a port may mean us to have it.
        if let (_, role) = Self.hints.first(where: { properties[$0.property] == "1" }) { return role }
        if vendorID == PortTable.huawei, let role = usbInterfaceKind.flatMap({ PortTable.huaweiKinds[$0] }) {
            return role
        }
        guard let vendorID, let productID, let interfaceNumber else { return .unknown }
        return PortTable.layout(vendorID, productID)?[interfaceNumber] ?? .unknown
    }

    /// Set by ModemManager's udev rules where they are installed, and by those of other people.
    private static let hints: [(property: String, role: PortRole)] = [
        ("ID_MM_PORT_TYPE_AT_PRIMARY", .commands), ("ID_MM_PORT_TYPE_AT_SECONDARY", .moreCommands),
        ("ID_MM_PORT_TYPE_AT_PPP", .moreCommands), ("ID_MM_PORT_TYPE_AT_GPS_CONTROL", .moreCommands),
        ("ID_MM_PORT_TYPE_QCDM", .other), ("ID_MM_PORT_TYPE_GPS", .other), ("ID_MM_PORT_TYPE_AUDIO", .other),
    ]
}

/// Which interface of a known modem is what. It only says where to begin: a port that does not answer is
/// learnt and passed over, and one that is not in the table is tried.
///
/// - Source: the port types in the udev rules of ModemManager 1.20 (77-mm-*-port-types.rules), which hold on
///   machines where ModemManager is not installed too.
enum PortTable {
    typealias Layout = [String: PortRole]

    static let huawei = "12d1"

    /// Class, subclass and protocol of an interface: 01 is the modem port, 02 the one for commands ("PC UI").
    static let huaweiKinds: [String: PortRole] = [
        "ff/01/01": .moreCommands, "ff/02/01": .moreCommands, "ff/01/02": .commands, "ff/02/02": .commands,
        "ff/01/03": .other, "ff/02/03": .other, "ff/01/05": .other, "ff/01/14": .other, "ff/06/14": .other,
    ]

    static func layout(_ vendor: String, _ product: String) -> Layout? {
        let id = "\(vendor):\(product)".lowercased()
        return rows.first { $0.ids.contains(id) }?.layout
    }

    static let rows: [(ids: Set<String>, layout: Layout)] = [
        // Quectel EC25/EG25, EG91, EG95, BG96, EG06, RM500; SIMCom SIM7000/7100/7600, SIM7070/7080/7090.
        (
            [
                "2c7c:0125", "2c7c:0191", "2c7c:0195", "2c7c:0296", "2c7c:0306", "2c7c:0800", "1e0e:9001",
                "1e0e:9205", "1e0e:9206",
            ],
            ["00": .other, "01": .other, "02": .commands, "03": .moreCommands, "04": .other]
        ),
        // SIMCom: A-LINK 3GU; Prolink PH-300, SCT UM300.
        (["1e0e:cefe"], ["00": .moreCommands, "01": .moreCommands, "02": .commands]),
        (["1e0e:9100", "1e0e:9200"], ["01": .moreCommands, "03": .commands]),
        // Telit: UC864; LE910C1; LE910, LE922.
        (["1bc7:1003"], ["00": .commands, "02": .moreCommands]),
        (["1bc7:1004", "1bc7:1005"], ["00": .commands, "02": .other, "03": .moreCommands]),
        (["1bc7:1031", "1bc7:1033"], ["00": .other, "01": .commands, "02": .moreCommands]),
        (["1bc7:1201"], ["00": .other, "03": .other, "04": .commands, "05": .moreCommands]),
        (["1bc7:1040"], ["00": .other, "04": .commands, "05": .moreCommands]),
        (["1bc7:1041", "1bc7:1204"], ["00": .other, "04": .other, "05": .commands, "06": .moreCommands]),
        // Cinterion PLS8, PLS62, PLS63, PLS83; PHS8.
        (
            ["1e2d:0061", "1e2d:005b", "1e2d:005d", "1e2d:0069", "1e2d:006f"],
            ["00": .commands, "02": .moreCommands, "04": .other, "06": .other, "08": .other]
        ),
        (["1e2d:0053"], ["01": .other]),
        // ZTE MF6xx, MF1xx and what operators call them.
        (["19d2:0001"], ["00": .commands, "02": .moreCommands]),
        (["19d2:0002", "19d2:0012", "19d2:0024", "19d2:0025", "19d2:0055"], ["02": .commands, "04": .moreCommands]),
        (["19d2:0016", "19d2:0017", "19d2:0018", "19d2:0019", "19d2:0117"], ["01": .moreCommands, "02": .commands]),
        (
            [
                "19d2:0021", "19d2:0031", "19d2:0037", "19d2:0039", "19d2:0042", "19d2:0052", "19d2:0057",
                "19d2:0108",
            ],
            ["01": .moreCommands, "03": .commands]
        ),
        (["19d2:0033", "19d2:0128"], ["01": .moreCommands, "04": .commands]),
        (["19d2:0015", "19d2:0030", "19d2:0054"], ["01": .commands, "03": .moreCommands]),
        // Longcheer: Alcatel X020 and X060, 4G Systems XS Stick.
        (["1c9e:6000", "1c9e:6060", "1c9e:6061"], ["00": .commands, "02": .moreCommands]),
        (["1c9e:7001"], ["00": .moreCommands, "02": .commands]),
        // Huawei E220, E169: what is no modem there answers nothing.
        (["12d1:1003"], ["00": .commands, "01": .moreCommands]),
    ]
}
