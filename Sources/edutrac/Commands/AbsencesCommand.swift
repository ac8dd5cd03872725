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
                        absence.reason.words, absence.phone?.national, absence.isTraining ? "training" : nil,
                    ]
                }), of: "Absences of teachers")
        try limit.sayIfReached(absences.count, of: "absences", workplace.terminal)
    }
}

struct VoidAbsences: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "void-absences", abstract: "Takes back what FALTA told of a school's day; it stays as history.")

    @Option(help: ArgumentHelp("The school.", valueName: "codMod[/anexo]"))
    var school: SchoolKey

    @Option(help: ArgumentHelp("The day it is about.", valueName: "2026-05-04"))
    var day: SchoolDay

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let taken = try workplace.store.voidAbsences(of: school, on: day, by: signing.signature(person, workplace))
        guard !taken.isEmpty else {
            throw Complaint(
                .noInput, "No absence of \(school.words) is kept for \(day.iso). \"edutrac report absences\" shows those that are.")
        }
        if options.json { return try workplace.terminal.write(.list(taken.map { $0.json(workplace.time) })) }
        let words = taken.map { "\($0.teachers) \($0.reason.words)" }.joined(separator: ", ")
        try workplace.terminal.write("Absences of \(school.words) for \(day.iso) are taken back: \(words).")
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
            "training": .boolean(isTraining), "phone": JSON(phone?.e164), "receivedAt": time.json(receivedAt),
        ]
    }
}
