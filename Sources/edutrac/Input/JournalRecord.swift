import Foundation

/// One entry of the journal, as `journalctl -o json` shows it. Nothing in it is to be believed: whoever may write to the
/// journal chooses the fields.
struct JournalRecord: Hashable, Sendable {
    /// Nil where the entry does not tell.
    var time: Date?
    /// syslog(3), 0 to 7.
    var priority: Int
    /// `MESSAGE_ID`.
    var id: String?
    /// Without the facts that a line of edutracd has behind two spaces.
    var message: String
    /// `EDUTRAC_` fields by their names in small letters, in the order of the names.
    var facts: [Fact]
    /// Who wrote it: `edutracd`, or `systemd` for what became of the unit.
    var program: String

    struct Fact: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// The text of a fact; nil where there is none of that name.
    subscript(fact: String) -> String? { facts.first { $0.name == fact }?.value }

    /// Levels from here on tell of no trouble.
    static let notice = 5

    var tellsOfTrouble: Bool { priority < Self.notice }

    /// The level as the log names it; syslog's emergency and alert are no words of edutracd's.
    var level: String {
        switch priority {
        case ...2: "critical"
        case 3: "error"
        case 4: "warning"
        case 5: "notice"
        case 6: "info"
        default: "debug"
        }
    }

    /// Reads one line of an export.
    ///
    /// - Returns: nil for a line that is no entry.
    /// - Source: systemd.io/JOURNAL_EXPORT_FORMATS, "Journal JSON Format".
    init?(_ line: String) {
        let fields: [String: FieldValue]
        do {
            fields = try JSONDecoder().decode([String: FieldValue].self, from: Data(line.utf8))
        } catch {
            return nil
        }
        func text(_ name: String) -> String? { fields[name]?.text }
        guard let message = text("MESSAGE") else { return nil }
        time = text("__REALTIME_TIMESTAMP").flatMap { Double($0) }.flatMap { microseconds in
            // Up to the year 9999, so that no reckoning with it overflows.
            (0...253_402_300_799_000_000).contains(microseconds) ? Date(timeIntervalSince1970: microseconds / 1_000_000) : nil
        }
        priority = text("PRIORITY").flatMap { Int($0) }.flatMap { (0...7).contains($0) ? $0 : nil } ?? 6
        id = text("MESSAGE_ID")
        program = text("SYSLOG_IDENTIFIER") ?? text("_COMM") ?? "unknown"
        let isOurs = fields["EDUTRAC_LOGGER"] != nil
        self.message = isOurs ? message.firstRange(of: "  ").map { String(message[..<$0.lowerBound]) } ?? message : message
        facts = fields.compactMap { name, value in
            guard name.hasPrefix("EDUTRAC_"), name != "EDUTRAC_LOGGER", let text = value.text else { return nil }
            return Fact(name: name.dropFirst("EDUTRAC_".count).lowercased(), value: text)
        }.sorted { $0.name < $1.name }
    }
}

/// A field's value: text, octets where it is none, null where it was too long, a list where a field is there twice.
private enum FieldValue: Decodable {
    case text(String)
    case absent

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .absent
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let octets = try? container.decode([UInt8].self) {
            self = .text(String(decoding: octets, as: UTF8.self))
        } else if let number = try? container.decode(Double.self) {
            self = .text(number.rounded() == number && abs(number) < 1e15 ? String(Int64(number)) : String(number))
        } else {
            self = try container.decode([FieldValue].self).first ?? .absent
        }
    }

    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}

/// Which entries are wanted.
struct JournalFilter: Hashable, Sendable {
    var since: Date?
    var until: Date?
    var onlyTrouble = false
    var modem: String?
    /// Código modular.
    var school: String?

    func wants(_ record: JournalRecord) -> Bool {
        if onlyTrouble, !record.tellsOfTrouble { return false }
        if since != nil || until != nil {
            guard let time = record.time else { return false }
            if let since, time < since { return false }
            if let until, time > until { return false }
        }
        if let modem, record["modem"] != modem { return false }
        if let school {
            // A text may be about several.
            let schools = record["school"]?.split(separator: ",").map(String.init) ?? []
            guard schools.contains(school) else { return false }
        }
        return true
    }
}
