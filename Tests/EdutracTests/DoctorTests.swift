import ControlSocket
import Foundation
import Testing

@testable import edutrac

@Suite("edutrac doctor")
struct DoctorTests {
    private static func report(
        _ state: String, dBm: Int? = nil, storage: [String: String] = [:], registration: String? = "home"
    ) -> ModemReport {
        ModemReport(name: "sim1", state: state, registration: registration, dBm: dBm, storage: storage)
    }

    private func examined(_ report: ModemReport, version: String = "0.1.0") async throws -> TestOffice.Answer {
        let office = try await TestOffice().seeded()
        let server = try await ControlServer.start(path: office.folder + "/control.sock", mode: 0o660) { _ in
            .status(DaemonStatus(version: version, startedAt: Date(timeIntervalSince1970: 1_777_903_200), modems: [report]))
        }
        let answer = await office.run("doctor")
        await server.stop()
        return answer
    }

    @Test func `an office in which all is well has nothing to do about its modem`() async throws {
        let answer = try await examined(Self.report("ready", dBm: -71, storage: ["SM": "1/30"]))
        #expect(answer.output.contains("ok    modem sim1"))
        #expect(answer.output.contains("ok    roster"))
        #expect(!answer.output.split(separator: "\n").contains { $0.hasPrefix("BAD ") }, "\(answer.output)")
        #expect(answer.code == 0)
    }

    @Test(arguments: [
        ("absent", "Plug modem sim1 in"), ("no SIM", "Put a SIM into modem sim1"), ("PIN needed", "Write the PIN"),
        ("PUK needed", "PUK"), ("searching network", "antenna"), ("port not opened", "journalctl"), ("opening", "Wait a minute"),
    ])
    func `each state of a modem has its remedy, at the end`(_ state: String, _ remedy: String) async throws {
        let answer = try await examined(Self.report(state))
        #expect(answer.code == 69)
        #expect(answer.output.contains("BAD   modem sim1"))
        let end = try #require(answer.output.range(of: "What to do:"))
        #expect(answer.output[end.upperBound...].replacing("\n", with: " ").contains(remedy), "\(answer.output)")
    }

    @Test(arguments: [
        (report("ready", dBm: -109), "the signal is weak"), (report("ready", storage: ["ME": "80/100"]), "memory ME is filling"),
        (report("ready", registration: "roaming"), "foreign network"),
    ])
    func `what works and may not for long is to be looked at`(_ report: ModemReport, _ words: String) async throws {
        let answer = try await examined(report)
        #expect(answer.code == 0)
        #expect(answer.output.contains("look  modem sim1"))
        #expect(answer.output.contains(words))
    }

    @Test func `a full memory is wrong, and said as such`() async throws {
        let answer = try await examined(Self.report("ready", storage: ["SM": "30/30"]))
        #expect(answer.code == 69)
        #expect(answer.output.contains("memory SM is full (30/30)"))
        #expect(answer.output.contains("Make room in memory SM at once"))
    }

    @Test func `what the daemon says is to be done counts before what the state says`() async throws {
        var report = Self.report("disk mode")
        report.remedy = "Install usb-modeswitch."
        let answer = try await examined(report)
        #expect(answer.code == 69)
        #expect(answer.output.contains("1. Modem sim1: Install usb-modeswitch."))
    }

    @Test func `a SIM without a service centre is to be looked at`() async throws {
        var report = Self.report("ready")
        report.imei = "490154203237518"
        #expect(try await examined(report).output.contains("no service centre"))
        report.serviceCentre = "+51900000001"
        #expect(try await !examined(report).output.contains("no service centre"))
    }

    @Test func `who has the port of a modem open is named, by its real path`() throws {
        let proc = FileManager.default.temporaryDirectory.appending(path: "proc-\(UUID().uuidString)")
        defer { do { try FileManager.default.removeItem(at: proc) } catch { Issue.record(error) } }
        let (tty, link) = (proc.appending(path: "ttyUSB2"), proc.appending(path: "modem"))
        try FileManager.default.createDirectory(at: proc.appending(path: "412/fd"), withIntermediateDirectories: true)
        try Data().write(to: tty)
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: tty)
        try Data("ModemManager\n".utf8).write(to: proc.appending(path: "412/comm"))
        try FileManager.default.createSymbolicLink(
            atPath: proc.appending(path: "412/fd/9").path, withDestinationPath: tty.path)
        var report = Self.report("port not opened")
        report.device = link.path
        let finding = try #require(Examination.holders(of: report, proc: proc.path).first)
        #expect(finding.words == "it is open in ModemManager (process 412)")
        #expect(finding.remedy?.contains("systemctl disable --now ModemManager") == true)
        report.state = "ready"
        #expect(Examination.holders(of: report, proc: proc.path).isEmpty)
    }

    @Test func `an old daemon is to be restarted`() async throws {
        #expect(try await examined(Self.report("ready"), version: "0.0.9").output.contains("systemctl restart edutracd"))
    }

    @Test func `without a daemon and without a roster it says how to begin`() async throws {
        let answer = await (try TestOffice()).run("doctor", "--json")
        #expect(answer.code == 69)
        let findings = try answer.list()
        #expect(findings.first { $0["subject"] as? String == "edutracd" }?["verdict"] as? String == "wrong")
        #expect(findings.contains { ($0["remedy"] as? String)?.contains("systemctl start edutracd") == true })
    }

    @Test func `a configuration that is wrong is all that it can tell`() async throws {
        let office = try TestOffice()
        try office.write("[office]\nnmae = \"x\"\n", to: "edutrac.toml")
        let answer = await office.run("doctor")
        #expect(answer.code == 69)
        let words = answer.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("Did you mean `name`?"))
    }

    @Test(arguments: [(UInt64(1) << 20, Finding.Verdict.wrong), (100 << 20, .doubtful), (10 << 30, .good)])
    func `a disk is full before the database notices`(_ free: UInt64, _ verdict: Finding.Verdict) {
        #expect(Examination.disk(free: free, "/var/lib/edutrac").verdict == verdict)
    }

    @Test func `a program that takes modems for itself is named`() throws {
        let proc = FileManager.default.temporaryDirectory.appending(path: "proc-\(UUID().uuidString)")
        defer { do { try FileManager.default.removeItem(at: proc) } catch { Issue.record(error) } }
        for (process, name) in [("1", "systemd"), ("412", "ModemManager"), ("self", "brltty")] {
            try FileManager.default.createDirectory(at: proc.appending(path: process), withIntermediateDirectories: true)
            try Data("\(name)\n".utf8).write(to: proc.appending(path: process + "/comm"))
        }
        let findings = Examination.disturbers(of: proc.path)
        #expect(findings.map(\.verdict) == [.doubtful])
        #expect(findings[0].words.contains("ModemManager"))
    }
}
