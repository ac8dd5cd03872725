import Foundation
import Glibc
import Testing

@testable import SerialIO

@Suite("UUCP lock")
struct UUCPLockTests {
    @Test(arguments: [
        ("/dev/ttyUSB2", "LCK..ttyUSB2"), ("/dev/serial/by-id/none", "LCK..serial_by-id_none"),
        ("/tmp/none/modem", "LCK..tmp_none_modem"),
    ])
    func `the file is named after the device`(_ device: String, _ name: String) {
        #expect(UUCPLock.fileName(of: device) == name)
    }

    @Test(
        arguments: [
            (Array("      4711\n".utf8), 4711), (Array("4711".utf8), 4711),
            (Array("      4711 minicom root\n".utf8), 4711),
            ([0x67, 0x12, 0, 0], 4711), ([], nil), (Array("\n".utf8), nil), (Array("         0\n".utf8), nil),
            (Array("      -471\n".utf8), nil), (Array("kermit\n".utf8), nil), ([0, 0, 0, 0], nil),
        ] as [([UInt8], pid_t?)])
    func `the process is read as text or as four bytes`(_ content: [UInt8], _ process: pid_t?) {
        #expect(UUCPLock.process(in: content) == process)
    }

    @Test func `a lock holds our number in ten columns and goes with its release`() throws {
        let terminal = try PseudoTerminal()
        guard case .locked(let lock) = UUCPLock.acquire(for: terminal.path, in: terminal.locks) else {
            return #expect(Bool(false), "not locked")
        }
        let content = try String(contentsOfFile: terminal.lockFile, encoding: .utf8)
        #expect(content.utf8.count == 11)
        #expect(content.hasSuffix(" \(getpid())\n"))
        #expect(try terminal.lockFiles.count == 1)
        lock.release()
        #expect(try terminal.lockFiles == [])
    }

    @Test(arguments: ["dead", "our number, from an earlier life", "empty"])
    func `a stale lock is taken over`(_ kind: String) throws {
        let terminal = try PseudoTerminal()
        let content =
            switch kind {
            case "dead": "\(try Self.deadProcess())\n"
            case "empty": ""
            default: "\(getpid())\n"
            }
        try content.write(toFile: terminal.lockFile, atomically: false, encoding: .utf8)
        guard case .locked(let lock) = UUCPLock.acquire(for: terminal.path, in: terminal.locks) else {
            return #expect(Bool(false), "not locked")
        }
        lock.release()
        #expect(try terminal.lockFiles == [])
    }

    @Test func `a lock that is another's by now is left to it`() throws {
        let terminal = try PseudoTerminal()
        guard case .locked(let lock) = UUCPLock.acquire(for: terminal.path, in: terminal.locks) else {
            return #expect(Bool(false), "not locked")
        }
        try "1\n".write(toFile: terminal.lockFile, atomically: false, encoding: .utf8)
        lock.release()
        #expect(try String(contentsOfFile: terminal.lockFile, encoding: .utf8) == "1\n")
    }

    @Test(
        arguments: [
            ("3: FLOCK  ADVISORY  WRITE 4711 00:18:5 0 EOF", 4711),
            ("12: FLOCK  ADVISORY  READ  4711 00:18:5 0 EOF", 4711),
            ("3: POSIX  ADVISORY  WRITE 4711 00:18:5 0 EOF", nil),
            ("3: FLOCK  ADVISORY  WRITE 4711 00:18:6 0 EOF", nil),
            ("3: FLOCK  ADVISORY  WRITE 4711 00:19:5 0 EOF", nil),
            ("3: -> FLOCK  ADVISORY  WRITE 4711 00:18:5 0 EOF", nil),
            ("3: FLOCK  ADVISORY  WRITE 0 00:18:5 0 EOF", nil), ("", nil), ("3: FLOCK", nil),
        ] as [(String, pid_t?)])
    func `the holder stands in the kernel's table`(_ line: String, _ process: pid_t?) {
        #expect(PortHolder.pid(inLockLine: line, device: (0, 0x18), inode: 5) == process)
    }

    /// The number of a process that has ended.
    private static func deadProcess() throws -> pid_t {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/true")
        try process.run()
        process.waitUntilExit()
        return process.processIdentifier
    }
}
