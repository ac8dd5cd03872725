/// Parts of several texts, as they come: which belong together.
///
/// By the other party, the reference, its size and the total. References are used again: a part goes to the text whose
/// parts were sent at about the same time and that lacks it, else to the newest of them; where its place is taken, it
/// begins another text. The same part twice is one.
package enum PartGroups {
    /// A part and where it came from.
    package struct Arrival: Hashable, Sendable {
        /// TP-OA of what came, TP-DA of what goes.
        package let address: Address
        package let userData: UserData
        /// TP-SCTS; nil where there is none.
        package let unixSeconds: Int?

        package init(address: Address, userData: UserData, unixSeconds: Int? = nil) {
            self.address = address
            self.userData = userData
            self.unixSeconds = unixSeconds
        }
    }

    package struct Group: Hashable, Sendable {
        package let address: Address
        /// Nil for a text of one part.
        package let concatenation: Concatenation?
        package fileprivate(set) var parts: [UserData]
        fileprivate var bySequence: [Int: UserData] = [:]
        fileprivate var unixSeconds: Int?

        package var joined: JoinedText { PartJoiner.text(of: parts) }
    }

    private struct Key: Hashable {
        let address: String
        let reference: Int
        let total: Int
        let bits: Int
    }

    /// Texts with the same key that a part may belong to: whoever has sent so many has begun others since. Also bounds
    /// the work.
    static let candidateLimit = 16

    /// - Parameter arrivals: in the order in which they came.
    /// - Returns: in the order of their first parts.
    package static func groups(of arrivals: [Arrival]) -> [Group] {
        var groups: [Group] = []
        var indices: [Key: [Int]] = [:]
        for arrival in arrivals {
            guard let place = arrival.userData.concatenation else {
                groups.append(Group(address: arrival.address, concatenation: nil, parts: [arrival.userData]))
                continue
            }
            let key = Key(
                address: arrival.address.text, reference: place.reference, total: place.total, bits: place.bits)
            let candidates = indices[key, default: []].suffix(candidateLimit)
            // The network or a modem repeats itself.
            if candidates.contains(where: { groups[$0].bySequence[place.sequence] == arrival.userData }) { continue }
            let open = candidates.filter { groups[$0].bySequence[place.sequence] == nil }
            if let index = open.min(by: { distance(groups[$0], arrival, $0) < distance(groups[$1], arrival, $1) }) {
                groups[index].parts.append(arrival.userData)
                groups[index].bySequence[place.sequence] = arrival.userData
                continue
            }
            indices[key, default: []].append(groups.count)
            groups.append(
                Group(
                    address: arrival.address, concatenation: place, parts: [arrival.userData],
                    bySequence: [place.sequence: arrival.userData], unixSeconds: arrival.unixSeconds))
        }
        return groups
    }

    /// Seconds between the texts, then the newer group first.
    private static func distance(_ group: Group, _ arrival: Arrival, _ index: Int) -> (UInt, Int) {
        guard let one = group.unixSeconds, let other = arrival.unixSeconds else { return (0, -index) }
        return ((one - other).magnitude, -index)
    }
}
