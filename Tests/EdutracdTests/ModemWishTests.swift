import ModemDriver
import OfficeConfiguration
import Testing

@testable import edutracd

@Suite("Whose modem it is")
struct ModemWishTests {
    private static let (imei, otherIMEI) = ("490154203237518", "490154203237526")
    private static let (iccid, otherICCID) = ("8951010000203237518", "8951010000203237526")

    private static func wish(_ match: ModemMatch?, device: String? = nil, others: [ModemMatch] = []) -> ModemWish {
        let own = ModemConfiguration(name: "own", device: device, match: match)
        return ModemWish(own, among: [own] + others.map { ModemConfiguration(name: "other", match: $0) })
    }

    @Test(
        arguments: [
            (wish(ModemMatch(imei: imei)), ModemIdentity(imei: imei), nil),
            (wish(ModemMatch(imei: imei)), ModemIdentity(imei: otherIMEI), "its IMEI is"),
            (wish(ModemMatch(imei: imei)), ModemIdentity(), "not told"),
            (wish(ModemMatch(iccid: iccid)), ModemIdentity(imei: imei, iccid: otherICCID), "its ICCID is"),
            (wish(ModemMatch(iccid: iccid)), ModemIdentity(imei: imei), "not told"),
            // What another [[modem]] names is not for one that takes anything.
            (wish(ModemMatch(path: "usb-0:2"), others: [ModemMatch(imei: imei)]), ModemIdentity(imei: imei), "[[modem]] other"),
            (wish(nil, device: "/dev/ttyUSB0", others: [ModemMatch(iccid: iccid)]), ModemIdentity(iccid: iccid), "[[modem]] other"),
            (wish(ModemMatch(path: "usb-0:2"), others: [ModemMatch(imei: otherIMEI)]), ModemIdentity(imei: imei), nil),
            (wish(ModemMatch(path: "usb-0:2"), others: [ModemMatch(imei: imei, iccid: otherICCID)]), ModemIdentity(imei: imei, iccid: iccid), nil),
        ] as [(ModemWish, ModemIdentity, String?)])
    func `what answers is compared with the own match and with what others claim`(
        _ wish: ModemWish, _ identity: ModemIdentity, _ words: String?
    ) {
        let mismatch = wish.mismatch(identity)
        if let words { #expect(mismatch?.contains(words) == true) } else { #expect(mismatch == nil) }
    }

    @Test func `before the SIM is asked only the IMEI counts`() {
        #expect(Self.wish(ModemMatch(iccid: Self.iccid)).mismatch(ofModem: ModemIdentity(imei: Self.imei)) == nil)
        #expect(Self.wish(ModemMatch(imei: Self.imei)).mismatch(ofModem: ModemIdentity(imei: Self.otherIMEI)) != nil)
    }

    @Test(
        arguments: [
            // A locked SIM may hide its ICCID: that is no mismatch, unless it may be the SIM of another.
            (wish(ModemMatch(iccid: iccid)), ModemIdentity(imei: imei), true),
            (wish(ModemMatch(iccid: iccid), others: [ModemMatch(iccid: otherICCID)]), ModemIdentity(imei: imei), false),
            (wish(ModemMatch(imei: imei, iccid: iccid), others: [ModemMatch(iccid: otherICCID)]), ModemIdentity(imei: imei), true),
            (wish(ModemMatch(iccid: iccid), others: [ModemMatch(iccid: otherICCID)]), ModemIdentity(imei: imei, iccid: iccid), true),
            (wish(ModemMatch(iccid: iccid)), ModemIdentity(imei: imei, iccid: otherICCID), false),
            (wish(ModemMatch(imei: imei)), ModemIdentity(imei: otherIMEI), false),
        ] as [(ModemWish, ModemIdentity, Bool)])
    func `a PIN is only for the SIM it was written for`(_ wish: ModemWish, _ identity: ModemIdentity, _ isMeant: Bool) {
        #expect((wish.mismatch(ofLocked: identity) == nil) == isMeant)
    }
}
