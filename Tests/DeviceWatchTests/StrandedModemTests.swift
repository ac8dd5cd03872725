import Foundation
import Testing

@testable import DeviceWatch

@Suite("Stranded modems")
struct StrandedModemTests {
    private static func device(_ vendor: String, _ product: String, _ kinds: (String, String?)...) -> USBDevice {
        USBDevice(
            path: "/sys/devices/usb1/1-2.4", vendorID: vendor, productID: product,
            interfaces: kinds.map { USBDevice.Interface(kind: $0.0, driver: $0.1) })
    }

    @Test(
        arguments: [
            (device("12d1", "1f01", ("08/06/50", "usb-storage")), .storage),
            (device("19d2", "2000", ("08/06/50", "usb-storage"), ("08/06/50", nil)), .storage),
            (device("05c6", "1000", ("08/06/50", "usb-storage")), .storage),
            (device("12d1", "14dc", ("02/06/00", "cdc_ether"), ("0a/00/00", "cdc_ether")), .network),
            (device("19d2", "1405", ("02/06/00", "cdc_ether"), ("08/06/50", "usb-storage")), .network),
            (device("19d2", "1403", ("e0/01/03", "rndis_host"), ("0a/00/00", "rndis_host")), .network),
            (device("05c6", "9008", ("ff/ff/ff", nil)), .download),
            (device("2c7c", "0125", ("ff/00/00", nil), ("ff/ff/ff", "qmi_wwan")), .noDriver),
            (device("1199", "9071", ("02/0e/00", "cdc_mbim")), .noPort),
            // A telephone that is charged, a keyboard, a card reader, and a stick that is not yet set up.
            (device("12d1", "107e", ("ff/ff/00", nil), ("ff/42/01", nil)), nil),
            (device("046d", "c31c", ("03/01/01", "usbhid")), nil),
            (device("0bda", "0129", ("08/06/50", "usb-storage")), nil),
            (device("12d1", "1506"), nil),
        ] as [(USBDevice, StrandedModem.Reason?)])
    func `a device without a tty is known by what it shows`(_ device: USBDevice, _ reason: StrandedModem.Reason?) {
        #expect(StrandedModem.all(among: [device], ports: []).map(\.reason) == [reason].compactMap(\.self))
    }

    @Test func `a device with a tty serves, whatever else it is`() {
        let device = Self.device("12d1", "1506", ("ff/02/02", "option"), ("08/06/50", "usb-storage"))
        let port = ModemDevice(path: "/dev/ttyUSB0", usbPath: device.path)
        #expect(StrandedModem.all(among: [device], ports: [port]).isEmpty)
    }

    static let udevRules = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "udev/70-edutrac-modem.rules")

    @Test func `the udev rule names the same ports for commands as the table`() throws {
        let rule = try String(contentsOf: Self.udevRules, encoding: .utf8)
        let pattern =
            #/\nENV\{ID_VENDOR_ID}=="(\w+)", ENV\{ID_MODEL_ID}=="([\w|]+)", ENV\{ID_USB_INTERFACE_NUM}=="(\d\d)", ENV\{ID_EDUTRAC_PORT}="commands"/#
        let told = rule.matches(of: pattern).flatMap { line in
            line.2.split(separator: "|").map { "\(line.1):\($0) \(line.3)" }
        }
        let known = PortTable.rows.flatMap { row in
            row.layout.filter { $0.value == .commands }.flatMap { port in row.ids.map { "\($0) \(port.key)" } }
        }
        #expect(told.sorted() == known.sorted())
    }

    @Test func `the udev rule that keeps ModemManager away names the same makers`() throws {
        let lists = try String(contentsOf: Self.udevRules, encoding: .utf8).matches(of: #/idVendor}=="([^"]+)"/#)
        #expect(lists.count == 2)
        for list in lists { #expect(Set(list.1.split(separator: "|").map(String.init)) == Set(MakerTable.makers.keys)) }
    }

    @Test(arguments: [StrandedModem.Reason.storage, .network, .download, .noDriver, .noPort])
    func `each says which stick, what is wrong and what to do`(_ reason: StrandedModem.Reason) {
        let stranded = StrandedModem(Self.device("12d1", "1f01", ("08/06/50", nil)), reason)
        #expect(stranded.words.contains("Huawei stick 12d1:1f01 at USB 1-2.4"))
        #expect(!stranded.words.hasSuffix("."))
        #expect(stranded.remedy.count > 20)
    }
}

@Suite("Roles of ports")
struct PortRoleTests {
    @Test(
        arguments: [
            (["ID_VENDOR_ID": "2c7c", "ID_MODEL_ID": "0125", "ID_USB_INTERFACE_NUM": "00"], nil, .other),
            (["ID_VENDOR_ID": "2c7c", "ID_MODEL_ID": "0125", "ID_USB_INTERFACE_NUM": "02"], nil, .commands),
            (["ID_VENDOR_ID": "2c7c", "ID_MODEL_ID": "0125", "ID_USB_INTERFACE_NUM": "03"], nil, .moreCommands),
            (["ID_VENDOR_ID": "1e0e", "ID_MODEL_ID": "9001", "ID_USB_INTERFACE_NUM": "02"], nil, .commands),
            (["ID_VENDOR_ID": "1e2d", "ID_MODEL_ID": "006F", "ID_USB_INTERFACE_NUM": "00"], nil, .commands),
            // E3372 in stick mode: the descriptors say it.
            (["ID_VENDOR_ID": "12d1", "ID_MODEL_ID": "1506", "ID_USB_INTERFACE_NUM": "00"], "ff/02/01", .moreCommands),
            (["ID_VENDOR_ID": "12d1", "ID_MODEL_ID": "1506", "ID_USB_INTERFACE_NUM": "01"], "ff/02/02", .commands),
            (["ID_VENDOR_ID": "12d1", "ID_MODEL_ID": "1001", "ID_USB_INTERFACE_NUM": "00"], "ff/ff/ff", .unknown),
            (["ID_VENDOR_ID": "1a86", "ID_MODEL_ID": "7523", "ID_USB_INTERFACE_NUM": "00"], "ff/01/02", .unknown),
            // A hint of udev beats the table.
            (
                [
                    "ID_VENDOR_ID": "2c7c", "ID_MODEL_ID": "0125", "ID_USB_INTERFACE_NUM": "03",
                    "ID_MM_PORT_TYPE_AT_PRIMARY": "1",
                ], nil, .commands
            ),
            (["ID_MM_PORT_TYPE_QCDM": "1"], nil, .other), (["ID_MM_PORT_IGNORE": "1"], nil, .unknown), ([:], nil, .unknown),
        ] as [([String: String], String?, PortRole)])
    func `hints, descriptors and table say what a port is for`(
        _ properties: [String: String], _ kind: String?, _ role: PortRole
    ) {
        #expect(ModemDevice(path: "/dev/ttyUSB0", properties: properties, usbInterfaceKind: kind).role == role)
    }

    @Test func `the table is in lower case, names nothing twice and has a port for commands in each row`() {
        let ids = PortTable.rows.flatMap { Array($0.ids) }
        #expect(ids.count == Set(ids).count)
        #expect(ids.allSatisfy { $0 == $0.lowercased() && $0.count == 9 })
        #expect(PortTable.rows.filter { !$0.layout.values.contains(.commands) }.map(\.ids) == [["1e2d:0053"]])
    }
}
