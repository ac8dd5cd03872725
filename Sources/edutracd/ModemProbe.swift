import ATChannel
import ControlSocket
import DeviceWatch
import Foundation
import ModemDriver
import OfficeConfiguration
import SerialIO
import Synchronization

/// Looks at the modem of one `[[modem]]` once, without a daemon: who it is, its SIM, its network, its memory.
///
/// Brings it up as the daemon would, except that no PIN is typed, and hangs up when the first memory has been
/// read. Nothing is deleted and nothing is sent: what is read is dropped, and the daemon reads it again.
struct ModemProbe: Sendable {
    /// Until the SIM is ready, and for all ports together. "SIM busy" may last half a minute.
    static let patience = Duration.seconds(75)

    let configuration: ModemConfiguration
    let others: [ModemConfiguration]
    let register: PortRegister
    var list: @Sendable () throws -> [ModemDevice] = DeviceWatcher.list
    var usbDevices: @Sendable () throws -> [USBDevice] = DeviceWatcher.usbDevices

    /// A modem that is locked by a PIN which the daemon knows: all is well as far as it can be seen.
    static let pinConfigured = "PIN configured"

    static func isWell(_ report: ModemReport) -> Bool { ["ready", pinConfigured].contains(report.state) }

    /// Ports take turns until one of them is the modem, or each had its turn.
    func look() async -> ModemReport {
        var finder = PortFinder(
            configuration, others: others, register: register, settling: .zero, list: list, usbDevices: usbDevices)
        let end = ContinuousClock.now + Self.patience
        // The first failure is that of the most likely port.
        var failed: ModemReport?
        while ContinuousClock.now < end {
            switch finder.find(at: .now) {
            case .absent(let absence):
                var report = ModemReport(name: configuration.name, state: absence.state, detail: absence.words)
                report.remedy = absence.remedy
                return failed ?? report
            case .resting:
                return failed ?? timeIsUp
            case .candidate(let port):
                guard register.take(port.stick, for: configuration.name) else { return failed ?? timeIsUp }
                defer { register.leave(port.stick, by: configuration.name) }
                let (report, failure) = await look(at: port, until: end)
                guard let failure else { return report }
                finder.failed(port, failure, at: .now)
                failed = failed ?? report
            }
        }
        return failed ?? timeIsUp
    }

    private var timeIsUp: ModemReport {
        ModemReport(name: configuration.name, state: "no answer", detail: "no port answered in time")
    }

    /// - Returns: what was seen, and why another port is to be tried, or nil.
    private func look(
        at port: Port, until end: ContinuousClock.Instant
    ) async -> (ModemReport, PortFinder.Failure?) {
        let notes = Notes(ModemReport(name: configuration.name, state: "no answer", device: port.path))
        let serial: SerialPort
        do {
            serial = try await SerialPort.open(port.path, settings: configuration.lineSettings)
        } catch {
            notes.write { ($0.state, $0.detail) = ("port not opened", "\(error)") }
            return (notes.report, .notOpened)
        }
        let modem = Modem(over: serial, settings: settings(port, notes))
        let failure = await withTaskGroup(of: PortFinder.Failure?.self) { group in
            group.addTask { await run(modem, port, notes) }
            group.addTask {
                await follow(modem, notes)
                return nil
            }
            group.addTask {
                do { try await Task.sleep(until: end) } catch { return nil }
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            serial.close()
            return first
        }
        return (notes.report, failure)
    }

    private func settings(_ port: Port, _ notes: Notes) -> ModemSettings {
        let wish = ModemWish(configuration, among: others)
        let never = Duration.seconds(3600)
        return ModemSettings(
            sweepInterval: never, otherMemoriesInterval: never, healthInterval: never,
            mayEnterPIN: { identity in
                notes.write { $0.show(identity) }
                if let why = wish.mismatch(ofLocked: identity) { return .refuse("not this modem: \(why)") }
                return .refuse(Self.noPINTyped)
            },
            isUnwanted: { [register] identity in
                register.note(identity, of: port.stick)
                notes.write { $0.show(identity) }
                return wish.mismatch(ofModem: identity)
            })
    }

    private static let noPINTyped = "the SIM asks for its PIN, and this look types none"

    private func run(_ modem: Modem, _ port: Port, _ notes: Notes) async -> PortFinder.Failure? {
        do {
            try await modem.run()
            return .noAnswer
        } catch is CancellationError {
            return nil
        } catch ModemFailure.unwanted(let why) {
            notes.write { ($0.state, $0.detail) = ("not this modem", why) }
            return .wrongModem
        } catch {
            notes.write { ($0.state, $0.detail) = ("no answer", "\(port.path): \(error)") }
            return .noAnswer
        }
    }

    /// Returns when there is a verdict.
    private func follow(_ modem: Modem, _ notes: Notes) async {
        var looks = 0
        for await event in modem.events {
            switch event {
            case .identified(let identity):
                notes.write { $0.show(identity) }
                if let why = ModemWish(configuration, among: others).mismatch(identity) {
                    return notes.write { ($0.state, $0.detail) = ("not this modem", why) }
                }
            case .stateChanged(let state):
                notes.write { ($0.state, $0.detail) = (state.name, state.detail) }
                switch state {
                case .pinNeeded(Self.noPINTyped) where configuration.pin != nil:
                    return notes.write {
                        ($0.state, $0.detail) = (Self.pinConfigured, "\(Self.noPINTyped); edutracd will type the configured one")
                    }
                case .pinNeeded, .pukNeeded, .simMissing, .refused: return
                case .opening, .waitingForSIM, .searching, .ready: break
                }
            case .network(let network):
                looks += 1
                notes.write {
                    $0.registration = "\(network.registration)"
                    ($0.operatorName, $0.rssi, $0.dBm) = (network.operatorName, network.rssi, network.signalDBm)
                }
                // One more look after a while: the modem may have been switched on with us.
                if looks > 1, !notes.report.storage.isEmpty {
                    if network.registration.isRegistered { notes.write { ($0.state, $0.detail) = ("ready", nil) } }
                    return
                }
            case .storage(let memory, let used, let total):
                notes.write { $0.storage[memory] = "\(used)/\(total)" }
                if notes.report.state == "ready" || looks > 1 { return }
            case .listing, .commandRefused, .unsolicited, .lateSubmitAnswer, .incomingCall, .treated, .recovering,
                .foreignQuestion, .announcementsRestored:
                break
            }
        }
    }

    /// Written by the events and by the driver's questions, read when the time is up.
    private final class Notes: Sendable {
        private let state: Mutex<ModemReport>

        init(_ report: ModemReport) { state = Mutex(report) }

        var report: ModemReport { state.withLock { $0 } }
        func write(_ change: (inout ModemReport) -> Void) { state.withLock { change(&$0) } }
    }
}

extension ModemReport {
    mutating func show(_ identity: ModemIdentity) {
        imei = identity.imei
        iccid = identity.iccid
        let names = [identity.manufacturer, identity.model].compactMap(\.self)
        model = names.isEmpty ? nil : names.joined(separator: " ")
        serviceCentre = identity.serviceCentre
    }
}
