import Attendance
import ControlSocket
import Foundation
import OfficeConfiguration
import SMSCodec
import Store

/// A text that a person of the office types, on its way into the queue.
struct OutgoingText: Hashable, Sendable {
    /// An outage of a week must not end with last week's words on the air.
    static let lifetime: TimeInterval = 3 * 86_400

    let text: String
    /// What plain letters changed, in words.
    let changes: String?

    /// - Parameter plain: accents and typographic marks become letters of GSM 7-bit.
    /// - Throws: ``Complaint`` for nothing but white space.
    init(_ typed: String, plain: Bool) throws(Complaint) {
        (text, changes) = plain ? Transliteration.plain(typed) : (typed, nil)
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Complaint(.usage, "The text is empty. Nothing was queued.")
        }
    }

    /// - Throws: ``Complaint`` where it takes more than can be one text.
    func size(in office: OfficeRules) throws(Complaint) -> TextSize {
        let size = PartSplitter.measure(text, languages: office.languages)
        guard size.parts <= PartSplitter.partLimit else {
            throw Complaint(
                .usage,
                "The text takes \(size.parts) SMS; no more than \(PartSplitter.partLimit) can be one text. "
                    + "Nothing was queued.")
        }
        return size
    }

    /// - Parameter inbox: the text that it answers, by its number in the inbox.
    func draft(to phone: PhoneNumber, answering inbox: Int64? = nil, at now: Date) -> OutboundDraft {
        OutboundDraft(
            recipient: phone, text: text, kind: .office, dueAt: now, expiresAt: now.addingTimeInterval(Self.lifetime),
            officeReplyTo: inbox)
    }

    /// What is queued, and what it costs.
    func json(_ id: Int64, to phone: PhoneNumber, _ size: TextSize) -> [JSON.Member] {
        [
            .init(key: "id", value: .number(Int(id))), .init(key: "recipient", value: .text(phone.e164)),
            .init(key: "alphabet", value: .text(size.alphabetName)), .init(key: "units", value: .number(size.units)),
            .init(key: "parts", value: .number(size.parts)), .init(key: "changes", value: JSON(changes)),
        ]
    }

    /// What was changed in it, and what makes it dear.
    func remarks(_ size: TextSize) -> [String] { [changes, size.hint(about: text)].compactMap { $0 } }
}

extension Workplace {
    /// Who left with BAJA gets nothing from us until they come back.
    ///
    /// - Parameter remedy: what to do instead.
    func requireConsent(of phone: PhoneNumber, remedy: String) throws {
        guard try reporter(phone, on: today)?.status == .optedOut else { return }
        throw Complaint(
            .badData, "\(phone.national) has left with BAJA and gets no texts until they send ALTA. \(remedy)")
    }

    func reporter(_ phone: PhoneNumber, on day: SchoolDay) throws -> Reporter? {
        try store.reporters(on: day).first { $0.phone == phone }
    }

    /// It would look within a second by itself, and a text of the office need not wait for that.
    func wakeDaemon() async {
        do {
            _ = try await ControlClient.ask(.look, at: configuration.socketPath, within: 1)
        } catch {
            // No daemon, or a busy one: the text is queued, and it is found.
        }
    }
}

extension OfficeRules {
    var languages: [NationalLanguage] { shiftTables.compactMap(NationalLanguage.init(name:)) }

    /// Whether a wording costs one SMS.
    var fitsOnePart: @Sendable (String) -> Bool {
        let languages = languages
        return { PartSplitter.measure($0, languages: languages).parts <= 1 }
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
        return "An SMS with \(list)\(seen.count > 5 ? " …" : "") holds 70 characters instead of 160; "
            + "--plain writes plain letters."
    }
}
