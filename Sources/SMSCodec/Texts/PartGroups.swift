/// Parts of several texts, as they come: which belong together.
///
/// By the other party, the reference, its size and the total; a part whose place is taken by another one
/// begins the next text, since references are used again. The same part twice is one.
package enum PartGroups {
    package struct Group: Hashable, Sendable {
        /// TP-OA of what came, TP-DA of what goes.
        package let address: Address
        /// Nil for a text of one part.
        package let concatenation: Concatenation?
        package fileprivate(set) var parts: [UserData]

        package var joined: JoinedText { PartJoiner.text(of: parts) }

        fileprivate func takes(_ part: UserData, with place: Concatenation, from address: Address) -> Bool {
            guard let own = concatenation, own.reference == place.reference, own.total == place.total,
                own.bits == place.bits, self.address.text == address.text
            else { return false }
            return !parts.contains { $0.concatenation?.sequence == place.sequence && $0 != part }
        }
    }

    /// - Parameter parts: in the order in which they came.
    /// - Returns: in the order of their first parts.
    package static func groups(of parts: [(address: Address, userData: UserData)]) -> [Group] {
        var groups: [Group] = []
        for (address, userData) in parts {
            guard let place = userData.concatenation else {
                groups.append(Group(address: address, concatenation: nil, parts: [userData]))
                continue
            }
            if let index = groups.firstIndex(where: { $0.takes(userData, with: place, from: address) }) {
                if !groups[index].parts.contains(userData) { groups[index].parts.append(userData) }
            } else {
                groups.append(Group(address: address, concatenation: place, parts: [userData]))
            }
        }
        return groups
    }
}
