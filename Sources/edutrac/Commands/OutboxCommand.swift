import ArgumentParser
import Attendance
import Foundation
import SMSCodec
import Store

struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "Texts to people: replies, questions, reminders, the office's own.",
        subcommands: [ListOutbox.self])
}

struct ListOutbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists texts to people, the newest first.")

    @Option(
        help: ArgumentHelp(
            "Only texts in this state; may be given several times.", valueName: "state"))
    var state: [OutboundState] = []

    @OptionGroup var limit: LimitOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let messages = try workplace.store.outbox(
            states: state.isEmpty ? nil : Set(state), limit: limit.number(json: options.json))
        if options.json { return try workplace.terminal.write(.list(messages.map { $0.json(workplace.time) })) }
        try workplace.terminal.write(Self.table(messages, workplace.time, now: workplace.now), of: "Outbox")
        try limit.sayIfReached(messages.count, of: "texts", workplace.terminal)
    }

    static func table(_ messages: [OutboundMessage], _ time: OfficeTime, now: Date) -> Table {
        Table(
            [
                .init("id", isNumber: true), .init("to"), .init("kind"), .init("state"), .init("due"),
                .init("text", .cut), .init("note", .cut),
            ],
            rows: messages.map { message in
                [
                    String(message.id), message.recipient.national, message.kind.rawValue,
                    message.state.rawValue, time.brief(message.dueAt, now: now), message.text,
                    message.note,
                ]
            })
    }
}

extension OutboundState: ExpressibleByArgument {}

extension OutboundMessage {
    /// Why it is where it is, and how far it came.
    var note: String? {
        var notes: [String] = []
        if let reason { notes.append(reason) }
        if partsTotal > 1 { notes.append("\(partsSent) of \(partsTotal) parts sent") }
        if attempts > 1 { notes.append("\(attempts) attempts") }
        if let resendOf { notes.append("repeats \(resendOf)") }
        return notes.isEmpty ? nil : notes.joined(separator: ", ")
    }

    func json(_ time: OfficeTime) -> JSON {
        [
            "id": .number(Int(id)),
            "recipient": .text(recipient.e164),
            "text": .text(text),
            "kind": .text(kind.rawValue),
            "state": .text(state.rawValue),
            "reason": JSON(reason),
            "dueAt": time.json(dueAt),
            "expiresAt": time.json(expiresAt),
            "attempts": .number(attempts),
            "messageReference": JSON(messageReference),
            "parts": .number(partsTotal > 0 ? partsTotal : PartSplitter.measure(text).parts),
            "partsSent": .number(partsSent),
            "inReplyTo": JSON((inReplyTo ?? officeReplyTo).map(Int.init)),
            "resendOf": JSON(resendOf.map(Int.init)),
            "createdAt": time.json(createdAt),
            "sentAt": time.json(sentAt),
        ]
    }
}
