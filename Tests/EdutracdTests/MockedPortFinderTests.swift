import DeviceWatch
import OfficeConfiguration
import TestSupport
import Testing

@testable import edutracd

@Suite("Ports of mocked devices")
struct MockedPortFinderTests {
    @Test(.enabled(if: MockedUdev.isWrapped || MockedUdev.canWrap, "umockdev is not installed: apt-get install umockdev"))
    func `mocked sticks are found by their socket, maker and interface`() async throws {
        if MockedUdev.isWrapped { return }
        let (code, said) = try await MockedUdev.run("InnerMockedPortFinderTests")
        #expect(code == 0, "\(said)")
        #expect(said.contains("4 tests"), "\(said)")
    }
}

/// Only run by ``MockedPortFinderTests``.
@Suite(
    "Ports of mocked devices, inner", .enabled(if: MockedUdev.isWrapped, "run by the suite “Ports of mocked devices”"),
    .serialized)
struct InnerMockedPortFinderTests {
    private let now = ContinuousClock.now

    private func path(_ finder: inout PortFinder) -> String? {
        if case .candidate(let port) = finder.find(at: now) { port.path } else { nil }
    }

    @Test func `a stick that comes back under another number is found by its socket`() throws {
        let bed = try Testbed()
        let before = MockedStick.ec25(socket: 2, firstTTY: 0, number: 4)
        try bed.add(before)
        var finder = PortFinder(ModemConfiguration(name: "sim1", match: ModemMatch(path: before.idPath)))
        #expect(path(&finder) == "/dev/ttyUSB2")
        bed.pull(before)
        guard case .absent = finder.find(at: now) else { return #expect(Bool(false), "still there") }
        try bed.add(.ec25(socket: 2, firstTTY: 5, number: 5))
        #expect(path(&finder) == "/dev/ttyUSB7")
    }

    @Test func `two equal sticks each go to the modem that names their socket`() throws {
        let bed = try Testbed()
        let (left, right) = (MockedStick.ec25(socket: 2, firstTTY: 0), MockedStick.ec25(socket: 3, firstTTY: 4))
        // The kernel numbered the right one first.
        try bed.add(right)
        try bed.add(left)
        let modems = [
            ModemConfiguration(name: "left", match: ModemMatch(path: left.idPath)),
            ModemConfiguration(name: "right", match: ModemMatch(path: right.idPath)),
            ModemConfiguration(name: "any", match: ModemMatch(udev: ["ID_VENDOR_ID": "2c7c"])),
        ]
        let register = PortRegister()
        var finders = modems.map { PortFinder($0, others: modems, register: register) }
        #expect(path(&finders[0]) == "/dev/ttyUSB2")
        #expect(path(&finders[1]) == "/dev/ttyUSB6")
        #expect(path(&finders[2]) == nil)
    }

    @Test func `an add before udev's properties are there waits for them where they are asked for`() throws {
        let bed = try Testbed()
        var stick = MockedStick.ec25(socket: 2, firstTTY: 0)
        stick.hasProperties = false
        try bed.add(stick)
        var bySocket = PortFinder(ModemConfiguration(name: "sim1", match: ModemMatch(path: stick.idPath)))
        var byMaker = PortFinder(ModemConfiguration(name: "sim2", match: ModemMatch(udev: ["ID_VENDOR_ID": "2c7c"])))
        #expect(path(&bySocket) == nil)
        #expect(path(&byMaker) == "/dev/ttyUSB2")
        let tty = try #require(stick.ttyPath(2))
        bed.set("ID_PATH", to: "\(stick.idPath):1.2", of: tty)
        bed.announce("change", tty)
        #expect(path(&bySocket) == "/dev/ttyUSB2")
    }

    @Test(arguments: [
        (
            MockedStick(
                socket: 2, vendor: "12d1", product: "1f01", interfaces: [.init(("08", "06", "50"), driver: "usb-storage")]),
            "disk mode"
        ),
        (
            MockedStick(
                socket: 2, vendor: "12d1", product: "14dc",
                interfaces: [.init(("02", "06", "00"), driver: "cdc_ether"), .init(("08", "06", "50"), driver: "usb-storage")]),
            "no AT port"
        ),
        (MockedStick(socket: 2, vendor: "12d1", product: "1506", interfaces: [.init(driver: nil)]), "no driver"),
        (MockedStick(socket: 2, vendor: "05c6", product: "9008", interfaces: [.init(driver: "qcserial", tty: "ttyUSB0")]), "download mode"),
    ])
    func `what is plugged in and cannot serve is said`(_ stick: MockedStick, _ state: String) throws {
        let bed = try Testbed()
        try bed.add(stick)
        var finder = PortFinder(
            ModemConfiguration(name: "sim1", match: ModemMatch(imei: "490154203237518")), settling: .zero)
        guard case .absent(let absence) = finder.find(at: now) else { return #expect(Bool(false), "a candidate") }
        #expect(absence.state == state)
        #expect(absence.remedy != nil)
    }
}
