import ArgumentParser
import Attendance
import ControlSocket
import Foundation
import OfficeConfiguration
import SMSCodec
import Store

struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Queues a text of the office to one mobile number.",
        discussion: "A text that begins with a hyphen goes behind \"--\".",
        // With -h, a text such as "-hola" would print help and count as sent.
        helpNames: .long)

    /// An outage of a week must not end with last week's words on the air.
    static let lifetime: TimeInterval = 3 * 86_400

    @Argument(help: "A Peruvian mobile number, such as 987654321.")
    var number: String

    @Argument(help: "The text.")
    var text: String

    @Flag(help: "Write accents and typographic marks in the letters of GSM 7-bit, and say what was changed.")
    var plain = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let (text, changes) = plain ? Transliteration.plain(text) : (text, nil)
        guard let phone = PhoneNumber(peruvianMobile: number) else {
            throw Complaint(
                .usage, "\(number) is no mobile number: write nine digits that begin with 9, with or without +51. Nothing was queued.")
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Complaint(.usage, "The text is empty. Nothing was queued.")
        }
        let workplace = try Workplace.open(options, creating: true)
        let size = PartSplitter.measure(text, languages: workplace.office.shiftTables.compactMap(NationalLanguage.init(name:)))
        guard size.parts <= PartSplitter.partLimit else {
            throw Complaint(
                .usage,
                "The text takes \(size.parts) SMS; no more than \(PartSplitter.partLimit) can be one text. Nothing was queued.")
        }
        try Self.checkConsent(of: phone, workplace)
        let draft = OutboundDraft(
            recipient: phone, text: text, kind: .office, dueAt: workplace.now,
            expiresAt: workplace.now.addingTimeInterval(Self.lifetime), inReplyTo: nil, step: nil, schools: [])
        guard let id = try workplace.store.enqueue([draft], at: workplace.now).first.flatMap({ $0 }) else {
            throw Complaint(.software, "The database did not take the text and gave no reason.")
        }
        await Self.wakeDaemon(workplace.configuration.socketPath)
        if options.json {
            return try workplace.terminal.write([
                "id": .number(Int(id)), "recipient": .text(phone.e164), "alphabet": .text(size.alphabetName),
                "units": .number(size.units), "parts": .number(size.parts), "changes": JSON(changes),
            ])
        }
        try workplace.terminal.write("Queued as message \(id) to \(phone.national): \(size.words).")
        if let changes { try workplace.terminal.write(changes) }
        if let hint = size.hint(about: text) { try workplace.terminal.write(hint) }
    }

    /// It would look within a second by itself, and a text of the office need not wait for that.
    private static func wakeDaemon(_ socketPath: String) async {
        do {
            _ = try await ControlClient.ask(.look, at: socketPath, within: 1)
        } catch {
            // No daemon, or a busy one: the text is queued, and it is found.
        }
    }

    /// Who left with BAJA gets nothing from us until they come back.
    private static func checkConsent(of phone: PhoneNumber, _ workplace: Workplace) throws {
        let reporter = try workplace.store.reporters(on: workplace.today).first { $0.phone == phone }
        guard reporter?.status == .optedOut else { return }
        throw Complaint(
            .badData, "\(phone.national) has left with BAJA and gets no texts until they send ALTA. Call them instead. Nothing was queued.")
    }
}

extension TextSize {
    var alphabetName: String { alphabet == .ucs2 ? "UCS-2" : "GSM-7" }

    /// `45 of 160 characters, one SMS`.
    var words: String {
        parts <= 1
            ? "\(units) of \(room) characters, one SMS"
            : "\(units) characters, \(parts) SMS (each is paid for)"
    }

    /// Which characters make the text dear; nil when they do not.
    func hint(about text: String) -> String? {
        guard alphabet == .ucs2 else { return nil }
        var seen: [Character] = []
        for character in text where !seen.contains(character) {
            if PartSplitter.measure(String(character)).alphabet == .ucs2 { seen.append(character) }
        }
        let list = seen.prefix(5).map(String.init).joined(separator: " ").withoutControls
        return "An SMS with \(list)\(seen.count > 5 ? " …" : "") holds 70 characters instead of 160; --plain writes plain letters."
    }
}
