import Foundation
import Glibc

/// Both ends of a pseudo-terminal: the test is the modem at the master, the port opens the slave. And a
/// folder for lock files.
final class PseudoTerminal: @unchecked Sendable {
    let path: String
    let locks: String
    private(set) var master: Int32
    private(set) var slave: Int32

    init() throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 256)
        guard openpty(&master, &slave, &name, nil, nil) == 0 else { throw POSIXError(.ENXIO) }
        self.master = master
        self.slave = slave
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        locks = FileManager.default.temporaryDirectory.appending(path: "locks-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: locks, withIntermediateDirectories: true)
        // As the port does it: nothing that is said before it opens may be echoed back.
        var line = termios()
        tcgetattr(slave, &line)
        cfmakeraw(&line)
        tcsetattr(slave, TCSANOW, &line)
    }

    deinit {
        hangUp()
        closeSlave()
        do { try FileManager.default.removeItem(atPath: locks) } catch {
            print("left behind: \(locks): \(error)")
        }
    }

    var lockFile: String { locks + "/LCK..pts_" + path.dropFirst("/dev/pts/".count) }
    var lockFiles: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: locks) }
    }

    /// As the modem.
    func say(_ text: String) { _ = write(master, text, text.utf8.count) }

    /// Reads as the modem until so many bytes are there; waits for them in the kernel.
    func hear(_ count: Int) -> String { String(decoding: hearBytes(count), as: UTF8.self) }

    func hearBytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while bytes.count < count {
            let read = Glibc.read(master, &chunk, min(chunk.count, count - bytes.count))
            guard read > 0 else { break }
            bytes += chunk[..<read]
        }
        return bytes
    }

    /// Talks until its task is cancelled.
    func babble() {
        // Else the last write would wait for ever once nobody reads.
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        let bytes = [UInt8](repeating: 0x55, count: 512)
        while !Task.isCancelled {
            if write(master, bytes, bytes.count) < 0 { sched_yield() }
        }
    }

    /// Closing the master is the same hang-up in the kernel as pulling out a USB modem.
    func hangUp() {
        if master >= 0 { close(master) }
        master = -1
    }

    func closeSlave() {
        if slave >= 0 { close(slave) }
        slave = -1
    }

    var attributes: termios {
        var line = termios()
        tcgetattr(slave, &line)
        return line
    }
}
