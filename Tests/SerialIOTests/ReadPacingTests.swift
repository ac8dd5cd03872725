import NIOCore
import Testing

@testable import SerialIO

@Suite("Read pacing")
struct ReadPacingTests {
    private static func at(_ milliseconds: Double) -> NIODeadline { .uptimeNanoseconds(UInt64(milliseconds * 1_000_000)) }

    /// Whether each read is followed by a pause.
    private static func pauses(_ reads: [(octets: Int, at: Double)], pacing: inout ReadPacing) -> [Bool] {
        reads.map { pacing.read($0.octets, at: at($0.at)) != nil }
    }

    @Test func `crumbs of a long answer gather, once they are more than a short answer has`() {
        var pacing = ReadPacing()
        let crumbs = (0..<8).map { (octets: 16, at: Double($0) * 1.4) }
        #expect(Self.pauses(crumbs, pacing: &pacing) == [false, false, false, false, true, true, true, true])
        // Gathered for a pause, they are still one answer.
        #expect(Self.pauses([(288, 110), (1152, 235)], pacing: &pacing) == [true, true])
    }

    @Test func `the longer an answer goes on, the longer its crumbs gather, up to a limit`() {
        var pacing = ReadPacing()
        var now = 0.0
        let waits = (0..<12).map { _ in
            let pause = pacing.read(16, at: Self.at(now))
            now += 1.4 + Double(pause?.nanoseconds ?? 0) / 1_000_000
            return pause
        }
        let steps: [Int64] = [25, 50, 75, 100, 125, 150, 150, 150]
        #expect(waits == [nil, nil, nil, nil] + steps.map { .milliseconds($0) })
        // At 115,200 baud what gathers meanwhile is still a crumb.
        #expect(pacing.read(1728, at: Self.at(now)) == .milliseconds(150))
        let isEnded = pacing.wrote(at: Self.at(now + 2))
        #expect(isEnded, "a pause runs, which ends now")
        #expect(pacing.read(16, at: Self.at(now + 3)) == nil)
        let hasNone = pacing.wrote(at: Self.at(now + 4))
        #expect(!hasNone)
    }

    @Test(arguments: [
        ("short answers", [(8, 0.0), (2, 70), (8, 140), (2, 210), (8, 280), (2, 350)]),
        ("a quick line", [(4096, 0.0), (4096, 0.1), (4096, 0.2), (4096, 0.3), (4096, 0.4), (4096, 0.5)]),
    ])
    func `anything else is read as it comes`(name: String, reads: [(Int, Double)]) {
        var pacing = ReadPacing()
        #expect(!Self.pauses(reads, pacing: &pacing).contains(true), "\(name)")
    }

    @Test func `what we write begins a new answer`() {
        var pacing = ReadPacing()
        for command in 0..<10 {
            let start = Double(command) * 3
            let isEnded = pacing.wrote(at: Self.at(start))
            #expect(!isEnded)
            #expect(Self.pauses([(20, start), (6, start + 1)], pacing: &pacing) == [false, false])
        }
    }
}
