/// One preferred message storage of TS 27.005 §3.1: SM (the SIM's), ME (the equipment's) or SR
/// (status reports). Locations are counted from 1.
struct MessageMemory: Sendable {
    let name: String
    let capacity: Int
    private(set) var slots: [Int: StoredMessage] = [:]

    init(name: String, capacity: Int) {
        self.name = name
        self.capacity = capacity
    }

    var used: Int { slots.count }
    var isFull: Bool { slots.count >= capacity }
    var indexes: [Int] { slots.keys.sorted() }

    subscript(_ index: Int) -> StoredMessage? { slots[index] }

    func has(_ index: Int) -> Bool { (1...max(1, capacity)).contains(index) }

    /// Stores in the first free location: its index, or nil when the memory is full.
    mutating func store(_ message: StoredMessage) -> Int? {
        guard !isFull, let index = (1...capacity).first(where: { slots[$0] == nil }) else { return nil }
        slots[index] = message
        return index
    }

    mutating func setStatus(_ status: StoredMessage.Status, at index: Int) {
        slots[index]?.status = status
    }

    mutating func remove(_ index: Int) { slots[index] = nil }

    mutating func removeAll(where matches: (StoredMessage) -> Bool) {
        slots = slots.filter { !matches($0.value) }
    }
}

/// A message in a memory: SMSC address field and TPDU as they are, decodable or not.
struct StoredMessage: Hashable, Sendable {
    /// <stat> of TS 27.005 §3.1, with its PDU mode numbers.
    enum Status: Int, CaseIterable, Sendable {
        case receivedUnread, receivedRead, storedUnsent, storedSent

        /// The text mode name.
        var text: String {
            switch self {
            case .receivedUnread: "REC UNREAD"
            case .receivedRead: "REC READ"
            case .storedUnsent: "STO UNSENT"
            case .storedSent: "STO SENT"
            }
        }
    }

    var frame: Frame
    var status: Status
}

/// SMSC address field + TPDU, as in `+CMGL`.
struct Frame: Hashable, Sendable {
    var octets: [UInt8]

    /// Octets of the SMSC field with its length octet; all of it when the field is cut short.
    var serviceCentreLength: Int {
        guard let length = octets.first else { return 0 }
        return min(octets.count, 1 + Int(length))
    }

    var serviceCentre: [UInt8] { Array(octets.prefix(serviceCentreLength)) }
    var tpdu: [UInt8] { Array(octets.dropFirst(serviceCentreLength)) }
    var hex: String { Hexadecimal.text(octets) }
    /// <length> of TS 27.005: octets of the TPDU, without the SMSC field.
    var tpduLength: Int { octets.count - serviceCentreLength }
}
