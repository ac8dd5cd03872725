import ModemDriver
import Testing

@Suite("Recovery ladder")
struct RecoveryLadderTests {
    typealias Rung = RecoveryLadder.Rung

    struct Taken: Hashable, CustomStringConvertible {
        let rung: Rung
        let at: Duration
        var description: String { "\(rung) at \(at)" }
    }

    /// What is done from one moment to another about a trouble that does not pass, looked at every ten seconds.
    static func climb(
        _ ladder: inout RecoveryLadder, _ trouble: RecoveryLadder.Trouble, from start: Int = 0, to end: Int,
        allowed: Set<Rung> = Set(Rung.allCases)
    ) -> [Taken] {
        var taken: [Taken] = []
        for second in stride(from: start, to: end, by: 10) {
            let now = Duration.seconds(second)
            ladder.saw(trouble, at: now)
            if let decision = ladder.next(at: now, allowed: allowed) {
                #expect(decision.trouble == trouble)
                taken.append(Taken(rung: decision.rung, at: now))
            }
        }
        return taken
    }

    @Test(
        arguments: [
            (.silent, [.reopen, .otherPort, .restart, .ownerReset, .alert]),
            (.simFailed, [.cycleRadio, .restart, .alert]),
            (.simDropped, [.cycleRadio]),
            (.storeStuck, [.resynchronise, .reopen, .restart, .ownerReset, .alert]),
            (.refusals, [.resynchronise, .cycleRadio, .restart, .alert]),
            (.packetRefusals, [.otherBearer]),
            (.unregistered, [.cycleRadio, .registerAnew, .restart, .alert]),
        ] as [(RecoveryLadder.Trouble, [Rung])])
    func `the rungs of a trouble come in the order of what they cost`(
        _ trouble: RecoveryLadder.Trouble, _ rungs: [Rung]
    ) {
        var ladder = RecoveryLadder()
        #expect(Self.climb(&ladder, trouble, to: 1930).map(\.rung) == rungs)
        #expect(rungs == rungs.sorted())
    }

    @Test func `a silent modem is opened anew at once, restarted after a minute, and then somebody is called`() {
        var ladder = RecoveryLadder()
        #expect(
            Self.climb(&ladder, .silent, to: 1000) == [
                Taken(rung: .reopen, at: .zero), Taken(rung: .otherPort, at: .seconds(20)),
                Taken(rung: .restart, at: .seconds(60)),
                Taken(rung: .ownerReset, at: .seconds(240)), Taken(rung: .alert, at: .seconds(360)),
            ])
    }

    @Test func `a silent modem with one port is restarted after a minute as well (Q-84)`() {
        var ladder = RecoveryLadder()
        #expect(
            Self.climb(&ladder, .silent, to: 200, allowed: Set(Rung.allCases).subtracting([.otherPort])) == [
                Taken(rung: .reopen, at: .zero), Taken(rung: .restart, at: .seconds(60)),
            ])
    }

    @Test func `a network that is away for three minutes is none of the modem's faults`() {
        var ladder = RecoveryLadder()
        #expect(Self.climb(&ladder, .unregistered, to: 180) == [])
        ladder.passed(.unregistered, at: .seconds(180))
        #expect(Self.climb(&ladder, .unregistered, from: 190, to: 360) == [])
    }

    @Test func `a rung that the modem does not bear is passed over (Q-31)`() {
        var ladder = RecoveryLadder()
        let allowed = Set(Rung.allCases).subtracting([.cycleRadio])
        #expect(
            Self.climb(&ladder, .unregistered, to: 3600, allowed: allowed).map(\.rung)
                == [.registerAnew, .restart, .alert])
    }

    @Test(arguments: RecoveryLadder.Trouble.allCases)
    func `no rung is taken twice within its interval, and a week costs a bounded number of steps`(
        _ trouble: RecoveryLadder.Trouble
    ) {
        var ladder = RecoveryLadder()
        let taken = Self.climb(&ladder, trouble, to: 7 * 86_400)
        for rung in Rung.allCases {
            let times = taken.filter { $0.rung == rung }.map(\.at)
            let interval = RecoveryLadder.intervals[rung] ?? .zero
            for (one, next) in zip(times, times.dropFirst()) {
                #expect(next - one >= interval, "\(rung)")
            }
        }
        #expect(!taken.isEmpty)
        // Four rounds or so on the first day, four a day from then on.
        #expect(taken.count <= 5 * 35, "\(taken.count)")
    }

    @Test func `two troubles at once do not take a rung twice`() {
        var ladder = RecoveryLadder()
        var restarts: [Duration] = []
        for second in stride(from: 0, to: 3600, by: 10) {
            let now = Duration.seconds(second)
            ladder.saw(.refusals, at: now)
            ladder.saw(.unregistered, at: now)
            while let decision = ladder.next(at: now) {
                if decision.rung == .restart { restarts.append(now) }
            }
        }
        #expect(restarts.count >= 2)
        for (one, next) in zip(restarts, restarts.dropFirst()) { #expect(next - one >= .seconds(1200)) }
    }

    @Test func `a silent modem that answers once is not over it; one that answers for minutes is`() {
        var ladder = RecoveryLadder()
        ladder.saw(.silent, at: .zero)
        #expect(ladder.next(at: .zero)?.rung == .reopen)
        ladder.passed(.silent, at: .seconds(30))
        ladder.saw(.silent, at: .seconds(90))
        #expect(ladder.next(at: .seconds(90))?.rung == .otherPort)
        ladder.saw(.silent, at: .seconds(110))
        #expect(ladder.next(at: .seconds(110))?.rung == .restart)
        ladder.passed(.silent, at: .seconds(400))
        ladder.saw(.silent, at: .seconds(500))
        #expect(ladder.next(at: .seconds(500))?.rung == .reopen)
    }

    @Test func `what was not looked at for long begins anew`() {
        var ladder = RecoveryLadder()
        ladder.saw(.unregistered, at: .zero)
        // Unplugged for two hours meanwhile.
        ladder.saw(.unregistered, at: .seconds(7200))
        #expect(ladder.next(at: .seconds(7200)) == nil)
        ladder.saw(.unregistered, at: .seconds(7380))
        #expect(ladder.next(at: .seconds(7380))?.rung == .cycleRadio)
    }

    @Test(arguments: [RecoveryLadder.Trouble.silent, .simFailed, .simDropped, .storeStuck, .unregistered])
    func `what is not seen any more rests, although nobody says that it is over`(_ trouble: RecoveryLadder.Trouble) {
        var ladder = RecoveryLadder()
        ladder.saw(trouble, at: .zero)
        for second in stride(from: 301, to: 7 * 86_400, by: 301) { #expect(ladder.next(at: .seconds(second)) == nil) }
    }

    @Test(arguments: [RecoveryLadder.Trouble.refusals, .packetRefusals, .deaf])
    func `what shows only with a text wants new evidence for each rung`(_ trouble: RecoveryLadder.Trouble) {
        var ladder = RecoveryLadder()
        ladder.saw(trouble, at: .zero)
        #expect(ladder.next(at: .zero) != nil)
        for hour in 1...100 { #expect(ladder.next(at: .seconds(3600 * hour)) == nil) }
    }

    @Test func `a fresh start is given its time`() {
        var ladder = RecoveryLadder()
        _ = Self.climb(&ladder, .unregistered, to: 180)
        ladder.wait(for: .unregistered, until: .seconds(300))
        #expect(Self.climb(&ladder, .unregistered, from: 180, to: 400) == [Taken(rung: .cycleRadio, at: .seconds(300))])
    }

    @Test func `without a trouble there is nothing to do`() {
        var ladder = RecoveryLadder()
        #expect(ladder.next(at: .zero) == nil)
        ladder.passed(.silent, at: .zero)
        ladder.wait(for: .silent, until: .seconds(9))
        #expect(ladder.next(at: .seconds(10)) == nil)
    }
}
