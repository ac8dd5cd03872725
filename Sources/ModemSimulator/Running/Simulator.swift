internal import CLinux
internal import Glibc

/// Runs a ``SimulatedModem`` on a pseudo-terminal, with its control socket, in one thread around
/// poll(2). Ends on SIGTERM, SIGINT or the request to quit, and leaves neither link nor socket.
package final class Simulator {
    private let clock: SimulatedClock
    private let terminal: PseudoTerminal
    private let listener: ControlListener?
    private let signals: Int32
    private var modem: SimulatedModem
    private var isRunning = true

    /// Makes terminal, link and socket. `profile` is stamped with the zone of `clock`.
    package init(
        _ profile: ModemProfile, link: String, control: String?, bitsPerSecond: Int, clock: SimulatedClock
    ) throws {
        var profile = profile
        profile.quarterHours = clock.quarterHours
        self.clock = clock
        modem = SimulatedModem(profile, at: clock.now)
        signals = edutrac_signal_descriptor([SIGTERM, SIGINT], 2)
        guard signals >= 0 else { throw SimulatorError("cannot wait for signals", errno) }
        listener = try control.map { path throws(SimulatorError) in try ControlListener(path: path) }
        terminal = PseudoTerminal(link: link, bitsPerSecond: bitsPerSecond)
        do {
            try terminal.open()
        } catch {
            listener?.close()
            throw error
        }
    }

    /// Returns when the simulator is told to end.
    package func run() throws {
        defer {
            terminal.close()
            listener?.close()
            _ = close(signals)
        }
        while isRunning {
            try step()
        }
    }

    private func step() throws(SimulatorError) {
        let before = clock.now.uptime
        var entries = [pollfd(fd: signals, events: Int16(POLLIN), revents: 0)]
        entries += terminal.pollEntries(at: before)
        entries += listener?.pollEntries ?? []
        let deadline = [modem.nextDeadline, terminal.nextArrival(after: before)].compactMap(\.self).min()
        let seconds = deadline.map { min(3600, max(0, $0 - before)) } ?? -1
        guard edutrac_poll(&entries, entries.count, seconds) >= 0 || errno == EINTR else {
            throw SimulatorError("poll", errno)
        }
        let now = clock.now.uptime
        for entry in entries where entry.revents != 0 {
            if entry.fd == signals {
                if edutrac_next_signal(signals) != 0 { isRunning = false }
                continue
            }
            let wasInUse = terminal.isInUse
            let typed = terminal.handle(entry, at: now)
            if terminal.isInUse, !wasInUse { try tell(.opened) }
            if !typed.isEmpty { try tell(.received(typed)) }
            for client in listener?.handle(entry) ?? [] { try tell(.clientGone(client)) }
        }
        let arrived = terminal.arrived(by: now)
        if !arrived.isEmpty { try tell(.received(arrived)) }
        try tell(.timePassed)
        while isRunning, let request = listener?.nextRequest() {
            try tell(.request(client: request.client, line: request.line))
        }
    }

    private func tell(_ input: SimulatedModem.Input) throws(SimulatorError) {
        let now = clock.now
        for action in modem.handle(input, at: now) {
            switch action {
            case .write(let bytes):
                terminal.send(bytes, at: now.uptime)
            case .answer(let client, let line):
                // A client that has gone waits for nothing more.
                for gone in listener?.answer(client, line) ?? [] { _ = modem.handle(.clientGone(gone), at: now) }
            case .dropLine:
                terminal.close()
            case .restoreLine:
                try terminal.open()
            case .quit:
                isRunning = false
            }
        }
    }
}
