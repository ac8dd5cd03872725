import ControlSocket
import DeviceWatch
import Foundation
import Glibc
import OfficeConfiguration
import TestSupport
import Testing

@testable import ModemDriver
@testable import edutracd

/// The modem service with a stick on a pseudo-terminal that does not answer, and a ladder that has been climbed.
@Suite("Help for a modem that hangs", .timeLimit(.minutes(2)))
struct ModemHelpTests {
    let folder: ScratchFolder
    let time = TestTime()
    let history: ModemHistory

    init() throws {
        folder = try ScratchFolder()
        history = ModemHistory(clock: time)
        history.saw(.silent)
        #expect(history.next(allowed: [.reopen], of: [.silent])?.rung == .reopen)
        time.advance(by: .seconds(60))
        history.saw(.silent)
    }

    private func climbToReset() {
        #expect(history.next(allowed: [.restart], of: [.silent])?.rung == .restart)
        time.advance(by: .seconds(180))
        history.saw(.silent)
    }

    private var requests: String { folder.file("usb-reset") }

    private func makeRequests() throws {
        try FileManager.default.createDirectory(atPath: requests, withIntermediateDirectories: false)
    }

    private var asked: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: requests) } }

    private func desk(of stick: FakeModem) throws -> Desk {
        try TwoSticksTests.desk(folder, "[[modem]]\nname = \"m\"\ndevice = \"\(stick.path)\"")
    }

    /// - Parameter done: is given a tick for each time that udev is asked.
    private func serve(
        _ desk: Desk, _ devices: [ModemDevice], until done: (inout AsyncStream<Void>.Iterator) async throws -> Void
    ) async throws {
        let (looks, look) = AsyncStream.makeStream(of: Void.self)
        let service = ModemService(
            configuration: desk.configuration.modems[0], desk: desk, devices: Bell(), register: PortRegister(),
            list: {
                look.yield()
                return devices
            }, usbDevices: { [] }, history: history)
        var ticks = looks.makeAsyncIterator()
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await service.run() }
            try await done(&ticks)
            group.cancelAll()
        }
    }

    private func state(_ desk: Desk) -> String? { desk.board.report(of: "m")?.state }

    @Test(arguments: [true, false])
    func `a reset is asked for, and somebody is called only where it does not help`(_ isTaken: Bool) async throws {
        climbToReset()
        try makeRequests()
        let stick = try FakeModem(imei: TwoSticksTests.imeis[0], answers: ["AT": ""])
        let desk = try desk(of: stick)
        try await serve(desk, [TwoSticksTests.device(stick.path, socket: 2)]) { looks in
            // The second look is the one after the session.
            for _ in 1...2 { await looks.next() }
            let first = try asked
            #expect(first == ["1-2"])
            #expect(state(desk) == "restarting")
            #expect(history.isRestarting)
            if isTaken { #expect(unlink(requests + "/1-2") == 0) }
            time.advance(by: ModemHistory.restartAbsence)
            while state(desk) != "hangs" { await looks.next() }
            let last = try asked
            #expect(last == [])
        }
    }

    @Test func `a modem that a reset has helped is served again`() async throws {
        try makeRequests()
        history.resetIsNeeded()
        history.resetWasAsked()
        let stick = try FakeModem(imei: TwoSticksTests.imeis[0])
        let desk = try desk(of: stick)
        try await serve(desk, [TwoSticksTests.device(stick.path, socket: 2)]) { _ in await stick.heard("AT+CSQ") }
        #expect(!history.hangs)
        #expect(!history.isRestarting)
    }

    @Test(arguments: [true, false])
    func `without a folder for requests, or without USB, somebody is called at once`(_ isOnUSB: Bool) async throws {
        climbToReset()
        if !isOnUSB { try makeRequests() }
        let stick = try FakeModem(imei: TwoSticksTests.imeis[0], answers: ["AT": ""])
        let desk = try desk(of: stick)
        try await serve(desk, isOnUSB ? [TwoSticksTests.device(stick.path, socket: 2)] : []) { looks in
            for _ in 1...2 { await looks.next() }
        }
        #expect(history.hangs)
        #expect(!history.isRestarting)
        if !isOnUSB { #expect(try asked == []) }
    }

    @Test func `another port of the stick is touched, and its own is opened again (Q-84)`() async throws {
        let stick = try FakeModem(imei: TwoSticksTests.imeis[0], answers: ["AT": ""])
        let (sibling, stranger) = (try FakeModem(imei: ""), try FakeModem(imei: ""))
        let desk = try desk(of: stick)
        var second = TwoSticksTests.device(sibling.path, socket: 2)
        second.properties["ID_USB_INTERFACE_NUM"] = "03"
        let own = TwoSticksTests.device(stick.path, socket: 2)
        let other = TwoSticksTests.device(stranger.path, socket: 3)
        try await serve(desk, [own, second, other]) { looks in
            await sibling.heard("AT")
            let before = stick.commands.count
            while stick.commands.count == before { await looks.next() }
        }
        #expect(sibling.commands == ["AT"])
        #expect(stranger.commands == [])
    }
}

@Suite("Requests to reset a USB device")
struct USBResetsTests {
    let folder: ScratchFolder
    let resets: USBResets
    let device: USBName

    init() throws {
        folder = try ScratchFolder()
        resets = USBResets(besideSocket: folder.file("control.sock"))
        device = try #require(USBName("1-1.2"))
        try FileManager.default.createDirectory(atPath: folder.file("usb-reset"), withIntermediateDirectories: false)
    }

    @Test func `they are beside the socket, where the unit makes their folder`() {
        #expect(USBResets(besideSocket: "/run/edutrac/control.sock").path == "/run/edutrac/usb-reset")
        #expect(USBResets(besideSocket: "control.sock").path == "usb-reset")
    }

    @Test func `a request is an empty file that only its owner may write`() throws {
        try resets.ask(for: device)
        var facts = stat()
        #expect(lstat(resets.path + "/1-1.2", &facts) == 0)
        #expect(facts.st_size == 0)
        #expect(facts.st_mode & 0o777 == 0o600)
    }

    @Test func `one that nobody takes is told of, and taken back`() throws {
        try resets.ask(for: device)
        let failure = try #require(throws: USBResets.Failure.self) { try resets.ask(for: device) }
        #expect(failure.description.contains("edutrac-usb-reset.path"))
        #expect(throws: failure) { try resets.withdraw(device) }
        try resets.withdraw(device)
    }

    @Test func `without the folder the words say so`() throws {
        let nowhere = USBResets(besideSocket: folder.file("nowhere/control.sock"))
        let failure = #expect(throws: USBResets.Failure.self) { try nowhere.ask(for: device) }
        #expect(failure?.description.contains("is not there") == true)
    }
}

@Suite("Other ports of a stick")
struct OtherPortsTests {
    static func device(_ path: String, _ interface: String = "02", socket: Int = 2, number: Int = 1) -> ModemDevice {
        ModemDevice(
            path: path,
            properties: ["ID_VENDOR_ID": "1e0e", "ID_MODEL_ID": "9001", "ID_USB_INTERFACE_NUM": interface],
            usbAttributes: ["devnum": "\(number)"], usbPath: "/sys/devices/usb1/1-\(socket)")
    }

    private func ports(_ devices: [ModemDevice], of own: ModemDevice?, taken: Set<String> = []) -> [String] {
        let port = Port(path: own?.path ?? "/dev/ttyUSB2", stick: own?.stick ?? "/dev/ttyUSB2", device: own)
        return OtherPorts.toTouch(of: port, among: devices, taken: taken, role: \.role)
    }

    /// A SIM7600: diagnosis, positions, commands, modem, sound.
    static let stick = (0...4).map { device("/dev/ttyUSB\($0)", "0\($0)") }

    @Test func `those that take commands, of the same stick only`() {
        let other = Self.device("/dev/ttyUSB7", "03", socket: 3)
        let later = Self.device("/dev/ttyUSB9", "03", number: 2)
        #expect(ports(Self.stick + [other, later], of: Self.stick[2]) == ["/dev/ttyUSB3"])
        #expect(ports(Self.stick, of: Self.stick[3]) == ["/dev/ttyUSB2"])
    }

    @Test func `all but itself where nobody knows what they are for`() {
        let unknown = (0...2).map { number in
            var device = Self.device("/dev/ttyACM\(number)", "0\(number)")
            device.properties["ID_MODEL_ID"] = "ffff"
            return device
        }
        #expect(ports(unknown, of: unknown[1]) == ["/dev/ttyACM0", "/dev/ttyACM2"])
    }

    @Test func `never one that another modem names`() {
        #expect(ports(Self.stick, of: Self.stick[2], taken: ["/dev/ttyUSB3"]) == [])
    }

    @Test func `none of a modem with one port, and none where there is no USB`() {
        #expect(ports([Self.stick[2]], of: Self.stick[2]) == [])
        #expect(ports([], of: Self.stick[2]) == [])
        #expect(ports(Self.stick, of: nil) == [])
        let serial = ModemDevice(path: "/dev/ttyS0")
        #expect(ports([serial, ModemDevice(path: "/dev/ttyS1")], of: serial) == [])
    }

    private static let line = ModemConfiguration(name: "m").lineSettings

    @Test func `a touch is one AT, whoever answers`() async throws {
        let port = try FakeModem(imei: "")
        #expect(try await OtherPorts.touch(port.path, settings: Self.line))
        #expect(port.commands == ["AT"])
        let mute = try FakeModem(imei: "", answers: ["AT": ""])
        #expect(try await !OtherPorts.touch(mute.path, settings: Self.line, patience: .milliseconds(1)))
    }

    @Test func `a port that somebody holds is left alone`() async throws {
        let port = try FakeModem(imei: "")
        let holder = open(port.path, O_RDWR | O_NOCTTY)
        defer { close(holder) }
        #expect(flock(holder, LOCK_EX | LOCK_NB) == 0)
        await #expect(throws: (any Error).self) { try await OtherPorts.touch(port.path, settings: Self.line) }
        #expect(port.commands == [])
    }
}
