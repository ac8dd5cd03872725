import Foundation
import Glibc
import Stage
import Testing

extension EndToEnd {
    @Suite("The life of the daemon")
    struct LifeTests {
        @Test
        func `it is ready without a modem, says so, and stops cleanly`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.seed()
                try play.startDaemon()
                try play.notify.waitFor("STATUS=", within: 10)
                #expect(try play.stopDaemon() == .exited(0))
                try play.notify.waitFor("STOPPING=1", within: 5)
            }
        }

        @Test
        func `a modem that comes later is used without a restart`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.seed()
                try play.startDaemon()
                try play.startSimulator()
                try play.waitForLog("modem ready", within: 40)
                let reply = try play.exchange(play.rosa.e164, "H 12 M 15 D 2")
                #expect(reply.text.contains("Recibido"))
                #expect(try play.stopDaemon() == .exited(0))
            }
        }

        @Test
        func `SIGHUP reads the configuration again, and keeps the old one when the new is wrong`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                try Self.edit(play) { $0.replacing("987654300", with: "987654399") }
                play.daemon?.signal(SIGHUP)
                try play.waitForLog("configuration reloaded")
                #expect(try play.exchange(play.rosa.e164, "AYUDA").text.contains("987654399"))

                try Self.edit(play) { $0.replacing("monday", with: "lunes") }
                play.daemon?.signal(SIGHUP)
                try play.waitForLog("configuration not reloaded")
                #expect(try play.exchange(play.julio.e164, "AYUDA").text.contains("987654399"))
            }
        }

        @Test
        func `an operator asks the modem through the running daemon`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let modems = try play.list("modem", "list")
                #expect(modems[0]["state"].string == "ready")
                #expect(try play.edutrac("modem", "signal").contains("registration: home"))
                #expect(try play.edutrac("modem", "at", "+CSQ").contains("+CSQ: "))
                try play.edutrac("modem", "at", "+CMGD=1,4", expecting: 69)
                #expect(try play.edutrac("modem", "ussd", "*100#").contains("saldo S/ 25.00"))
                let record = try play.edutrac("modem", "record")
                #expect(record.contains("→ AT+CSQ"))
                #expect(!record.contains("saldo"))
                // What was done by hand is no reason to miss a text.
                #expect(try play.exchange(play.rosa.e164, "H 12 M 15 D 2").text.contains("Recibido"))
                try play.edutrac("modem", "reset")
                #expect(try play.exchange(play.rosa.e164, "H 13 M 15 D 2").text.contains("H13"))
                #expect(try play.stopDaemon() == .exited(0))
            }
        }

        @Test
        func `without a daemon the modem is looked at all the same, and with one the daemon is asked`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.seed()
                try play.startSimulator()
                try play.simulator.text(from: play.rosa.e164, "H 12 M 15 D 2")
                let block = try play.edutracd("--check", "--probe")
                #expect(block.contains("ok  modem sim1: ready"))
                #expect(block.contains("IMEI      004999010640000"))
                // What it has read is still in the modem.
                #expect(block.contains("SM 1/"))
                let findings = try JSONValue(parsing: try play.edutrac("doctor", "--json", expecting: 69)).elements
                #expect(findings.contains { $0["subject"].string == "edutracd" && $0["verdict"].string == "wrong" })
                #expect(findings.contains { $0["subject"].string == "modem sim1" && $0["verdict"].string == "good" })

                try play.startDaemonAndModem()
                #expect(try play.simulator.awaitSubmit(after: 0) { $0.to == play.rosa.e164 }.text.contains("Recibido"))
                try play.edutracd("--check", "--probe", expecting: 69)
                #expect(try play.edutrac("doctor").contains("version"))
            }
        }

        @Test
        func `a line that drops and comes back is survived without a restart`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let simulator = try play.simulator
                let pid = play.daemon?.pid
                for round in 1...2 {
                    try simulator.dropLine()
                    try play.waitForLog("modem gone", times: round)
                    // The network goes on delivering to the SIM.
                    try simulator.text(from: play.rosa.e164, "H \(10 + round) M 15 D 2")
                    try simulator.restoreLine()
                    try simulator.awaitSubmits(round, within: 40)
                    try simulator.awaitMemory(0)
                }
                #expect(play.daemon?.isRunning == true)
                #expect(play.daemon?.pid == pid)
                #expect(try play.inbox().count == 2)
                #expect(try play.reports().map { $0["boys"].int } == [12])
            }
        }

        @Test
        func `a line that drops after the body leaves the reply unknown, and the next one goes`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let simulator = try play.simulator
                try simulator.hold("+CMGS", at: .after)
                try simulator.text(from: play.rosa.e164, "H 12 M 15 D 2")
                try simulator.awaitHeld()
                try simulator.dropLine()
                try play.waitForLog("outcome of a text unknown")
                try simulator.release()
                try simulator.restoreLine()
                try simulator.text(from: play.julio.e164, "H 5 M 6 D 1")
                _ = try simulator.awaitSubmit(within: 40) { $0.to == play.julio.e164 }
                try play.waitForLog("text sent")
                #expect(try simulator.submits().count { $0.to == play.rosa.e164 } == 1)
                let states = try play.outbox().map { [$0["recipient"].string, $0["state"].string] }
                #expect(states.contains([play.rosa.e164, "unknown"]))
                #expect(states.contains([play.julio.e164, "sent"]))
            }
        }

        @Test(arguments: [
            ("+CMGL", .after), ("+CMGD", .before), ("+CMGD", .after), ("+CMGS", .prompt),
        ] as [(String, SimulatorControl.HoldPoint)])
        func `a line that drops in the middle of the path loses and doubles nothing`(
            command: String, point: SimulatorControl.HoldPoint
        ) throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let simulator = try play.simulator
                try simulator.awaitIdle()
                try simulator.hold(command, at: point)
                try simulator.pdu(Raw.rosaReports, smsc: true)
                try simulator.awaitHeld()
                try simulator.dropLine()
                try play.waitForLog("modem gone")
                try simulator.restoreLine()
                try play.waitForLog("modem ready", times: 2)
                try simulator.awaitMemory(0)
                try play.passBarrier(as: play.julio)

                #expect(try play.inbox().count { $0["text"].string == "H 12 M 15 D 2" } == 1)
                #expect(try play.reports().count == 1)
                let onAir = try simulator.submits().count { $0.to == play.rosa.e164 }
                let row = try play.outbox().first { $0["recipient"].string == play.rosa.e164 }
                // Without a prompt the body never left: that text is not lost and not unknown.
                #expect(row?["state"].string == "sent")
                #expect(onAir == 1)
            }
        }

        @Test
        func `SIGTERM waits for the text that is being submitted`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin(networkSeconds: 1)
                let simulator = try play.simulator
                try simulator.hold("+CMGS", at: .prompt)
                try simulator.text(from: play.rosa.e164, "H 12 M 15 D 2")
                try simulator.awaitHeld()
                play.daemon?.signal(SIGTERM)
                try play.notify.waitFor("STOPPING=1", within: 10)
                try simulator.release()
                #expect(try play.daemon?.waitForEnd(within: 20) == .exited(0))
                #expect(try simulator.submits().count == 1)
                #expect(try play.outbox().map { $0["state"].string } == ["sent"])
            }
        }

        private static func edit(_ play: Play, _ change: (String) -> String) throws {
            let file = URL(fileURLWithPath: play.folder.configuration)
            let text = try String(contentsOf: file, encoding: .utf8)
            try change(text).write(to: file, atomically: true, encoding: .utf8)
        }
    }
}
