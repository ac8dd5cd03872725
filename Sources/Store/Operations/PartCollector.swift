import Attendance
import Foundation
import GRDB

/// A part that waits for the rest of its text.
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
/// ``farthest``.
struct PartCollector {
    /// Between two parts of one text. A phone sends them within minutes; a service centre stamps
    /// them when it gets them.
    static let farthest: TimeInterval = 24 * 3600

    private struct Key: Hashable {
        let sender: String
        let sim: String
        let reference: Int
        let bits: Int
        let total: Int
    }

    private var sets: [[StoredPart]] = []
    private var candidates: [Key: [Int]] = [:]

    /// - Parameter parts: in the order in which they came.
    /// - Returns: in the order of their first parts.
    static func collect(_ parts: [StoredPart]) -> [PartSet] {
        var collector = PartCollector()
        for part in parts { collector.add(part) }
        return collector.sets.compactMap(PartSet.init)
    }

    private mutating func add(_ part: StoredPart) {
        guard let position = part.position else { return sets.append([part]) }
        let key = Key(
            sender: part.sender, sim: part.sim, reference: position.reference, bits: position.bits,
            total: position.total)
        let nearest = (candidates[key] ?? [])
            .filter { index in !sets[index].contains { $0.position?.sequence == position.sequence } }
            .map { (index: $0, distance: distance(of: part, to: sets[$0])) }
            .filter { $0.distance <= Self.farthest }
            .min { $0.distance < $1.distance }
        if let nearest {
            sets[nearest.index].append(part)
        } else {
            candidates[key, default: []].append(sets.count)
            sets.append([part])
        }
    }

    private func distance(of part: StoredPart, to set: [StoredPart]) -> TimeInterval {
        set.map { other in
            guard let one = part.serviceCentreTime, let two = other.serviceCentreTime else {
                return abs(part.receivedAt.timeIntervalSince(other.receivedAt))
            }
            return abs(one.timeIntervalSince(two))
        }.min() ?? 0
    }
}

extension PartSet {
    fileprivate init?(_ parts: [StoredPart]) {
        guard let first = parts.first else { return nil }
        let ordered = parts.sorted { ($0.position?.sequence ?? 1) < ($1.position?.sequence ?? 1) }
        let present = Set(ordered.compactMap { $0.position?.sequence })
        let total = first.position?.total ?? 1
        self.init(
            ids: ordered.map(\.id), sender: first.sender, phone: first.phone,
            serviceCentreTime: parts.compactMap(\.serviceCentreTime).min(),
            receivedAt: parts.map(\.receivedAt).min() ?? first.receivedAt,
            forbidsAutomaticReply: parts.contains(where: \.forbidsAutomaticReply),
            pdus: ordered.map(\.pdu),
            missing: total <= 1 ? [] : (1...total).filter { !present.contains($0) },
            modem: first.modem, sim: first.sim)
    }
}
