import Foundation
import Stage
import Testing

/// One place on the path where the daemon is killed.
private struct KillPoint: CustomStringConvertible {
    var command: String
    /// Which one of those commands, counted from the arrival of the text.
    var nth: Int
    var point: SimulatorControl.HoldPoint

    var description: String { "SIGKILL at \(command), number \(nth), \(point.rawValue)" }
}

extension EndToEnd {
    /// The daemon is killed with SIGKILL while the modem's answer to one command is outstanding, for
    /// every command of the path, and started again.
    @Suite("Killed at every step")
    struct CrashWalkTests {
        @Test
        func `a text is stored once, reported once, answered at most once and never lost`() throws {
            let points = try Self.path { play in
                try play.simulator.pdu(Raw.rosaReports, smsc: true)
            }
            #expect(points.contains { $0.command == "+CMGL" })
            #expect(points.contains { $0.command == "+CMGD" })
            #expect(points.contains { $0.command == "+CMGS" && $0.point == .prompt })
            for point in points { try Self.killInReceive(at: point) }
        }

        @Test
        func `a text of two parts is put on the air at most once, part by part`() throws {
            let text = String(repeating: "Reunion de directores el viernes. ", count: 6)
            let points = try Self.path(parts: 2) { play in try play.edutrac("send", play.rosa.phone, text) }
            let sends = points.filter { $0.command == "+CMGS" }
            #expect(sends.count == 8, "two parts, four points each: \(sends)")
            for point in sends { try Self.killInSend(of: text, at: point) }
        }

        @Test
        func `a status report is not lost between the modem and the row`() throws {
            for point in [SimulatorControl.HoldPoint.before, .after] {
                try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                    try play.begin()
                    let simulator = try play.simulator
                    let reply = try play.exchange(play.rosa.e164, "H 12 M 15 D 2")
                    try play.waitForLog("text sent")
                    try simulator.awaitIdle()
                    try simulator.hold("+CNMA", at: point)
                    try simulator.pdu(Raw.statusReport(reference: reply.reference, status: 0), smsc: true)
                    try simulator.awaitHeld()
                    play.killDaemon()
                    try simulator.release()
                    try play.startDaemonAndModem()
                    try play.passBarrier(as: play.julio)
                    let states = try play.outbox().filter { $0["recipient"].string == play.rosa.e164 }
                    #expect(states.map { $0["state"].string } == ["delivered"], "killed \(point) +CNMA")
                }
            }
        }

        // MARK: The walks

        private static func killInReceive(at point: KillPoint) throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let simulator = try play.simulator
                // The first sweep is over: the next such command is about this text.
                try simulator.awaitIdle()
                try simulator.hold(point.command, nth: point.nth, at: point.point)
                try simulator.pdu(Raw.rosaReports, smsc: true)
                try simulator.awaitHeld()
                play.killDaemon()
                try simulator.release()
                try play.startDaemonAndModem()
                try simulator.awaitMemory(0)
                try play.passBarrier(as: play.julio)
                // A second death right after must change nothing.
                play.killDaemon()
                try play.startDaemonAndModem()
                try play.passBarrier(as: play.elmer)

                let texts = try play.inbox().filter { $0["sender"].string == play.rosa.e164 }
                #expect(texts.map { $0["text"].string } == ["H 12 M 15 D 2"], "\(point)")
                let reports = try play.list("report", "list", "--history").elements
                #expect(reports.count == 1, "\(point)")
                try check(play, play.rosa, parts: 1, point)
            }
        }

        private static func killInSend(of text: String, at point: KillPoint) throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let simulator = try play.simulator
                // The first sweep is over: the next such command is about this text.
                try simulator.awaitIdle()
                try simulator.hold(point.command, nth: point.nth, at: point.point)
                try play.edutrac("send", play.rosa.phone, text)
                try simulator.awaitHeld()
                play.killDaemon()
                try simulator.release()
                try play.startDaemonAndModem()
                try play.passBarrier(as: play.julio)
                try check(play, play.rosa, parts: 2, point)
                let parts = try simulator.submits().filter { $0.to == play.rosa.e164 }.map(\.hex)
                #expect(Set(parts).count == parts.count, "\(point): a part left twice")
            }
        }

        /// Of the one text to that reporter: `sent` means on the air once, `unknown` at most once,
        /// and there is no third.
        private static func check(
            _ play: Play, _ reporter: Office.Reporter, parts: Int, _ point: KillPoint
        ) throws {
            let rows = try play.outbox().filter { $0["recipient"].string == reporter.e164 }
            let onAir = try play.simulator.submits().count { $0.to == reporter.e164 }
            try #require(rows.count == 1, "\(point): \(rows)")
            // Before its first +CMGS nothing has left, so the text must leave after all.
            let state = rows[0]["state"].string
            let expected = point.command == "+CMGS" ? "unknown" : "sent"
            #expect(state == expected, "\(point)")
            if state == "sent" {
                #expect(onAir == parts, "\(point)")
            } else {
                #expect(onAir <= parts, "\(point)")
            }
        }

        // MARK: Which steps there are

        /// The commands that carry a text, as they come when nobody interferes.
        private static let carriers: Set<String> = ["+CPMS", "+CMGL", "+CMGD", "+CMGS", "+CNMA"]

        /// Walks the path once undisturbed and lists every place on it, up to the last `+CMGS`.
        private static func path(parts: Int = 1, of deed: (Play) throws -> Void) throws -> [KillPoint] {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let simulator = try play.simulator
                try simulator.awaitIdle()
                let before = try simulator.commands().count
                try deed(play)
                try play.waitForLog("text sent", times: parts)
                let names = try simulator.commands().dropFirst(before).compactMap(Self.name)
                let end = names.lastIndex(of: "+CMGS") ?? names.endIndex - 1
                var counts: [String: Int] = [:]
                return names[...end].filter(carriers.contains).flatMap { name -> [KillPoint] in
                    counts[name, default: 0] += 1
                    let points: [SimulatorControl.HoldPoint] =
                        name == "+CMGS" ? [.before, .prompt, .body, .after] : [.before, .after]
                    return points.map { KillPoint(command: name, nth: counts[name] ?? 1, point: $0) }
                }
            }
        }

        /// `+CMGL` of `+CMGL=4`.
        private static func name(_ line: String) -> String? {
            line.firstMatch(of: /^(\+[A-Z]+)/).map { String($0.1) }
        }
    }
}
