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
