import Foundation
import ModemDriver
import Testing

@testable import Gateway

@Suite("PIN path")
struct PINPathTests {
    static let now = SampleOffice.at("2026-05-04T08:00:00-05:00")

    let pin: PINPath

    init() throws { pin = PINPath(store: try SampleOffice().store) }

    private func decide(_ value: String?, iccid: String? = "8951000000000000001", imei: String? = "490154203237518")
        -> PINDecision
    {
        pin.decide(ModemIdentity(imei: imei, iccid: iccid), pin: value, modem: "sim1", at: Self.now)
    }

    private func isRefused(_ decision: PINDecision) -> Bool {
        if case .refuse = decision { true } else { false }
    }

    @Test func `a PIN is tried once per SIM`() {
        #expect(decide("1234") == .enter("1234"))
        #expect(isRefused(decide("1234")))
    }

    @Test func `another PIN, or another SIM, is another try`() {
        #expect(decide("1234") == .enter("1234"))
        #expect(decide("4321") == .enter("4321"))
        #expect(decide("1234", iccid: "8951000000000000002") == .enter("1234"))
    }

    @Test func `a PIN that was seen to be right is entered again after a power cut`() throws {
        #expect(decide("1234") == .enter("1234"))
        try pin.accept(ModemIdentity(imei: "490154203237518", iccid: "8951000000000000001"), at: Self.now)
        #expect(decide("1234") == .enter("1234"))
        #expect(isRefused(decide("1234")))
    }

    @Test func `a PIN that the SIM took is entered once more if the modem starts anew before the SIM is open (Q-24)`() throws {
        let identity = ModemIdentity(imei: "490154203237518", iccid: "8951000000000000001")
        #expect(decide("1234") == .enter("1234"))
        try pin.taken(identity)
        #expect(decide("1234") == .enter("1234"))
        try pin.taken(identity)
        #expect(isRefused(decide("1234")), "a modem that says OK to everything must not lock the SIM")
        try pin.accept(identity, at: Self.now)
        #expect(decide("1234") == .enter("1234"))
        try pin.taken(identity)
        #expect(decide("1234") == .enter("1234"), "once it was open the count begins anew")
    }

    @Test func `the PIN that opened the SIM counts as right, although the clock was set back meanwhile`() throws {
        let identity = ModemIdentity(imei: "490154203237518", iccid: "8951000000000000001")
        func decide(_ value: String, at now: Date) -> PINDecision {
            pin.decide(identity, pin: value, modem: "sim1", at: now)
        }
        #expect(decide("0000", at: Self.now) == .enter("0000"))
        // A computer without a clock of its own wakes up earlier than it went to sleep.
        let earlier = Self.now.addingTimeInterval(-1400)
        #expect(decide("1234", at: earlier) == .enter("1234"))
        try pin.taken(identity)
        try pin.accept(identity, at: earlier)
        #expect(decide("1234", at: earlier) == .enter("1234"))
        #expect(isRefused(decide("0000", at: earlier)))
    }

    @Test func `where a locked SIM hides its ICCID, the modem's IMEI stands for it`() throws {
        #expect(decide("1234", iccid: nil) == .enter("1234"))
        #expect(isRefused(decide("1234", iccid: nil)))
        try pin.accept(ModemIdentity(imei: "490154203237518", iccid: "8951000000000000001"), at: Self.now)
        #expect(decide("1234", iccid: nil) == .enter("1234"))
    }

    @Test(arguments: [(nil, "8951000000000000001"), ("8951000000000000001", nil)] as [(String?, String?)])
    func `a SIM that tells its ICCID at one start and not at another gets a PIN once`(
        _ first: String?, _ second: String?
    ) throws {
        #expect(decide("1234", iccid: first) == .enter("1234"))
        #expect(isRefused(decide("1234", iccid: second)))
        #expect(isRefused(decide("1234", iccid: first)))
        try pin.accept(ModemIdentity(imei: "490154203237518", iccid: "8951000000000000001"), at: Self.now)
        #expect(decide("1234", iccid: second) == .enter("1234"))
    }

    @Test func `without a PIN, or without any identity, nothing is typed`() {
        #expect(isRefused(decide(nil)))
        #expect(isRefused(decide("1234", iccid: nil, imei: nil)))
    }
}
