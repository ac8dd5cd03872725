import Foundation
import Stage
import Testing

extension EndToEnd {
    /// Two modems behind one queue.
    @Suite("Several modems")
    struct SeveralModemsTests {
        /// Rosa's number is of a carrier that has a modem of its own.
        static func office(_ lines: [String] = []) -> Office {
            var office = Office.kimbiri
            office.modemLines = lines
            office.moreModems = [("sim2", ["carriers = [\"claro\"]"])]
            office.moreTables = ["[carriers]\nclaro = [\"987654321\"]"]
            return office
        }

        static let second = ["--imei", "490154203237526", "--iccid", "8951100000000000027"]

        private static func begin(_ play: Play) throws -> SimulatorControl {
            try play.seed()
            try play.startSimulator()
            let other = try play.startSimulator(of: "sim2", second)
            try play.startDaemon()
            try play.waitForLog("modem ready", times: 2, within: 40)
            return other
        }

        @Test
        func `each answer leaves by the modem of its recipient's carrier, and a modem that is gone hands over`() throws {
            try Play.perform(Self.office(), clock: StageClock(Moment.quietDay)) { play in
                let other = try Self.begin(play)
                let first = try play.simulator
                // Both texts come in by the first modem.
                try first.text(from: play.rosa.e164, "H 12 M 15 D 2")
                try first.text(from: play.julio.e164, "H 5 M 6 D 1")
                try other.awaitSubmits(1)
                try first.awaitSubmits(1)
                #expect(try other.submits().map(\.to) == [play.rosa.e164])
                #expect(try first.submits().map(\.to) == [play.julio.e164])

                try other.dropLine()
                try play.waitForLog("modem gone")
                try first.text(from: play.rosa.e164, "H 13 M 15 D 2")
                let reply = try first.awaitSubmit(within: 30) { $0.to == play.rosa.e164 }
                #expect(reply.text.contains("H13"))

                try other.restoreLine()
                try play.waitForLog("modem ready", times: 3, within: 40)
                try first.text(from: play.rosa.e164, "H 14 M 15 D 2")
                try other.awaitSubmits(2, within: 30)
                #expect(try first.submits().count == 2)
                #expect(try other.submits().count == 2)
                // The air has the text before its row says so.
                try play.waitForLog("text sent", times: 4)
                let ledger = try play.list("modem", "ledger")
                #expect(ledger.elements.map { $0["partsToday"].int } == [2, 2])
            }
        }

        @Test
        func `a SIM whose texts are refused stops sending and goes on receiving, and the other takes over`() throws {
            var office = Office.kimbiri
            office.moreModems = [("sim2", [])]
            try Play.perform(office, clock: StageClock(Moment.quietDay)) { play in
                try play.seed()
                try play.startSimulator()
                try play.startDaemon()
                try play.waitForLog("modem ready", within: 40)
                let first = try play.simulator
                try first.fail("+CMGS", with: "+CMS ERROR: 69", times: 50)
                try first.text(from: play.rosa.e164, "H 12 M 15 D 2")
                try first.text(from: play.julio.e164, "H 5 M 6 D 1")
                try play.waitForLog("sending stops, receiving goes on", within: 30)
                try play.edutrac("status", expecting: 69)
                let status = try play.list("modem", "list")
                #expect(status[0]["sending"].string?.contains("refused") == true)
                try first.awaitMemory(0)
                // The texts that were refused wait for their time; a new one leaves by the second modem.
                let other = try play.startSimulator(of: "sim2", Self.second)
                try play.waitForLog("modem ready", times: 2, within: 40)
                try first.text(from: play.elmer.e164, "H 9 M 9 D 2")
                try other.awaitSubmits(1, within: 30)
                #expect(try first.submits().isEmpty)
                #expect(try play.inbox().count == 3)
            }
        }

        @Test
        func `a limit an hour is kept across a restart, and said`() throws {
            var office = Office.kimbiri
            office.modemLines = ["limits = { per_hour = 2 }", "price_per_part = 0.5"]
            try Play.perform(office, clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                #expect(try play.exchange(play.rosa.e164, "H 12 M 15 D 2").text.contains("Recibido"))
                #expect(try play.exchange(play.rosa.e164, "H 13 M 15 D 2").text.contains("H13"))
                try play.waitForLog("a limit of texts is reached", within: 30)
                play.killDaemon()
                try play.startDaemon()
                try play.waitForLog("modem ready", within: 40)
                try play.simulator.text(from: play.rosa.e164, "H 14 M 15 D 2")
                try play.waitForLog("text read")
                try play.waitForLog("a limit of texts is reached", within: 30)
                #expect(try play.simulator.submits().count == 2)
                #expect(try play.reports().map { $0["boys"].int } == [14])
                let ledger = try play.list("modem", "ledger")
                #expect(ledger[0]["costThisMonth"].string == "1.00")
                #expect(try play.edutrac("status", expecting: 69).contains("limit of 2 an hour is reached"))
            }
        }
    }
}
