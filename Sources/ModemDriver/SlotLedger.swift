/// What the memories' slots hold, as far as listings and deletions told.
///
/// A deletion is by slot, and a slot is used again: a text may only be deleted where it was seen
/// last. Otherwise a second listing that still names a text deleted meanwhile would delete the one
/// that came into its place, unread.
package struct SlotLedger: Hashable, Sendable {
    package struct Slot: Hashable, Sendable {
        package let memory: String
        package let index: Int
        package init(memory: String, index: Int) {
            self.memory = memory
            self.index = index
        }
    }

    package enum Verdict: Hashable, Sendable {
        /// It is there: delete it.
        case delete
        /// It was deleted before, or the slot holds another text by now.
        case alreadyGone
        /// Nothing is known of the slot since the modem was opened: the next listing will tell.
        case unknown
    }

    /// nil: known to be empty.
    private var content: [Slot: String?] = [:]

    package init() {}

    /// - Parameter isComplete: every slot that was not listed is empty.
    package mutating func listed(_ lines: [PDULine], in memory: String, isComplete: Bool) {
        if isComplete {
            for slot in content.keys where slot.memory == memory { content[slot] = .some(nil) }
        }
        for line in lines {
            if case .slot(memory, let index) = line.origin {
                content[Slot(memory: memory, index: index)] = line.hex
            }
        }
    }

    package mutating func emptied(_ slot: Slot) { content[slot] = .some(nil) }

    package mutating func forgetAll() { content.removeAll() }

    package func verdict(on hex: String, in slot: Slot) -> Verdict {
        guard let held = content[slot] else { return .unknown }
        return held == hex ? .delete : .alreadyGone
    }
}
