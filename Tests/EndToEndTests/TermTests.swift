import Foundation
import Stage
import Testing

extension EndToEnd {
    /// Sixty schools and a hundred and fifty reporters through twelve weeks of a school year: make soak. EDUTRAC_SEED
    /// names another term; several seeds, parted by spaces, are several terms.
    @Suite("A simulated term", .enabled(if: Soak.isWanted))
    struct TermTests {
        private static let seeds: [UInt64] = {
            let named = ProcessInfo.processInfo.environment["EDUTRAC_SEED"] ?? ""
            let seeds = named.split(separator: " ").compactMap { UInt64($0) }
            return seeds.isEmpty ? [2026] : seeds
        }()

        @Test(arguments: seeds)
        func `ends with what one reckons from its script alone`(seed: UInt64) throws {
            let reckoner = TermReckoner(TermScenario(seed: seed))
            let first = try #require(reckoner.scenario.sessions.first)
            try Play.perform(reckoner.scenario.office.stage, clock: TermRun.clock(first)) { play in
                let run = try TermRun(reckoner, on: play, random: Random(state: seed))
                try run.live()
                let differences = try TermCheck(run, against: reckoner, play).differences()
                #expect(
                    differences.isEmpty,
                    "seed \(seed), \(differences.count) differences:\n\(differences.prefix(25).joined(separator: "\n"))"
                )
            }
        }
    }
}
