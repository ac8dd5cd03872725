import Foundation
import Glibc

/// Tells systemd how the service is (sd_notify). Without systemd it says nothing to anybody.
///
/// - Source: sd_notify(3), sd_watchdog_enabled(3).
package struct ServiceNotifier: Sendable {
    /// Longest status line that is sent, in bytes; `systemctl status` shows one line.
    static let longestStatus = 512

    /// How often ``watchdog()`` is to be called: half the time after which systemd would restart us.
    /// Nil when no watchdog watches this process.
    package let watchdogInterval: Duration?

    private let address: String?

    /// Somebody listens.
    package var isHeard: Bool { address != nil }

    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        address = environment["NOTIFY_SOCKET"]
        watchdogInterval = Self.interval(environment)
    }

    private static func interval(_ environment: [String: String]) -> Duration? {
        guard let text = environment["WATCHDOG_USEC"], let microseconds = Int64(text), microseconds > 0 else {
            return nil
        }
        // Inherited from a parent: not for us.
        if let pid = environment["WATCHDOG_PID"], pid != String(getpid()) { return nil }
        return .microseconds(max(1, microseconds / 2))
    }

    package func ready() { send("READY=1") }

    package func stopping() { send("STOPPING=1") }

    /// ``ready()`` has to follow when the reload is over.
    package func reloading() {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        send("RELOADING=1\nMONOTONIC_USEC=\(Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000)")
    }

    package func watchdog() { send("WATCHDOG=1") }

    /// One line for `systemctl status`; longer text and line feeds are cut.
    package func status(_ text: String) {
        var line = ""
        for character in text.prefix(while: { !$0.isNewline }) {
            guard line.utf8.count + character.utf8.count <= Self.longestStatus else { break }
            line.append(character)
        }
        send("STATUS=\(line)")
    }

    private func send(_ state: String) {
        // Opened for each message: they are minutes apart, and a socket would outlive its reader.
        guard let address, let socket = DatagramSocket(address) else { return }
        socket.send(Array(state.utf8))
        socket.close()
    }
}
