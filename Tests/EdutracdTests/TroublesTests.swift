import Testing

@testable import edutracd

@Suite("Troubles told")
struct TroublesTests {
    static let short = Duration.seconds(10)

    @Test func `a modem that is lost for the same reason again is told once, until it has served`() {
        var troubles = Troubles()
        let losses: [(why: String, path: String, served: Duration, isNew: Bool)] = [
            ("it does not answer", "/dev/ttyUSB2", Self.short, true), ("it does not answer", "/dev/ttyUSB2", Self.short, false),
            ("/dev/ttyUSB2: hung up", "/dev/ttyUSB2", Self.short, true),
            // It comes back under another name.
            ("/dev/ttyUSB5: hung up", "/dev/ttyUSB5", Self.short, false),
            ("/dev/ttyUSB5: hung up", "/dev/ttyUSB5", .seconds(600), true),
            ("/dev/ttyUSB5: hung up", "/dev/ttyUSB5", .seconds(600), true),
            ("/dev/ttyUSB5: hung up", "/dev/ttyUSB5", Self.short, true), ("/dev/ttyUSB5: hung up", "/dev/ttyUSB5", Self.short, false),
        ]
        for loss in losses {
            let isNew = troubles.isNewLoss(loss.why, at: loss.path, after: loss.served, wasModem: true)
            #expect(isNew == loss.isNew, "\(loss)")
            #expect(troubles.wereTold(of: loss.path) == (loss.served == Self.short))
        }
    }

    @Test func `nor does its absence in between make it news`() {
        var troubles = Troubles()
        let absence = PortFinder.Absence(words: "is it plugged in?")
        var news: [Bool] = []
        for _ in 1...2 {
            news.append(troubles.isNewLoss("hung up", at: "/dev/ttyUSB2", after: Self.short, wasModem: true))
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
