import Foundation
import ServiceWatch

/// Entries of the journal in plain words: when, how grave, which modem, what, its facts, and what to do.
struct LogView {
    private let time: OfficeTime
    private let terminal: Terminal
    /// When the remedy of an event was last shown, by its id.
    private var told: [String: Date] = [:]

    /// Seconds after which the same remedy is worth its lines again.
    static let forgetting: TimeInterval = 3600

    init(_ time: OfficeTime, _ terminal: Terminal) {
        self.time = time
        self.terminal = terminal
    }

    mutating func lines(_ record: JournalRecord) -> [String] {
        let moment = record.time.map(Self.stamp(time)) ?? "no time"
        let level = record.priority < 6 ? record.level : ""
        let subject = record["modem"].map { "modem \($0): " } ?? ""
        let program = record.program == "edutracd" ? "" : "\(record.program): "
        let head = moment.padded(to: Self.stampWidth) + "  " + mark(level.padded(to: 8), record) + "  "
        let indent = String(repeating: " ", count: Self.stampWidth + 12)
        let room = max(20, terminal.width - indent.count)
        let words = (program + subject + record.message).withoutControls.wrapped(to: room)
        var lines = words.enumerated().map { ($0 == 0 ? head : indent) + $1 }
        let facts = record.facts.filter { !Self.spokenFacts.contains($0.name) }.map { "\($0.name): \($0.value)" }
        let below = [record["words"], facts.isEmpty ? nil : facts.joined(separator: "; ")] + advice(record)
        lines += below.compactMap(\.self).flatMap { $0.withoutControls.wrapped(to: room) }.map { indent + $0 }
        return lines.map(\.withoutTrailingSpaces)
    }

    /// Facts that are no list of figures: the modem stands before the line, words and remedy are sentences.
    private static let spokenFacts: Set<String> = ["modem", "words", "remedy"]

    /// What the line means and what to do, where that was not said a short time ago. A remedy of the line's own is of this
    /// very case, and is said each time.
    private mutating func advice(_ record: JournalRecord) -> [String?] {
        let event = Self.event(of: record)
        let news = event.flatMap { isNews($0, at: record.time) ? $0 : nil }
        guard let remedy = record["remedy"] ?? news?.remedy, remedy != Self.nothing else { return [] }
        return [record["words"] == nil ? news?.meaning : nil, "What to do: \(remedy)"]
    }

    private static let nothing = "Nothing."

    /// Nil for one on which nobody needs to act.
    static func event(of record: JournalRecord) -> JournalEvent? { record.id.flatMap { JournalEvent.of(id: $0) } }

    static func json(_ record: JournalRecord, _ time: OfficeTime) -> JSON {
        let event = event(of: record)
        return [
            "at": time.json(record.time), "level": .text(record.level), "program": .text(record.program),
            "message": .text(record.message), "modem": JSON(record["modem"]), "school": JSON(record["school"]),
            "facts": .object(record.facts.map { .init(key: $0.name, value: .text($0.value)) }),
            "messageID": JSON(record.id), "meaning": JSON(event?.meaning), "remedy": JSON(event?.remedy),
        ]
    }

    private mutating func isNews(_ event: JournalEvent, at moment: Date?) -> Bool {
        let moment = moment ?? .distantPast
        if let last = told[event.id], abs(moment.timeIntervalSince(last)) < Self.forgetting { return false }
        told[event.id] = moment
        return true
    }

    private func mark(_ level: String, _ record: JournalRecord) -> String {
        record.tellsOfTrouble ? terminal.bad(level) : level
    }

    private static let stampWidth = "2026-05-04 09:55:00".count

    /// `2026-05-04 09:55:00`.
    private static func stamp(_ time: OfficeTime) -> (Date) -> String {
        { String(time.iso($0).prefix(stampWidth)).replacing("T", with: " ") }
    }
}
