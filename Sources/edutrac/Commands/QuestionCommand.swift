import ArgumentParser
import Attendance
import OfficeConfiguration
import Store

struct QuestionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "question", abstract: "What is asked beside attendance, and what was answered.",
        subcommands: [ListQuestions.self, ListAnswers.self])
}

struct ListQuestions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the questions of the configuration, and those that are ready-made.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let configuration = try OfficeConfiguration.load(options.config)
        let asked = configuration.rules.questions
        let others = ExtraQuestion.readyMade.filter { ready in !asked.contains { $0.key == ready.key } }
        let all = asked.map { ($0, true) } + others.map { ($0, false) }
        if options.json { return try Terminal.current.write(.list(all.map { $0.0.json(isAsked: $0.1) })) }
        try Terminal.current.write(
            Table(
                [
                    .init("key"), .init("asked"), .init("to", .wrap), .init("answer"), .init("every"), .init("text", .below),
                ],
                rows: all.map { question, isAsked in
                    [
                        question.key, isAsked ? "yes" : "no", question.roles.map(\.rawValue).sorted().joined(separator: " "),
                        question.example, question.rhythm == .weekly ? "week" : "month", question.wordings["es"],
                    ]
                }), of: "Questions")
    }
}

struct ListAnswers: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answers", abstract: "Lists what was answered, the newest period first.")

    @Option(help: ArgumentHelp("Only this question.", valueName: "key"))
    var key: String?

    @OptionGroup var span: SpanOptions

    @Flag(help: "Also what a later answer has replaced.")
    var history = false

    @OptionGroup var limit: LimitOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let answers = try workplace.store.answers(
            question: key, school: span.school, from: span.from, to: span.to, includeHistory: history,
            limit: limit.number(json: options.json))
        if options.json { return try workplace.terminal.write(.list(answers.map { $0.json(workplace.time) })) }
        let names = try workplace.schoolNames()
        let known = workplace.office.questions + ExtraQuestion.readyMade
        try workplace.terminal.write(
            Table(
                [
                    .init("period"), .init("codMod"), .init("school", .cut), .init("question"), .init("answer"),
                    .init("by"), .init("phone"), .init("notes", .below),
                ],
                rows: answers.map { stored in
                    let answer = stored.answer
                    let kind = known.first { $0.key == answer.question }?.kind
                    let notes = [answer.isTraining ? "training" : nil, stored.isCurrent ? nil : "replaced"].compactMap(\.self)
                    return [
                        answer.period.iso, answer.school.words, names[answer.school], answer.question,
                        kind == .yesNo ? (answer.value == 0 ? "no" : "yes") : String(answer.value),
                        answer.stream.rawValue, answer.phone?.national,
                        notes.isEmpty ? nil : notes.joined(separator: ", "),
                    ]
                }), of: "Answers")
        try limit.sayIfReached(answers.count, of: "answers", workplace.terminal)
    }
}

extension ExtraQuestion {
    func json(isAsked: Bool) -> JSON {
        [
            "key": .text(key), "asked": .boolean(isAsked), "kind": .text(kind.rawValue), "every": .text(rhythm.rawValue),
            "to": .text(roles.map(\.rawValue).sorted().joined(separator: " ")),
            "words": .text(words.joined(separator: " ")), "example": .text(example), "text": JSON(wordings["es"]),
        ]
    }
}

extension StoredAnswer {
    func json(_ time: OfficeTime) -> JSON {
        [
            "codMod": .text(answer.school.codMod), "anexo": .number(answer.school.anexo),
            "question": .text(answer.question), "period": .text(answer.period.iso),
            "stream": .text(answer.stream.rawValue), "value": .number(answer.value),
            "training": .boolean(answer.isTraining), "state": .text(isCurrent ? "current" : "superseded"),
            "phone": JSON(answer.phone?.e164), "receivedAt": time.json(answer.receivedAt),
        ]
    }
}
