import Foundation
import Glibc
import Testing

@testable import ModemSimulator

@Suite("Simulated clock")
struct SimulatedClockTests {
    @Test(arguments: [
        ("2026-05-04T09:55:00-05:00", -20), ("2026-05-04T14:55:00Z", 0), ("2026-05-04T20:25:00+05:30,x60", 22),
        ("2026-05-04T20:40:00+05:45,x0.5", 23),
    ])
    func `starts at the given moment with its zone`(argument: String, quarterHours: Int) {
        let clock = SimulatedClock(argument: argument)
        #expect(clock?.quarterHours == quarterHours)
        #expect(SimulatedClock.Start(iso8601: String(argument.split(separator: ",")[0]))?.unixSeconds == 1_777_906_500)
    }

    @Test(arguments: [
        "", "now", "2026-05-04", "2026-05-04T09:55:00", "2026-05-04T09:55:00-05:00,60", "2026-05-04T09:55:00-05:00,x0",
        "2026-05-04T09:55:00-05:00,x-1", "2026-05-04T09:55:00-05:00,x1,x2", "2026-05-04T09:55:00-05:07",
    ])
    func `refuses what is no time`(argument: String) {
        #expect(SimulatedClock(argument: argument) == nil)
    }
}

/// On a real pseudo-terminal, with this process as its user.
@Suite("Pseudo-terminal")
struct PseudoTerminalTests {
    private let link = FileManager.default.temporaryDirectory
        .appending(path: "edutrac-modemsim-\(UUID().uuidString)").path

    private func poll(_ terminal: PseudoTerminal, at uptime: Double = 0) -> [UInt8] {
        var entries = terminal.pollEntries(at: uptime)
        #expect(Glibc.poll(&entries, nfds_t(entries.count), 5000) > 0)
        return entries.flatMap { terminal.handle($0, at: uptime) }
    }

    @Test func `carries bytes both ways without changing them, then hangs up`() throws {
        let terminal = PseudoTerminal(link: link, bitsPerSecond: 0)
        try terminal.open()
        terminal.send(Array("lost: nobody is there".utf8), at: 0)
        let user = open(link, O_RDWR | O_NOCTTY)
        #expect(user >= 0)
        #expect(poll(terminal).isEmpty && terminal.isInUse)
        let typed: [UInt8] = [0x41, 0x54, 0x0D, 0x0A, 0x1A, 0x1B, 0x03, 0x00, 0xFF]
        #expect(write(user, typed, typed.count) == typed.count)
        #expect(poll(terminal) == typed)
        terminal.send(typed, at: 0)
        var buffer = [UInt8](repeating: 0, count: 64)
        #expect(read(user, &buffer, buffer.count) == typed.count)
        #expect(Array(buffer.prefix(typed.count)) == typed)
        terminal.close()
        #expect(read(user, &buffer, buffer.count) == 0)
        #expect(write(user, typed, typed.count) == -1 && errno == EIO)
        #expect(access(link, F_OK) == -1)
        close(user)
    }

    /// 1,000 bytes a second, ten of them at a time.
    @Test func `a line of limited rate takes its time, both ways at once`() throws {
        let terminal = PseudoTerminal(link: link, bitsPerSecond: 10_000)
        try terminal.open()
        let user = open(link, O_RDWR | O_NOCTTY | O_NONBLOCK)
        _ = poll(terminal, at: 5)
        #expect(terminal.nextArrival(after: 5) == nil)
        var buffer = [UInt8](repeating: 0, count: 64)
        terminal.send(Array(repeating: 0x4F, count: 25), at: 5)
        #expect(write(user, buffer, 12) == 12)
        #expect(poll(terminal, at: 5).isEmpty && terminal.arrived(by: 5).isEmpty)
        #expect(read(user, &buffer, buffer.count) == -1 && errno == EAGAIN)
        // Woken up late by one millisecond each time: what follows is not late.
        for (count, typed, uptime) in [(10, 10, 5.011), (10, 2, 5.021), (5, 0, 5.026)] {
            #expect(terminal.nextArrival(after: uptime - 0.002).map { $0 <= uptime } == true)
            _ = poll(terminal, at: uptime)
            #expect(read(user, &buffer, buffer.count) == count)
            #expect(terminal.arrived(by: uptime).count == typed)
            if typed == 10 { _ = poll(terminal, at: uptime) }
        }
        #expect(terminal.nextArrival(after: 6) == nil)
        close(user)
        terminal.close()
    }

    @Test func `keeps nothing unread for its next user`() throws {
        let terminal = PseudoTerminal(link: link, bitsPerSecond: 0)
        try terminal.open()
        let first = open(link, O_RDWR | O_NOCTTY)
        _ = poll(terminal)
        terminal.send(Array("for the first".utf8), at: 0)
        close(first)
        while terminal.isInUse { _ = poll(terminal) }
        let second = open(link, O_RDWR | O_NOCTTY | O_NONBLOCK)
        _ = poll(terminal)
        #expect(terminal.isInUse)
        var buffer = [UInt8](repeating: 0, count: 64)
        #expect(read(second, &buffer, buffer.count) == -1 && errno == EAGAIN)
        close(second)
        terminal.close()
    }

    @Test func `comes back behind the same link, as another terminal`() throws {
        let terminal = PseudoTerminal(link: link, bitsPerSecond: 0)
        try terminal.open()
        let user = open(link, O_RDWR | O_NOCTTY)
        terminal.close()
        try terminal.open()
        let again = open(link, O_RDWR | O_NOCTTY)
        #expect(again >= 0)
        close(user)
        close(again)
        terminal.close()
    }

    @Test func `replaces a link of an earlier run, and nothing else`() throws {
        #expect(symlink("/nowhere", link) == 0)
        let terminal = PseudoTerminal(link: link, bitsPerSecond: 0)
        try terminal.open()
        terminal.close()
        #expect(FileManager.default.createFile(atPath: link, contents: nil))
        #expect(throws: SimulatorError.self) { try terminal.open() }
        terminal.close()
        #expect(unlink(link) == 0)
    }
}
