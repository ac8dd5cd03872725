import ControlSocket
import DeviceWatch
import Foundation
import Logging
import ModemDriver
import OfficeConfiguration
import Store
import TestSupport
import Testing

@testable import edutracd

/// The modem services as the daemon runs them, on pseudo-terminals that are said to be USB sticks.
@Suite("Several sticks", .timeLimit(.minutes(2)))
struct TwoSticksTests {
    static let imeis = ["490154203237518", "490154203237526"]

    /// Equal products, no serial number; only the socket and what answers differ.
    static func device(_ path: String, socket: Int) -> ModemDevice {
        ModemDevice(
            path: path,
            properties: ["ID_VENDOR_ID": "2c7c", "ID_MODEL_ID": "0125", "ID_PATH": "usb-0:\(socket):1.2", "ID_USB_INTERFACE_NUM": "02"],
            usbAttributes: ["devnum": "\(socket)"], usbInterface: "02", usbPath: "/sys/devices/usb1/1-\(socket)")
    }

    static func desk(_ folder: ScratchFolder, _ modems: String) throws -> Desk {
        let calendar = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/OfficeConfiguration/Examples/calendar-2026.toml").path
        let file = folder.file("edutrac.toml")
        try """
        [store]
        path = "\(folder.file("edutrac.sqlite"))"
        [socket]
        path = "\(folder.file("control.sock"))"
        [calendar]
        file = "\(calendar)"
        \(modems)
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let configuration = try OfficeConfiguration.load(file)
        return Desk(
            configuration: configuration, at: file, store: try AttendanceStore(path: configuration.storePath),
            clock: WallClock(), logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    private func run(_ desk: Desk, _ devices: [ModemDevice], until done: @Sendable () async -> Void) async throws {
        let (bell, register) = (Bell(), PortRegister())
        try await withThrowingDiscardingTaskGroup { group in
            for modem in desk.configuration.modems {
                let service = ModemService(
                    configuration: modem, desk: desk, devices: bell, register: register, list: { devices }, usbDevices: { [] })
                group.addTask { try await service.run() }
            }
            await done()
            group.cancelAll()
        }
    }

    /// Whoever goes to the wrong stick first has to find home.
    @Test(arguments: [[0, 1], [1, 0]])
    func `two equal sticks each end at the modem that names their IMEI, and get its PIN only`(_ order: [Int]) async throws {
        let folder = try ScratchFolder()
        let pins = ["1111", "2222"]
        let sticks = try (0...1).map { try FakeModem(imei: Self.imeis[$0], pin: pins[$0]) }
        let desk = try Self.desk(
            folder,
            order.map { "[[modem]]\nname = \"m\($0)\"\nmatch = { imei = \"\(Self.imeis[$0])\" }\npin = \"\(pins[$0])\"" }
                .joined(separator: "\n"))
        let devices = sticks.enumerated().map { Self.device($1.path, socket: $0 + 2) }
        try await run(desk, devices) {
            for stick in sticks { await stick.heard("AT+CSQ") }
        }
        for (index, stick) in sticks.enumerated() {
            #expect(stick.pins == [pins[index]])
            #expect(desk.board.report(of: "m\(index)")?.imei == stick.imei)
        }
    }

    @Test func `a stick whose SIM is missing does not keep its finder from its own`() async throws {
        let folder = try ScratchFolder()
        let sticks = try [
            FakeModem(imei: Self.imeis[0], answers: ["AT+CPIN?": "+CME ERROR: 10", "AT+CCID": "+CME ERROR: 10"]),
            FakeModem(imei: Self.imeis[1]),
        ]
        let desk = try Self.desk(folder, "[[modem]]\nname = \"m1\"\nmatch = { imei = \"\(Self.imeis[1])\" }")
        try await run(desk, sticks.enumerated().map { Self.device($1.path, socket: $0 + 2) }) {
            await sticks[1].heard("AT+CSQ")
        }
        #expect(!sticks[0].commands.contains("AT+CPIN?"))
    }

    @Test func `a port that says OK to everything is passed over for another of the same stick`() async throws {
        let folder = try ScratchFolder()
        // Interface 02 should be the one; on this stick it is not (Q-12).
        let (dull, port) = (try FakeModem(imei: "", dull: true), try FakeModem(imei: Self.imeis[0]))
        let desk = try Self.desk(folder, "[[modem]]\nname = \"m\"\nmatch = { udev = { ID_VENDOR_ID = \"2c7c\" } }")
        var second = Self.device(port.path, socket: 2)
        second.properties["ID_USB_INTERFACE_NUM"] = "03"
        try await run(desk, [Self.device(dull.path, socket: 2), second]) { await port.heard("AT+CSQ") }
        #expect(dull.commands.contains("AT+CPIN?"))
        #expect(desk.board.report(of: "m")?.imei == port.imei)
    }

    /// The state and the detail after a stick that hangs was opened again.
    private func words(after script: [String: String]) async throws -> String? {
        let folder = try ScratchFolder()
        let stick = try FakeModem(imei: Self.imeis[0], answers: script)
        let desk = try Self.desk(folder, "[[modem]]\nname = \"m\"\nmatch = { udev = { ID_VENDOR_ID = \"2c7c\" } }")
        let history = ModemHistory()
        history.resetIsNeeded()
        desk.board.update("m") { ($0.state, $0.detail) = ("hangs", "unplug it") }
        let (looks, look) = AsyncStream.makeStream(of: Void.self)
        let devices = [Self.device(stick.path, socket: 2)]
        let service = ModemService(
            configuration: desk.configuration.modems[0], desk: desk, devices: Bell(), register: PortRegister(),
            list: {
                look.yield()
                return devices
            }, usbDevices: { [] }, history: history)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do { try await service.run() } catch is CancellationError {} catch { Issue.record(error) }
            }
            if script.isEmpty {
                await stick.heard("AT+CSQ")
            } else {
                // The second look is the one after the session, whose end was told before.
                var looks = looks.makeAsyncIterator()
                for _ in 1...2 { await looks.next() }
                #expect(stick.commands.contains("AT"))
            }
            let report = desk.board.report(of: "m")
            group.cancelAll()
            return report.map { "\($0.state): \($0.detail ?? "")" }
        }
    }

    @Test func `that a modem hangs and what to do stays said until it answers`() async throws {
        #expect(try await words(after: ["AT": ""]) == "hangs: unplug it")
        #expect(try await words(after: [:])?.hasPrefix("hangs") == false)
    }
}
