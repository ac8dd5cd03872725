import ModemDriver
import Testing

@Suite("Agenda")
struct AgendaTests {
    static func agenda() -> Agenda {
        var agenda = Agenda(sweep: .seconds(30), fullSweep: .seconds(300), health: .seconds(300))
        agenda.opened(at: .zero)
        return agenda
    }

    /// What is done from one moment to another when nothing happens.
    static func duties(_ agenda: inout Agenda, from start: Duration, to end: Duration) -> [Agenda.Duty] {
        var now = start
        var done: [Agenda.Duty] = []
        while now < end {
            let duty = agenda.duty(at: now)
            if case .rest(let duration) = duty { now += duration } else { done.append(duty) }
        }
        return done
    }

    @Test func `an idle modem gets at most eight commands a minute`() {
        var agenda = Self.agenda()
        let duties = Self.duties(&agenda, from: .zero, to: .seconds(3600))
        // Two commands a memory; with a second memory, and up to seven in a health check.
        let commands = duties.reduce(0) { sum, duty in
            switch duty {
            case .sweepReceiving: sum + 2
            case .sweepAll: sum + 4
            case .checkHealth: sum + 7
            default: sum + 1
            }
        }
        #expect(commands <= 8 * 60)
        #expect(duties.count { $0 == .sweepReceiving || $0 == .sweepAll } == 120)
        #expect(duties.count { $0 == .checkHealth } == 11)
    }

    @Test func `many hints make one sweep`() {
        var agenda = Self.agenda()
        #expect(agenda.duty(at: .zero) == .sweepAll)
        for _ in 0..<100 { agenda.sweepSoon(at: .seconds(1)) }
        #expect(agenda.duty(at: .seconds(1)) == .sweepAll)
        #expect(agenda.duty(at: .seconds(1)) == .rest(.seconds(30)))
        agenda.sweepSoon(at: .seconds(1))
        #expect(agenda.duty(at: .seconds(1)) == .rest(Agenda.sweepGap))
    }

    @Test func `texts with the owner are not listed again before they are released, for a while`() {
        var agenda = Self.agenda()
        #expect(agenda.duty(at: .zero) == .sweepAll)
        agenda.listed(at: .zero)
        agenda.sweepSoon(at: .seconds(1))
        #expect(agenda.duty(at: .seconds(1)) == .rest(.seconds(29)))
        agenda.released()
        #expect(agenda.duty(at: .seconds(1)) == .sweepAll)
        agenda.listed(at: .seconds(1))
        #expect(agenda.duty(at: .seconds(31)) == .sweepReceiving)
    }

    @Test func `no sweep comes between the parts of a text`() {
        var agenda = Self.agenda()
        _ = agenda.duty(at: .zero)
        agenda.submitBegan(at: .seconds(29))
        #expect(Self.duties(&agenda, from: .seconds(29), to: .seconds(40)) == [])
        agenda.submitEnded(moreToFollow: true, at: .seconds(40))
        #expect(Self.duties(&agenda, from: .seconds(40), to: .seconds(45)) == [])
        agenda.submitBegan(at: .seconds(45))
        agenda.submitEnded(moreToFollow: false, at: .seconds(50))
        #expect(agenda.duty(at: .seconds(50)) == .sweepReceiving)
    }

    @Test func `a part that never comes holds sweeps for a short while only`() {
        var agenda = Self.agenda()
        _ = agenda.duty(at: .zero)
        agenda.submitBegan(at: .seconds(29))
        agenda.submitEnded(moreToFollow: true, at: .seconds(30))
        #expect(agenda.duty(at: .seconds(30)) == .rest(Agenda.partGap))
        #expect(agenda.duty(at: .seconds(45)) == .sweepReceiving)
    }

    @Test func `single texts in a row are not torn apart by sweeps, until one is due`() {
        var agenda = Self.agenda()
        _ = agenda.duty(at: .zero)
        for second in stride(from: 1, to: 29, by: 4) {
            agenda.submitBegan(at: .seconds(second))
            agenda.submitEnded(moreToFollow: false, at: .seconds(second + 3))
            #expect(agenda.duty(at: .seconds(second + 3)) == .rest(.seconds(27 - second)))
        }
        #expect(agenda.duty(at: .seconds(30)) == .sweepReceiving)
    }

    @Test func `a text that was broken off does not shorten the hold of the next one`() {
        var agenda = Self.agenda()
        _ = agenda.duty(at: .zero)
        agenda.submitBegan(at: .zero)
        agenda.submitEnded(moreToFollow: true, at: .seconds(1))
        // Its second part never came. Much later another text begins.
        agenda.submitBegan(at: .seconds(400))
        #expect(Self.duties(&agenda, from: .seconds(400), to: .seconds(600)) == [])
    }

    @Test func `an unregistered modem is looked at every 15 s, and swept as ever`() {
        var agenda = Self.agenda()
        _ = agenda.duty(at: .zero)
        agenda.foundNetwork(registered: false, at: .zero)
        #expect(agenda.duty(at: .seconds(15)) == .checkNetwork)
        agenda.foundNetwork(registered: false, at: .seconds(15))
        #expect(agenda.duty(at: .seconds(30)) == .sweepReceiving)
        #expect(agenda.duty(at: .seconds(30)) == .checkNetwork)
    }

    @Test func `a flood of registration URCs is a check every few seconds`() {
        var agenda = Self.agenda()
        _ = agenda.duty(at: .zero)
        var checks = 0
        for tenth in 10..<110 {
            let now = Duration.milliseconds(100 * tenth)
            agenda.networkChanged(at: now)
            if agenda.duty(at: now) == .checkNetwork { checks += 1 }
        }
        #expect(checks == 2)
    }

    @Test func `a call is hung up before anything else`() {
        var agenda = Self.agenda()
        agenda.callCame()
        #expect(agenda.duty(at: .zero) == .hangUpCall)
        #expect(agenda.duty(at: .zero) == .sweepAll)
    }
}
