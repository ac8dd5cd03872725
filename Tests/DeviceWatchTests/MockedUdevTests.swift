import Foundation
import Glibc
import Testing

@testable import DeviceWatch

/// Devices made up by umockdev (Debian package umockdev), which must be loaded before the program:
/// the outer test starts this test program again under its wrapper.
@Suite("Mocked devices")
struct MockedUdevTests {
    static let wrapper = "/usr/bin/umockdev-wrapper"
    static var isWrapped: Bool {
        ProcessInfo.processInfo.environment["LD_PRELOAD"]?.contains("umockdev") == true
    }
    static var canWrap: Bool { !isWrapped && FileManager.default.isExecutableFile(atPath: wrapper) }

    @Test(.enabled(if: isWrapped || canWrap, "umockdev is not installed: apt-get install umockdev"))
    func `mocked devices are seen as real ones`() throws {
        if Self.isWrapped { return }
        let process = Process()
        process.executableURL = URL(filePath: Self.wrapper)
        process.arguments =
            [try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")]
            + Self.own(CommandLine.arguments)
            + ["--filter", "InnerMockedUdevTests"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
        #expect(said.contains("2 tests"), "\(said)")
    }

    /// The arguments of this test run without those that choose tests or write files.
    static func own(_ arguments: [String]) -> [String] {
        var kept: [String] = []
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst() {
            if ["--filter", "--skip", "--xunit-output", "--event-stream-output-path"].contains(argument) {
                _ = rest.popFirst()
            } else if !argument.hasPrefix("--filter=") {
                kept.append(argument)
            }
        }
        return kept
    }
}

/// Only run by ``MockedUdevTests``.
@Suite(
    "Mocked devices, inner", .enabled(if: MockedUdevTests.isWrapped, "run by the suite “Mocked devices”"),
    .serialized)
struct InnerMockedUdevTests {
    @Test func `a stick is found with its properties, its interface and its parent's attributes`() throws {
        let bed = try Testbed()
        bed.add(Self.stick("ttyUSB2", interface: "02"))
        bed.add(Self.console)
        let devices = try DeviceWatcher.list()
        try #require(devices.map(\.path) == ["/dev/ttyUSB2"])
        #expect(devices[0].idPath == "pci-0000:00:14.0-usb-0:2:1.2")
        #expect(devices[0].vendorID == "2c7c")
        #expect(devices[0].interfaceNumber == "02")
        #expect(devices[0].usbInterface == "02")
        #expect(devices[0].driver == "option")
        #expect(devices[0].usbAttributes["product"] == "EC25")
        #expect(devices[0].usbAttributes["serial"] == nil)
        #expect(devices[0].properties["ID_SERIAL"] == "Quectel_EC25")
    }

    @Test func `a stick that comes and goes is announced`() async throws {
        let bed = try Testbed()
        var changes = DeviceWatcher.changes().makeAsyncIterator()
        bed.add(Self.stick("ttyUSB0", interface: "00"))
        await changes.next()
        #expect(try DeviceWatcher.list().map(\.path) == ["/dev/ttyUSB0"])
        let path = "/sys/devices/usb1/1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0"
        bed.announce("remove", path)
        await changes.next()
        bed.remove(path)
        #expect(try DeviceWatcher.list().isEmpty)
    }

    static let console = """
        P: /devices/virtual/tty/tty1
        N: tty1
        E: DEVNAME=/dev/tty1
        E: SUBSYSTEM=tty

        """

    static func stick(_ tty: String, interface: String) -> String {
        let number = Int(interface) ?? 0
        return """
            P: /devices/usb1/1-2/1-2:1.\(number)/\(tty)/tty/\(tty)
            N: \(tty)
            E: DEVNAME=/dev/\(tty)
            E: SUBSYSTEM=tty
            E: ID_PATH=pci-0000:00:14.0-usb-0:2:1.\(number)
            E: ID_VENDOR_ID=2c7c
            E: ID_MODEL_ID=0125
            E: ID_SERIAL=Quectel_EC25
            E: ID_USB_INTERFACE_NUM=\(interface)

            P: /devices/usb1/1-2/1-2:1.\(number)
            E: SUBSYSTEM=usb
            E: DEVTYPE=usb_interface
            E: DRIVER=option
            A: bInterfaceNumber=\(interface)\\n
            L: driver=../../../../bus/usb/drivers/option

            P: /devices/usb1/1-2
            E: SUBSYSTEM=usb
            E: DEVTYPE=usb_device
            A: idVendor=2c7c\\n
            A: idProduct=0125\\n
            A: manufacturer=Quectel\\n
            A: product=EC25\\n

            """
    }
}

/// libumockdev by its C interface, loaded at run time: the package must build without it.
final class Testbed {
    private typealias Make = @convention(c) () -> UnsafeMutableRawPointer?
    private typealias Add =
        @convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafeMutableRawPointer?) -> Int32
    private typealias Remove = @convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>) -> Void
    private typealias Announce =
        @convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Void
    private typealias Unref = @convention(c) (UnsafeMutableRawPointer) -> Void

    private let bed: UnsafeMutableRawPointer
    private let addFromString: Add
    private let removeDevice: Remove
    private let uevent: Announce
    private let unref: Unref

    init() throws {
        let library = try #require(dlopen("libumockdev.so.0", RTLD_NOW), "libumockdev.so.0 is missing")
        func symbol<Function>(_ name: String, _: Function.Type) throws -> Function {
            unsafeBitCast(try #require(dlsym(library, name), "\(name) is missing"), to: Function.self)
        }
        let make = try symbol("umockdev_testbed_new", Make.self)
        addFromString = try symbol("umockdev_testbed_add_from_string", Add.self)
        removeDevice = try symbol("umockdev_testbed_remove_device", Remove.self)
        uevent = try symbol("umockdev_testbed_uevent", Announce.self)
        unref = try symbol("g_object_unref", Unref.self)
        bed = try #require(make())
    }

    deinit { unref(bed) }

    /// Adds the devices of a description and announces them.
    func add(_ description: String) { #expect(addFromString(bed, description, nil) != 0) }

    /// Sends what udev would say.
    func announce(_ action: String, _ syspath: String) { uevent(bed, syspath, action) }

    /// Takes the device out of /sys without a word.
    func remove(_ syspath: String) { removeDevice(bed, syspath) }
}
