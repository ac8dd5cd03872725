import ControlSocket
import Foundation
import Testing

@testable import edutrac

@Suite("edutrac status")
struct StatusTests {
    /// Runs `status` against a daemon that answers so.
    static func status(
        _ modems: [ModemReport], held: String? = nil, database: String? = nil, alarms: [Alarm] = [], _ arguments: [String] = []
    ) async throws -> TestOffice.Answer {
        let office = try await TestOffice().seeded()
        let server = try await ControlServer.start(path: office.folder + "/control.sock", mode: 0o660) { _ in
            .status(
                DaemonStatus(
                    version: "0.1.0", startedAt: Date(timeIntervalSince1970: 1_777_903_200), modems: modems,
                    held: held, database: database, alarms: alarms))
        }
        let answer = await TestOffice.run(
            ["--config", office.folder + "/edutrac.toml", "--clock", office.clock, "status"] + arguments)
        await server.stop()
        return answer
    }

    static let ready = ModemReport(
        name: "sim1", state: "ready", device: "/dev/ttyUSB2", imei: "490154203237518",
        operatorName: "Movistar", registration: "home", rssi: 21, dBm: -71,
        lastSweepAt: Date(timeIntervalSince1970: 1_777_906_480))

    @Test func `with the daemon and all modems ready it is healthy`() async throws {
        let answer = try await Self.status([Self.ready])
        #expect(answer.code == 0, "\(answer.output)\(answer.complaint)")
        #expect(answer.output.contains("running since 2026-05-04 09:00, version 0.1.0"))
        #expect(answer.output.contains("Movistar"))
        #expect(answer.output.contains("-71 dBm (good)"))
        #expect(answer.output.contains("reports today  0 of 1"))
        #expect(answer.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `a clock that holds everything unasked is shown, and it is not healthy`() async throws {
        let answer = try await Self.status([Self.ready], held: "the clock stands before 2026-05-04")
        #expect(answer.code == 69)
        #expect(answer.output.contains("held"))
        #expect(answer.output.contains("the clock stands before 2026-05-04"))
    }

    @Test func `a database that can keep nothing is said before all else, and it is not healthy`() async throws {
        let words = "There is no room left for the database."
        let answer = try await Self.status([Self.ready], held: "the clock", database: words)
        #expect(answer.code == 69)
        #expect(answer.output.contains("Nothing that comes can be kept: \(words)"))
        let json = try await Self.status([Self.ready], database: words, ["--json"]).object()
        #expect(json["database"] as? String == words)
        #expect(json["healthy"] as? Bool == false)
    }

    @Test func `a daemon that refuses to answer is quoted, and what is stored is shown`() async throws {
        let office = try await TestOffice().seeded()
        let server = try await ControlServer.start(path: office.folder + "/control.sock", mode: 0o660) { _ in
            .failure("Too many commands ask at the same time.")
        }
        let answer = await office.run("status")
        await server.stop()
        #expect(answer.code == 69)
        #expect(answer.output.contains("edutracd refused: Too many commands ask at the same time."))
        #expect(answer.output.contains("modem sim1"))
    }

    @Test func `the JSON has the modems as flat objects`() async throws {
        let answer = try await Self.status([Self.ready], ["--json"])
        #expect(answer.code == 0)
        let status = try answer.object()
        #expect(status["healthy"] as? Bool == true)
        #expect(status["startedAt"] as? String == "2026-05-04T09:00:00-05:00")
        let modem = try #require((status["modems"] as? [[String: Any]])?.first)
        #expect(modem["state"] as? String == "ready")
        #expect(modem["signalDBm"] as? Int == -71)
        #expect(modem["iccid"] is NSNull)
    }

    @Test(arguments: [
        [ModemReport(name: "sim1", state: "PIN needed", detail: "put it into the `pin` of this `[[modem]]`")], [],
        [ModemReport(name: "other", state: "ready")],
    ])
    func `a modem that is not ready is named, and it is not healthy`(_ modems: [ModemReport]) async throws {
        let answer = try await Self.status(modems)
        #expect(answer.code == 69)
        #expect(answer.output.contains("Modem sim1 is not ready: \(modems.first { $0.name == "sim1" }?.state ?? "absent")"))
    }

    @Test(arguments: [
        (["SM": "23/30"], 0), (["SM": "24/30"], 69), (["ME": "0/100", "SM": "30/30"], 69), (["SM": "0/0"], 0),
    ] as [([String: String], Int32)])
    func `a memory that fills is named, and it is not healthy`(_ storage: [String: String], _ code: Int32) async throws {
        var modem = Self.ready
        modem.storage = storage
        let answer = try await Self.status([modem])
        #expect(answer.code == code, "\(answer.output)")
        #expect(answer.output.contains("Memory SM of modem sim1 is") == (code != 0))
        let status = try await Self.status([modem], ["--json"]).object()
        #expect(status["healthy"] as? Bool == (code == 0))
        let memories = try #require((status["modems"] as? [[String: Any]])?.first?["memories"] as? [[String: Any]])
        #expect(memories.count == storage.count)
        let alarm = memories.last?["alarm"] as? String
        #expect(alarm == (storage["SM"] == "24/30" ? "filling" : storage["SM"] == "30/30" ? "full" : nil))
    }

    @Test func `storage, silent schools and each SIM have their line`() async throws {
        let answer = try await Self.status([Self.ready])
        #expect(answer.output.contains("free on its disk"))
        #expect(answer.output.contains("silent         no school"))
        let status = try await Self.status([Self.ready], ["--json"]).object()
        #expect((status["databaseBytes"] as? Int ?? 0) > 0)
        #expect((status["freeBytes"] as? Int ?? 0) > 0)
        #expect(status["schoolsSilent"] as? Int == 0)
        #expect(status["alarms"] as? [String] == [])
    }

    @Test func `after the hour of the question who has not reported is silent`() async throws {
        let office = try await TestOffice(clock: "2026-05-04T10:30:00-05:00").seeded()
        let answer = await office.run("status")
        #expect(answer.output.contains("silent         1 school"))
    }

    @Test func `an alarm has since when, what and what to do`() async throws {
        let alarm = Alarm(
            key: "modem-missing", modem: "sim1", since: Date(timeIntervalSince1970: 1_777_905_000), words: "x.", remedy: "y.")
        let answer = try await Self.status([ModemReport(name: "sim1", state: "absent")], alarms: [alarm])
        #expect(answer.code == 69)
        let text = answer.output.split(separator: "\n").joined(separator: " ")
        #expect(text.contains("Since 09:30: Modem sim1 is not ready: absent. Plug modem sim1 in"))
        let status = try await Self.status([ModemReport(name: "sim1", state: "absent")], alarms: [alarm], ["--json"]).object()
        let first = try #require((status["alarms"] as? [[String: Any]])?.first)
        #expect(first["key"] as? String == "modem-missing")
        #expect(first["modem"] as? String == "sim1")
        #expect(first["since"] as? String == "2026-05-04T09:30:00-05:00")
        #expect((first["remedy"] as? String)?.hasPrefix("Plug modem sim1 in") == true)
        let words = try ManualTests.words()
        for key in first.keys { #expect(words.contains(Substring(key)), "\(key)") }
    }

    @Test(arguments: [["status", "5"], ["status", "--watch", "0"], ["status", "--watch", "soon"]])
    func `what makes no sense of watching is a usage error`(_ arguments: [String]) async throws {
        #expect(try await TestOffice().run(arguments).code == 64)
    }

    @Test(arguments: [(0, "0 kB"), (1, "1 kB"), (1 << 20, "1049 kB"), (12_400_000, "12 MB"), (57_300_000_000, "57 GB")])
    func `octets are told in words`(_ octets: Int, _ words: String) { #expect(octets.octetsInWords == words) }
}
