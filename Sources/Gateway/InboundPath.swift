package import Attendance
package import Foundation
package import ModemDriver
import SMSCodec
package import Store

/// From PDU lines to settled texts: keep raw, commit, and only then let the modem forget; join,
/// read, and write text, report and reply in one transaction, for many texts at once.
///
/// Decides nothing about schools: ``ReportDecision`` does. Sends nothing: a reply is a row that
/// ``OutboundPath`` finds.
package struct InboundPath: Sendable {
    /// What became of one line, for the log.
    package struct Receipt: Sendable {
        package enum Outcome: Hashable, Sendable {
            case part
            case statusReport
            case undecodable(reason: String)
            /// The modem held the same TPDU in another slot, or the network sent it again; kept and flagged, not
            /// answered.
            case copy(of: Int64)
            /// Read before, but the modem had not confirmed its deletion.
            case seenBefore
        }
        package let line: PDULine
        package let id: Int64
        package let outcome: Outcome
        /// TP-SCTS of a text.
        package let serviceCentreTime: Date?
    }

    /// A text that was settled now.
    package struct Settled: Sendable {
        package let id: Int64
        package let sender: PhoneNumber?
        package let settlement: Settlement
        package let kind: InboundKind
        /// How many came now.
        package let parts: Int
        package let missing: [Int]
        /// It had been settled without the parts that came now.
        package let isCompleted: Bool
    }

    package struct Round: Sendable {
        package var settled: [Settled] = []
        /// Texts that could not be written; they do not block the others and are tried again.
        package var failures: [(parts: [Int64], error: any Error)] = []
        /// Parts stay that wait for others, or for a database that can be written: look again, though nothing comes.
        package var leavesParts = false

        /// A database that is locked or full is so for all of them, and each would wait for it.
        var isOver: Bool { failures.contains { ($0.error as? StoreError)?.mayPass == true } }
    }

    let store: AttendanceStore
    let office: OfficeRules
    let decision: ReportDecision

    package init(store: AttendanceStore, office: OfficeRules) {
        self.store = store
        self.office = office
        decision = ReportDecision(office: office, fits: office.fitsOnePart)
    }

    /// Commits a whole listing in one transaction.
    ///
    /// - Returns: one receipt a line; these lines, and no others, may leave the modem.
    package func receive(
        _ lines: [PDULine], from modem: ModemTag, at now: Date
    ) throws -> [Receipt] {
        let arrivals = lines.map { Arrival($0, from: modem, at: now) }
        let kept = try store.keep(arrivals, at: now)
        return zip(zip(lines, arrivals), kept).map { pair, kept in
            let outcome: Receipt.Outcome =
                switch (kept.duplicateOf, kept.isNew, pair.1.content) {
                case (let original?, true, _): .copy(of: original)
                case (_, false, _): .seenBefore
                case (nil, true, .part): .part
                case (nil, true, .statusReport): .statusReport
                case (nil, true, .undecodable(let reason)): .undecodable(reason: reason)
                }
            var sentAt: Date?
            if case .part(let part) = pair.1.content { sentAt = part.serviceCentreTime }
            return Receipt(line: pair.0, id: kept.id, outcome: outcome, serviceCentreTime: sentAt)
        }
    }

    /// Notes which parts the modem has confirmed to have forgotten.
    package func forgotten(_ lines: [PDULine], of receipts: [Receipt], at now: Date) throws {
        let gone = Set(lines)
        try store.confirmDeleted(receipts.filter { gone.contains($0.line) }.map(\.id), at: now)
    }

    /// Also runs at start, so that a text cut short by a power failure is answered after all.
    package func settleCompleteTexts(at now: Date) throws -> Round {
        var round = Round()
        // After days without signal the texts come in any order: what was sent first is read first.
        var waiting = try store.completeTexts(at: now, partialAfter: office.partialAfter)
            .sorted { $0.sentAt < $1.sentAt }[...]
        while !waiting.isEmpty, !round.isOver {
            settle(waiting.prefix(Self.textsPerTransaction), at: now, &round)
            waiting = waiting.dropFirst(Self.textsPerTransaction)
        }
        round.leavesParts = try store.hasUnsettledParts()
        return round
    }

    /// Nobody else writes meanwhile, and who waits for that gives up after ``AttendanceStore/busyTimeout``. On a slow
    /// card a text takes about 10 ms beside the fsync that they share.
    static let textsPerTransaction = 100

    /// In one transaction; where that cannot be committed, each on its own.
    private func settle(_ texts: ArraySlice<PartSet>, at now: Date, _ round: inout Round) {
        do {
            let together = try store.settling { transaction in
                var together = Round()
                for parts in texts where !together.isOver {
                    do {
                        var settled: Settled?
                        try transaction.text { settled = try settle(parts, in: transaction, at: now) }
                        if let settled { together.settled.append(settled) }
                    } catch {
                        together.failures.append((parts.ids, error))
                    }
                }
                return together
            }
            round.settled += together.settled
            round.failures += together.failures
        } catch {
            let alone = Round(failures: [(texts.first?.ids ?? [], error)])
            if texts.count == 1 || alone.isOver {
                round.failures += alone.failures
            } else {
                for parts in texts where !round.isOver { settle([parts], at: now, &round) }
            }
        }
    }

    /// - Returns: nil when an earlier run, killed right after its commit, has settled these parts, and when they
    ///   only repeat what a text has.
    private func settle(_ parts: PartSet, in transaction: SettlingTransaction, at now: Date) throws -> Settled? {
        let (text, kind) = try Self.join(parts)
        let settlement = try decide(text, kind, parts, in: transaction, at: now)
        // Who waited for a late part has still somebody waiting for the answer.
        let begin = parts.message == nil ? parts.receivedAt : parts.lastReceivedAt
        let expiry = begin.addingTimeInterval(office.caps.replyLifetime)
        let write = parts.message == nil ? transaction.settle : transaction.complete
        guard let written = try write(parts, text, kind, settlement, expiry, now), parts.hasNews else { return nil }
        if text.isOfBacklog, let reply = written.replyID, let phone = text.phone {
            try transaction.withdrawReplies(to: phone, before: reply)
        }
        return Settled(
            id: written.id, sender: text.phone, settlement: settlement, kind: kind, parts: parts.ids.count,
            missing: parts.missing, isCompleted: parts.message != nil)
    }

    private func decide(
        _ text: InboundText, _ kind: InboundKind, _ parts: PartSet, in transaction: SettlingTransaction, at now: Date
    ) throws -> Settlement {
        guard kind.isWritten else {
            return Settlement(reading: kind.rawValue, answer: .silence(.noPerson))
        }
        var context = SenderContext()
        if let phone = text.phone {
            context = try transaction.senderContext(
                of: phone, body: text.body, on: SchoolDay(text.sentAt, in: office.zone), in: office.zone,
                sentAt: text.sentAt, at: now)
        }
        guard let message = parts.message, let earlier = try transaction.earlierSettling(of: message) else {
            return decision.settle(text, from: context, at: now)
        }
        let completion = Completion(earlier, of: text, from: context)
        return completion.settlement(decision.settle(text, from: completion.contextThen, at: now))
    }

    /// Septets and octets of all parts are joined before they are decoded: a pair of surrogates or
    /// an escape may lie across two parts.
    private static func join(_ parts: PartSet) throws -> (InboundText, InboundKind) {
        var delivers: [Deliver] = []
        for pdu in parts.pdus {
            let frame = try PDUFrame(hex: pdu)
            if case .deliver(let deliver) = try TPDU(fromServiceCentre: frame.tpdu) {
                delivers.append(deliver)
            }
        }
        let joined = PartJoiner.text(of: delivers)
        let kind = InboundKind(delivers)
        let text = InboundText(
            sender: parts.sender, phone: parts.phone, body: kind == .silent ? "" : joined.text,
            serviceCentreTime: parts.serviceCentreTime, receivedAt: parts.receivedAt,
            forbidsAutomaticReply: parts.forbidsAutomaticReply, missingParts: parts.missing)
        return (text, kind)
    }
}
