import ArgumentParser
import Attendance
import Store

struct ListAbsences: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "absences", abstract: "Why teachers were not there, as FALTA told it, the newest day first.")

    @OptionGroup var span: SpanOptions

    @OptionGroup var limit: LimitOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let absences = try workplace.store.absences(
            from: span.from, to: span.to, school: span.school, limit: limit.number(json: options.json))
        if options.json { return try workplace.terminal.write(.list(absences.map { $0.json(workplace.time) })) }
        let names = try workplace.schoolNames()
        try workplace.terminal.write(
            Table(
                [
                    .init("day"), .init("codMod"), .init("school", .cut), .init("teachers", isNumber: true),
                    .init("reason"), .init("phone"), .init("notes"),
                ],
                rows: absences.map { absence in
                    [
                        absence.day.iso, absence.school.words, names[absence.school], String(absence.teachers),
                        absence.reason.words, absence.phone.national, absence.isTraining ? "training" : nil,
                    ]
                }), of: "Absences of teachers")
        try limit.sayIfReached(absences.count, of: "absences", workplace.terminal)
    }
}

extension AbsenceReason {
    var words: String {
        switch self {
        case .justified: "excused"
        case .unjustified: "unexcused"
        case .leave: "on leave"
        case .permission: "with permission"
        case .late: "late"
        case .strike: "on strike"
        }
    }
}

extension StoredAbsence {
    func json(_ time: OfficeTime) -> JSON {
        [
            "codMod": .text(school.codMod), "anexo": .number(school.anexo), "day": .text(day.iso),
            "reason": .text(reason.rawValue), "letter": .text(reason.letter), "teachers": .number(teachers),
            "training": .boolean(isTraining), "phone": .text(phone.e164), "receivedAt": time.json(receivedAt),
        ]
    }
}
