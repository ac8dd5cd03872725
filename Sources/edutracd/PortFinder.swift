import DeviceWatch
import Foundation
import ModemDriver
import OfficeConfiguration

/// A tty to be opened now.
struct Port: Hashable, Sendable {
    let path: String
    /// The modem it belongs to, as ``ModemDevice/stick`` has it.
    let stick: String
    /// Nil for a tty that udev does not know, such as a pseudo-terminal.
    let device: ModemDevice?
    /// All that udev knows, when it was asked for this port.
    var surroundings: [ModemDevice] = []

    /// Another one after it was plugged in anew.
    var key: String { "\(stick) \(path)" }
}

/// Which tty a `[[modem]]` is to be looked for on now.
struct PortFinder {
    enum Result {
        case candidate(Port)
        case absent(Absence)
        /// Ports fit, and none of them is due before that moment.
        case resting(until: ContinuousClock.Instant)
    }

    struct Absence: Hashable, Sendable {
        var state = "absent"
        var words: String
        var remedy: String?
    }

    /// Why a port is left alone for a while.
    enum Failure {
        /// Another program or another `[[modem]]` is at it, or it cannot be opened.
        case notOpened
        case wrongModem
        /// Nobody answered, or it was lost before anybody did.
        case noAnswer
        /// It is to be opened again before any other.
        case touched
        /// It was the modem, and is gone after so long.
        case lost(after: Duration)
    }

    private struct Trial {
        /// In which round it was tried last: the one that waits longest is next, so that a tty that is no
        /// modem does not keep the right one from its turn.
        var round = 0
        var failures = 0
        var due: ContinuousClock.Instant?
    }

    /// How long a stick may be about to be switched, or to get its driver.
    static let settling = Duration.seconds(10)
    /// How often it is looked for what a fixed device that is not there may be instead.
    static let strandedPause = Duration.seconds(5)
    static let wrongModemPause = Duration.seconds(60)
    static let longestPause = Duration.seconds(10)
    /// A plug that is loose is wanted back at once; what is lost more often than that in a row is no plug.
    static let shortLosses = 10
    static let shortLostPause = Duration.seconds(4)
    static let longestLostPause = Duration.seconds(120)
    /// A session that lasted that long is no flapping.
    static let goodService = Duration.seconds(20)
    /// Between two looks when another `[[modem]]` is at the stick.
    static let turnPause = Duration.seconds(2)

    private let configuration: ModemConfiguration
    private let others: [ModemConfiguration]
    private let register: PortRegister
    private let settling: Duration
    private let list: () throws -> [ModemDevice]
    private let usbDevices: () throws -> [USBDevice]
    private var trials: [String: Trial] = [:]
    /// Sticks that are another modem, until then.
    private var strangers: [String: ContinuousClock.Instant] = [:]
    private var strandedSince: [StrandedModem: ContinuousClock.Instant] = [:]
    private var lastAbsence: (at: ContinuousClock.Instant, absence: Absence)?
    private var round = 0
    /// How often in a row the modem was lost before it had served well, on whatever port.
    private var losses = 0
    private var restsUntil: ContinuousClock.Instant?

    /// - Parameter others: the other `[[modem]]` of the configuration.
    init(
        _ configuration: ModemConfiguration, others: [ModemConfiguration] = [],
        register: PortRegister = PortRegister(), settling: Duration = Self.settling,
        list: @escaping () throws -> [ModemDevice] = DeviceWatcher.list,
        usbDevices: @escaping () throws -> [USBDevice] = DeviceWatcher.usbDevices
    ) {
        self.configuration = configuration
        self.others = others.filter { $0.name != configuration.name }
        self.register = register
        self.settling = settling
        self.list = list
        self.usbDevices = usbDevices
    }

    mutating func find(at now: ContinuousClock.Instant) -> Result {
        strangers = strangers.filter { $0.value > now }
        // The commonest look of all, once a second for weeks: nothing but one file is asked for.
        if let device = configuration.device, !Self.isThere(device) { return .absent(fixedAbsence(device, at: now)) }
        let devices: [ModemDevice]
        do {
            devices = try list()
        } catch {
            guard configuration.device != nil else { return .absent(Absence(words: "udev cannot be asked: \(error)")) }
            devices = []
        }
        register.keep(only: Set(devices.map(\.stick)))
        if let device = configuration.device { return next(of: [Self.fixed(device, devices)], devices: devices, at: now) }
        guard let match = configuration.match else {
            return .absent(Absence(words: "neither `device` nor `match` is set for this `[[modem]]`"))
        }
        let ports = devices.filter { match.fits($0) }.map { Port(path: $0.path, stick: $0.stick, device: $0) }
        return next(of: ports, devices: devices, at: now)
    }

    /// To be told after each candidate: nothing else makes it rest.
    mutating func failed(_ port: Port, _ failure: Failure, at now: ContinuousClock.Instant) {
        var trial = trials[port.key] ?? Trial()
        switch failure {
        case .notOpened:
            // To find out who has it costs a look at all processes.
            trial.due = now + min(.seconds(2 << min(trial.failures, 5)), Self.longestPause)
            trial.failures += 1
        case .wrongModem:
            trial.due = now + Self.wrongModemPause
            // All its ports lead to the same SIM.
            if port.device != nil { strangers[port.stick] = now + Self.wrongModemPause }
        case .noAnswer:
            // A modem may be silent while it boots, so it gets its next chance soon, and then less and less often.
            let pause = Duration.milliseconds(1000 * (1 << min(trial.failures, 5)))
            let isOther = port.device.map { register.role(of: $0) } == .other
            trial.due = now + (isOther ? Self.wrongModemPause : min(pause, Self.longestPause))
            trial.failures += 1
        case .touched:
            trial.round = 0
        case .lost(let served):
            trial.round = 0
            trial.due = now + lost(after: served, at: now)
        }
        trials[port.key] = trial
    }

    /// A modem whose power breaks down whenever it looks for its network is not to fill the log and to wear out the
    /// card. - Returns: how long it rests.
    private mutating func lost(after served: Duration, at now: ContinuousClock.Instant) -> Duration {
        if served >= Self.goodService { losses = 0 }
        let pause =
            losses < Self.shortLosses
            ? min(.milliseconds(500 << losses), Self.shortLostPause)
            : min(Self.shortLostPause * (2 << min(losses - Self.shortLosses, 5)), Self.longestLostPause)
        // One that leaves the bus comes back as another port, which has no failures yet.
        restsUntil = losses < Self.shortLosses ? nil : now + pause
        losses += 1
        return pause
    }

    private mutating func next(of fitting: [Port], devices: [ModemDevice], at now: ContinuousClock.Instant) -> Result {
        trials = trials.filter { trial in fitting.contains { $0.key == trial.key } }
        guard !fitting.isEmpty else { return .absent(absence(devices, at: now)) }
        strandedSince = [:]
        let ours = fitting.filter { !isAnothers($0, devices) }
        guard !ours.isEmpty else {
            return .absent(Absence(words: "every port that fits belongs to another `[[modem]]`: is this modem plugged in?"))
        }
        if let restsUntil, restsUntil > now { return .resting(until: restsUntil) }
        let free = ours.filter { strangers[$0.stick] == nil && isFree($0) }
        let due = free.filter { trials[$0.key]?.due.map { $0 <= now } ?? true }
        if let port = due.min(by: { order($0) < order($1) }) {
            round += 1
            trials[port.key, default: Trial()].round = round
            trials[port.key]?.due = nil
            var found = port
            found.surroundings = devices
            return .candidate(found)
        }
        let times = free.compactMap { trials[$0.key]?.due } + ours.compactMap { strangers[$0.stick] }
        let turn = ours.contains { !isFree($0) } ? [now + Self.turnPause] : []
        return .resting(until: (times + turn).min() ?? now + Self.turnPause)
    }

    private func order(_ port: Port) -> (Int, Int, String) {
        let role = port.device.map { register.role(of: $0) } ?? .unknown
        return (trials[port.key]?.round ?? 0, role.rawValue, port.path)
    }

    private func isFree(_ port: Port) -> Bool {
        register.holder(of: port.stick).map { $0 == configuration.name } ?? true
    }

    /// Whether the port is meant for another `[[modem]]`: the one that names its tty or its socket, or the
    /// IMEI that was found there.
    private func isAnothers(_ port: Port, _ devices: [ModemDevice]) -> Bool {
        let identity = register.identity(of: port.stick)
        // Who is at it and knows what it is means to stay.
        if identity != nil, !isFree(port) { return true }
        // The SIM may have been changed since; the modem has not.
        if let wanted = configuration.match?.imei, let imei = identity?.imei, wanted != imei { return true }
        return others.contains { other in
            if let identity, other.claims(identity), !configuration.claims(identity) { return true }
            guard configuration.device == nil, let device = port.device else { return false }
            if let fixed = other.device { return Self.isThere(fixed) && Self.fixed(fixed, devices).stick == port.stick }
            guard configuration.match?.path == nil, let match = other.match, match.path != nil else { return false }
            return match.fits(device)
        }
    }

    private mutating func fixedAbsence(_ device: String, at now: ContinuousClock.Instant) -> Absence {
        if let last = lastAbsence, now - last.at < Self.strandedPause { return last.absence }
        let ports: [ModemDevice]
        do { ports = try list() } catch { return Absence(words: "\(device) is not there: is the modem plugged in?") }
        let absence = absence(ports, at: now)
        lastAbsence = (now, absence)
        return absence
    }

    private mutating func absence(_ ports: [ModemDevice], at now: ContinuousClock.Instant) -> Absence {
        let words =
            configuration.device.map { "\($0) is not there: is the modem plugged in?" }
            ?? "no tty fits `match` of this `[[modem]]`: is the modem plugged in?"
        let devices: [USBDevice]
        do { devices = try usbDevices() } catch { return Absence(words: words) }
        let stranded = StrandedModem.all(among: devices, ports: ports).filter { configuration.match?.mayBe($0.device) ?? true }
        strandedSince = Dictionary(uniqueKeysWithValues: stranded.map { ($0, strandedSince[$0] ?? now) })
        guard let found = stranded.first(where: { now - (strandedSince[$0] ?? now) >= settling }) else {
            return Absence(words: words)
        }
        return Absence(state: found.reason.rawValue, words: found.words, remedy: found.remedy)
    }

    private static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private static func fixed(_ path: String, _ devices: [ModemDevice]) -> Port {
        let real = URL(filePath: path).resolvingSymlinksInPath().path
        let device = devices.first { $0.path == real }
        return Port(path: path, stick: device?.stick ?? real, device: device)
    }
}

extension ModemConfiguration {
    /// Whether `match` names this IMEI or ICCID, and nothing speaks against it.
    func claims(_ identity: ModemIdentity) -> Bool {
        let pairs = [(match?.imei, identity.imei), (match?.iccid, identity.iccid)]
        let compared = pairs.compactMap { wanted, told in wanted.flatMap { wanted in told.map { wanted == $0 } } }
        return !compared.isEmpty && compared.allSatisfy { $0 }
    }
}

extension ModemMatch {
    /// What udev can say before the port is opened; IMEI and ICCID are compared after.
    func fits(_ device: ModemDevice) -> Bool {
        if device.isDownloadPort { return false }
        // By IMEI or ICCID alone every port would fit: a console, a UPS.
        if path == nil, udev.isEmpty, device.usbPath == nil { return false }
        if let path, !device.isAt(path) { return false }
        return udev.allSatisfy { device.property($0.key) == $0.value }
    }

    /// Whether a device without a tty may be the modem that is looked for.
    func mayBe(_ device: USBDevice) -> Bool {
        if let path, let idPath = device.idPath, path != idPath, !path.hasPrefix(idPath + ":") { return false }
        return udev["ID_VENDOR_ID"].map { $0 == device.vendorID } ?? true
    }
}

extension ModemDevice {
    /// The socket, or one interface of what is in it, or the tty itself.
    fileprivate func isAt(_ path: String) -> Bool {
        idPath == path || self.path == path || idPath?.hasPrefix(path + ":") == true
    }
}
