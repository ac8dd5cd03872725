import Attendance
import Foundation
import GRDB

/// A part that waits for the rest of its text, or of a text that was settled.
struct StoredPart {
    let id: Int64
    let pdu: String
    let modem: String
    let sim: String
    let sender: String
    let phone: PhoneNumber?
    let serviceCentreTime: Date?
    let receivedAt: Date
    let forbidsAutomaticReply: Bool
    let bodyKey: String?
    /// The text that it was settled with.
    let message: Int64?
    /// Nil for a text of one part, and for a place that cannot be: such a part is a text.
    let position: PartPosition?

    init(_ row: Row) {
        id = row["id"]
        pdu = row["pdu"]
        modem = row["modem"]
        sim = row["sim"]
        sender = row["sender"]
        phone = row.phone("phone")
        serviceCentreTime = row["serviceCentreTime"]
        receivedAt = row["receivedAt"]
        forbidsAutomaticReply = row["forbidsAutomaticReply"]
        bodyKey = row["bodyKey"]
        message = row["inboundMessage"]
        position =
            if let reference: Int = row["reference"], let total: Int = row["total"],
                let sequence: Int = row["sequence"], let bits: Int = row["bits"],
                (1...255).contains(total), (1...total).contains(sequence)
            {
                PartPosition(reference: reference, total: total, sequence: sequence, bits: bits)
            } else {
                nil
            }
    }
}

/// Puts parts together, whatever the order they came in.
///
/// Parts belong together when sender, SIM, reference, its width and the total agree. A sender uses
/// a reference again after 256 texts, or always the same one: of several texts that lack the part,
/// the one whose service centre time is nearest takes it, and none that is further off than
/// ``farthest``. That holds for texts that were settled without it too. Parts that were waited with in
/// vain, and that a text has already, sent within ``repeatWithin``, are that text's.
struct PartCollector {
    /// Between two parts of one text. A phone sends them within minutes, a service centre stamps them when it gets
    /// them, and the stamp of a part that comes late is of then; the same reference hours later is another text.
    static let farthest: TimeInterval = 2 * 3600
    /// The same by arrival, where a stamp is no date: a part that comes late is late then.
    static let farthestUnstamped: TimeInterval = 24 * 3600
    /// A phone whose network does not confirm a part sends it again, under a new stamp. Only after waiting is it
    /// taken for that: it may as well be the first part of the same text with other figures.
    static let repeatWithin: TimeInterval = 300
    /// Texts of one key that a part may belong to, the newest: bounds the work that a sender can cause.
    static let candidateLimit = 16

    struct Key: Hashable {
        let sender: String
        let sim: String
        let reference: Int
        let bits: Int
        let total: Int
    }

    struct Group {
        /// The text that it was settled as.
        let message: Int64?
        var parts: [StoredPart]

        var isWhole: Bool {
            guard let total = parts.first?.position?.total else { return true }
            return Set(parts.compactMap { $0.position?.sequence }).count == total
        }

        func part(_ sequence: Int) -> StoredPart? { parts.first { $0.position?.sequence == sequence } }
    }

    private var groups: [Group] = []
    private var candidates: [Key: [Int]] = [:]

    /// - Parameters:
    ///   - parts: that wait to be settled.
    ///   - settled: parts of texts that were settled, and that one of these may belong to.
    ///   - isDue: whether a text whose first part came then has waited for the others long enough.
    /// - Returns: what is to be settled, in the order of the first parts.
    static func collect(
        _ parts: [StoredPart], besides settled: [StoredPart] = [], isDue: (Date) -> Bool
    ) -> [PartSet] {
        var collector = PartCollector()
        for part in settled { collector.resume(part) }
        // By the time of sending: of two texts that come mixed up and share a reference, each gets its own.
        for part in parts.sorted(by: { ($0.sentAt, $0.id) < ($1.sentAt, $1.id) }) { collector.add(part) }
        return collector.groups.compactMap { group in
            let isWaiting = group.message == nil && !group.isWhole
            if isWaiting, !group.parts.contains(where: { isDue($0.receivedAt) }) { return nil }
            return PartSet(isWaiting ? collector.homed(group) : group)
        }.sorted { ($0.receivedAt, $0.ids.first ?? 0) < ($1.receivedAt, $1.ids.first ?? 0) }
    }

    private mutating func resume(_ part: StoredPart) {
        guard let key = part.key else { return }
        let known = (candidates[key] ?? []).first { groups[$0].message == part.message }
        if let known {
            groups[known].parts.append(part)
        } else {
            begin(Group(message: part.message, parts: [part]), key)
        }
    }

    private mutating func begin(_ group: Group, _ key: Key) {
        candidates[key, default: []].append(groups.count)
        groups.append(group)
    }

    private mutating func add(_ part: StoredPart) {
        guard let position = part.position, let key = part.key else {
            return groups.append(Group(message: nil, parts: [part]))
        }
        let known = (candidates[key] ?? []).suffix(Self.candidateLimit)
        let nearest = known
            .filter { groups[$0].part(position.sequence) == nil }
            .map { (index: $0, distance: distance(of: part, to: groups[$0])) }
            .filter { $0.distance <= reach(of: groups[$0.index], for: part) }
            .min { $0.distance < $1.distance }
        if let nearest {
            groups[nearest.index].parts.append(part)
        } else {
            begin(Group(message: nil, parts: [part]), key)
        }
    }

    /// With its text, where all of its parts only repeat parts of a settled one.
    private func homed(_ group: Group) -> Group {
        guard let key = group.parts.first?.key else { return group }
        let home = (candidates[key] ?? []).map { groups[$0] }.first { other in
            other.message != nil
                && group.parts.allSatisfy { part in other.parts.contains { $0.isRepeated(by: part) } }
        }
        return home.map { Group(message: $0.message, parts: $0.parts + group.parts) } ?? group
    }

    private func distance(of part: StoredPart, to group: Group) -> TimeInterval {
        group.parts.map(part.distance).min() ?? 0
    }

    private func reach(of group: Group, for part: StoredPart) -> TimeInterval {
        let isStamped = part.serviceCentreTime != nil && group.parts.contains { $0.serviceCentreTime != nil }
        return isStamped ? Self.farthest : Self.farthestUnstamped
    }
}

extension StoredPart {
    var sentAt: Date { serviceCentreTime ?? receivedAt }

    var key: PartCollector.Key? {
        position.map {
            PartCollector.Key(
                sender: sender, sim: sim, reference: $0.reference, bits: $0.bits, total: $0.total)
        }
    }

    func isRepeated(by other: StoredPart) -> Bool {
        position?.sequence == other.position?.sequence && bodyKey != nil && bodyKey == other.bodyKey
            && distance(to: other) <= PartCollector.repeatWithin
    }

    func distance(to other: StoredPart) -> TimeInterval {
        guard let one = serviceCentreTime, let two = other.serviceCentreTime else {
            return abs(receivedAt.timeIntervalSince(other.receivedAt))
        }
        return abs(one.timeIntervalSince(two))
    }
}

extension PartSet {
    /// Nil for a text that was settled and gains nothing.
    fileprivate init?(_ group: PartCollector.Group) {
        let parts = group.parts
        let waiting = parts.filter { $0.message == nil }
        guard let first = parts.first, !waiting.isEmpty else { return nil }
        let ordered = parts.sorted {
            ($0.position?.sequence ?? 1, $0.id) < ($1.position?.sequence ?? 1, $1.id)
        }
        let present = Set(ordered.compactMap { $0.position?.sequence })
        let settled = Set(parts.filter { $0.message != nil }.compactMap { $0.position?.sequence })
        let total = first.position?.total ?? 1
        let waitingIDs = Set(waiting.map(\.id))
        self.init(
            ids: ordered.map(\.id).filter(waitingIDs.contains), message: group.message,
            hasNews: group.message == nil || present.count > settled.count,
            sender: first.sender, phone: first.phone,
            serviceCentreTime: parts.compactMap(\.serviceCentreTime).min(),
            receivedAt: parts.map(\.receivedAt).min() ?? first.receivedAt,
            lastReceivedAt: waiting.map(\.receivedAt).max() ?? first.receivedAt,
            forbidsAutomaticReply: parts.contains(where: \.forbidsAutomaticReply),
            pdus: ordered.map(\.pdu),
            missing: total <= 1 ? [] : (1...total).filter { !present.contains($0) },
            modem: first.modem, sim: first.sim)
    }
}
