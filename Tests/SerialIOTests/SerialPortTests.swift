import Foundation
import Glibc
import Testing

@testable import SerialIO

@Suite("Serial port")
struct SerialPortTests {
    @Test(arguments: 1...7)
    func `bytes come in order however they are cut`(into size: Int) async throws {
        let terminal = try PseudoTerminal()
        let port = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
        let said = "\r\n+CMGL: 1,0,,24\r\n0791\r\n\r\nOK\r\n"
        var rest = said[...]
        while !rest.isEmpty {
            terminal.say(String(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        var heard: [UInt8] = []
        for try await bytes in port.received {
            heard += bytes
            if heard.count >= said.utf8.count { break }
        }
        #expect(String(decoding: heard, as: UTF8.self) == said)
        port.close()
    }

    @Test func `every byte passes both ways as it is`() async throws {
        let terminal = try PseudoTerminal()
        let port = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
        let all = (0...255).map { UInt8($0) }
        try port.write(all)
        let out = terminal.hearBytes(256)
        #expect(out == all)
        _ = write(terminal.master, all, all.count)
        var back: [UInt8] = []
        for try await bytes in port.received {
            back += bytes
            if back.count >= 256 { break }
        }
        #expect(back == all)
        port.close()
    }

    @Test func `the line is raw, without carrier, hang-up and flow control`() async throws {
        let terminal = try PseudoTerminal()
        let port = try await SerialPort.open(
            terminal.path, settings: LineSettings(baud: 9600), lockDirectory: terminal.locks)
        var line = terminal.attributes
        #expect(line.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0)
        #expect(line.c_iflag & tcflag_t(IXON | ICRNL | INLCR) == 0)
        #expect(line.c_oflag & tcflag_t(OPOST) == 0)
        #expect(line.c_cflag & tcflag_t(CLOCAL) != 0)
        #expect(line.c_cflag & tcflag_t(HUPCL) == 0)
        #expect(line.c_cflag & tcflag_t(CRTSCTS) == 0)
        #expect(cfgetospeed(&line) == speed_t(B9600))
        #expect(port.warnings.isEmpty)
        port.close()
    }

    @Test func `a hang-up ends the stream with the reason and gives everything back`() async throws {
        let terminal = try PseudoTerminal()
        let port = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
        terminal.hangUp()
        await #expect(throws: SerialError.gone(path: terminal.path)) {
            for try await _ in port.received {}
        }
        await port.waitUntilClosed()
        #expect(try terminal.lockFiles == [])
        #expect(throws: SerialError.gone(path: terminal.path)) { try port.write([0x1b]) }
        #expect(flock(terminal.slave, LOCK_EX | LOCK_NB) == 0)
    }

    @Test func `closing ends the stream without an error, and twice is once`() async throws {
        let terminal = try PseudoTerminal()
        let port = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
        #expect(try terminal.lockFiles.count == 1)
        port.close()
        port.close()
        for try await _ in port.received { Issue.record("nothing was said") }
        await port.waitUntilClosed()
        #expect(try terminal.lockFiles == [])
    }

    @Test func `a closed port can be opened again at once`() async throws {
        let terminal = try PseudoTerminal()
        for _ in 0..<3 {
            let port = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
            port.close()
            await port.waitUntilClosed()
        }
    }

    @Test func `a second opener is refused and told who is first`() async throws {
        let terminal = try PseudoTerminal()
        let first = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
        let error = await #expect(throws: SerialError.self) {
            _ = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
        }
        #expect(error == .busy(path: terminal.path, holder: "this very process (\(getpid()))"))
        // The refusal has not taken the first one's lock away.
        #expect(try terminal.lockFiles.count == 1)
        try first.write(Array("AT\r".utf8))
        #expect(terminal.hear(3) == "AT\r")
        first.close()
        await first.waitUntilClosed()
    }

    @Test func `a program that only knows lock files is named`() async throws {
        let terminal = try PseudoTerminal()
        try "      1\n".write(toFile: terminal.lockFile, atomically: false, encoding: .utf8)
        let error = await #expect(throws: SerialError.self) {
            _ = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
        }
        #expect("\(try #require(error))".contains("(process 1)"))
        #expect(try String(contentsOfFile: terminal.lockFile, encoding: .utf8) == "      1\n")
    }

    @Test func `a program that holds flock alone is named`() async throws {
        let terminal = try PseudoTerminal()
        try #require(flock(terminal.slave, LOCK_EX | LOCK_NB) == 0)
        let error = await #expect(throws: SerialError.self) {
            _ = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
        }
        guard case .busy(terminal.path, _) = error else { return #expect(error == nil) }
        #expect("\(try #require(error))".contains("this very process (\(getpid()))"))
        #expect(try terminal.lockFiles == [])
    }

    @Test func `a program that has the port open without any lock is named`() throws {
        let terminal = try PseudoTerminal()
        let program = Process()
        program.executableURL = URL(filePath: "/bin/sleep")
        program.arguments = ["60"]
        program.standardInput = FileHandle(fileDescriptor: terminal.slave, closeOnDealloc: false)
        try program.run()
        defer { program.terminate() }
        #expect(PortHolder.users(of: terminal.path) == [program.processIdentifier])
        let holder = try #require(PortHolder.find(of: terminal.path, lockDirectory: terminal.locks))
        #expect(holder.hasSuffix("(process \(program.processIdentifier))"))
    }

    @Test(arguments: [
        ("ModemManager (process 412)", "systemctl disable --now ModemManager"), ("another program, perhaps brltty (process 5)", "apt remove brltty"),
        ("gammu-smsd (process 7)", "gammu-smsd"), ("smsd (process 7)", "smstools"), ("minicom (process 4711)", "Stop that program"),
    ])
    func `for a program that takes modems it is said how to be rid of it`(_ holder: String, _ remedy: String) {
        #expect("\(SerialError.busy(path: "/dev/ttyUSB2", holder: holder))".contains(remedy))
    }

    @Test func `a lock directory that cannot be used is a warning`() async throws {
        let terminal = try PseudoTerminal()
        let port = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks + "/none")
        #expect(port.warnings.count == 1)
        #expect(port.warnings[0].contains("No such file or directory"))
        port.close()
        await port.waitUntilClosed()
    }

    @Test func `a symbolic link is followed, and the lock names the device`() async throws {
        let terminal = try PseudoTerminal()
        let link = terminal.locks + "/modem"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: terminal.path)
        let port = try await SerialPort.open(link, lockDirectory: terminal.locks)
        #expect(FileManager.default.fileExists(atPath: terminal.lockFile))
        await #expect(throws: SerialError.self) {
            _ = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
        }
        port.close()
        await port.waitUntilClosed()
    }

    @Test func `what is no usable tty is refused in words`() async throws {
        let terminal = try PseudoTerminal()
        let file = terminal.locks + "/file"
        try "text".write(toFile: file, atomically: true, encoding: .utf8)
        let cases: [(String, LineSettings, SerialError)] = [
            ("/dev/ttyUSB-none", .init(), .notThere(path: "/dev/ttyUSB-none")),
            (file, .init(), .notATerminal(path: file)),
            ("/dev/null", .init(), .notATerminal(path: "/dev/null")),
            (terminal.path, .init(baud: 12_345), .unsupportedSpeed(path: terminal.path, baud: 12_345)),
        ]
        for (path, settings, expected) in cases {
            await #expect(throws: expected) {
                _ = try await SerialPort.open(path, settings: settings, lockDirectory: terminal.locks)
            }
        }
        #expect(try terminal.lockFiles == ["file"])
    }

    @Test func `a modem that takes nothing does not hold up the writer or the closing`() async throws {
        let terminal = try PseudoTerminal()
        let port = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
        let block = [UInt8](repeating: 0x41, count: 16 * 1024)
        let error = #expect(throws: SerialError.self) {
            while true { try port.write(block) }
        }
        #expect(error == .stuck(path: terminal.path))
        port.close()
        await port.waitUntilClosed()
        #expect(try terminal.lockFiles == [])
    }

    @Test func `a babbler that nobody reads is cut off`() async throws {
        let terminal = try PseudoTerminal()
        let port = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
        let modem = Task.detached { terminal.babble() }
        await port.waitUntilClosed()
        modem.cancel()
        await modem.value
        await #expect(throws: SerialError.flooded(path: terminal.path)) {
            for try await _ in port.received {}
        }
    }

    @Test func `every error names the path and what to do`() {
        let errors: [SerialError] = [
            .notThere(path: "/dev/x"), .notPermitted(path: "/dev/x", group: "dialout"),
            .notPermitted(path: "/dev/x", group: nil), .busy(path: "/dev/x", holder: "minicom (process 7)"),
            .busy(path: "/dev/x", holder: nil), .notATerminal(path: "/dev/x"),
            .unsupportedSpeed(path: "/dev/x", baud: 1), .gone(path: "/dev/x"), .stuck(path: "/dev/x"),
            .flooded(path: "/dev/x"), .failed(path: "/dev/x", doing: "flock", EIO),
        ]
        for error in errors {
            #expect("\(error)".contains("/dev/x"))
            #expect(!"\(error)".contains("errno"))
        }
        #expect("\(errors[1])".contains("adduser USER dialout"))
    }

    @Test(arguments: [
        (ENOENT, "is not there"), (ENXIO, "is not there"), (ENODEV, "is not there"),
        (EACCES, "No permission"), (EBUSY, "is in use"), (EIO, "open failed: Input/output error"),
    ])
    func `an errno of open is told in words`(_ code: Int32, _ words: String) {
        #expect("\(SerialError(opening: "/dev/ttyUSB9", code, lockDirectory: "/none"))".contains(words))
    }
}
