import Foundation
import Stage
import Testing

extension EndToEnd {
    @Suite("Somebody is told when something is wrong")
    struct AlarmTests {
        static let chief = "+51987654399"

        static var office: Office {
            var office = Office.kimbiri
            office.moreModems = [("sim2", [])]
            office.moreTables = [
                """
                [alarm]
                command = ["/bin/false"]
                phone = "987654399"
                text_when_over = true
                """, "[metrics]\ntextfile = \"edutrac.prom\"",
            ]
            return office
        }

        @Test
        func `a modem that stays away is told once by the other one, also over a restart, and its return once`() throws {
            // A minute of the office passes in a second.
            try Play.perform(Self.office, clock: StageClock(Moment.quietDay, speed: 60)) { play in
                try play.begin()
                let simulator = try play.simulator
                let first = try simulator.awaitSubmit(within: 60) { $0.to == Self.chief }
                #expect(first.text.hasPrefix("Alarma de EDUTRAC desde 06/05 11:0"))
                #expect(first.text.contains("el modem sim2 no funciona"))
                try play.waitForLog("the alarm command failed", "it ended with 1")
                let status = try JSONValue(parsing: try play.edutrac("status", "--json", expecting: 69))
                #expect(status["alarms"].elements.map { $0["key"].string } == ["modem-missing"])
                #expect(status["alarms"][0]["since"].string?.hasPrefix("2026-05-06T11:0") == true)
                let figures = try play.edutrac("metrics")
                #expect(figures.contains("\nedutrac_modem_ready{modem=\"sim1\"} 1\nedutrac_modem_ready{modem=\"sim2\"} 0\n"))
                #expect(figures.contains("\nedutrac_alarms 1\n"))
                let file = try String(contentsOfFile: Self.file(play), encoding: .utf8)
                #expect(file.hasSuffix("# EOF\n"))

                // What its reader sends back is a text like any other, and no alarm comes of it.
                try simulator.text(from: Self.chief, "Ya voy")
                #expect(try play.stopDaemon() == .exited(0))
                try play.startDaemon()
                try play.waitForLog("modem ready")
                // By the one that has sent least.
                let other = try play.startSimulator(of: "sim2", SeveralModemsTests.second)
                let over = try other.awaitSubmit(within: 60) { $0.to == Self.chief }
                #expect(over.text.hasPrefix("EDUTRAC: termino la alarma de 06/05 11:0"))
                #expect(over.text.contains("el modem sim2 no funciona"))
                #expect(try simulator.submits().count { $0.to == Self.chief && $0.text.contains("EDUTRAC") } == 1)
                #expect(try play.edutrac("status").contains("modem sim2     ready"))
            }
        }

        private static func file(_ play: Play) -> String {
            URL(filePath: play.folder.configuration).deletingLastPathComponent().appending(path: "edutrac.prom").path
        }
    }
}
