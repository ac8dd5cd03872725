import Foundation
import Glibc
import TestSupport
import Testing

/// systemd/edutrac-usb-reset on a folder that looks like /sys.
@Suite("Reset of USB devices")
struct USBResetTests {
    let folder: ScratchFolder
    private var requests: String { folder.file("requests") }

    init() throws {
        folder = try ScratchFolder()
        try make("requests")
        try make("sys/bus/usb/devices")
    }

    private func make(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: folder.file(path), withIntermediateDirectories: true)
    }

    private func write(_ path: String, _ text: String = "") throws {
        try Data(text.utf8).write(to: URL(filePath: folder.file(path)))
    }

    private func authorized(_ name: String) -> String { "sys/bus/usb/devices/\(name)/authorized" }

    /// - Parameters:
    ///   - ports: folders below the device.
    ///   - interfaces: `bInterfaceClass` by number.
    private func plug(_ name: String, ports: [String], interfaces: [String] = ["ff"]) throws {
        for (number, kind) in interfaces.enumerated() {
            let interface = "sys/bus/usb/devices/\(name)/\(name):1.\(number)"
            try make(interface)
            try write("\(interface)/bInterfaceClass", "\(kind)\n")
        }
        for port in ports { try make("sys/bus/usb/devices/\(name)/\(port)") }
        try write(authorized(name), "untouched")
    }

    private func state(_ name: String) throws -> String {
        try String(contentsOfFile: folder.file(authorized(name)), encoding: .utf8)
    }

    /// - Returns: what it said.
    private func reset(_ requests: String? = nil) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            Repository.root.appending(path: "systemd/edutrac-usb-reset").path, requests ?? self.requests,
            folder.file("sys"), "0",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
        return said
    }

    private var left: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: requests) } }

    @Test(arguments: ["1-1.2:1.0/ttyUSB0/tty", "1-1.2:1.0/tty/ttyACM0"])
    func `a modem is taken off the bus and put back, and the request is gone`(_ port: String) throws {
        try plug("1-1.2", ports: [port], interfaces: ["ff", "08"])
        try FileManager.default.removeItem(atPath: folder.file(authorized("1-1.2")))
        // Keeps all that is written, one after the other.
        let pipe = folder.file(authorized("1-1.2"))
        #expect(mkfifo(pipe, 0o600) == 0)
        let reader = open(pipe, O_RDWR | O_NONBLOCK)
        defer { close(reader) }
        try write("requests/1-1.2")
        #expect(try reset() == "<5>usb-reset: 1-1.2 is taken off the bus\n<5>usb-reset: 1-1.2 is back on the bus\n")
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = read(reader, &bytes, bytes.count)
        #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "0\n1\n")
        #expect(try left == [])
    }

    @Test(arguments: [
        ([], ["08"], "no tty"), ([], ["03"], "no tty"), (["1-1.2:1.0/tty/ttyACM0"], ["02", "03"], "keyboard"),
        // A hub, with a modem behind it.
        (["1-1.2.1/1-1.2.1:1.0/ttyUSB0"], ["09"], "no tty"),
        (["1-1.2:1.0/net/wwan0"], ["ff"], "no tty"),
    ] as [([String], [String], String)])
    func `what is no modem is left alone`(_ ports: [String], _ interfaces: [String], _ why: String) throws {
        try plug("1-1.2", ports: ports, interfaces: interfaces)
        try write("requests/1-1.2")
        let said = try reset()
        #expect(said.hasPrefix("<4>") && said.contains(why), "\(said)")
        #expect(try state("1-1.2") == "untouched")
        #expect(try left == [])
    }

    @Test(arguments: [
        "usb1", "1-", "-1", "1-1.", "1-1..2", "1-1.2:1.0", "1_1", "1-1.2;touch x", "$(touch x)", "`touch x`", "-rf",
        "1-1.2 ", "1-1.2\n1-1.2", "1-1.2\nx", "１-1",
    ])
    func `a request that is named like no device does nothing and is gone`(_ name: String) throws {
        for plugged in ["usb1", "1-1.2"] { try plug(plugged, ports: ["\(plugged):1.0/ttyUSB0"]) }
        try write("requests/\(name)")
        #expect(try reset() == "<4>usb-reset: a request that names no USB device\n")
        for plugged in ["usb1", "1-1.2"] { #expect(try state(plugged) == "untouched") }
        #expect(try left == [])
    }

    @Test func `one that fails does not keep the others from their turn`() throws {
        try plug("1-1", ports: ["1-1:1.0/ttyUSB0"])
        try plug("3-1", ports: ["3-1:1.0/ttyUSB1"])
        // A folder can be written by nobody, root neither.
        try FileManager.default.removeItem(atPath: folder.file(authorized("1-1")))
        try make(authorized("1-1"))
        for name in ["1-1", "2-1", "3-1"] { try write("requests/\(name)") }
        let said = try reset()
        #expect(said.contains("<3>usb-reset: 1-1 cannot be taken off the bus\n"), "\(said)")
        #expect(said.contains("<4>usb-reset: 2-1 is not there\n"), "\(said)")
        #expect(try state("3-1") == "1\n")
        #expect(try left == [])
    }

    @Test func `a request is a name, whatever has it`() throws {
        try plug("1-1.2", ports: ["1-1.2:1.0/ttyUSB0"])
        try write("kept", "kept")
        let link = requests + "/1-1.2"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.file("kept"))
        try make("requests/2-1/deep")
        _ = try reset()
        #expect(try state("1-1.2") == "1\n")
        #expect(try String(contentsOfFile: folder.file("kept"), encoding: .utf8) == "kept")
        #expect(try left == [])
    }

    /// The daemon owns the folder and could put a link in its place; nothing elsewhere may be removed for that.
    @Test func `a link in place of the folder is not followed`() throws {
        try plug("1-1.2", ports: ["1-1.2:1.0/ttyUSB0"])
        try write("requests/1-1.2")
        let link = folder.file("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: requests)
        let said = try reset(link)
        #expect(said.hasPrefix("<3>"), "\(said)")
        #expect(try state("1-1.2") == "untouched")
        #expect(try left == ["1-1.2"])
        #expect(try reset(folder.file("nowhere")).hasSuffix("nowhere is no folder\n"))
    }

    @Test func `nothing to do is nothing said`() throws { #expect(try reset() == "") }

    @Test func `daemon, folder, units and script name the same places`() throws {
        let daemon = try Repository.text("systemd/edutracd.service")
        let path = try Repository.text("systemd/edutrac-usb-reset.path")
        let service = try Repository.text("systemd/edutrac-usb-reset.service")
        let isMade = daemon.contains("\nRuntimeDirectory=edutrac edutrac/usb-reset\nRuntimeDirectoryMode=0750\n")
        let isWanted = daemon.contains("\nWants=edutrac-usb-reset.path\n")
        let isWatched = path.contains("\nDirectoryNotEmpty=/run/edutrac/usb-reset\n")
        let isRun = service.contains("\nExecStart=/usr/lib/edutrac/usb-reset /run/edutrac/usb-reset /sys\n")
        #expect(isMade && isWanted && isWatched && isRun)
    }
}
