import Stage
import Testing

extension EndToEnd {
    @Suite("The week of questions and reminders")
    struct TimePathTests {
        /// Monday 10:00, 15:00, Tuesday 09:00 and after, each reached with the daemon killed and
        /// started again around it.
        @Test
        func `each step reaches those who are silent, once, whatever is restarted when`() throws {
            let ladder = Ladder()
            try Play.perform(clock: StageClock(Moment.mondayMorning, speed: 60)) { play in
                try play.begin()
                let simulator = try play.simulator
                let everybody = play.office.reporters.map(\.e164)
                try simulator.awaitSubmits(5)
                try ladder.restart(play)
                ladder.expect(try simulator.submits(), "the question", to: everybody, saying: "H 12 M 15 D 2")

                // One school reports, one is closed by the rain; the third stays silent.
                try play.exchange(play.rosa.e164, "H 12 M 15 D 2")
                try play.exchange(play.julio.e164, "SIN CLASES LLUVIA")
                try ladder.restart(play)
                ladder.skip(try simulator.submits())

                let silent = play.office.reporters.filter { $0.codMod == "9999970" }.map(\.e164)
                try ladder.restart(play, at: "2026-05-04T14:59:00-05:00")
                try simulator.awaitSubmits(ladder.count + 2)
                try ladder.restart(play)
                ladder.expect(
                    try simulator.submits(), "reminder 1", to: silent, saying: "I.E. 503", "SIN CLASES")

                try ladder.restart(play, at: "2026-05-05T08:59:00-05:00")
                try simulator.awaitSubmits(ladder.count + 2)
                try ladder.restart(play)
                ladder.expect(try simulator.submits(), "reminder 2", to: silent, saying: "I.E. 503", "12:00")

                // Nothing more this week, however often the daemon looks.
                for later in ["2026-05-05T12:30:00-05:00", "2026-05-06T10:30:00-05:00"] {
                    try ladder.restart(play, at: later)
                    try play.passBarrier(as: play.marisol)
                    try ladder.restart(play)
                    ladder.expect(
                        try simulator.submits(), later, to: [play.marisol.e164], saying: "AYUDA")
                }
            }
        }

        @Test
        func `a step that was missed is sent late, a stale one is not`() throws {
            // The office was without power from before ten until after the first reminder.
            try Play.perform(clock: StageClock("2026-05-04T16:30:00-05:00", speed: 60)) { play in
                try play.begin()
                let simulator = try play.simulator
                try simulator.awaitSubmits(5)
                try play.passBarrier(as: play.rosa)
                let unasked = try simulator.submits().filter { !$0.text.hasPrefix("AYUDA") }
                #expect(Set(unasked.map(\.to)) == Set(play.office.reporters.map(\.e164)))
                #expect(unasked.count == 5, "one step each, not the question and the reminder")
            }
        }

        @Test(arguments: ["2026-05-04T21:00:00-05:00", "2026-05-02T10:30:00-05:00", "2026-05-01T10:30:00-05:00"])
        func `nothing leaves unasked at night, on a Saturday or on a holiday`(moment: String) throws {
            try Play.perform(clock: StageClock(moment)) { play in
                try play.begin()
                try play.passBarrier(as: play.rosa)
                #expect(try play.simulator.submits().count == 1, "only the answer to AYUDA")
            }
        }
    }
}

/// Keeps count of what is on the air, step by step.
private final class Ladder {
    private(set) var count = 0

    /// SIGKILL and start, at once or at a later hour.
    func restart(_ play: Play, at moment: String? = nil) throws {
        play.killDaemon()
        if let moment { play.clock = try StageClock(moment, speed: 60) }
        try play.startDaemonAndModem()
    }

    func expect(
        _ submits: [SubmittedText], _ step: String, to receivers: [String], saying words: String...,
        at place: SourceLocation = #_sourceLocation
    ) {
        let fresh = submits.dropFirst(count)
        #expect(
            fresh.map(\.to).sorted() == receivers.sorted(), "\(step): \(fresh.map(\.text))",
            sourceLocation: place)
        for word in words {
            #expect(
                fresh.allSatisfy { $0.text.contains(word) }, "\(step): \(fresh.map(\.text))",
                sourceLocation: place)
        }
        skip(submits)
    }

    func skip(_ submits: [SubmittedText]) { count = submits.count }
}
