import Foundation
import Store
import Testing

@testable import Gateway

@Suite("Clock path")
struct ClockPathTests {
    let office: SampleOffice
    var clock: ClockPath { ClockPath(store: office.store) }

    init() throws { office = try SampleOffice() }

    static func at(_ iso: String) -> Date { SampleOffice.at(iso) }

    /// A text is kept: our own clock's word for it.
    private func write(at iso: String) throws {
        _ = try office.inbound.receive(
            [SampleOffice.line(from: SampleOffice.rosa, "12 15 2 \(iso)", at: iso)], from: office.modem, at: Self.at(iso))
    }

    private func hear(_ times: [String], _ doubt: inout ClockPath.Doubt, at now: String) throws -> ClockPath.Finding {
        try clock.hear(times.map(Self.at), &doubt, at: Self.at(now))
    }

    @Test func `a clock that agrees with what is stored is not held`() throws {
        #expect(try clock.hold(at: Self.at("2026-05-04T10:00:00-05:00")) == nil)
        try write(at: "2026-05-04T10:00:00-05:00")
        #expect(try clock.hold(at: Self.at("2026-05-04T09:58:30-05:00")) == nil)
        #expect(try clock.hold(at: Self.at("2026-05-04T09:57:00-05:00"))?.witness == .ours)
    }

    @Test func `one text from the future is a service centre's mistake, two are a late clock`() throws {
        var doubt = ClockPath.Doubt()
        let now = "2026-05-08T18:00:00-05:00"
        #expect(try hear(["2026-05-11T10:05:00-05:00"], &doubt, at: now) == .nothing)
        #expect(try clock.hold(at: Self.at(now)) == nil)
        let late = Self.at("2026-05-11T10:05:00-05:00").timeIntervalSince(Self.at(now))
        #expect(try hear(["2026-05-11T10:06:00-05:00"], &doubt, at: now) == .late(late))
        #expect(try clock.hold(at: Self.at(now))?.witness == .texts)
        // The clock is set: nothing is held any more.
        #expect(try clock.hold(at: Self.at("2026-05-11T10:07:00-05:00")) == nil)
    }

    @Test func `texts that waited through an outage do not prove a late clock right`() throws {
        // The power went on Friday at 18:00 and the clock with it; texts of the whole weekend come at once.
        var doubt = ClockPath.Doubt()
        try write(at: "2026-05-08T18:00:00-05:00")
        let weekend = ["2026-05-08T18:03:00-05:00", "2026-05-10T09:00:00-05:00", "2026-05-11T07:00:00-05:00"]
        guard case .late = try hear(weekend, &doubt, at: "2026-05-08T18:02:00-05:00") else {
            Issue.record("the clock was not found late")
            return
        }
        #expect(try hear(["2026-05-08T18:04:00-05:00"], &doubt, at: "2026-05-08T18:04:00-05:00") == .nothing)
        #expect(try clock.hold(at: Self.at("2026-05-08T18:05:00-05:00")) != nil)
    }

    @Test func `a text of this moment overrules what was written under a clock that stood ahead`() throws {
        var doubt = ClockPath.Doubt()
        try write(at: "2026-06-10T12:00:00-05:00")
        let now = "2026-05-06T10:00:00-05:00"
        #expect(try clock.hold(at: Self.at(now)) != nil)
        #expect(try hear(["2026-05-06T09:58:00-05:00"], &doubt, at: now) == .right)
        // In the database, so that a restart does not forget it.
        #expect(try ClockPath(store: office.store).hold(at: Self.at("2026-05-06T10:00:01-05:00")) == nil)
        // And from here on our own word counts again.
        try write(at: "2026-05-06T11:00:00-05:00")
        #expect(try clock.hold(at: Self.at("2026-05-06T10:30:00-05:00")) != nil)
    }

    @Test func `an old text proves nothing`() throws {
        var doubt = ClockPath.Doubt()
        try write(at: "2026-06-10T12:00:00-05:00")
        #expect(try hear(["2026-05-05T10:00:00-05:00"], &doubt, at: "2026-05-06T10:00:00-05:00") == .nothing)
        #expect(try clock.hold(at: Self.at("2026-05-06T10:00:00-05:00")) != nil)
    }

    @Test func `the operator's word stands against a service centre that is ahead`() throws {
        var doubt = ClockPath.Doubt()
        let now = "2026-05-06T10:00:00-05:00"
        _ = try hear(["2026-05-06T15:00:00-05:00", "2026-05-06T15:00:10-05:00"], &doubt, at: now)
        #expect(try clock.hold(at: Self.at(now)) != nil)
        try office.store.overruleClock(at: Self.at(now))
        #expect(try clock.hold(at: Self.at(now)) == nil)
        let next = ["2026-05-06T16:00:00-05:00", "2026-05-06T16:01:00-05:00"]
        #expect(try hear(next, &doubt, at: "2026-05-06T11:00:00-05:00") == .nothing)
        #expect(try clock.hold(at: Self.at("2026-05-06T11:00:00-05:00")) == nil)
        // One that is days ahead is another matter.
        _ = try hear(["2026-05-08T16:00:00-05:00", "2026-05-08T16:01:00-05:00"], &doubt, at: "2026-05-06T11:00:00-05:00")
        #expect(try clock.hold(at: Self.at("2026-05-06T11:00:00-05:00")) != nil)
    }
}
