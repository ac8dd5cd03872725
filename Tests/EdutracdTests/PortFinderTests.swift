import DeviceWatch
import ModemDriver
import OfficeConfiguration
import Testing

@testable import edutracd

@Suite("Port finder")
struct PortFinderTests {
    static let now = ContinuousClock.now

    private static func modem(_ match: ModemMatch, _ name: String = "sim1") -> ModemConfiguration {
        ModemConfiguration(name: name, match: match)
    }

    /// One port of an EC25 in a socket.
    private static func port(
        _ path: String, socket: Int = 2, interface: String = "02", number: Int = 1
    ) -> ModemDevice {
        ModemDevice(
            path: path,
            properties: [
                "ID_VENDOR_ID": "2c7c", "ID_MODEL_ID": "0125", "ID_USB_INTERFACE_NUM": interface,
                "ID_PATH": "usb-0:\(socket):1.\(Int(interface) ?? 0)",
            ],
            usbAttributes: ["devnum": "\(number)"], usbInterface: interface, usbPath: "/sys/devices/usb1/1-\(socket)")
    }

    private func look(
        at devices: [ModemDevice], for modem: ModemConfiguration = modem(ModemMatch(udev: ["ID_VENDOR_ID": "2c7c"])),
        others: [ModemConfiguration] = [], register: PortRegister = PortRegister(), usb: [USBDevice] = []
    ) -> PortFinder {
        PortFinder(modem, others: others, register: register, list: { devices }, usbDevices: { usb })
    }

    private func candidate(_ finder: inout PortFinder, after delay: Duration = .zero) -> Port? {
        if case .candidate(let port) = finder.find(at: Self.now + delay) { port } else { nil }
    }

    private func absence(_ finder: inout PortFinder, after delay: Duration = .zero) -> PortFinder.Absence? {
        if case .absent(let absence) = finder.find(at: Self.now + delay) { absence } else { nil }
    }

    @Test func `every port that fits gets its turn, the likely ones first, however often they fail`() {
        var finder = look(at: [
            Self.port("/dev/ttyUSB0", interface: "00"), Self.port("/dev/ttyUSB1", interface: "03"),
            Self.port("/dev/ttyUSB2", interface: "02"),
        ])
        var turns: [String] = []
        for second in 0..<4 {
            guard let port = candidate(&finder, after: .seconds(second * 10)) else { continue }
            turns.append(port.path)
            finder.failed(port, .noAnswer, at: Self.now + .seconds(second * 10))
        }
        #expect(turns == ["/dev/ttyUSB2", "/dev/ttyUSB1", "/dev/ttyUSB0", "/dev/ttyUSB2"])
    }

    @Test(arguments: [(PortFinder.Failure.notOpened, 2), (.wrongModem, 60), (.noAnswer, 1), (.lost(after: .seconds(3)), 1)])
    func `a port that failed rests, and then gets its next turn`(_ failure: PortFinder.Failure, _ seconds: Int) throws {
        var finder = look(at: [Self.port("/dev/ttyUSB2")])
        let port = try #require(candidate(&finder))
        finder.failed(port, failure, at: Self.now)
        guard case .resting(let until) = finder.find(at: Self.now) else { return #expect(Bool(false), "not resting") }
        #expect(until <= Self.now + .seconds(seconds))
        #expect(candidate(&finder, after: .seconds(seconds)) == port)
    }

    @Test(arguments: [
        (PortFinder.Failure.noAnswer, [1000, 2000, 4000, 8000, 10_000, 10_000]), (.notOpened, [2000, 4000, 8000, 10_000, 10_000, 10_000]),
        
        (.lost(after: .seconds(3)), [500, 1000, 2000, 4000, 4000, 4000, 4000, 4000, 4000, 4000, 8000, 16_000, 32_000, 64_000, 120_000, 120_000]), (.lost(after: .seconds(20)), [500, 500, 500, 500, 500, 500]),
    ])
    func `a port that fails again and again is tried less and less often`(_ failure: PortFinder.Failure, _ expected: [Int]) throws {
        var finder = look(at: [Self.port("/dev/ttyUSB2")])
        var moment = Duration.zero
        var pauses: [Duration] = []
        for _ in expected {
            let port = try #require(candidate(&finder, after: moment))
            finder.failed(port, failure, at: Self.now + moment)
            guard case .resting(let until) = finder.find(at: Self.now + moment) else { break }
            pauses.append(until - (Self.now + moment))
            moment = until - Self.now
        }
        #expect(pauses == expected.map { .milliseconds($0) })
    }

    @Test func `all ports of a stick that is another modem rest, until it is plugged in anew`() throws {
        var devices = [Self.port("/dev/ttyUSB2"), Self.port("/dev/ttyUSB3", interface: "03")]
        let register = PortRegister()
        var finder = PortFinder(
            Self.modem(ModemMatch(udev: ["ID_VENDOR_ID": "2c7c"])), register: register, list: { devices }, usbDevices: { [] })
        finder.failed(try #require(candidate(&finder)), .wrongModem, at: Self.now)
        #expect(candidate(&finder) == nil)
        devices = [Self.port("/dev/ttyUSB2", number: 2)]
        #expect(candidate(&finder)?.path == "/dev/ttyUSB2")
    }

    @Test func `a modem that was plugged in again under another number is found at once`() throws {
        var devices = [Self.port("/dev/ttyUSB2")]
        var finder = PortFinder(Self.modem(ModemMatch(path: "usb-0:2")), list: { devices }, usbDevices: { [] })
        let port = try #require(candidate(&finder))
        finder.failed(port, .lost(after: .seconds(600)), at: Self.now)
        devices = [Self.port("/dev/ttyUSB7", number: 2)]
        #expect(candidate(&finder)?.path == "/dev/ttyUSB7")
    }

    @Test func `one that leaves the bus again and again rests as well, until it has served`() throws {
        var number = 1
        var finder = PortFinder(
            Self.modem(ModemMatch(path: "usb-0:2")), list: { [Self.port("/dev/ttyUSB2", number: number)] }, usbDevices: { [] })
        for _ in 1...PortFinder.shortLosses {
            finder.failed(try #require(candidate(&finder)), .lost(after: .seconds(10)), at: Self.now)
            number += 1
        }
        finder.failed(try #require(candidate(&finder)), .lost(after: .seconds(10)), at: Self.now)
        number += 1
        #expect(candidate(&finder) == nil)
        let port = try #require(candidate(&finder, after: .seconds(8)))
        finder.failed(port, .lost(after: .seconds(60)), at: Self.now + .seconds(8))
        number += 1
        #expect(candidate(&finder, after: .seconds(8)) != nil)
    }

    @Test(arguments: [
        (ModemMatch(path: "usb-0:2:1.2"), true), (ModemMatch(path: "usb-0:2"), true), (ModemMatch(path: "usb-0:3"), false),
        (ModemMatch(path: "usb-0:2:1"), false), (ModemMatch(path: "/dev/ttyUSB2"), true),
        (ModemMatch(imei: "490154203237518"), true), (ModemMatch(udev: ["ID_USB_INTERFACE_NUM": "02"]), true),
        (ModemMatch(udev: ["ID_USB_INTERFACE_NUM": "03"]), false), (ModemMatch(path: "usb-0:2", udev: ["ID_VENDOR_ID": "12d1"]), false),
    ])
    func `a port fits by socket, by interface and by properties`(_ match: ModemMatch, _ fits: Bool) {
        #expect(match.fits(Self.port("/dev/ttyUSB2")) == fits)
    }

    @Test func `by IMEI alone no port is tried that may be a console, and by nothing one that loads firmware`() {
        #expect(!ModemMatch(imei: "490154203237518").fits(ModemDevice(path: "/dev/ttyS0")))
        var download = Self.port("/dev/ttyUSB0")
        (download.properties["ID_VENDOR_ID"], download.properties["ID_MODEL_ID"]) = ("05c6", "9008")
        #expect(!ModemMatch(imei: "490154203237518").fits(download))
    }

    // MARK: Several modems

    @Test func `two modems are never at one stick, also not at two of its ports`() throws {
        let register = PortRegister()
        let devices = [Self.port("/dev/ttyUSB2"), Self.port("/dev/ttyUSB3", interface: "03")]
        var second = look(at: devices, for: Self.modem(ModemMatch(imei: "490154203237519"), "b"), register: register)
        let stick = devices[0].stick
        #expect(register.take(stick, for: "a"))
        #expect(!register.take(stick, for: "b"))
        #expect(candidate(&second) == nil)
        register.leave(stick, by: "b")
        #expect(candidate(&second) == nil)
        register.leave(stick, by: "a")
        #expect(candidate(&second)?.path == "/dev/ttyUSB2")
    }

    @Test func `what one modem has found out spares the other the way`() {
        let register = PortRegister()
        let (a, b) = (Self.modem(ModemMatch(imei: "490154203237518"), "a"), Self.modem(ModemMatch(imei: "490154203237526"), "b"))
        let devices = [Self.port("/dev/ttyUSB2", socket: 2), Self.port("/dev/ttyUSB6", socket: 3)]
        register.note(ModemIdentity(imei: "490154203237526"), of: devices[0].stick)
        var first = look(at: devices, for: a, others: [a, b], register: register)
        var second = look(at: devices, for: b, others: [a, b], register: register)
        #expect(candidate(&first)?.path == "/dev/ttyUSB6")
        #expect(candidate(&second)?.path == "/dev/ttyUSB2")
    }

    @Test(arguments: [
        ModemConfiguration(name: "b", match: ModemMatch(path: "usb-0:2")),
        ModemConfiguration(name: "b", match: ModemMatch(imei: "490154203237518")),
    ])
    func `a modem that takes any stick leaves the one that another names`(_ other: ModemConfiguration) {
        let register = PortRegister()
        let devices = [Self.port("/dev/ttyUSB2", socket: 2), Self.port("/dev/ttyUSB6", socket: 3)]
        register.note(ModemIdentity(imei: "490154203237518"), of: devices[0].stick)
        var finder = look(at: devices, others: [other], register: register)
        #expect(candidate(&finder)?.path == "/dev/ttyUSB6")
        var lonely = look(at: [devices[0]], others: [other], register: register)
        #expect(absence(&lonely)?.words.contains("another `[[modem]]`") == true)
    }

    @Test func `a port of an equal stick that took commands goes first`() {
        let register = PortRegister()
        register.learn(.other, of: Self.port("/dev/ttyUSB2"))
        register.learn(.commands, of: Self.port("/dev/ttyUSB1", interface: "01"))
        var finder = look(at: [Self.port("/dev/ttyUSB1", interface: "01"), Self.port("/dev/ttyUSB2")], register: register)
        #expect(candidate(&finder)?.path == "/dev/ttyUSB1")
        // Silence later does not unsay it.
        register.learn(.other, of: Self.port("/dev/ttyUSB1", interface: "01"))
        #expect(register.role(of: Self.port("/dev/ttyUSB1", interface: "01")) == .commands)
    }

    // MARK: Absent

    @Test func `without a port that fits the modem is absent, with a reason`() {
        var finder = look(at: [Self.port("/dev/ttyUSB0")], for: Self.modem(ModemMatch(udev: ["ID_VENDOR_ID": "12d1"])))
        #expect(absence(&finder)?.words.contains("match") == true)
        #expect(absence(&finder)?.remedy == nil)
    }

    private static let disk = USBDevice(
        path: "/sys/devices/usb1/1-2", idPath: "usb-0:2", vendorID: "12d1", productID: "1f01",
        interfaces: [.init(kind: "08/06/50", driver: "usb-storage")])

    @Test func `a stick that stays a disk is said to be one, but not while it is being switched`() {
        var finder = look(at: [], for: Self.modem(ModemMatch(path: "usb-0:2:1.0")), usb: [Self.disk])
        #expect(absence(&finder)?.state == "absent")
        #expect(absence(&finder, after: .seconds(9))?.state == "absent")
        let absence = absence(&finder, after: .seconds(10))
        #expect(absence?.state == "disk mode")
        #expect(absence?.remedy?.contains("usb-modeswitch") == true)
    }

    @Test(arguments: [
        ModemMatch(path: "usb-0:3"), ModemMatch(udev: ["ID_VENDOR_ID": "2c7c"]), ModemMatch(path: "usb-0:21:1.0"),
    ])
    func `a stick in another socket or of another maker is not the modem`(_ match: ModemMatch) {
        var finder = look(at: [], for: Self.modem(match), usb: [Self.disk])
        _ = absence(&finder)
        #expect(absence(&finder, after: .seconds(60))?.state == "absent")
    }

    @Test func `a fixed device that is not there may be the stick that cannot serve`() {
        var finder = look(at: [], for: ModemConfiguration(name: "sim1", device: "/dev/nonexistent"), usb: [Self.disk])
        #expect(absence(&finder)?.words.contains("/dev/nonexistent") == true)
        #expect(absence(&finder, after: .seconds(11))?.state == "disk mode")
    }
}
