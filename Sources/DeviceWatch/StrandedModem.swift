/// A modem that is plugged in and cannot serve as it is: what it is, and what to do about it.
///
/// Judged by what the device shows (a disk, a network card, no driver) and by its maker; product numbers are
/// named only where the look says nothing.
package struct StrandedModem: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable {
        /// It shows its disk of drivers: nobody has switched it to being a modem.
        case storage = "disk mode"
        /// HiLink firmware and its like: a router behind a network card.
        case network = "no AT port"
        /// The loader of its firmware waits for new firmware.
        case download = "download mode"
        case noDriver = "no driver"
        /// Driver and all, and yet no tty.
        case noPort = "no port"
    }

    package let device: USBDevice
    package let reason: Reason

    package init(_ device: USBDevice, _ reason: Reason) {
        self.device = device
        self.reason = reason
    }

    /// - Parameter ports: all ttys; a device that has one is not stranded, unless it is in download mode.
    package static func all(among devices: [USBDevice], ports: [ModemDevice]) -> [StrandedModem] {
        let served = Set(ports.compactMap(\.usbPath))
        return devices.compactMap { device in
            reason(device, hasPort: served.contains(device.path)).map { StrandedModem(device, $0) }
        }
    }

    private static func reason(_ device: USBDevice, hasPort: Bool) -> Reason? {
        if MakerTable.downloadModes.contains(device.id) { return .download }
        guard !hasPort, !device.interfaces.isEmpty else { return nil }
        if MakerTable.disks.contains(device.id) { return .storage }
        if MakerTable.networkCards.contains(device.id) { return .network }
        guard MakerTable.makers[device.vendorID] != nil, !isPhone(device) else { return nil }
        let kinds = device.interfaces.map(\.kind)
        if kinds.allSatisfy({ $0.hasPrefix("08/") }) { return .storage }
        if device.interfaces.contains(where: { $0.kind.hasPrefix("ff/") && $0.driver == nil }) { return .noDriver }
        // CDC Ethernet and NCM, and the two numbers under which RNDIS goes.
        let isNetwork = kinds.contains { kind in
            ["02/06/", "02/0d/", "02/02/ff", "e0/01/03"].contains { kind.hasPrefix($0) }
        }
        return isNetwork ? .network : .noPort
    }

    /// ADB, or a camera: a telephone that is being charged.
    private static func isPhone(_ device: USBDevice) -> Bool {
        device.interfaces.contains { $0.kind.hasPrefix("ff/42/") || $0.kind.hasPrefix("06/") }
    }

    /// `Huawei stick 12d1:1f01 at USB 1-2`.
    package var name: String {
        let maker = MakerTable.makers[device.vendorID] ?? device.manufacturer ?? "unknown"
        return "\(maker) stick \(device.id) at USB \(device.socket)"
    }

    package var words: String {
        switch reason {
        case .storage: "the \(name) shows itself as a disk with drivers and was not switched to being a modem"
        case .network: "the \(name) is a network card (HiLink firmware or the like) and has no AT port"
        case .download: "the \(name) is in emergency download mode: its firmware does not start"
        case .noDriver: "the \(name) has no driver, so no tty of it appears"
        case .noPort: "the \(name) shows no serial port"
        }
    }

    package var remedy: String {
        switch reason {
        case .storage:
            "Install usb-modeswitch (sudo apt install usb-modeswitch), unplug the stick and plug it in again; if it stays a disk, journalctl -b says why under usb_modeswitch."
        case .network:
            "Use another stick, or have firmware for stick mode (not HiLink) put on this one."
        case .download:
            "Unplug the stick for a minute and plug it in again; if it stays like that its firmware is broken: use another."
        case .noDriver:
            "sudo modprobe option; if no ttyUSB appears, the driver does not know the stick: echo \(device.vendorID) \(device.productID) | sudo tee /sys/bus/usb-serial/drivers/option1/new_id"
        case .noPort:
            "Set the stick to a USB mode with serial ports, as its manual says, or use another."
        }
    }
}

extension ModemDevice {
    /// A tty over which firmware is loaded, and nothing else.
    package var isDownloadPort: Bool {
        MakerTable.downloadModes.contains("\(vendorID ?? ""):\(productID ?? "")")
    }
}

/// Who makes modems, and the products whose look does not tell what they are.
enum MakerTable {
    /// Those of the udev rule and others who make hardly anything but modems.
    static let makers = [
        "12d1": "Huawei", "3566": "Huawei", "19d2": "ZTE", "2c7c": "Quectel", "1e0e": "SIMCom", "1bc7": "Telit",
        "1199": "Sierra", "0af0": "Option", "1e2d": "Cinterion", "1546": "u-blox", "1c9e": "Longcheer",
        "2020": "BroadMobi", "1410": "Novatel", "2cb7": "Fibocom",
    ]

    /// Source: usb-modeswitch-data 20191128. Makers of other things too, and sticks with a second look.
    static let disks: Set<String> = [
        "05c6:1000", "05c6:2001", "05c6:f000",  // Qualcomm's own number, used by many
        "1bbb:f000", "1bbb:f017",  // Alcatel
        "2001:a706", "2001:a80b",  // D-Link
    ]

    /// Source: https://forum.openwrt.org/t/69650.
    static let networkCards: Set<String> = ["12d1:14db", "12d1:14dc"]

    /// Source: 77-mm-qdl-device-blacklist.rules of ModemManager 1.20.
    static let downloadModes: Set<String> = [
        "05c6:9008", "05c6:9201", "05c6:9211", "05c6:9221", "05c6:9231", "05c6:9274", "05c6:9204", "1199:9000",
        "16d8:8001",
    ]
}
