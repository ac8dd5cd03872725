import Attendance
import Foundation
import Testing

@Suite("Reminder planner")
struct ReminderPlannerTests {
    /// Rosa and a colleague teach at one school, Julio at another; an elder speaks for the first.
    static func inputs() -> PlanningInputs {
        PlanningInputs(
            schools: [Sample.one, Sample.two],
            reporters: [
                Sample.reporter(Sample.rosa, .head, schools: [(Sample.one, nil)]),
                Sample.reporter(Sample.phone("987654322"), schools: [(Sample.one, nil)]),
                Sample.reporter(Sample.julio, .head, schools: [(Sample.two, nil)]),
                Sample.reporter(Sample.elder, .community, schools: [(Sample.one, nil)]),
            ])
    }

    static func plan(_ inputs: PlanningInputs, _ moment: String) throws -> ReminderPlan {
        ReminderPlanner(office: try Sample.office(), fits: Sample.fits).plan(inputs, at: Sample.moment(moment))
    }

    /// `question 321` for each text: the step and the last digits of the phone.
    static func due(_ inputs: PlanningInputs, _ moment: String) throws -> [String] {
        try plan(inputs, moment).due.map { "\($0.key.step.rawValue) \($0.key.phone.e164.suffix(3))" }.sorted()
    }

    /// The inputs after what is due at a moment has been sent.
    static func sending(_ inputs: PlanningInputs, at moment: String) throws -> PlanningInputs {
        var after = inputs
        after.sent += try plan(inputs, moment).due.map { .init(key: $0.key, leftAt: Sample.moment(moment)) }
        return after
    }

    static let question = ["question 321", "question 322", "question 323", "question 325"]
    static let first = ["reminder1 321", "reminder1 322", "reminder1 323"]
    static let last = ["reminder2 321", "reminder2 322", "reminder2 323"]

    @Test(arguments: [
        ("2026-05-04 09:59", []), ("2026-05-04 10:00", question), ("2026-05-04 14:59", question),
        ("2026-05-04 15:00", first), ("2026-05-04 19:00", first), ("2026-05-04 19:01", []),
        ("2026-05-05 08:59", []), ("2026-05-05 09:00", last), ("2026-05-05 11:59", last),
        ("2026-05-05 12:00", []), ("2026-05-06 10:00", []), ("2026-05-09 10:00", []), ("2026-05-10 10:00", []),
        // Holiday on Monday: Tuesday, and Wednesday after it.
        ("2026-06-29 10:00", []), ("2026-06-30 10:00", question), ("2026-07-01 09:00", last),
        // Vacation, summer, and a year that nobody has entered.
        ("2026-05-18 10:00", []), ("2026-12-21 10:00", []), ("2027-03-15 10:00", []),
        // Wednesday and Thursday are holidays after a Monday of class: T+1 is Tuesday all the same.
        ("2026-10-05 10:00", question), ("2026-10-06 09:00", last),
    ])
    func `a week by the clock`(moment: String, expected: [String]) throws {
        #expect(try Self.due(Self.inputs(), moment) == expected)
    }

    @Test
    func `a step is sent once, whatever is restarted when`() throws {
        var inputs = Self.inputs()
        for moment in ["2026-05-04 10:00", "2026-05-04 15:00", "2026-05-05 09:00"] {
            #expect(try Self.due(inputs, moment).count >= 3)
            inputs = try Self.sending(inputs, at: moment)
            #expect(try Self.due(inputs, moment) == [])
            #expect(try Self.plan(inputs, moment).leftOut.allSatisfy { $0.reason == .alreadySent })
        }
    }

    @Test
    func `what was sent to one reporter of a school is still due to the other`() throws {
        var inputs = Self.inputs()
        let key = StepKey(phone: Sample.rosa, school: Sample.one.key, day: Sample.day("2026-05-04"), step: .reminder1)
        inputs.sent = [.init(key: key, leftAt: Sample.moment("2026-05-04 15:00"))]
        #expect(try Self.due(inputs, "2026-05-04 15:30") == ["reminder1 322", "reminder1 323"])
    }

    @Test(arguments: [
        ("2026-05-04", true), ("2026-05-06", true), ("2026-05-10", true), ("2026-05-03", false), ("2026-05-11", false),
    ])
    func `a report of any day from T to the next T silences a school`(day: String, silences: Bool) throws {
        for content in [Sample.present(12, 15, 2), .noClass(reason: "lluvia")] {
            var inputs = Self.inputs()
            inputs.reports = [Sample.stored(Sample.one, day, content)]
            let expected = silences ? ["reminder2 323"] : Self.last
            #expect(try Self.due(inputs, "2026-05-05 09:00") == expected)
            let asked = silences ? ["question 323", "question 325"] : Self.question
            #expect(try Self.due(inputs, "2026-05-04 10:00") == asked)
        }
    }

    @Test
    func `training, history and the community's answer silence nobody`() throws {
        var inputs = Self.inputs()
        var training = Sample.stored(Sample.one, "2026-05-04", Sample.present(1, 1, 1))
        training.report.isTraining = true
        var old = Sample.stored(Sample.one, "2026-05-04", Sample.present(1, 1, 1))
        old.state = .void
        let elder = Sample.stored(Sample.one, "2026-05-04", .heldClass(true), stream: .community)
        inputs.reports = [training, old, elder]
        #expect(try Self.due(inputs, "2026-05-04 15:00") == Self.first)
        #expect(try Self.due(inputs, "2026-05-04 10:00") == Self.question.filter { $0 != "question 325" })
    }

    @Test(arguments: [(OpenQuestion.Kind.overEnrolment, true), (.missingPart, false), (.whichSchool, false)])
    func `a report that waits for SI silences, a partial one does not`(kind: OpenQuestion.Kind, silences: Bool) throws {
        var inputs = Self.inputs()
        inputs.openQuestions = [
            OpenQuestion(
                kind: kind, school: Sample.one.key, day: Sample.day("2026-05-04"), counts: .init(boys: 41, girls: 15, teachers: 2),
                askedAt: Sample.moment("2026-05-04 10:30"))
        ]
        #expect(try Self.due(inputs, "2026-05-04 15:00") == (silences ? ["reminder1 323"] : Self.first))
    }

    @Test
    func `reminder 1 is dropped when the question went out under two hours before`() throws {
        let late = try Self.sending(Self.inputs(), at: "2026-05-04 13:01")
        #expect(try Self.due(late, "2026-05-04 15:00") == [])
        #expect(try Self.due(late, "2026-05-04 18:00") == [], "and not sent later")
        #expect(try Self.due(late, "2026-05-05 09:00") == Self.last)
        #expect(try Self.plan(late, "2026-05-04 15:00").leftOut.map(\.reason).contains(.questionJustSent))
        let early = try Self.sending(Self.inputs(), at: "2026-05-04 13:00")
        #expect(try Self.due(early, "2026-05-04 15:00") == Self.first)
    }

    @Test
    func `what counts is when the question left, not when it was queued`() throws {
        var inputs = try Self.sending(Self.inputs(), at: "2026-05-04 10:00")
        for index in inputs.sent.indices { inputs.sent[index].leftAt = Sample.moment("2026-05-04 14:57") }
        #expect(try Self.due(inputs, "2026-05-04 15:00") == [], "no network until then")
        for index in inputs.sent.indices { inputs.sent[index].leftAt = nil }
        #expect(try Self.due(inputs, "2026-05-04 15:00") == Self.first, "it never left")
    }

    @Test
    func `"todos" that waits for SI with a part missing is a partial report`() throws {
        var inputs = Self.inputs()
        inputs.openQuestions = [
            OpenQuestion(
                kind: .overEnrolment, school: Sample.one.key, day: Sample.day("2026-05-04"), counts: .init(boys: 14, girls: 16),
                askedAt: Sample.moment("2026-05-04 10:30"))
        ]
        #expect(try Self.due(inputs, "2026-05-04 15:00") == Self.first)
    }

    @Test
    func `one question a phone, also for two schools`() throws {
        var inputs = Self.inputs()
        inputs.reporters = [Sample.reporter(Sample.rosa, schools: [(Sample.two, "B"), (Sample.one, "A")])]
        let plan = try Self.plan(inputs, "2026-05-04 10:00")
        #expect(plan.due.count == 1)
        #expect(Set(plan.due.flatMap(\.schools)) == [Sample.one.key, Sample.two.key])
        #expect(
            plan.due.first?.text
                == "Buenos dias. Hoy es dia de reporte: A=I.E. 501 Kimbiri, B=I.E. 38387. Envie un mensaje por escuela, asi: A H 12 M 15 D 2 (H hombres, M mujeres, D docentes).")
        inputs.reports = [Sample.stored(Sample.one, "2026-05-04", Sample.present(12, 15, 2))]
        let alone = try #require(try Self.plan(inputs, "2026-05-04 10:00").due.first)
        #expect(alone.schools == [Sample.two.key])
        #expect(
            alone.text
                == "Buenos dias. Hoy es dia de reporte: B=I.E. 38387. Envie un mensaje por escuela, asi: B H 12 M 15 D 2 (H hombres, M mujeres, D docentes).",
            "its letter is needed also where the other school is not asked about")
        #expect(
            try Self.plan(inputs, "2026-05-04 15:00").due.first?.text
                == "Recordatorio: falta el reporte de I.E. 38387 del lun 04/05. Si no hubo clases, responda: B SIN CLASES y el motivo.")
        inputs.reports = []
        #expect(try Self.due(inputs, "2026-05-04 15:00") == ["reminder1 321", "reminder1 321"], "one a school")
    }

    @Test
    func `a closure moves the day within the week, and two reminders are the week's`() throws {
        var inputs = Self.inputs()
        inputs.closures = [
            Closure(scope: .school(Sample.one.key), first: Sample.day("2026-05-04"), last: Sample.day("2026-05-05"), reason: "huayco")
        ]
        #expect(try Self.due(inputs, "2026-05-04 10:00") == ["question 323"])
        #expect(try Self.due(inputs, "2026-05-06 10:00") == ["question 321", "question 322", "question 325"])
        #expect(try Self.due(inputs, "2026-05-06 15:00") == ["reminder1 321", "reminder1 322"])
        for step in [ReminderStep.reminder1, .reminder2] {
            let key = StepKey(phone: Sample.rosa, school: Sample.one.key, day: Sample.day("2026-05-04"), step: step)
            inputs.sent.append(.init(key: key, leftAt: Sample.moment("2026-05-04 15:00")))
        }
        #expect(try Self.due(inputs, "2026-05-06 15:00") == [])
    }

    @Test
    func `a week that is closed is skipped, and the plan says why`() throws {
        var inputs = Self.inputs()
        inputs.closures = [
            Closure(scope: .office, first: Sample.day("2026-05-04"), last: Sample.day("2026-05-08"), reason: "huelga")
        ]
        for day in 4...9 {
            let plan = try Self.plan(inputs, "2026-05-0\(day) 10:00")
            #expect(plan.due.isEmpty)
            #expect(plan.leftOut.allSatisfy { $0.reason == .closed })
        }
    }

    @Test
    func `closed on T+1, reminder 2 is not sent`() throws {
        var inputs = Self.inputs()
        inputs.closures = [
            Closure(scope: .cluster("Red 1"), first: Sample.day("2026-05-05"), last: Sample.day("2026-05-05"), reason: "paro")
        ]
        let plan = try Self.plan(inputs, "2026-05-05 09:00")
        #expect(plan.due.isEmpty && plan.leftOut.allSatisfy { $0.reason == .closed })
    }

    @Test(arguments: [
        // Friday's T+1 is Saturday; before a holiday Monday, too.
        (Weekday.friday, "2026-05-09 09:00", ["reminder2 323"]), (.friday, "2026-05-11 09:00", []),
        // Thursday 7 May: Friday. Tuesday's own day.
        (.thursday, "2026-05-08 09:00", ["reminder2 323"]), (.tuesday, "2026-05-05 10:00", ["question 323"]),
    ])
    func `a school has its own day`(day: Weekday, moment: String, expected: [String]) throws {
        var inputs = Self.inputs()
        var school = Sample.two
        school.schedule = ReportingSchedule(day)
        inputs.schools = [school]
        #expect(try Self.due(inputs, moment) == expected)
    }

    @Test(arguments: [
        ("2026-05-04 09:00", LeftOut.Reason.notYet), ("2026-05-04 20:00", .outsideWindow), ("2026-05-05 13:00", .tooLate),
        ("2026-06-29 10:00", .holiday), ("2026-05-18 10:00", .vacation), ("2027-03-15 10:00", .noSchoolYear),
        ("2026-05-05 02:00", .notYet),
    ])
    func `who is left out and why`(moment: String, reason: LeftOut.Reason) throws {
        let plan = try Self.plan(Self.inputs(), moment)
        #expect(plan.leftOut.map(\.school) == [Sample.one.key, Sample.two.key].sorted())
        #expect(plan.leftOut.allSatisfy { $0.reason == reason })
    }

    @Test(arguments: [(ReporterStatus.optedOut, LeftOut.Reason.optedOut), (.pending, .noReporter), (.retired, .noReporter)])
    func `a school without an active reporter is named`(status: ReporterStatus, reason: LeftOut.Reason) throws {
        var inputs = Self.inputs()
        inputs.schools = [Sample.two]
        inputs.reporters = [Sample.reporter(Sample.julio, .head, status, schools: [(Sample.two, nil)])]
        #expect(try Self.plan(inputs, "2026-05-04 10:00").leftOut.map(\.reason) == [reason])
    }

    @Test(arguments: [
        ("2026-05-04 09:00", "2026-05-04 10:00"), ("2026-05-04 10:00", "2026-05-04 15:00"),
        ("2026-05-04 16:00", "2026-05-04 19:00"), ("2026-05-04 19:30", "2026-05-05 09:00"),
        ("2026-05-05 09:00", "2026-05-05 12:00"), ("2026-05-05 12:00", "2026-05-11 10:00"),
        ("2026-05-20 10:00", "2026-05-25 10:00"), ("2026-12-21 10:00", "2026-12-22 00:00"),
    ])
    func `looks again when a step begins or ends`(now: String, next: String) throws {
        #expect(Sample.clock(try Self.plan(Self.inputs(), now).nextLook) == next)
    }

    @Test
    func `texts are those of the domain and carry their hours`() throws {
        let question = try #require(try Self.plan(Self.inputs(), "2026-05-04 10:05").due.first)
        #expect(
            question.text
                == "Buenos dias. Hoy es dia de reporte. Cuantos asistieron? Responda asi: H 12 M 15 D 2 (H hombres, M mujeres, D docentes). Gracias.")
        #expect(Sample.clock(question.at) == "2026-05-04 10:00" && Sample.clock(question.expiresAt) == "2026-05-04 15:00")
        let elder = try #require(try Self.plan(Self.inputs(), "2026-05-04 10:05").due.last)
        #expect(
            elder.text
                == "Autoridad: hoy hubo clases en I.E. 501 Kimbiri? Responda SI o NO. Su respuesta no se publica con su nombre.")
        let first = try #require(try Self.plan(Self.inputs(), "2026-05-04 15:00").due.last)
        #expect(
            first.text
                == "Recordatorio: falta el reporte de I.E. 501 Kimbiri del lun 04/05. Si no hubo clases, responda: SIN CLASES y el motivo.")
        let last = try #require(try Self.plan(Self.inputs(), "2026-05-05 09:00").due.last)
        #expect(
            last.text
                == "Ultimo aviso: hasta hoy 12:00 recibimos el reporte de I.E. 501 Kimbiri del lun 04/05. Si necesita ayuda responda AYUDA.")
        #expect(Sample.clock(last.expiresAt) == "2026-05-05 12:00")
    }

    // MARK: Just before a queued text leaves

    static func objection(
        _ step: ReminderStep, at moment: String, _ change: (inout PlanningInputs) -> Void = { _ in }
    ) throws -> LeftOut.Reason? {
        var inputs = inputs()
        change(&inputs)
        let key = StepKey(
            phone: Sample.rosa, school: step == .question ? nil : Sample.one.key, day: Sample.day("2026-05-04"), step: step)
        inputs.sent.append(.init(key: key, leftAt: Sample.moment("2026-05-04 10:00")))
        return ReminderPlanner(office: try Sample.office(), fits: Sample.fits)
            .objection(to: key, schools: [Sample.one.key], inputs, at: Sample.moment(moment))
    }

    @Test
    func `nothing speaks against a text in its hours`() throws {
        #expect(try Self.objection(.question, at: "2026-05-04 10:00") == nil)
        #expect(try Self.objection(.reminder1, at: "2026-05-04 15:00") == nil)
        #expect(try Self.objection(.reminder2, at: "2026-05-05 11:59") == nil)
    }

    @Test
    func `a report, BAJA, a closure and the clock withdraw it`() throws {
        let closure = Closure(scope: .office, first: Sample.day("2026-05-04"), last: Sample.day("2026-05-04"), reason: "paro")
        #expect(try Self.objection(.question, at: "2026-05-04 15:00") == .nextStepReached)
        #expect(try Self.objection(.reminder1, at: "2026-05-04 19:01") == .tooLate)
        #expect(try Self.objection(.reminder2, at: "2026-05-05 12:00") == .tooLate)
        #expect(try Self.objection(.reminder2, at: "2026-05-05 08:59") == .notYet)
        #expect(try Self.objection(.reminder1, at: "2026-05-04 15:00") { $0.closures = [closure] } == .closed)
        #expect(
            try Self.objection(.reminder1, at: "2026-05-04 15:00") {
                $0.reports = [Sample.stored(Sample.one, "2026-05-04", Sample.present(12, 15, 2))]
            } == .hasReported)
        #expect(try Self.objection(.reminder1, at: "2026-05-04 15:00") { $0.reporters[0].status = .optedOut } == .optedOut)
        #expect(try Self.objection(.reminder1, at: "2026-05-04 15:00") { $0.reporters.remove(at: 0) } == .noReporter)
        #expect(try Self.objection(.reminder1, at: "2026-05-04 15:00") { $0.schools = [] } == .noReporter)
    }
}
