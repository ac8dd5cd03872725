/// The SIM: PIN and PUK with their tries, the phone book, the service centre address. Its state
/// survives the loss of power, except that a locked card asks for its PIN again.
struct SIMCard: Sendable {
    enum State: Equatable, Sendable {
        case absent, pin, puk, blocked, ready
    }

    enum Check: Equatable, Sendable {
        case accepted, wrong
    }

    struct Entry: Hashable, Sendable {
        var number: String
        var typeOfAddress: Int
        var name: String
    }

    static let pinTries = 3
    static let pukTries = 10
    static let phonebookCapacity = 100

    let isInserted: Bool
    private(set) var pin: String
    private let puk: String
    private(set) var isLockEnabled: Bool
    private(set) var pinTriesLeft = pinTries
    private(set) var pukTriesLeft = pukTries
    private var isUnlocked = false

    /// Service centre address field: length octet, type of address, semi-octets.
    var serviceCentre: [UInt8]
    var phonebook: [Int: Entry] = [:]

    init(_ profile: ModemProfile) {
        isInserted = !profile.iccid.isEmpty
        pin = profile.pin ?? "0000"
        puk = profile.puk
        isLockEnabled = profile.pin != nil
        serviceCentre =
            AddressField.serviceCentre(
                profile.serviceCentre, typeOfAddress: AddressField.typeOfAddress(of: profile.serviceCentre)) ?? [0]
    }

    var state: State {
        if !isInserted { return .absent }
        if pukTriesLeft == 0 { return .blocked }
        if pinTriesLeft == 0 { return .puk }
        return isLockEnabled && !isUnlocked ? .pin : .ready
    }

    mutating func losePower() { isUnlocked = false }

    /// One try of the PIN; a right one sets the counter back (TS 51.011 §8.9).
    mutating func verify(pin typed: String) -> Check {
        guard pinTriesLeft > 0 else { return .wrong }
        guard typed == pin else {
            pinTriesLeft -= 1
            if pinTriesLeft == 0 { isUnlocked = false }
            return .wrong
        }
        pinTriesLeft = Self.pinTries
        isUnlocked = true
        return .accepted
    }

    /// One try of the PUK; a right one sets a new PIN and unlocks (TS 51.011 §8.13).
    mutating func unblock(puk typed: String, newPIN: String) -> Check {
        guard pukTriesLeft > 0 else { return .wrong }
        guard typed == puk else {
            pukTriesLeft -= 1
            return .wrong
        }
        pukTriesLeft = Self.pukTries
        pinTriesLeft = Self.pinTries
        pin = newPIN
        isUnlocked = true
        return .accepted
    }

    mutating func changePIN(to new: String) { pin = new }

    /// Turning the lock on does not lock a card that is in use.
    mutating func setLock(_ enabled: Bool) {
        isLockEnabled = enabled
        isUnlocked = true
    }
}
