import Foundation
import Stage
import Testing

extension EndToEnd {
    /// June 2026 in three schools: Mondays, Fridays with their Saturdays, and a Monday that is a holiday. What has to
    /// leave when is written down by hand. The daemon is killed at whatever it is doing while texts leave.
    ///
    /// EDUTRAC_SOAK=1 (make soak) lives the whole month, EDUTRAC_SEED with another seed; without it its first week.
    @Suite("A month of questions and reminders")
    struct MonthOfKillsTests {
        private static let rosa = "987654321", marisol = "987654322", julio = "987654323"
        private static let elmer = "987654324", nilda = "987654325", ana = "987654330"

        /// One step of one day, the phones it goes to, and what comes in after it.
        private struct Step {
            let at: String
            let to: [String]
            /// A word that only this step's text has.
            let word: String
            var reports: [(phone: String, text: String)] = []

            init(_ at: String, _ to: [String], _ word: String, then reports: [(String, String)] = []) {
                self.at = at
                self.to = to
                self.word = word
                self.reports = reports.map { (phone: $0.0, text: $0.1) }
            }
        }

        private static let last = "12:00", list = "Sin reporte"

        private static let weeks: [[Step]] = [
            [
                Step("06-01T10:00", [rosa, marisol, julio], "Responda"),
                Step("06-01T15:00", [rosa, marisol, julio], "SIN CLASES"),
                Step("06-02T09:00", [rosa, marisol, julio], last), Step("06-02T12:00", [ana], list),
                Step("06-05T10:00", [elmer, nilda], "Responda"), Step("06-05T15:00", [elmer, nilda], "SIN CLASES"),
                Step("06-06T09:00", [elmer, nilda], last), Step("06-06T12:00", [ana], list),
            ],
            [
                // One school reports, one has no class: that is its report.
                Step(
                    "06-08T10:00", [rosa, marisol, julio], "Responda",
                    then: [(rosa, "H 12 M 15 D 2"), (julio, "SIN CLASES LLUVIA")]),
                Step("06-08T15:00", [], ""), Step("06-09T09:00", [], ""), Step("06-09T12:00", [], ""),
                Step("06-12T10:00", [elmer, nilda], "Responda"), Step("06-12T15:00", [elmer, nilda], "SIN CLASES"),
                Step("06-13T09:00", [elmer, nilda], last), Step("06-13T12:00", [ana], list),
            ],
            [
                Step("06-15T10:00", [rosa, marisol, julio], "Responda"),
                Step("06-15T15:00", [rosa, marisol, julio], "SIN CLASES"),
                Step("06-16T09:00", [rosa, marisol, julio], last), Step("06-16T12:00", [ana], list),
                Step("06-19T10:00", [elmer, nilda], "Responda", then: [(nilda, "H 15 M 14 D 2")]),
                Step("06-19T15:00", [], ""), Step("06-20T09:00", [], ""), Step("06-20T12:00", [], ""),
            ],
            [
                Step("06-22T10:00", [rosa, marisol, julio], "Responda"),
                Step("06-22T15:00", [rosa, marisol, julio], "SIN CLASES", then: [(julio, "H 8 M 9 D 1")]),
                Step("06-23T09:00", [rosa, marisol], last), Step("06-23T12:00", [ana], list),
                Step("06-26T10:00", [elmer, nilda], "Responda"), Step("06-26T15:00", [elmer, nilda], "SIN CLASES"),
                Step("06-27T09:00", [elmer, nilda], last), Step("06-27T12:00", [ana], list),
            ],
            [
                // Saint Peter and Saint Paul on the Monday: the day moves to Tuesday.
                Step("06-29T10:00", [], ""), Step("06-30T10:00", [rosa, marisol, julio], "Responda"),
                Step("06-30T15:00", [rosa, marisol, julio], "SIN CLASES"),
                Step("07-01T09:00", [rosa, marisol, julio], last), Step("07-01T12:00", [ana], list),
            ],
        ]

        private static let seed =
            ProcessInfo.processInfo.environment["EDUTRAC_SEED"].flatMap { UInt64($0) } ?? 20_260_601

        private static let office: Office = {
            var office = Office.kimbiri
            office.schools[2].reportingDay = "friday"
            office.reporters += office.schools.map { Office.Reporter(ana, "Ana Flores", "promoter", $0.codMod) }
            return office
        }()

        @Test
        func `every text leaves at its hour, no other does, and none twice, though the daemon is killed again and again`()
            throws
        {
            let weeks = Soak.isWanted ? Self.weeks : Array(Self.weeks.prefix(1))
            var month = Month(random: Random(state: Self.seed), kills: Soak.isWanted ? 20 : 3, steps: weeks.flatMap(\.self).count)
            try Play.perform(Self.office, clock: try Self.clock("05-31T20:00")) { play in
                try play.seed()
                try play.startSimulator()
                for (number, steps) in weeks.enumerated() {
                    for step in steps { try month.live(step, play) }
                    if number == 0 { try month.idle("06-07T07:00", play) }
                }
                try month.check(play)
            }
            #expect(month.killed == (Soak.isWanted ? 20 : 3), "seed \(Self.seed)")
        }

        private static func clock(_ moment: String, speed: Int = 60) throws -> StageClock {
            try StageClock("2026-\(moment):00-05:00", speed: speed)
        }

        /// What has been on the air so far, and when the daemon shall die.
        private struct Month {
            var random: Random
            let kills: Int
            /// Steps to come.
            var steps: Int
            var killed = 0
            private var count = 0
            private var missing = 0

            init(random: Random, kills: Int, steps: Int) {
                self.random = random
                self.kills = kills
                self.steps = steps
            }

            /// From shortly before the step until everything that it brings has left.
            mutating func live(_ step: Step, _ play: Play) throws {
                play.killDaemon()
                play.clock = try clock(step.at).earlier
                let simulator = try play.simulator
                // The text at which it dies is held as unknown: those behind it are left for the next death.
                var left = step.to.count
                for _ in 0..<dying() where left > 0 {
                    let (point, nth) = Self.point(&random, among: left)
                    try simulator.hold("+CMGS", nth: nth, at: point)
                    try play.startDaemonAndModem()
                    try simulator.awaitHeld(within: 60)
                    play.killDaemon()
                    try simulator.release()
                    killed += 1
                    left -= nth
                }
                steps -= 1
                try play.startDaemonAndModem()
                try settle(play)
                try expect(step, play)
                for report in step.reports {
                    // The simulator's own clock goes on from the evening on which the play began.
                    let last = try simulator.submits().last?.id ?? 0
                    let sender = "+51" + report.phone
                    try simulator.text(from: sender, report.text, sent: play.clock.iso(play.clock.now()))
                    _ = try simulator.awaitSubmit(after: last) { $0.to == sender && $0.text.hasPrefix("Recibido") }
                }
                try settle(play)
                count = try simulator.submits().count
            }

            /// Twelve hours in which nothing is due.
            mutating func idle(_ moment: String, _ play: Play) throws {
                play.killDaemon()
                play.clock = try clock(moment, speed: 7_200)
                try play.startDaemonAndModem()
                try play.simulator.awaitIdle(within: 30)
                _ = try play.waitForStore("the evening", within: 60) {
                    play.clock.now() > play.clock.start.addingTimeInterval(12 * 3_600) ? true : nil
                }
                #expect(try play.simulator.submits().count == count, "\(moment): something left")
            }

            /// Kills that are still wanted are spread over the steps to come.
            private mutating func dying() -> Int {
                let left = kills - killed
                guard left > 0 else { return 0 }
                return left >= steps ? 2 : random.below(steps) < 2 * left ? 1 : 0
            }

            private static func point(
                _ random: inout Random, among texts: Int
            ) -> (SimulatorControl.HoldPoint, nth: Int) {
                (SimulatorControl.HoldPoint.allCases[random.below(4)], 1 + random.below(texts))
            }

            private func settle(_ play: Play) throws {
                _ = try play.waitForStore("an empty queue", within: 60) { () -> Bool? in
                    guard play.clock.now() > play.clock.start.addingTimeInterval(90) else { return nil }
                    let plan = try play.list("reminders", "plan", "--at", play.clock.iso(play.clock.now()))
                    let states = try play.outbox().compactMap { $0["state"].string }
                    return plan["due"].elements.isEmpty && !states.contains { $0 == "queued" || $0 == "submitting" }
                        ? true : nil
                }
            }

            private mutating func expect(_ step: Step, _ play: Play) throws {
                let fresh = try play.simulator.submits().dropFirst(count)
                let receivers = fresh.map { String($0.to.suffix(9)) }
                #expect(Set(receivers).count == receivers.count, "\(step.at): twice to one phone")
                #expect(Set(receivers).isSubset(of: step.to), "\(step.at): \(fresh.map(\.text))")
                #expect(fresh.allSatisfy { $0.text.contains(step.word) }, "\(step.at): \(fresh.map(\.text))")
                missing += step.to.count - receivers.count
                count += fresh.count
            }

            /// What did not leave is what nobody can know of: the daemon died while the modem had it.
            func check(_ play: Play) throws {
                let states = try play.outbox().compactMap { $0["state"].string }
                let unknown = states.count { $0 == "unknown" }
                #expect(unknown <= killed, "\(states), seed \(seed)")
                #expect(missing <= unknown, "\(missing) texts are missing, seed \(seed)")
                #expect(states.allSatisfy { $0 == "sent" || $0 == "unknown" }, "\(states), seed \(seed)")
            }
        }
    }
}

extension StageClock {
    /// One minute before.
    fileprivate var earlier: StageClock {
        get throws { try StageClock(iso(start.addingTimeInterval(-60)), speed: 60) }
    }
}
