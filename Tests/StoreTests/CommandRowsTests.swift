import Attendance
import Foundation
import Testing

@testable import Store

/// What commands of reporters write, and what the office decides about it.
@Suite("Rows of commands")
struct CommandRowsTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    private func settlement(_ change: (inout Settlement) -> Void) -> Settlement {
        var settlement = Settlement(reading: ReadingName.enrolment.rawValue, answer: .reply("Recibido"))
        change(&settlement)
        return settlement
    }

    private func propose(_ enrolment: Enrolment, _ body: String) throws {
        let proposal = EnrolmentProposal(school: kimbiri, enrolment: enrolment, phone: rosa, receivedAt: at())
        try store.receive(body, settlement { $0.proposal = proposal })
    }

    private var signature: Signature { Signature(person: "ana", at: at(60)) }

    @Test
    func `an enrolment counts from the day on which the office accepts it`() throws {
        try propose(Enrolment(boys: 15), "MATRICULA H 15")
        let waiting = try store.proposals(all: false, limit: 10)
        #expect(waiting.map(\.state) == [.waiting])
        #expect(try store.counts(on: monday, in: lima).enrolmentsToDecide == 1)
        #expect(try store.inbox(unreadOnly: true, limit: 10).count == 1)
        #expect(try store.schools(on: monday).first { $0.key == kimbiri }?.enrolment.boys == 14)

        let accepted = try store.accept(proposal: waiting[0].id, validFrom: monday, by: signature)
        #expect(accepted == Enrolment(boys: 15, girls: 16, teachers: 2))
        #expect(try store.schools(on: monday).first { $0.key == kimbiri }?.enrolment == accepted)
        #expect(try store.schools(on: day("2026-05-03")).first { $0.key == kimbiri }?.enrolment.boys == 14)
        #expect(try store.inbox(unreadOnly: true, limit: 10).isEmpty)
        #expect(try store.audit(limit: 1).map(\.deed) == [.acceptEnrolment])
        #expect(throws: StoreError.noProposal(waiting[0].id)) {
            try store.accept(proposal: waiting[0].id, validFrom: monday, by: signature)
        }
    }

    @Test
    func `what is told anew takes the place of what waits, and a refusal changes nothing`() throws {
        try propose(Enrolment(boys: 15), "MATRICULA H 15")
        try propose(Enrolment(boys: 16), "MATRICULA H 16")
        let all = try store.proposals(all: true, limit: 10)
        #expect(all.map(\.state) == [.waiting, .superseded])
        #expect(try store.inbox(unreadOnly: true, limit: 10).count == 1)
        _ = try store.refuse(proposal: all[0].id, by: signature)
        #expect(try store.proposals(all: false, limit: 10).isEmpty)
        #expect(try store.schools(on: monday).first { $0.key == kimbiri }?.enrolment.boys == 14)
        #expect(throws: StoreError.noProposal(4711)) { try store.refuse(proposal: 4711, by: signature) }
    }

    @Test
    func `the last FALTA of a day counts, training beside it`() throws {
        func absences(_ reasons: [AbsenceReason: Int], isTraining: Bool = false) -> Settlement {
            settlement {
                $0.absences = TeacherAbsences(
                    school: kimbiri, day: monday, reasons: reasons, isTraining: isTraining, phone: rosa, receivedAt: at())
            }
        }
        try store.receive("FALTA 1 L 1 P", absences([.leave: 1, .permission: 1]))
        try store.receive("FALTA 2 H", absences([.strike: 2]))
        try store.receive("PRUEBA FALTA 1 J", absences([.justified: 1], isTraining: true))
        let counted = try store.absences(from: nil, to: nil, school: kimbiri, limit: 10)
        #expect(counted.map(\.reason) == [.strike, .justified])
        #expect(counted.map(\.isTraining) == [false, true])
        #expect(try store.absences(from: day("2026-05-05"), to: nil, school: nil, limit: 10).isEmpty)
    }

    @Test
    func `what was said later stands when an earlier text is completed after it`() throws {
        func say(_ body: String, _ teachers: Int, _ boys: Int, receivedAt: Date) throws {
            try store.receive(
                body,
                settlement {
                    $0.absences = TeacherAbsences(
                        school: kimbiri, day: monday, reasons: [.leave: teachers], phone: rosa, receivedAt: receivedAt)
                    $0.proposal = EnrolmentProposal(
                        school: kimbiri, enrolment: Enrolment(boys: boys), phone: rosa, receivedAt: receivedAt)
                    $0.answers = [
                        ExtraAnswer(
                            school: kimbiri, question: "agua", period: monday, stream: .school, value: boys, phone: rosa,
                            receivedAt: receivedAt)
                    ]
                })
        }
        try say("1", 2, 15, receivedAt: at(60))
        try say("2", 1, 16, receivedAt: at(0))
        #expect(try store.absences(from: nil, to: nil, school: kimbiri, limit: 10).map(\.teachers) == [2])
        #expect(try store.proposals(all: false, limit: 10).map(\.proposal.enrolment.boys) == [15])
        let answers = try store.answers(question: nil, school: kimbiri, from: nil, to: nil, includeHistory: false, limit: 9)
        #expect(answers.map(\.answer.value) == [15])
    }

    @Test
    func `a report that is taken back, and one that came too late, stay as history`() throws {
        func report(_ boys: Int, sentAt: Date) -> AttendanceReport {
            AttendanceReport(
                school: kimbiri, day: monday, content: .present(AttendanceCounts(boys: boys, girls: 1, teachers: 1)),
                phone: rosa, receivedAt: at(), sentAt: sentAt)
        }
        try store.receive("H 12", settlement { $0.report = report(12, sentAt: at()) })
        try store.receive(
            "H 11",
            settlement {
                $0.report = report(11, sentAt: at(-600))
                $0.isHistory = true
            })
        var all = try store.reports(ReportFilter(includeHistory: true))
        #expect(all.map(\.state) == [.superseded, .current])
        #expect(all.map(\.report.sentAt) == [at(-600), at()])
        try store.receive("ANULAR", settlement { $0.takesBack = all[1].id })
        all = try store.reports(ReportFilter(includeHistory: true))
        #expect(all.map(\.state) == [.superseded, .void])
    }

    @Test
    func `a disowned number is nobody's, and only ALTA and the office bring it back`() throws {
        _ = try store.enqueue(
            [OutboundDraft(recipient: rosa, text: "Hoy es dia de reporte", kind: .question, dueAt: at())], at: at())
        try store.receive("NO", settlement { $0.rosterChange = .disown })
        #expect(try store.reporters(on: monday).first { $0.phone == rosa }?.status == .retired)
        #expect(try store.outbox(states: [.withdrawn], limit: 10).map(\.reason) == ["disowned"])
        try store.receive("ALTA", settlement { $0.rosterChange = .optIn })
        #expect(try store.reporters(on: monday).first { $0.phone == rosa }?.status == .retired)
    }

    @Test
    func `texts that caps left unanswered are counted by cap and phone`() throws {
        for (number, cap) in [Settlement.Silence.loop, .loop, .capPerHour, .polite].enumerated() {
            try store.receive("\(number)", settlement { $0.answer = .silence(cap) })
        }
        let capped = try store.counts(on: monday, in: lima).capped
        #expect(capped.map(\.cap) == [.capPerHour, .loop])
        #expect(capped.map(\.texts) == [1, 2])
        #expect(capped.map(\.phones) == [1, 1])
    }
}

@Suite("Contradictions")
struct ContradictionTests {
    @Test(arguments: [
        (AttendanceReport.Content.present(AttendanceCounts(boys: 12, girls: 15, teachers: 2)), false, true),
        (.present(AttendanceCounts(boys: 12, girls: 15, teachers: 2)), true, false),
        (.present(AttendanceCounts(boys: 0, girls: 0, teachers: 0)), false, false),
        (.noClass(reason: "LLUVIA"), true, true), (.noClass(reason: nil), false, false),
    ])
    func `school and community that differ are both marked, as long as they do`(
        content: AttendanceReport.Content, held: Bool, differ: Bool
    ) throws {
        let store = try AttendanceStore.seeded()
        func receive(_ body: String, _ stream: ReportStream, _ content: AttendanceReport.Content, from phone: PhoneNumber) throws {
            var settlement = Settlement(reading: "report", answer: .reply("Recibido"))
            settlement.report = AttendanceReport(
                school: kimbiri, day: monday, stream: stream, content: content, phone: phone, receivedAt: at())
            try store.receive(body, from: phone, settlement)
        }
        func marks() throws -> [Bool] {
            try store.reports(ReportFilter()).map { $0.report.marks.contains(.contradicted) }
        }
        try receive("1", .school, content, from: rosa)
        #expect(try marks() == [false])
        try receive("2", .community, .heldClass(held), from: julio)
        #expect(try marks() == [differ, differ])
        try receive("3", .community, .heldClass(!held), from: julio)
        #expect(try marks() == [!differ, !differ])
    }
}
