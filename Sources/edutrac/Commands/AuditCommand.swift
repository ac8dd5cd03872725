import ArgumentParser
import Attendance
import Store

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "What people of the office did by hand: who, when and why.",
        subcommands: [ListAudit.self])
}

struct ListAudit: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The trail, newest first.")

    @OptionGroup var limit: LimitOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let entries = try workplace.store.audit(limit: limit.number(json: options.json))
        if options.json { return try workplace.terminal.write(.list(entries.map { $0.json(workplace.time) })) }
        try workplace.terminal.write(
            Table(
                [
                    .init("when"), .init("who", .cut), .init("deed"), .init("about", .wrap), .init("note", .below),
                ],
                rows: entries.map { entry in
                    [
                        workplace.time.short(entry.at), entry.person, entry.deed.words, entry.about,
                        entry.note.isEmpty ? nil : entry.note,
                    ]
                }), of: "Audit trail")
        try limit.sayIfReached(entries.count, of: "entries", workplace.terminal)
    }
}

extension OfficeDeed {
    var words: String {
        switch self {
        case .approve: "approved"
        case .refuse: "refused"
        case .enterReport: "entered a report"
        case .correctReport: "corrected a report"
        case .voidReport: "took a report back"
        case .voidAbsences: "took absences back"
        case .topUp: "noted a top-up"
        case .acceptEnrolment: "accepted an enrolment"
        case .refuseEnrolment: "refused an enrolment"
        case .readText: "read a text"
        case .assignText: "made a report of a text"
        case .replyText: "replied to a text"
        case .ignoreText: "ignored a text"
        case .addClosure: "closed schools"
        case .endClosure: "ended a closure"
        case .addHoliday: "added a local holiday"
        case .removeHoliday: "removed a local holiday"
        case .hold: "held reminders"
        case .resume: "resumed reminders"
        case .setReportingDay: "set a reporting day"
        case .unsetReportingDay: "lifted a reporting day"
        case .beginBaseline: "began a baseline"
        case .endBaseline: "ended a baseline"
        case .closeMonth: "closed a month"
        case .writeContext: "wrote a line of context"
        case .addAgreement: "noted an agreement"
        case .settleAgreement: "settled an agreement"
        case .purge: "purged old texts"
        case .erasePerson: "erased a person"
        case .exportPerson: "copied what is kept of a person"
        case .restore: "restored a backup"
        }
    }
}

extension AuditEntry {
    /// `text 12, report 7, 9999996, 2026-05-04`; nil when it was about nothing that has a number.
    fileprivate var about: String? {
        let numbers = [
            ("text", text), ("report", report), ("message", message), ("closure", closure), ("hold", hold),
        ].compactMap { name, number in number.map { "\(name) \($0)" } }
        let about = numbers + [school?.words, day?.iso, phone?.national].compactMap { $0 }
        return about.isEmpty ? nil : about.joined(separator: ", ")
    }

    func json(_ time: OfficeTime) -> JSON {
        [
            "id": .number(Int(id)), "at": time.json(at), "person": .text(person), "deed": .text(deed.rawValue),
            "phone": JSON(phone?.e164), "codMod": JSON(school?.codMod), "anexo": JSON(school?.anexo),
            "day": JSON(day?.iso), "report": JSON(report.map { Int($0) }), "text": JSON(text.map { Int($0) }),
            "message": JSON(message.map { Int($0) }), "closure": JSON(closure.map { Int($0) }),
            "hold": JSON(hold.map { Int($0) }),
            "note": JSON(note.isEmpty ? nil : note),
        ]
    }
}
