import ArgumentParser
import Attendance
import Foundation
import Store

struct ListCalls: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls", abstract: "Lists calls that were hung up, the newest first.")

    @OptionGroup var limit: LimitOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let calls = try workplace.store.missedCalls(limit: limit.number(json: options.json))
        if options.json { return try workplace.terminal.write(.list(calls.map { $0.json(workplace.time) })) }
        try workplace.terminal.write(
            Table(
                [
                    .init("id", isNumber: true), .init("number"), .init("name", .cut), .init("received"),
                    .init("times", isNumber: true), .init("modem"), .init("answer", isNumber: true),
                ],
                rows: calls.map { call in
                    [
                        String(call.id), call.phone?.e164 ?? call.number ?? "withheld", call.reporter,
                        workplace.time.brief(call.receivedAt, now: workplace.now), String(call.rings), call.modem,
                        call.answer.map { String($0) },
                    ]
                }), of: "Missed calls")
        try limit.sayIfReached(calls.count, of: "calls", workplace.terminal)
    }
}

extension MissedCall {
    func json(_ time: OfficeTime) -> JSON {
        [
            "id": .number(Int(id)), "number": JSON(number), "phone": JSON(phone?.e164), "name": JSON(reporter),
            "modem": .text(modem), "receivedAt": time.json(receivedAt), "times": .number(rings),
            "message": JSON(answer.map { Int($0) }),
        ]
    }
}
