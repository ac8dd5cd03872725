import ArgumentParser
import Attendance
import Foundation
import SMSCodec
import Store

struct ReplyText: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Queues a text of the office to the sender of one that came in.",
        discussion: "A text that begins with a hyphen goes behind \"--\".",
        // With -h, a text such as "-hola" would print help and count as sent.
        helpNames: .long)

    @Argument(help: "The id that \"inbox list\" shows.")
    var id: Int64

    @Argument(help: "The text; several words need no quotation marks.")
    var text: [String]

    @Option(help: ArgumentHelp("Allow the text to take so many SMS.", valueName: "number"))
    var parts = 1

    @Flag(help: "Write accents and typographic marks in the letters of GSM 7-bit, and say what was changed.")
    var plain = false

    @Flag(help: "Also to somebody who left with BAJA.")
    var evenSo = false

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (1...PartSplitter.partLimit).contains(parts) else {
            throw ValidationError("--parts is a number from 1 to \(PartSplitter.partLimit).")
        }
    }

    func run() async throws {
        let person = signing.person
        let outgoing = try OutgoingText(text.joined(separator: " "), plain: plain)
        let workplace = try Workplace.open(options)
        let entry = try workplace.inboxEntry(id)
        let phone = try entry.recipient(workplace, otherwise: "Nothing was queued.")
        let size = try outgoing.size(in: workplace.office)
        guard size.parts <= parts else {
            let hint = size.hint(about: outgoing.text).map { " " + $0 } ?? ""
            throw Complaint(
                .usage,
                "The text takes \(size.parts) SMS (\(size.units) characters): shorten it, "
                    + "or allow them with --parts \(size.parts).\(hint) Nothing was queued.")
        }
        if !evenSo {
            try workplace.requireConsent(
                of: phone,
                remedy: "Call them instead, or add --even-so where they wait for an answer. Nothing was queued.")
        }
        let draft = outgoing.draft(to: phone, answering: entry.id, at: workplace.now)
        let signature = signing.signature(person, workplace)
        guard let message = try workplace.store.reply(to: entry.id, with: draft, by: signature) else {
            throw Complaint(.software, "The database did not take the text and gave no reason.")
        }
        await workplace.wakeDaemon()
        if options.json {
            let members = outgoing.json(message, to: phone, size)
            return try workplace.terminal.write(
                .object(members + [.init(key: "inReplyTo", value: .number(Int(entry.id)))]))
        }
        try workplace.terminal.write(
            "Queued as message \(message) to \(phone.national), in answer to text \(entry.id): \(size.words).")
        for remark in outgoing.remarks(size) { try workplace.terminal.write(remark) }
    }
}

struct IgnoreTexts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ignore", abstract: "Notes that nothing has to be done about texts; they count as read then.")

    @OptionGroup var ids: InboxIDs
    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let ids = ids.numbers
        try workplace.store.ignore(ids, by: signing.signature(person, workplace))
        if options.json { return try workplace.terminal.write(.list(ids.map { ["id": .number(Int($0))] })) }
        let texts = ids.map(String.init).joined(separator: ", ")
        try workplace.terminal.write(
            ids.count == 1
                ? "Text \(texts) counts as read; nothing is done about it."
                : "Texts \(texts) count as read; nothing is done about them.")
    }
}
