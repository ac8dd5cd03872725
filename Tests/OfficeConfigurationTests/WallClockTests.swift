import Foundation
import Testing

@testable import OfficeConfiguration

@Suite("Wall clock")
struct WallClockTests {
    @Test(arguments: [
        "2026-05-04T09:55:00-05:00", "2026-05-04T14:55:00Z", "2026-05-04T09:55:00-05:00,x1",
        "2026-05-04T09:55:00-05:00,x60", "2026-05-04T09:55:00-05:00,x0.001",
    ])
    func `it starts at the moment of its argument`(_ argument: String) throws {
        let clock = try #require(WallClock(argument: argument))
        let start = Date(timeIntervalSince1970: 1_777_906_500)
        #expect(clock.isSimulated)
        #expect(clock.description == argument)
        #expect(clock.now() >= start)
        #expect(clock.now() <= clock.now())
    }

    @Test(arguments: [
        "", "now", "2026-05-04", "2026-05-04T09:55:00", "2026-05-04T09:55-05:00", "2026-02-30T09:55:00-05:00",
        "2026-05-04T25:55:00-05:00", "2026-05-04T09:55:60-05:00", "2026-05-04T09:55:00-05:00,",
        "2026-05-04T09:55:00-05:00,60",
        "2026-05-04T09:55:00-05:00,x", "2026-05-04T09:55:00-05:00,x0", "2026-05-04T09:55:00-05:00,x-1",
        "2026-05-04T09:55:00-05:00,xnan", "2026-05-04T09:55:00-05:00,xinf",
        "2026-05-04T09:55:00-05:00,x60,x60",
    ])
    func `what is no moment is refused`(_ argument: String) {
        #expect(WallClock(argument: argument) == nil)
    }

    @Test func `a fast clock waits shorter by the watch`() throws {
        let clock = try #require(WallClock(argument: "2026-05-04T09:55:00-05:00,x60"))
        let wait = clock.real(until: Date(timeIntervalSince1970: 1_777_906_500 + 3600))
        #expect(wait <= .seconds(60))
        #expect(clock.real(until: Date(timeIntervalSince1970: 0)) == .zero)
        #expect(clock.real(until: .distantFuture) > .seconds(86_400))
        #expect(clock.real(until: .distantPast) == .zero)
    }

    @Test func `the system's clock is the system's clock`() {
        let clock = WallClock()
        #expect(!clock.isSimulated)
        #expect(clock.description == "system")
        let before = Date()
        let now = clock.now()
        #expect(before <= now && now <= Date())
        #expect(clock.real(until: .distantFuture) > .seconds(86_400))
    }
}
