import Testing

@testable import edutracd

@Suite("Troubles told")
struct TroublesTests {
    static let short = Duration.seconds(10)

    /// The losses of a modem that dies at once, after so many that were told.
    private func worn(_ times: Int = Troubles.toldLosses) -> Troubles {
        var troubles = Troubles()
        for _ in 0..<times {
            let isNew = troubles.isNewLoss("/dev/ttyUSB2: hung up", at: "/dev/ttyUSB2", after: Self.short, wasModem: true)
            #expect(isNew, "a loose plug is told of each time")
        }
        return troubles
    }

    @Test func `a modem that dies again and again is told of five times, and then when it is another reason or it has served`() {
        var troubles = worn()
        let losses: [(why: String, path: String, served: Duration, isNew: Bool)] = [
            ("/dev/ttyUSB2: hung up", "/dev/ttyUSB2", Self.short, false),
            // It comes back under another name.
            ("/dev/ttyUSB5: hung up", "/dev/ttyUSB5", Self.short, false),
            ("it does not answer", "/dev/ttyUSB5", Self.short, true), ("it does not answer", "/dev/ttyUSB5", Self.short, false),
            ("it does not answer", "/dev/ttyUSB5", .seconds(600), true), ("it does not answer", "/dev/ttyUSB5", Self.short, true),
        ]
        for loss in losses {
            let isNew = troubles.isNewLoss(loss.why, at: loss.path, after: loss.served, wasModem: true)
            #expect(isNew == loss.isNew, "\(loss)")
            #expect(troubles.wereTold(of: loss.path) == (loss.served == Self.short))
        }
    }

    @Test func `nor does its absence in between make it news`() {
        var troubles = worn(Troubles.toldLosses - 1)
        let absence = PortFinder.Absence(words: "is it plugged in?")
        var news: [Bool] = []
        for _ in 1...2 {
            news.append(troubles.isNewLoss("/dev/ttyUSB2: hung up", at: "/dev/ttyUSB2", after: Self.short, wasModem: true))
            news.append(troubles.isNew(absence))
            news.append(troubles.isNew(absence))
            troubles.foundPort()
        }
        #expect(news == [true, true, false, false, true, false])
    }

    @Test func `ports that take turns in silence are told once each`() {
        var troubles = Troubles()
        for isNew in [true, false] {
            for path in ["/dev/ttyUSB1", "/dev/ttyUSB2"] {
                let told = troubles.isNewLoss("no answer", at: path, after: nil, wasModem: false)
                #expect(told == isNew)
            }
        }
    }
}
