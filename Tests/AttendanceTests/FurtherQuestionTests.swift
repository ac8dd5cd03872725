import Attendance
import Foundation
import Testing

/// Questions beside the reporting day. 22 June to 3 July are a baseline, Monday 29 June a holiday.
@Suite("Reminder planner, further questions")
struct FurtherQuestionTests {
    static func inputs() -> PlanningInputs {
        var inputs = ReminderPlannerTests.inputs()
        inputs.schools = inputs.schools.map { QuestionDaysTests.inBaseline($0) }
        return inputs
    }

    static let figures = ["question 321", "question 322", "question 323"]
    static let all = figures + ["question 325"]
    static let last = ["reminder2 321", "reminder2 322", "reminder2 323"]

    static let hours: [(String, [String])] = [
        // On T as ever, with the community.
        ("2026-06-22 10:00", all), ("2026-06-22 15:00", ["reminder1 321", "reminder1 322", "reminder1 323"]),
        // On T+1 the last reminder and the day's own question.
        ("2026-06-23 09:30", last), ("2026-06-23 10:00", figures + last), ("2026-06-23 12:00", figures),
        // Beside T the question alone, as long as texts may leave.
        ("2026-06-24 09:59", []), ("2026-06-24 10:00", figures), ("2026-06-24 15:00", figures),
        ("2026-06-24 19:00", figures), ("2026-06-24 19:01", []), ("2026-06-25 09:30", []), ("2026-06-27 10:00", []),
        // Across the holiday.
        ("2026-06-29 10:00", []), ("2026-06-30 10:00", all), ("2026-07-01 09:30", last), ("2026-07-03 10:00", figures),
        ("2026-07-06 10:00", all), ("2026-07-08 10:00", []),
    ]

    @Test(arguments: hours)
    func `a baseline by the clock`(moment: String, expected: [String]) throws {
        #expect(try ReminderPlannerTests.due(Self.inputs(), moment) == expected.sorted())
    }

    @Test
    func `a day is asked once`() throws {
        var inputs = try ReminderPlannerTests.sending(Self.inputs(), at: "2026-06-24 10:00")
        #expect(try ReminderPlannerTests.due(inputs, "2026-06-24 11:00") == [])
        inputs = try ReminderPlannerTests.sending(inputs, at: "2026-06-25 10:00")
        #expect(try ReminderPlannerTests.due(inputs, "2026-06-25 11:00") == [])
        #expect(inputs.sent.count == 6)
    }

    @Test(arguments: [("2026-06-24", true), ("2026-06-22", false), ("2026-06-23", false), ("2026-06-25", false)])
    func `only a report of the day itself spares its question`(reported: String, spares: Bool) throws {
        var inputs = Self.inputs()
        inputs.reports = [Sample.stored(Sample.one, reported, Sample.present(12, 15, 2))]
        #expect(try ReminderPlannerTests.due(inputs, "2026-06-24 10:00") == (spares ? ["question 323"] : Self.figures))
    }

    @Test
    func `the text says why it is sent, and is stale when the window closes`() throws {
        let text = try #require(try ReminderPlannerTests.plan(Self.inputs(), "2026-06-24 11:00").due.first)
        #expect(text.occasion == .baseline && text.key.day == Sample.day("2026-06-24"))
        #expect(Sample.clock(text.at) == "2026-06-24 10:00" && Sample.clock(text.expiresAt) == "2026-06-24 19:00")
    }

    @Test
    func `a phone whose schools are asked for different reasons gets one text`() throws {
        var inputs = Self.inputs()
        var other = Sample.two
        other.schedule = ReportingSchedule(.wednesday)
        inputs.schools = [QuestionDaysTests.inBaseline(), other]
        inputs.reporters = [Sample.reporter(Sample.rosa, .head, schools: [(Sample.one, "A"), (Sample.two, "B")])]
        let due = try ReminderPlannerTests.plan(inputs, "2026-06-24 10:00").due
        #expect(due.map(\.schools) == [[Sample.two.key, Sample.one.key]])
        #expect(due.map(\.occasion) == [.reportingDay])
        // The school of Wednesday is reminded from then on.
        #expect(due.map { Sample.clock($0.expiresAt) } == ["2026-06-24 15:00"])
        inputs = try ReminderPlannerTests.sending(inputs, at: "2026-06-24 10:00")
        #expect(try ReminderPlannerTests.due(inputs, "2026-06-24 15:00") == ["reminder1 321"])
    }

    @Test
    func `a queued question stands until its reason is gone`() throws {
        let key = StepKey(phone: Sample.rosa, school: nil, day: Sample.day("2026-06-24"), step: .question)
        func objection(_ moment: String, _ change: (inout PlanningInputs) -> Void = { _ in }) throws -> LeftOut.Reason? {
            var inputs = Self.inputs()
            change(&inputs)
            return ReminderPlanner(office: try Sample.office(), fits: Sample.fits)
                .objection(to: key, schools: [Sample.one.key], inputs, at: Sample.moment(moment))
        }
        let closure = Closure(scope: .office, first: key.day, last: key.day, reason: "paro")
        #expect(try objection("2026-06-24 10:00") == nil)
        #expect(try objection("2026-06-24 18:59") == nil)
        #expect(try objection("2026-06-24 19:01") == .tooLate)
        #expect(try objection("2026-06-24 10:00") { $0.closures = [closure] } == .closed)
        #expect(try objection("2026-06-24 10:00") { $0.schools = [Sample.one] } == .notToday)
        #expect(
            try objection("2026-06-24 10:00") {
                $0.reports = [Sample.stored(Sample.one, "2026-06-24", .noClass(reason: nil))]
            } == .hasReported)
    }

    @Test(arguments: [
        ("2026-06-23 12:00", "2026-06-23 19:00"), ("2026-06-23 19:30", "2026-06-24 10:00"),
        ("2026-06-26 20:00", "2026-06-30 10:00"), ("2026-07-02 20:00", "2026-07-03 10:00"),
    ])
    func `looks again for a further question`(now: String, next: String) throws {
        #expect(Sample.clock(try ReminderPlannerTests.plan(Self.inputs(), now).nextLook) == next)
    }

    @Test
    func `before its hour the day's question is not yet due`() throws {
        let plan = try ReminderPlannerTests.plan(Self.inputs(), "2026-06-24 09:00")
        #expect(plan.leftOut.allSatisfy { $0.reason == .notYet } && plan.leftOut.count == 2)
    }

    @Test
    func `a second day is asked once in its week, without reminders and without the community`() throws {
        var office = try Sample.office()
        office.reporting.secondDay = .random
        let planner = ReminderPlanner(office: office, fits: Sample.fits)
        var inputs = ReminderPlannerTests.inputs()
        var asked: [SchoolDay: Set<SchoolKey>] = [:]
        // Every quarter of an hour of two weeks, whatever is due is sent.
        for quarter in 0..<(14 * 96) {
            let now = Sample.moment("2026-06-08 00:00").addingTimeInterval(Double(quarter) * 900)
            for text in planner.plan(inputs, at: now).due {
                inputs.sent.append(.init(key: text.key, leftAt: now))
                guard text.occasion == .secondDay else { continue }
                #expect(text.key.step == .question && text.key.phone != Sample.elder)
                for school in text.schools { asked[text.key.day, default: []].insert(school) }
            }
        }
        for monday in ["2026-06-08", "2026-06-15"].map(Sample.day) {
            let days = asked.filter { $0.key.monday == monday }
            #expect(days.values.map(\.count).reduce(0, +) == 2, "each of the two schools on one day")
            #expect(days.keys.allSatisfy { $0.weekday != .monday })
        }
        let reminders = inputs.sent.filter { $0.key.step != .question }
        #expect(Set(reminders.map(\.key.day)) == [Sample.day("2026-06-08"), Sample.day("2026-06-15")])
    }
}
