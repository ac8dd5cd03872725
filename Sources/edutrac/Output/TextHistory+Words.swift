import Attendance
import Store

extension TextHistory {
    /// For a person: label and value.
    func rows(_ time: OfficeTime) -> [(String, String)] {
        reports.map { ("report", $0.inWords) }
            + officeReplies.map { ("replied", "message \($0.id), \($0.stateInWords): \($0.text)") }
            + deeds.map { ("done", "\(time.short($0.at)) \($0.inWords)") }
    }

    func members(_ time: OfficeTime) -> [JSON.Member] {
        [
            .init(key: "reports", value: .list(reports.map { $0.json(time) })),
            .init(key: "officeReplies", value: .list(officeReplies.map { $0.json(time) })),
            .init(key: "deeds", value: .list(deeds.map { $0.json(time) })),
        ]
    }
}

extension AttendanceReport {
    /// `H12 M15 D2, late`, `no class: LLUVIA`.
    var inWords: String {
        let figures = [("H", counts?.boys), ("M", counts?.girls), ("D", counts?.teachers)]
            .compactMap { letter, count in count.map { "\(letter)\($0)" } }.joined(separator: " ")
        return [figures, notes].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension StoredReport {
    /// `7, 9999996, 2026-05-04: H12 M15 D2 (office, superseded)`.
    fileprivate var inWords: String {
        let state = self.state == .current ? "" : ", \(self.state.rawValue)"
        return "\(id), \(report.school.words), \(report.day.iso): \(report.inWords) (\(source.rawValue)\(state))"
    }
}

extension OutboundMessage {
    fileprivate var stateInWords: String { note.map { "\(state.rawValue) (\($0))" } ?? state.rawValue }
}

extension AuditEntry {
    /// `ana made a report of it, 7: por telefono`.
    fileprivate var inWords: String {
        let deed =
            switch deed {
            case .readText: "read it"
            case .assignText: "made report \(report.map(String.init) ?? "") of it"
            case .replyText: "replied with message \(message.map(String.init) ?? "")"
            case .ignoreText: "ignored it"
            default: deed.words
            }
        return "\(person) \(deed)" + (note.isEmpty ? "" : ": \(note)")
    }
}
