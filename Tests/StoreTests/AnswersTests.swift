import Attendance
import Foundation
import Testing

@testable import Store

@Suite("Answers to extra questions")
struct AnswersTests {
    @Test
    func `the last answer of a period counts, the same again is stored once, training beside it`() throws {
        let store = try AttendanceStore.seeded()
        func say(_ body: String, _ value: Int, period: SchoolDay = day("2026-05-01"), isTraining: Bool = false) throws {
            var settlement = Settlement(reading: ReadingName.answer.rawValue, answer: .reply("Recibido"))
            settlement.answers = [
                ExtraAnswer(
                    school: kimbiri, question: "materials", period: period, stream: .community, value: value,
                    isTraining: isTraining, phone: rosa, receivedAt: at())
            ]
            try store.receive(body, settlement)
        }
        try say("1", 0)
        try say("2", 0)
        try say("3", 1)
        try say("4", 0, isTraining: true)
        try say("5", 1, period: day("2026-06-01"))
        func answers(_ question: String? = nil, history: Bool = false, to: SchoolDay? = nil) throws -> [Int] {
            try store.answers(
                question: question, school: kimbiri, from: nil, to: to, includeHistory: history, limit: 10
            ).map(\.answer.value)
        }
        #expect(try answers() == [1, 0, 1])
        #expect(try answers(history: true, to: day("2026-05-31")) == [0, 1, 0])
        #expect(try answers("maintenance") == [])
        let known = try store.planningInputs(on: monday, at: at()).answers
        #expect(known.map(\.period).sorted() == [day("2026-05-01"), day("2026-06-01")])
    }

    @Test
    func `an extra question is queued once for each phone, day and question`() throws {
        let store = try AttendanceStore.seeded()
        func draft(_ question: String) -> OutboundDraft {
            OutboundDraft(
                recipient: rosa, text: "Llegaron?", kind: .question, dueAt: at(),
                step: StepKey(phone: rosa, school: nil, day: monday, step: .extra, question: question), schools: [kimbiri])
        }
        let ids = try store.enqueue([draft("materials"), draft("maintenance"), draft("materials")], at: at())
        #expect(ids.map { $0 == nil } == [false, false, true])
        #expect(try store.planningInputs(on: monday, at: at()).sent.map(\.key.question) == ["materials", "maintenance"])
    }
}
