import DeviceWatch
import Foundation
import OfficeConfiguration

/// Which tty a `[[modem]]` is to be looked for on now.
struct PortFinder {
    enum Result {
        case candidate(String)
        case absent(String)
        /// Ports fit, and each was tried a moment ago.
        case resting
    }

    private let configuration: ModemConfiguration
    private var avoided: [String: ContinuousClock.Instant] = [:]
    /// In which round a port was tried last: the one that waits longest is next, so that a tty that is
    /// no modem does not keep the right one from its turn.
    private var tried: [String: Int] = [:]
    private var round = 0
    /// Where a modem answered last.
    private(set) var lastWorked: String?

    private let list: () throws -> [ModemDevice]

    init(
        _ configuration: ModemConfiguration,
        list: @escaping () throws -> [ModemDevice] = DeviceWatcher.list
    ) {
        self.configuration = configuration
        self.list = list
    }

    /// Passes a port over for a while: taken by another program, or another modem.
    mutating func avoid(_ path: String, until moment: ContinuousClock.Instant) {
        avoided[path] = moment
    }

    /// A modem answered on this port: it goes first again.
    mutating func worked(_ path: String) {
        tried[path] = nil
        lastWorked = path
    }

    mutating func find(at now: ContinuousClock.Instant) -> Result {
        avoided = avoided.filter { $0.value > now }
        if let device = configuration.device {
            guard FileManager.default.fileExists(atPath: device) else {
                return .absent("\(device) is not there: is the modem plugged in?")
            }
            return avoided[device] == nil ? .candidate(device) : .resting
        }
        guard let match = configuration.match else {
            return .absent("neither `device` nor `match` is set for this `[[modem]]`")
        }
        let devices: [ModemDevice]
        do {
            devices = try list()
        } catch {
            return .absent("udev cannot be asked: \(error)")
        }
        let fitting = devices.filter { match.fits($0) }
        let free = fitting.map(\.path).filter { avoided[$0] == nil }
        if let next = free.min(by: { (tried[$0] ?? 0, $0) < (tried[$1] ?? 0, $1) }) {
            round += 1
            tried[next] = round
            return .candidate(next)
        }
        return fitting.isEmpty
            ? .absent("no tty fits `match` of this `[[modem]]`: is the modem plugged in?") : .resting
    }
}

extension ModemMatch {
    /// What udev can say before the port is opened; IMEI and ICCID are compared after.
    func fits(_ device: ModemDevice) -> Bool {
        if let path, device.idPath != path, device.path != path { return false }
        return udev.allSatisfy { device.properties[$0.key] == $0.value }
    }
}
