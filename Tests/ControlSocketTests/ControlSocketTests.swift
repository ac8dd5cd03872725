import Foundation
import Glibc
import Testing

@testable import ControlSocket

@Suite("Control socket")
struct ControlSocketTests {
    static let status = DaemonStatus(
        version: "0.1.0", startedAt: Date(timeIntervalSince1970: 1_777_906_801),
        modems: [
            ModemReport(
                name: "sim1", state: "ready", device: "/dev/ttyUSB2", imei: "490154203237518", rssi: 21,
                dBm: -71,
                storage: ["SM": "3/30"], lastSweepAt: Date(timeIntervalSince1970: 1_777_906_830)),
            ModemReport(name: "sim2", state: "absent", detail: "is the modem plugged in?"),
        ])

    static func answer(_ request: ControlRequest) async -> ControlAnswer {
        switch request {
        case .status: .status(status)
        case .reload: .failure("edutrac.toml:3: there is no such key.")
        case .sweep: .done("2 modems are asked for texts")
        case .look: .done("the database is looked at")
        case .metrics: .lines(["edutrac_up 1", "# EOF"])
        case .modem(let name, let request): .lines([name, "\(request)"])
        }
    }

    static let requests: [ControlRequest] = [
        .status, .reload, .sweep, .look, .metrics, .modem("sim1", .signal), .modem("sim1", .at("+CSQ")),
        .modem("sim-2", .ussd("*100#")), .modem("sim1", .reset), .modem("sim1", .record),
    ]

    @Test func `each request has its answer`() async throws {
        let place = try SocketPlace()
        let server = try await ControlServer.start(path: place.path, handler: Self.answer)
        for request in Self.requests {
            let answer = try await ControlClient.ask(request, at: place.path)
            #expect(answer == (await Self.answer(request)))
        }
        await server.stop()
    }

    @Test func `the lines on the wire are these`() async throws {
        let place = try SocketPlace()
        let server = try await ControlServer.start(path: place.path, handler: Self.answer)
        let client = try RawClient(place.path)
        client.send("{\"do\":\"sweep\"}\n")
        #expect(try await client.line() == #"{"done":"2 modems are asked for texts","ok":true}"#)
        client.send("{\"do\":\"reload\"}\n")
        #expect(try await client.line() == #"{"error":"edutrac.toml:3: there is no such key.","ok":false}"#)
        client.send("{\"do\":\"at\",\"modem\":\"sim1\",\"text\":\"+CSQ\"}\n")
        #expect(try await client.line() == #"{"lines":["sim1","at(\"+CSQ\")"],"ok":true}"#)
        client.send("{\"do\":\"at\",\"modem\":\"sim1\"}\n")
        #expect(try await client.line().contains("text"))
        client.send("{\"do\":\"status\"}\n")
        let status = try await client.line()
        #expect(status.hasPrefix(#"{"ok":true,"status":{"modems":[{"alarms":[],"dBm":-71,"device":"/dev/ttyUSB2","#))
        #expect(status.contains(#""startedAt":"2026-05-04T15:00:01Z""#))
        await server.stop()
    }

    @Test(arguments: 1...16)
    func `requests are answered in order however they are cut`(into size: Int) async throws {
        let place = try SocketPlace()
        let server = try await ControlServer.start(path: place.path) { .done("\($0)") }
        let client = try RawClient(place.path)
        var rest = "{\"do\":\"sweep\"}\n\n{\"do\":\"reload\"}\r\n{\"do\":\"sweep\"}\n"[...]
        while !rest.isEmpty {
            client.send(String(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        for name in ["sweep", "reload", "sweep"] {
            #expect(try await client.line() == "{\"done\":\"\(name)\",\"ok\":true}")
        }
        await server.stop()
    }

    @Test(arguments: [
        ("nonsense", "it is no JSON"), ("{}", "\"do\" is missing"),
        ("{\"do\":7}", "\"do\" has the wrong type"),
        ("{\"do\":\"explode\"}", "no request is called explode"), ("[]", "has the wrong type"),
        ("\"status\"", "has the wrong type"), ("\u{0}\u{1}", "it is no JSON"),
    ])
    func `a bad request is answered in words, and the next one is served`(_ line: String, _ words: String)
        async throws
    {
        let place = try SocketPlace()
        let server = try await ControlServer.start(path: place.path, handler: Self.answer)
        let client = try RawClient(place.path)
        client.send(line + "\n{\"do\":\"sweep\"}\n")
        let refusal = try await client.line()
        #expect(refusal.contains("\"ok\":false"))
        #expect(refusal.replacing("\\\"", with: "\"").contains(words), "\(refusal)")
        #expect(try await client.line().contains("\"ok\":true"))
        await server.stop()
    }

    @Test func `a line without end is cut off with a word`() async throws {
        let place = try SocketPlace()
        let server = try await ControlServer.start(path: place.path, handler: Self.answer)
        let client = try RawClient(place.path)
        client.send(String(repeating: "x", count: ControlLines.longestRequest + 1))
        #expect(try await client.line().contains("longer than \(ControlLines.longestRequest) bytes"))
        await #expect(throws: (any Error).self) { try await client.line() }
        #expect(try await ControlClient.ask(.sweep, at: place.path) == (await Self.answer(.sweep)))
        await server.stop()
    }

    @Test func `several clients are served at the same time`() async throws {
        let place = try SocketPlace()
        let (gate, opening) = AsyncStream<Void>.makeStream()
        let server = try await ControlServer.start(path: place.path) { request in
            if request == .reload { for await _ in gate {} }
            return .done("\(request)")
        }
        async let slow = ControlClient.ask(.reload, at: place.path)
        let quick = try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try await ControlClient.ask(.sweep, at: place.path) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(quick == Array(repeating: .done("sweep"), count: 8))
        opening.finish()
        #expect(try await slow == .done("reload"))
        await server.stop()
    }

    @Test func `one client too many is told so`() async throws {
        let place = try SocketPlace()
        let server = try await ControlServer.start(path: place.path, handler: Self.answer)
        var clients: [RawClient] = []
        for _ in 0..<ControlServer.mostClients {
            let client = try RawClient(place.path)
            client.send("{\"do\":\"sweep\"}\n")
            #expect(try await client.line().contains("\"ok\":true"))
            clients.append(client)
        }
        #expect(try await RawClient(place.path).line().contains("Too many commands"))
        clients = []
        await server.stop()
    }

    @Test func `a client that leaves in the middle disturbs nobody`() async throws {
        let place = try SocketPlace()
        let server = try await ControlServer.start(path: place.path, handler: Self.answer)
        for _ in 0..<ControlServer.mostClients / 2 {
            let client = try RawClient(place.path)
            client.send("{\"do\":\"status\"}\n{\"do\":")
        }
        #expect(try await ControlClient.ask(.sweep, at: place.path) == (await Self.answer(.sweep)))
        await server.stop()
    }

    @Test(.timeLimit(.minutes(1)))
    func `clients that left in the middle leave their seats to others`() async throws {
        let place = try SocketPlace()
        let server = try await ControlServer.start(path: place.path, handler: Self.answer)
        for _ in 0..<ControlServer.mostClients * 2 {
            let client = try RawClient(place.path)
            client.send("{\"do\":\"status\"}\n{\"do\":")
        }
        // The server learns of each departure in its own time.
        var answer = try await ControlClient.ask(.sweep, at: place.path)
        while case .failure = answer { answer = try await ControlClient.ask(.sweep, at: place.path) }
        #expect(answer == (await Self.answer(.sweep)))
        await server.stop()
    }

    @Test func `the socket has its mode and is gone after the stop`() async throws {
        let place = try SocketPlace()
        let server = try await ControlServer.start(path: place.path, mode: 0o660, handler: Self.answer)
        var facts = stat()
        try #require(stat(place.path, &facts) == 0)
        #expect(facts.st_mode & 0o777 == 0o660)
        await server.stop()
        #expect(!FileManager.default.fileExists(atPath: place.path))
        await #expect(throws: ControlError.notRunning(path: place.path)) {
            _ = try await ControlClient.ask(.status, at: place.path)
        }
    }

    @Test func `a dead daemon's socket is replaced`() async throws {
        let place = try SocketPlace()
        try place.leaveStaleSocket()
        await #expect(throws: ControlError.notRunning(path: place.path)) {
            _ = try await ControlClient.ask(.status, at: place.path)
        }
        let server = try await ControlServer.start(path: place.path, handler: Self.answer)
        #expect(try await ControlClient.ask(.sweep, at: place.path) == (await Self.answer(.sweep)))
        await server.stop()
    }

    @Test func `a live daemon's socket is refused and left alone`() async throws {
        let place = try SocketPlace()
        let server = try await ControlServer.start(path: place.path, handler: Self.answer)
        await #expect(throws: ControlError.alreadyRunning(path: place.path)) {
            _ = try await ControlServer.start(path: place.path, handler: Self.answer)
        }
        #expect(try await ControlClient.ask(.sweep, at: place.path) == (await Self.answer(.sweep)))
        await server.stop()
    }

    @Test func `what cannot be a socket is refused in words`() async throws {
        let place = try SocketPlace()
        try "text".write(toFile: place.path, atomically: true, encoding: .utf8)
        let long = "/tmp/" + String(repeating: "x", count: 120)
        let nowhere = place.folder + "/none/control.sock"
        let cases: [(String, ControlError)] = [
            (place.path, .notASocket(path: place.path)), (long, .pathTooLong(path: long)),
        ]
        for (path, expected) in cases {
            await #expect(throws: expected) {
                _ = try await ControlServer.start(path: path, handler: Self.answer)
            }
        }
        let error = await #expect(throws: ControlError.self) {
            _ = try await ControlServer.start(path: nowhere, handler: Self.answer)
        }
        #expect("\(try #require(error))".contains("Check that its folder exists"))
        #expect(try String(contentsOfFile: place.path, encoding: .utf8) == "text")
    }

    @Test func `a daemon that says nothing is given up`() async throws {
        let place = try SocketPlace()
        let silent = try place.listenInSilence()
        defer { close(silent) }
        await #expect(throws: ControlError.noAnswer(path: place.path, seconds: 1)) {
            _ = try await ControlClient.ask(.status, at: place.path, within: 1)
        }
    }

    @Test(
        arguments: [
            (0, [], 0o600, true), (1000, [], 0o600, true), (1001, [50], 0o660, true),
            (1001, [50], 0o600, false),
            (1001, [51], 0o660, false), (1001, [], 0o666, false), (1001, [51, 50], 0o620, true),
        ] as [(uid_t, Set<gid_t>, mode_t, Bool)])
    func `root, the owner and the group may ask`(
        _ user: uid_t, _ groups: Set<gid_t>, _ mode: mode_t, _ may: Bool
    ) {
        #expect(ControlPeer(user: user, groups: groups).mayAsk(owner: 1000, group: 50, mode: mode) == may)
    }

    @Test func `the kernel tells who is at the other end`() throws {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        defer { for end in ends { close(end) } }
        let peer = try #require(ControlPeer(connectedOn: ends[0]))
        #expect(peer.user == geteuid())
        #expect(peer.groups.contains(getegid()))
        #expect(ControlPeer(connectedOn: -1) == nil)
    }

    @Test func `every error names the path and the remedy`() {
        let path = "/run/edutrac/control.sock"
        let errors: [ControlError] = [
            .notRunning(path: path), .notPermitted(path: path), .noAnswer(path: path, seconds: 10),
            .alreadyRunning(path: path), .notASocket(path: path), .pathTooLong(path: path),
            .failed(path: path, "why"),
        ]
        for error in errors { #expect("\(error)".contains(path)) }
        #expect(
            "\(errors[0])".hasPrefix("edutracd is not running: start it with `systemctl start edutracd`."))
    }
}
