import ArgumentParser
import Attendance
import Foundation
import Store

struct InboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: "Texts and calls that came in.",
        subcommands: [
            ListInbox.self, ShowInbox.self, AssignText.self, ReplyText.self, IgnoreTexts.self, ListCalls.self,
        ])
}

struct ListInbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists texts that came in, the newest first.")

    @Flag(help: "Only texts that a person of the office should read.")
    var unread = false

    @OptionGroup var limit: LimitOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let entries = try workplace.store.inbox(unreadOnly: unread, limit: limit.number(json: options.json))
        if options.json { return try workplace.terminal.write(.list(entries.map { $0.json(workplace.time) })) }
        try workplace.terminal.write(
            Self.table(entries, workplace.time, now: workplace.now), of: unread ? "Unread texts" : "Inbox")
        try limit.sayIfReached(entries.count, of: "texts", workplace.terminal)
    }

    static func table(_ entries: [InboxEntry], _ time: OfficeTime, now: Date) -> Table {
        var columns: [Table.Column] = [
            .init("id", isNumber: true), .init("from", .cut), .init("received"), .init("reading"),
            .init("text", .cut), .init("reply", .cut),
        ]
        let isHandled = entries.contains { !$0.handling.isEmpty }
        if isHandled { columns.insert(.init("office"), at: 4) }
        return Table(
            columns,
            rows: entries.map { entry in
                var cells = [
                    String(entry.id), entry.phone?.national ?? entry.senderIfKnown,
                    time.brief(entry.receivedAt, now: now), entry.markedReading, entry.text ?? entry.why, entry.reply,
                ]
                // The weightiest; `show` has all of it.
                if isHandled { cells.insert(entry.handlingInOrder.first, at: 4) }
                return cells
            })
    }
}

struct ShowInbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one text that came in, its parts and what became of it; it counts as read then.")

    @OptionGroup var ids: InboxIDs

    @Flag(help: "Leave it among the unread texts.")
    var keepUnread = false

    @OptionGroup var options: GlobalOptions

    func validate() throws { try ids.requireOne() }

    func run() throws {
        let person = Person.name
        let workplace = try Workplace.open(options)
        let entry = try workplace.inboxEntry(ids.numbers[0])
        let history = try workplace.store.history(of: entry.id)
        if options.json {
            guard case .object(let members) = entry.json(workplace.time) else { return }
            let parts = entry.parts.map(\.json)
            try workplace.terminal.write(
                .object(members + [JSON.Member(key: "parts", value: .list(parts))] + history.members(workplace.time)))
        } else {
            for line in Self.lines(entry, history, workplace.time, width: workplace.terminal.width) {
                try workplace.terminal.write(line)
            }
        }
        if entry.isUnread, !keepUnread {
            try workplace.store.markRead(entry.id, by: Signature(person: person, at: workplace.now))
        }
    }

    static func lines(_ entry: InboxEntry, _ history: TextHistory, _ time: OfficeTime, width: Int) -> [String] {
        var rows: [(String, String)] = [
            ("id", String(entry.id)),
            ("from", entry.senderIfKnown ?? "unknown"),
            ("sent", entry.serviceCentreTime.map(time.short) ?? "not said"),
            ("received", time.short(entry.receivedAt)),
            ("read as", entry.reading),
            ("text", entry.text ?? "none"),
            ("reply", entry.reply ?? "none"),
        ]
        if let why = entry.why { rows.append(("why", why)) }
        if let kind = entry.kind, kind != .text { rows.append(("kind", "\(kind.rawValue): \(kind.words)")) }
        if !entry.missing.isEmpty {
            rows.append(("missing", "part " + entry.missing.map(String.init).joined(separator: ", ")))
        }
        if let completedAt = entry.completedAt { rows.append(("completed", time.short(completedAt))) }
        rows += history.rows(time)
        for part in entry.parts {
            rows.append(("part", part.words))
            rows.append(("PDU", part.pdu))
        }
        return rows.flatMap { label, value in
            value.withoutControls.wrapped(to: max(20, width - 10)).enumerated().map {
                (($0.offset == 0 ? label : "").padded(to: 10) + $0.element).withoutTrailingSpaces
            }
        }
    }
}

extension InboxEntry {
    /// Of a PDU that could not be decoded, nobody knows who sent it.
    var senderIfKnown: String? { sender.isEmpty && text == nil ? nil : sender }

    /// With the mark of a text that is more than a text. What no person wrote is read as what it is.
    var markedReading: String {
        guard let kind, kind != .text, kind.rawValue != reading else { return reading }
        return "\(reading), \(kind.rawValue)"
    }

    /// The weightiest first.
    fileprivate var handlingInOrder: [String] { TextHandling.allCases.filter(handling.contains).map(\.rawValue) }

    /// Why it got no answer: a word for a text, a sentence for a PDU that could not be decoded.
    var why: String? { text == nil ? parts.lazy.compactMap(\.reason).first ?? silence : silence }

    func json(_ time: OfficeTime) -> JSON {
        [
            "id": .number(Int(id)),
            "sender": JSON(senderIfKnown),
            "text": JSON(text),
            "serviceCentreTime": time.json(serviceCentreTime),
            "receivedAt": time.json(receivedAt),
            "kind": JSON(kind?.rawValue),
            "reading": .text(reading),
            "reply": JSON(reply),
            "silence": JSON(why),
            "unread": .boolean(isUnread),
            "handled": JSON(handling.isEmpty ? nil : handlingInOrder.joined(separator: " ")),
            "missing": JSON(missing.isEmpty ? nil : missing.map(String.init).joined(separator: " ")),
            "completedAt": time.json(completedAt),
            "codMod": JSON(school?.codMod),
            "anexo": JSON(school?.anexo),
        ]
    }
}

extension InboxEntry.Part {
    /// `2 of 3, sim1, SM 4`.
    var words: String {
        var words = ["\(sequence ?? 1) of \(total ?? 1)", modem]
        words.append(slot.map { "\($0.memory) \($0.index)" } ?? "not stored by the modem")
        if let duplicateOf { words.append("a copy of part \(duplicateOf)") }
        if let reason { words.append(reason) }
        return words.joined(separator: ", ")
    }

    var json: JSON {
        [
            "id": .number(Int(id)), "sequence": JSON(sequence), "total": JSON(total), "pdu": .text(pdu),
            "modem": .text(modem), "memory": JSON(slot?.memory), "index": JSON(slot?.index),
            "duplicateOf": JSON(duplicateOf.map(Int.init)), "reason": JSON(reason),
        ]
    }
}

extension InboundKind {
    /// For a person of the office.
    var words: String {
        switch self {
        case .text: "a text"
        case .flash: "shown at once by phones (class 0)"
        case .simText: "meant for the SIM (class 2)"
        case .replacing: "asks to take the place of an earlier text; both are kept"
        case .reservedCoding: "in a reserved coding, read as plain letters"
        case .silent: "a silent text (type 0), whose words nobody shall see"
        case .simCommand: "an order to the SIM"
        case .deviceCommand: "an order to the device"
        case .mmsNotice: "a picture message waits at the operator; it cannot be fetched, ask for a text instead"
        case .wapPush: "a WAP push"
        case .applicationData: "for an application of a phone"
        case .messageWaiting: "voice mail, fax or e-mail waits at the operator"
        case .nothingWaiting: "no voice mail, fax or e-mail waits any more"
        case .returnCall: "somebody wants to be called back"
        case .data: "data, no text"
        }
    }
}
