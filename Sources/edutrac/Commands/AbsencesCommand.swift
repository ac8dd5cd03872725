import ArgumentParser
import Attendance
import Store

struct ListAbsences: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "absences", abstract: "Why teachers were not there, as FALTA told it, the newest day first.")

    @Option(help: ArgumentHelp("From this day on.", valueName: "2026-05-04"))
    var from: SchoolDay?

    @Option(help: ArgumentHelp("Up to this day.", valueName: "2026-05-08"))
    var to: SchoolDay?

    @Option(help: ArgumentHelp("Only this school.", valueName: "codMod[/anexo]"))
    var school: SchoolKey?

    @OptionGroup var limit: LimitOption
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if let from, let to, to < from {
            throw ValidationError("--to \(to.iso) lies before --from \(from.iso).")
        }
    }

    func run() throws {
        let workplace = try Workplace.open(options)
        let absences = try workplace.store.absences(
            from: from, to: to, school: school, limit: limit.number(json: options.json))
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
