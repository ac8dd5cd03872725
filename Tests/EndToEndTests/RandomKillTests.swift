import Foundation
import Stage
import Testing

extension EndToEnd {
    /// Texts come in and go out without a pause, and the daemon is killed again and again at whatever it is
    /// doing. EDUTRAC_SOAK=1 (make soak) does it with 200 texts in and 50 out, EDUTRAC_SEED with another seed.
    @Suite("Killed at random under load")
    struct RandomKillTests {
        private struct Scale {
            var textsIn: Int
            var textsOut: Int
            var kills: Int
        }

        private static let environment = ProcessInfo.processInfo.environment
        private static let scale =
            Soak.isWanted
            ? Scale(textsIn: 200, textsOut: 50, kills: 20) : Scale(textsIn: 40, textsOut: 10, kills: 4)
        private static let seed = environment["EDUTRAC_SEED"].flatMap { UInt64($0) } ?? 20_260_504

        /// Fifty people at one school, so that nobody gets more answers than the cap allows in an hour.
        private static let office: Office = {
            var office = Office.kimbiri
            office.reporters = (0..<50).map {
                Office.Reporter("9000000\(10 + $0)", "Persona \($0)", "teacher", "9999970")
            }
            return office
        }()

        @Test
        func `every text is kept exactly once, and every text out is on the air at most once`() throws {
            var random = Random(state: Self.seed)
            let scale = Self.scale
            try Play.perform(Self.office, clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let simulator = try play.simulator
                try simulator.awaitIdle()
                var bodies: [String] = []
                var notices = 0
                for kill in 1...scale.kills {
                    let point = Self.point(&random)
                    try simulator.hold(point.command, nth: point.nth, at: point.point)
                    while bodies.count < scale.textsIn * kill / scale.kills {
                        let number = bodies.count
                        let body = "H \(number % 18) M \(number / 18) D 2"
                        bodies.append(body)
                        try simulator.text(from: Self.office.reporters[number % 50].e164, body)
                    }
                    while notices < scale.textsOut * kill / scale.kills {
                        notices += 1
                        try play.edutrac("send", Self.office.reporters[notices % 50].phone, "Aviso numero \(notices)")
                    }
                    try simulator.awaitHeld(within: 60)
                    play.killDaemon()
                    try simulator.release()
                    try play.startDaemon()
                }
                try simulator.awaitMemory(0, within: 120)
                try Self.waitForQuiet(play)
                try Self.check(play, bodies, notices: notices, kills: scale.kills)
            }
        }

        private static func waitForQuiet(_ play: Play) throws {
            _ = try play.waitForStore("an empty queue", within: 180) {
                let states = try play.outbox().compactMap { $0["state"].string }
                return states.contains { $0 == "queued" || $0 == "submitting" } ? nil : true
            }
        }

        private static func check(_ play: Play, _ bodies: [String], notices: Int, kills: Int) throws {
            let inbox = try play.inbox()
            #expect(inbox.compactMap { $0["text"].string }.sorted() == bodies.sorted(), "seed \(seed)")
            let onAir = try play.simulator.submits().map(\.hex)
            #expect(Set(onAir).count == onAir.count, "a text left twice, seed \(seed)")
            let outbox = try play.outbox()
            #expect(outbox.count == bodies.count + notices, "seed \(seed)")
            let states = Dictionary(grouping: outbox.compactMap { $0["state"].string }, by: { $0 }).mapValues(\.count)
            let unknown = states["unknown"] ?? 0
            #expect(unknown <= kills, "\(states), seed \(seed)")
            #expect((states["sent"] ?? 0) + unknown == outbox.count, "\(states), seed \(seed)")
            #expect(onAir.count <= outbox.count && onAir.count >= outbox.count - unknown, "\(states), seed \(seed)")
        }

        private static func point(
            _ random: inout Random
        ) -> (command: String, nth: Int, point: SimulatorControl.HoldPoint) {
            switch random.below(8) {
            case 0: ("+CMGL", 1, .before)
            case 1: ("+CMGL", 1, .after)
            case 2: ("+CMGD", 1 + random.below(5), .before)
            case 3: ("+CMGD", 1 + random.below(5), .after)
            case 4: ("+CMGS", 1 + random.below(5), .before)
            case 5: ("+CMGS", 1 + random.below(5), .prompt)
            case 6: ("+CMGS", 1 + random.below(5), .body)
            default: ("+CMGS", 1 + random.below(5), .after)
            }
        }
    }

    /// The same numbers for the same seed on every machine.
    ///
    /// - Source: SplitMix64, Steele, Lea and Flood, OOPSLA 2014.
    struct Random {
        var state: UInt64

        mutating func below(_ limit: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
        }
    }
}
