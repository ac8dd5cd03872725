import TestSupport
import Testing

@testable import DeviceWatch

@Suite("Mocked devices")
struct MockedUdevTests {
    @Test(.enabled(if: MockedUdev.isWrapped || MockedUdev.canWrap, "umockdev is not installed: apt-get install umockdev"))
    func `mocked devices are seen as real ones`() async throws {
        if MockedUdev.isWrapped { return }
        let (code, said) = try await MockedUdev.run("InnerMockedUdevTests")
        #expect(code == 0, "\(said)")
        #expect(said.contains("7 tests"), "\(said)")
    }
}

/// Only run by ``MockedUdevTests``.
@Suite(
    "Mocked devices, inner", .enabled(if: MockedUdev.isWrapped, "run by the suite “Mocked devices”"),
    .serialized)
struct InnerMockedUdevTests {
    @Test func `a stick is found with its properties, its interface and its parent's attributes`() throws {
        let bed = try Testbed()
        let stick = MockedStick(
            socket: 2, vendor: "2c7c", product: "0125", number: 7,
            interfaces: [.init(), .init(), .init(tty: "ttyUSB2")])
        try bed.add(stick)
        try bed.add(Self.console)
        let devices = try DeviceWatcher.list()
        try #require(devices.map(\.path) == ["/dev/ttyUSB2"])
        #expect(devices[0].idPath == "pci-0000:00:14.0-usb-0:2:1.2")
        #expect(devices[0].vendorID == "2c7c")
        #expect(devices[0].interfaceNumber == "02")
        #expect(devices[0].usbInterface == "02")
        #expect(devices[0].usbInterfaceKind == "ff/ff/ff")
        #expect(devices[0].driver == "option")
        #expect(devices[0].usbPath == stick.path)
        #expect(devices[0].stick == "\(stick.path)#7")
        #expect(devices[0].serial == nil)
        #expect(devices[0].role == .commands)
    }

    @Test func `all ports of a stick are of one stick, and those of an equal stick of another`() throws {
        let bed = try Testbed()
        try bed.add(.ec25(socket: 2, firstTTY: 0))
        try bed.add(.ec25(socket: 3, firstTTY: 4))
        let devices = try DeviceWatcher.list()
        #expect(devices.count == 8)
        #expect(Set(devices.prefix(4).map(\.stick)).count == 1)
        #expect(Set(devices.map(\.stick)).count == 2)
        #expect(devices.filter { $0.role == .commands }.map(\.path) == ["/dev/ttyUSB2", "/dev/ttyUSB6"])
        #expect(StrandedModem.all(among: try DeviceWatcher.usbDevices(), ports: devices).isEmpty)
    }

    @Test func `a stick that comes and goes is announced`() async throws {
        let bed = try Testbed()
        var changes = DeviceWatcher.changes().makeAsyncIterator()
        let stick = MockedStick(socket: 2, vendor: "2c7c", product: "0125", interfaces: [.init(tty: "ttyUSB0")])
        try bed.add(stick)
        await changes.next()
        #expect(try DeviceWatcher.list().map(\.path) == ["/dev/ttyUSB0"])
        bed.pull(stick)
        await changes.next()
        #expect(try DeviceWatcher.list().isEmpty)
        #expect(try DeviceWatcher.usbDevices().isEmpty)
    }

    @Test func `a stick without any tty is announced too, and said to be a disk`() async throws {
        let bed = try Testbed()
        var changes = DeviceWatcher.changes().makeAsyncIterator()
        try bed.add(
            MockedStick(
                socket: 2, vendor: "12d1", product: "1f01",
                interfaces: [.init(("08", "06", "50"), driver: "usb-storage")]))
        await changes.next()
        let stranded = StrandedModem.all(among: try DeviceWatcher.usbDevices(), ports: try DeviceWatcher.list())
        #expect(stranded.map(\.reason) == [.storage])
        #expect(stranded.first?.name == "Huawei stick 12d1:1f01 at USB 1-2")
        #expect(stranded.first?.device.idPath == "pci-0000:00:14.0-usb-0:2")
    }

    @Test(arguments: [
        (
            MockedStick(
                socket: 2, vendor: "12d1", product: "14dc",
                interfaces: [
                    .init(("02", "06", "00"), driver: "cdc_ether"), .init(("0a", "00", "00"), driver: "cdc_ether"),
                    .init(("08", "06", "50"), driver: "usb-storage"),
                ]), StrandedModem.Reason.network
        ),
        (MockedStick(socket: 2, vendor: "2c7c", product: "0125", interfaces: [.init(driver: nil)]), .noDriver),
        // The driver qcserial makes a tty of it all the same.
        (MockedStick(socket: 2, vendor: "05c6", product: "9008", interfaces: [.init(driver: "qcserial", tty: "ttyUSB0")]), .download),
    ])
    func `what cannot serve is told apart by what it shows`(_ stick: MockedStick, _ reason: StrandedModem.Reason) throws {
        let bed = try Testbed()
        try bed.add(stick)
        let stranded = StrandedModem.all(among: try DeviceWatcher.usbDevices(), ports: try DeviceWatcher.list())
        #expect(stranded.map(\.reason) == [reason])
    }

    @Test func `a storm of comings and goings is one change or a few, and ends in what is there`() async throws {
        let bed = try Testbed()
        var changes = DeviceWatcher.changes().makeAsyncIterator()
        let stick = MockedStick(socket: 2, vendor: "2c7c", product: "0125", interfaces: [.init(tty: "ttyUSB0")])
        try bed.add(stick)
        let tty = try #require(stick.ttyPath(0))
        // Two at a time: the mocked netlink aborts the program when nobody reads it.
        for _ in 1...200 {
            bed.announce("remove", tty)
            bed.announce("add", tty)
            await changes.next()
        }
        #expect(try DeviceWatcher.list().map(\.path) == ["/dev/ttyUSB0"])
    }

    @Test func `an add before udev's properties are there is known by what the device says`() throws {
        let bed = try Testbed()
        var stick = MockedStick(socket: 2, vendor: "2c7c", product: "0125", interfaces: [.init(tty: "ttyUSB0")])
        stick.hasProperties = false
        try bed.add(stick)
        var device = try #require(try DeviceWatcher.list().first)
        #expect(device.idPath == nil)
        #expect(device.property("ID_VENDOR_ID") == "2c7c")
        #expect(device.property("ID_USB_INTERFACE_NUM") == "00")
        let tty = try #require(stick.ttyPath(0))
        bed.set("ID_PATH", to: "\(stick.idPath):1.0", of: tty)
        bed.announce("change", tty)
        device = try #require(try DeviceWatcher.list().first)
        #expect(device.idPath == "\(stick.idPath):1.0")
    }

    static let console = """
        P: /devices/virtual/tty/tty1
        N: tty1
        E: DEVNAME=/dev/tty1
        E: SUBSYSTEM=tty

        """
}
