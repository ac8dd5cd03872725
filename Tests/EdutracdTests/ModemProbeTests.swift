import ControlSocket
import DeviceWatch
import OfficeConfiguration
import Testing

@testable import edutracd

@Suite("Looking at a modem without a daemon", .timeLimit(.minutes(2)))
struct ModemProbeTests {
    private func look(
        _ modems: [FakeModem], pin: String? = nil, match: ModemMatch = ModemMatch(udev: ["ID_VENDOR_ID": "2c7c"])
    ) async -> ModemReport {
        let devices = modems.enumerated().map { TwoSticksTests.device($1.path, socket: $0 + 2) }
        let modem = ModemConfiguration(name: "sim1", match: match, pin: pin)
        return await ModemProbe(
            configuration: modem, others: [modem], register: PortRegister(), list: { devices }, usbDevices: { [] }
        ).look()
    }

    @Test func `a modem that works is shown with all that it tells, and nothing is deleted or sent`() async throws {
        let modem = try FakeModem(imei: TwoSticksTests.imeis[0])
        let report = await look([modem])
        #expect(report.state == "ready")
        #expect(report.imei == modem.imei)
        #expect(report.iccid == "8951010000203237518")
        #expect(report.serviceCentre == "+51900000001")
        #expect(report.storage == ["SM": "3/10"])
        #expect(report.rssi == 20)
        #expect(report.operatorName == "TEST")
        #expect(ModemProbe.isWell(report))
        #expect(!modem.commands.contains { $0.hasPrefix("AT+CMGD") || $0.hasPrefix("AT+CMGS") })
        let block = ModemInspection.block(report)
        #expect(block[1] == "ok  modem sim1: ready")
        #expect(block.contains("    SMSC      +51900000001"))
    }

    @Test(arguments: [(nil, "PIN needed", false), ("1111", "PIN configured", true)] as [(String?, String, Bool)])
    func `no PIN is typed, whether one is configured or not`(_ pin: String?, _ state: String, _ isWell: Bool) async throws {
        let modem = try FakeModem(imei: TwoSticksTests.imeis[0], pin: "1111")
        let report = await look([modem], pin: pin)
        #expect(report.state == state)
        #expect(ModemProbe.isWell(report) == isWell)
        #expect(report.imei == modem.imei)
        #expect(modem.pins.isEmpty)
    }

    @Test func `another modem is passed over for the right one`() async throws {
        let modems = try TwoSticksTests.imeis.map { try FakeModem(imei: $0) }
        let report = await look(modems, match: ModemMatch(imei: TwoSticksTests.imeis[1]))
        #expect(report.state == "ready")
        #expect(report.device == modems[1].path)
    }

    @Test func `only another modem is there: it is said which`() async throws {
        let report = await look([try FakeModem(imei: TwoSticksTests.imeis[0])], match: ModemMatch(imei: TwoSticksTests.imeis[1]))
        #expect(report.state == "not this modem")
        #expect(report.detail?.contains(TwoSticksTests.imeis[0]) == true)
        #expect(!ModemProbe.isWell(report))
    }

    @Test func `nothing there is absent, with what to do`() async {
        let report = await look([])
        #expect(report.state == "absent")
        #expect(ModemInspection.block(report).last?.contains("Plug modem sim1 in") == true)
    }
}
