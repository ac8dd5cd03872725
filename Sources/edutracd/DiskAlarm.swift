import Store

/// What has been said of the disk under the database: each state is one line in the log, and one when it is over.
struct DiskAlarm {
    enum State: Hashable {
        case good
        case little
        case readOnly
    }

    private(set) var state = State.good

    /// Octets; as `edutrac doctor` has it.
    private static let little: UInt64 = 50 << 20
    /// So that it is not said again and again at the edge.
    private static let enough: UInt64 = 60 << 20

    /// - Parameter facts: nil where the disk cannot be asked, which says nothing.
    /// - Returns: the state that begins now; nil where it goes on.
    mutating func news(_ facts: DiskFacts?) -> State? {
        guard let facts else { return nil }
        let next: State =
            if facts.isReadOnly { .readOnly } else if facts.free < (state == .little ? Self.enough : Self.little) { .little } else { .good }
        defer { state = next }
        return next == state ? nil : next
    }
}
