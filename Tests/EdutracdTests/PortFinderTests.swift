import DeviceWatch
import OfficeConfiguration
import Testing

@testable import edutracd

@Suite("Port finder")
struct PortFinderTests {
    static let now = ContinuousClock.now

    private func finder(of paths: [String]) -> PortFinder {
        PortFinder(
            ModemConfiguration(name: "sim1", match: ModemMatch(udev: ["ID_VENDOR_ID": "2c7c"])),
            list: { paths.map { ModemDevice(path: $0, properties: ["ID_VENDOR_ID": "2c7c"]) } })
    }

    private func candidate(_ result: PortFinder.Result) -> String? {
        if case .candidate(let path) = result { path } else { nil }
    }

    @Test func `every port that fits gets its turn, however often the first ones fail`() {
        var finder = finder(of: ["/dev/ttyUSB0", "/dev/ttyUSB1", "/dev/ttyUSB2"])
        let turns = (1...4).map { _ in candidate(finder.find(at: Self.now)) }
        #expect(turns == ["/dev/ttyUSB0", "/dev/ttyUSB1", "/dev/ttyUSB2", "/dev/ttyUSB0"])
    }

    @Test func `a port on which a modem answered is the first again`() {
        var finder = finder(of: ["/dev/ttyUSB0", "/dev/ttyUSB1"])
        _ = finder.find(at: Self.now)
        _ = finder.find(at: Self.now)
        finder.worked("/dev/ttyUSB1")
        #expect(candidate(finder.find(at: Self.now)) == "/dev/ttyUSB1")
    }

    @Test func `a port to be avoided rests until its time is over`() {
        var finder = finder(of: ["/dev/ttyUSB0"])
        finder.avoid("/dev/ttyUSB0", until: Self.now + .seconds(60))
        guard case .resting = finder.find(at: Self.now) else {
            Issue.record("not resting")
            return
        }
        #expect(candidate(finder.find(at: Self.now + .seconds(61))) == "/dev/ttyUSB0")
    }

    @Test func `without a port that fits the modem is absent, with a reason`() {
        var finder = PortFinder(
            ModemConfiguration(name: "sim1", match: ModemMatch(udev: ["ID_VENDOR_ID": "12d1"])),
            list: { [ModemDevice(path: "/dev/ttyUSB0", properties: ["ID_VENDOR_ID": "2c7c"])] })
        guard case .absent(let why) = finder.find(at: Self.now) else {
            Issue.record("not absent")
            return
        }
        #expect(why.contains("match"))
    }
}
