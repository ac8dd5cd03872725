import ArgumentParser
import Attendance
import Foundation
import Store

struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Queues a text of the office to one mobile number.",
        discussion: "A text that begins with a hyphen goes behind \"--\".",
        // With -h, a text such as "-hola" would print help and count as sent.
        helpNames: .long)

    @Argument(help: "A Peruvian mobile number, such as 987654321.")
    var number: String

    @Argument(help: "The text.")
    var text: String

    @Flag(help: "Write accents and typographic marks in the letters of GSM 7-bit, and say what was changed.")
    var plain = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let outgoing = try OutgoingText(text, plain: plain)
        guard let phone = PhoneNumber(peruvianMobile: number) else {
            throw Complaint(
                .usage, "\(number) is no mobile number: write nine digits that begin with 9, with or without +51. Nothing was queued.")
        }
        let workplace = try Workplace.open(options, creating: true)
        let size = try outgoing.size(in: workplace.office)
        try workplace.requireConsent(of: phone, remedy: "Call them instead. Nothing was queued.")
        let draft = outgoing.draft(to: phone, at: workplace.now)
        guard let id = try workplace.store.enqueue([draft], at: workplace.now).first.flatMap({ $0 }) else {
            throw Complaint(.software, "The database did not take the text and gave no reason.")
        }
        await workplace.wakeDaemon()
        if options.json { return try workplace.terminal.write(.object(outgoing.json(id, to: phone, size))) }
        try workplace.terminal.write("Queued as message \(id) to \(phone.national): \(size.words).")
        for remark in outgoing.remarks(size) { try workplace.terminal.write(remark) }
    }
}
