import Foundation
import Testing

@testable import DeviceWatch

@Suite("Device watcher")
struct DeviceWatchTests {
    @Test func `the machine's own ttys are listed by path, none twice`() throws {
        let devices = try DeviceWatcher.list()
        #expect(devices.map(\.path) == Set(devices.map(\.path)).sorted())
        #expect(devices.allSatisfy { $0.path.hasPrefix("/dev/") })
        #expect(!devices.contains { $0.path == "/dev/tty1" || $0.path == "/dev/ptmx" })
    }

    @Test func `watching ends with its task`() async {
        let watching = Task { for await _ in DeviceWatcher.changes() {} }
        watching.cancel()
        await watching.value
    }

    @Test func `what udev says counts before what the device says`() {
        let silent = ModemDevice(
            path: "/dev/ttyUSB2", usbAttributes: ["idVendor": "2c7c", "idProduct": "0125", "serial": "s1"],
            usbInterface: "02")
        #expect(silent.vendorID == "2c7c")
        #expect(silent.productID == "0125")
        #expect(silent.serial == "s1")
        #expect(silent.interfaceNumber == "02")
        #expect(silent.idPath == nil)
        var told = silent
        told.properties = [
            "ID_PATH": "pci-0000:00:14.0-usb-0:2:1.2", "ID_VENDOR_ID": "12d1", "ID_MODEL_ID": "1506",
            "ID_SERIAL_SHORT": "s2", "ID_USB_INTERFACE_NUM": "00", "ID_VENDOR": "HUAWEI", "ID_MODEL": "E173",
        ]
        #expect(told.vendorID == "12d1")
        #expect(told.productID == "1506")
        #expect(told.serial == "s2")
        #expect(told.interfaceNumber == "00")
        #expect(told.vendor == "HUAWEI")
        #expect(told.model == "E173")
        #expect(told.idPath == "pci-0000:00:14.0-usb-0:2:1.2")
    }
}
