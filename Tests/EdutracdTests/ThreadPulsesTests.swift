import Synchronization
import Testing

@testable import edutracd

@Suite("Threads of ports")
struct ThreadPulsesTests {
    /// A thread that answers when the test lets it.
    final class Thread: Sendable {
        private let waiting = Mutex<[@Sendable () -> Void]>([])
        var asked: Int { waiting.withLock { $0.count } }
        func ask(_ answer: @escaping @Sendable () -> Void) { waiting.withLock { $0.append(answer) } }
        func answerAll() { for answer in waiting.withLock({ all in defer { all = [] }; return all }) { answer() } }
    }

    let pulses = ThreadPulses()
    let start = ContinuousClock.now

    private func stuck(_ seconds: Int) -> [String] { pulses.stuck(for: .seconds(60), at: start + .seconds(seconds)) }

    @Test func `without an open port nothing stands still`() { #expect(stuck(0).isEmpty) }

    @Test func `one that answers is asked anew each time and is alive`() {
        let thread = Thread()
        _ = pulses.begin("sim1", thread.ask)
        for round in 0..<100 {
            #expect(stuck(round * 30).isEmpty)
            #expect(thread.asked == 1)
            thread.answerAll()
        }
    }

    @Test func `one that answers at once is alive too`() {
        _ = pulses.begin("sim1") { $0() }
        for round in 0..<10 { #expect(stuck(round * 30).isEmpty) }
    }

    @Test func `one that does not answer is told after the limit, asked once, and forgiven when it does`() {
        let (thread, other) = (Thread(), Thread())
        _ = pulses.begin("sim2", thread.ask)
        _ = pulses.begin("sim1", other.ask)
        var told: [[String]] = []
        for round in 0..<4 {
            told.append(stuck(round * 30))
            other.answerAll()
        }
        #expect(told == [[], [], ["sim2"], ["sim2"]])
        #expect(thread.asked == 1)
        thread.answerAll()
        #expect(stuck(120).isEmpty)
    }

    @Test func `a port that was closed owes nothing, and what its thread says later is nobody's`() {
        let thread = Thread()
        let number = pulses.begin("sim1", thread.ask)
        #expect(stuck(0).isEmpty)
        pulses.end(number)
        #expect(stuck(600).isEmpty)
        let next = Thread()
        _ = pulses.begin("sim1", next.ask)
        #expect(stuck(601).isEmpty)
        thread.answerAll()
        #expect(stuck(700) == ["sim1"])
    }
}
