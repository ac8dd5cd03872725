package import Attendance
package import Foundation

/// Where a modem holds a message: the memory's name and the index that the modem gave it.
package struct StorageSlot: Hashable, Sendable {
    package let memory: String
    package let index: Int

    package init(memory: String, index: Int) {
        self.memory = memory
        self.index = index
    }
}

/// Place of a part in its text (TS 23.040 §9.2.3.24.1).
package struct PartPosition: Hashable, Sendable {
    package let reference: Int
    package let total: Int
    package let sequence: Int
    /// 8 or 16: width of the reference, part of what makes two references the same.
    package let bits: Int

    package init(reference: Int, total: Int, sequence: Int, bits: Int) {
        self.reference = reference
        self.total = total
        self.sequence = sequence
        self.bits = bits
    }
}

package struct PartContent: Hashable, Sendable {
    package let sender: String
    package let phone: PhoneNumber?
    package let serviceCentreTime: Date?
    package let forbidsAutomaticReply: Bool
    /// Nil for a text of one part.
    package let position: PartPosition?
    /// Digest of sender, service centre time and user data: equal in a repetition by the network,
    /// whichever service centre it comes through. Nil where the time is no date.
    package let textKey: String?
    /// Digest of the user data; nil for a text of one part.
    package let bodyKey: String?

    package init(
        sender: String, phone: PhoneNumber?, serviceCentreTime: Date?, forbidsAutomaticReply: Bool,
        position: PartPosition?, textKey: String? = nil, bodyKey: String? = nil
    ) {
        self.sender = sender
        self.phone = phone
        self.serviceCentreTime = serviceCentreTime
        self.forbidsAutomaticReply = forbidsAutomaticReply
        self.position = position
        self.textKey = textKey
        self.bodyKey = bodyKey
    }
}

/// A status report, and which submit it may be about.
package struct DeliveryReport: Hashable, Sendable {
    package enum Category: String, CaseIterable, Sendable {
        case completed, stillTrying, permanentError, givenUp
    }

    package let sim: String
    package let messageReference: Int
    package let recipient: String
    /// TP-ST as received.
    package let status: Int
    package let category: Category
    package let dischargedAt: Date?
    package let receivedAt: Date

    package init(
        sim: String, messageReference: Int, recipient: String, status: Int, category: Category,
        dischargedAt: Date?, receivedAt: Date
    ) {
        self.sim = sim
        self.messageReference = messageReference
        self.recipient = recipient
        self.status = status
        self.category = category
        self.dischargedAt = dischargedAt
        self.receivedAt = receivedAt
    }
}

/// One PDU as a modem listed it, with what could be read of it.
package struct Arrival: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case part(PartContent)
        case statusReport(DeliveryReport)
        case undecodable(reason: String)
    }

    /// Hex of SMSC address and TPDU.
    package let pdu: String
    /// SHA-256 of those octets, as hex.
    package let partKey: String
    package let modem: String
    package let sim: String
    /// Nil when the modem routed it without storing it.
    package let slot: StorageSlot?
    package let receivedAt: Date
    package let content: Content

    package init(
        pdu: String, partKey: String, modem: String, sim: String, slot: StorageSlot?,
        receivedAt: Date, content: Content
    ) {
        self.pdu = pdu
        self.partKey = partKey
        self.modem = modem
        self.sim = sim
        self.slot = slot
        self.receivedAt = receivedAt
        self.content = content
    }
}

/// The row of an arrival.
///
/// `isNew` is false when the same PDU of the same slot was there already; `duplicateOf` names the
/// first row of a PDU that the modem held twice.
package struct KeptPart: Hashable, Sendable {
    package let id: Int64
    package let isNew: Bool
    package let duplicateOf: Int64?
}

/// The parts of one text that is to be settled, or of one that was and gains some now.
package struct PartSet: Hashable, Sendable {
    /// Those that are settled now.
    package let ids: [Int64]
    /// The text that was settled without them; nil for a new one.
    package let message: Int64?
    /// False where all of ``ids`` only repeat parts that the text has.
    package let hasNews: Bool
    package let sender: String
    package let phone: PhoneNumber?
    /// The earliest of the parts.
    package let serviceCentreTime: Date?
    /// When the first part came.
    package let receivedAt: Date
    /// When the last part came.
    package let lastReceivedAt: Date
    package let forbidsAutomaticReply: Bool
    /// Hex, of all parts, in the order of the sequence numbers.
    package let pdus: [String]
    package let missing: [Int]
    package let modem: String
    package let sim: String

    /// When the text was sent, as far as that can be believed; see ``InboundText/sentAt``.
    package var sentAt: Date {
        InboundText(
            sender: sender, phone: phone, body: "", serviceCentreTime: serviceCentreTime, receivedAt: receivedAt
        ).sentAt
    }
}

/// How a text was settled without some of its parts.
package struct EarlierSettling: Hashable, Sendable {
    package let reading: String
    /// Words of its reply that have left, or may yet; nil where it got none.
    package let reply: String?
    /// The phone has sent BAJA or ALTA since.
    package let hasCommandedSince: Bool
    /// A person of the office has made a report of it.
    package let isAssigned: Bool
}

/// The rows that settling one text wrote.
package struct SettledText: Hashable, Sendable {
    package let id: Int64
    package let reportID: Int64?
    package let replyID: Int64?
}

/// What the inbox shows: a settled text, or a PDU that could not be read.
package struct InboxEntry: Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        package let id: Int64
        package let pdu: String
        package let modem: String
        package let slot: StorageSlot?
        package let sequence: Int?
        package let total: Int?
        package let duplicateOf: Int64?
        /// Why it could not be read.
        package let reason: String?
    }

    /// Negative for a PDU that could not be read, so that it is told from a text.
    package let id: Int64
    /// Empty when the PDU could not be read.
    package let sender: String
    /// Nil when the sender is no Peruvian mobile, or not known.
    package let phone: PhoneNumber?
    /// Nil when the PDU could not be read.
    package let text: String?
    package let serviceCentreTime: Date?
    package let receivedAt: Date
    /// Nil when the PDU could not be read.
    package let kind: InboundKind?
    package let reading: String
    package let school: SchoolKey?
    /// The last one, where a late part made it two.
    package let reply: String?
    /// Why there is no reply: a raw value of `Settlement.Silence`.
    package let silence: String?
    /// A person should look: it was no report and no command, or it could not be read at all.
    package let isUnread: Bool
    /// What a person of the office did about it.
    package let handling: Set<TextHandling>
    /// Sequence numbers of parts that have not come.
    package let missing: [Int]
    /// When a part came that it had been settled without.
    package let completedAt: Date?
    /// In the order of their sequence, copies after their originals.
    package let parts: [Part]
}
