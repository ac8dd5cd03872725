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
                    .init("when"), .init("who", .cut), .init("deed"), .init("phone"), .init("codMod"), .init("day"),
                    .init("report", isNumber: true), .init("note", .wrap),
                ],
                rows: entries.map { entry in
                    [
                        workplace.time.short(entry.at), entry.person, entry.deed.words, entry.phone?.national,
                        entry.school?.words, entry.day?.iso, entry.report.map(String.init),
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
        case .topUp: "noted a top-up"
        case .acceptEnrolment: "accepted an enrolment"
        case .refuseEnrolment: "refused an enrolment"
        }
    }
}

extension AuditEntry {
    func json(_ time: OfficeTime) -> JSON {
        [
            "id": .number(Int(id)), "at": time.json(at), "person": .text(person), "deed": .text(deed.rawValue),
            "phone": JSON(phone?.e164), "codMod": JSON(school?.codMod), "anexo": JSON(school?.anexo),
            "day": JSON(day?.iso), "report": JSON(report.map { Int($0) }), "note": JSON(note.isEmpty ? nil : note),
        ]
    }
}
