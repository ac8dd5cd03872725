import Foundation
import Glibc

/// Devices made up by umockdev (Debian package umockdev), which must be loaded before the program: an outer
/// test starts its test program again under the wrapper, with the suite that needs it.
package enum MockedUdev {
    private static let wrapper = "/usr/bin/umockdev-wrapper"

    package static var isWrapped: Bool {
        ProcessInfo.processInfo.environment["LD_PRELOAD"]?.contains("umockdev") == true
    }
    package static var canWrap: Bool { !isWrapped && FileManager.default.isExecutableFile(atPath: wrapper) }

    /// Runs a suite of this test program under the wrapper. Waits on a thread of its own: the tests that run
    /// meanwhile need theirs.
    package static func run(_ suite: String) async throws -> (code: Int32, output: String) {
        try await withCheckedThrowingContinuation { done in
            Thread.detachNewThread { done.resume(with: Result { try runAndWait(suite) }) }
        }
    }

    private static func runAndWait(_ suite: String) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: wrapper)
        process.arguments =
            [try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")]
            + own(CommandLine.arguments)
            + ["--filter", suite]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, said)
    }

    /// The arguments of this test run without those that choose tests or write files.
    private static func own(_ arguments: [String]) -> [String] {
        var kept: [String] = []
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst() {
            if ["--filter", "--skip", "--xunit-output", "--event-stream-output-path"].contains(argument) {
                _ = rest.popFirst()
            } else if !argument.hasPrefix("--filter="), !argument.hasPrefix("--skip=") {
                kept.append(argument)
            }
        }
        return kept
    }
}

/// libumockdev by its C interface, loaded at run time: the package must build without it.
package final class Testbed {
    package struct Missing: Error { let what: String }

    private typealias Make = @convention(c) () -> UnsafeMutableRawPointer?
    private typealias Add =
        @convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafeMutableRawPointer?) -> Int32
    private typealias Remove = @convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>) -> Void
    private typealias Announce =
        @convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Void
    private typealias SetProperty =
        @convention(c) (
            UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafePointer<CChar>
        ) -> Void
    private typealias Unref = @convention(c) (UnsafeMutableRawPointer) -> Void

    private let bed: UnsafeMutableRawPointer
    private let addFromString: Add
    private let removeDevice: Remove
    private let uevent: Announce
    private let setProperty: SetProperty
    private let unref: Unref

    package init() throws {
        guard let library = dlopen("libumockdev.so.0", RTLD_NOW) else { throw Missing(what: "libumockdev.so.0") }
        func symbol<Function>(_ name: String, _: Function.Type) throws -> Function {
            guard let found = dlsym(library, name) else { throw Missing(what: name) }
            return unsafeBitCast(found, to: Function.self)
        }
        let make = try symbol("umockdev_testbed_new", Make.self)
        addFromString = try symbol("umockdev_testbed_add_from_string", Add.self)
        removeDevice = try symbol("umockdev_testbed_remove_device", Remove.self)
        uevent = try symbol("umockdev_testbed_uevent", Announce.self)
        setProperty = try symbol("umockdev_testbed_set_property", SetProperty.self)
        unref = try symbol("g_object_unref", Unref.self)
        guard let bed = make() else { throw Missing(what: "a test bed") }
        self.bed = bed
    }

    deinit { unref(bed) }

    /// Adds the devices of a description and announces them.
    package func add(_ description: String) throws {
        guard addFromString(bed, description, nil) != 0 else { throw Missing(what: "a device as described") }
    }

    package func add(_ stick: MockedStick) throws { try add(stick.description) }

    /// Sends what udev would say.
    package func announce(_ action: String, _ syspath: String) { uevent(bed, syspath, action) }

    /// Takes the device out of /sys without a word.
    package func remove(_ syspath: String) { removeDevice(bed, syspath) }

    /// As udev does when it is pulled: the ttys, the interfaces, the device, each with its announcement.
    package func pull(_ stick: MockedStick) {
        for path in stick.paths {
            announce("remove", path)
            remove(path)
        }
    }

    package func set(_ property: String, to value: String, of syspath: String) {
        setProperty(bed, syspath, property, value)
    }
}

/// A USB device as umockdev describes it.
package struct MockedStick {
    package struct Interface {
        /// Class, subclass and protocol.
        package var kind: (String, String, String)
        package var driver: String?
        /// `ttyUSB0`; nil for an interface without a tty.
        package var tty: String?

        package init(_ kind: (String, String, String) = ("ff", "ff", "ff"), driver: String? = "option", tty: String? = nil) {
            self.kind = kind
            self.driver = driver
            self.tty = tty
        }
    }

    /// `2`: the hub's socket it is in.
    package var socket: Int
    package var vendor: String
    package var product: String
    package var serial: String?
    /// Counts up with each plugging.
    package var number: Int
    package var interfaces: [Interface]
    /// What only udev's rules know.
    package var hasProperties = true

    package init(
        socket: Int, vendor: String, product: String, serial: String? = nil, number: Int = 1, interfaces: [Interface]
    ) {
        self.socket = socket
        self.vendor = vendor
        self.product = product
        self.serial = serial
        self.number = number
        self.interfaces = interfaces
    }

    /// Four serial ports, as an EC25 has them.
    package static func ec25(socket: Int, firstTTY: Int, number: Int = 1) -> MockedStick {
        MockedStick(
            socket: socket, vendor: "2c7c", product: "0125", number: number,
            interfaces: (0..<4).map { Interface(tty: "ttyUSB\(firstTTY + $0)") })
    }

    package var path: String { "/sys\(place)" }
    private var place: String { "/devices/usb1/1-\(socket)" }
    package var idPath: String { "pci-0000:00:14.0-usb-0:\(socket)" }

    package func ttyPath(_ index: Int) -> String? {
        interfaces[index].tty.map { "\(path)/1-\(socket):1.\(index)/\($0)/tty/\($0)" }
    }

    /// Children first.
    package var paths: [String] {
        interfaces.indices.compactMap { ttyPath($0) } + interfaces.indices.map { "\(path)/1-\(socket):1.\($0)" } + [path]
    }

    package var description: String {
        var lines = [
            "P: \(place)", "E: SUBSYSTEM=usb", "E: DEVTYPE=usb_device", "E: ID_PATH=\(idPath)", "A: idVendor=\(vendor)\\n",
            "A: idProduct=\(product)\\n", "A: bDeviceClass=00\\n", "A: devnum=\(number)\\n",
        ]
        if let serial { lines.append("A: serial=\(serial)\\n") }
        lines.append("")
        for (index, interface) in interfaces.enumerated() {
            lines += [
                "P: \(place)/1-\(socket):1.\(index)", "E: SUBSYSTEM=usb", "E: DEVTYPE=usb_interface",
                "A: bInterfaceNumber=0\(index)\\n", "A: bInterfaceClass=\(interface.kind.0)\\n",
                "A: bInterfaceSubClass=\(interface.kind.1)\\n", "A: bInterfaceProtocol=\(interface.kind.2)\\n",
            ]
            if let driver = interface.driver {
                lines += ["E: DRIVER=\(driver)", "L: driver=../../../../bus/usb/drivers/\(driver)"]
            }
            lines.append("")
            guard let tty = interface.tty else { continue }
            lines += [
                "P: \(place)/1-\(socket):1.\(index)/\(tty)/tty/\(tty)", "N: \(tty)", "E: DEVNAME=/dev/\(tty)",
                "E: SUBSYSTEM=tty",
            ]
            if hasProperties {
                lines += [
                    "E: ID_PATH=\(idPath):1.\(index)", "E: ID_VENDOR_ID=\(vendor)", "E: ID_MODEL_ID=\(product)",
                    "E: ID_USB_INTERFACE_NUM=0\(index)",
                ]
            }
            lines.append("")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
