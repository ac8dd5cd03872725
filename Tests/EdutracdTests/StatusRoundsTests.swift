import Testing

@testable import edutracd

@Suite("Status line")
struct StatusRoundsTests {
    @Test func `is made anew when something rang, and every two minutes`() {
        var rounds = StatusRounds()
        let start = ContinuousClock.now
        // Seconds after the start, and whether the line is wanted; the interval is thirty seconds.
        let wakes: [(Double, Bool)] = [
            (0, true), (30, false), (60, false), (61, true), (91, false), (121, false), (151, false), (181, true), (211, false),
            (211.5, true),
        ]
        for (seconds, isWanted) in wakes {
            let wants = rounds.wantsLine(at: start + .seconds(seconds), interval: .seconds(30))
            #expect(wants == isWanted, "\(seconds)")
        }
    }
}
