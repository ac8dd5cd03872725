import Attendance
import Foundation
import Synchronization
import Testing

/// What promoters and officials are told.
@Suite("Lists of silent schools")
struct SilentListTests {
    static let ana = Sample.phone("987654330")
    static let boss = Sample.phone("987654331")

    /// Three schools: Rosa's, Julio's, and one for which nobody reports; Ana looks after all of them.
    static func inputs(lastReports: [(School, String)] = []) -> PlanningInputs {
        var official = Sample.reporter(boss, .official, schools: [])
        official.ugel = "Pichari"
        return PlanningInputs(
            schools: [Sample.one, Sample.two, Sample.three],
            reporters: [
                Sample.reporter(Sample.rosa, .head, schools: [(Sample.one, nil)]),
                Sample.reporter(Sample.julio, .head, schools: [(Sample.two, nil)]),
                Sample.reporter(ana, .promoter, schools: [(Sample.one, nil), (Sample.two, nil), (Sample.three, nil)]),
                official,
            ],
            lastReportDays: Dictionary(uniqueKeysWithValues: lastReports.map { ($0.0.key, Sample.day($0.1)) }))
    }

    static func planner(_ steps: [ReminderStep: StepRule] = [:]) throws -> ReminderPlanner {
        var office = try Sample.office()
        office.reporting.steps = steps
        return ReminderPlanner(office: office, fits: Sample.fits)
    }

    static func list(_ inputs: PlanningInputs, _ moment: String = "2026-05-05 12:00") throws -> PlannedText? {
        try planner().plan(inputs, at: Sample.moment(moment)).due.first { $0.key.step == .silentList }
    }

    @Test
    func `after the limit the promoter learns who is silent, and for how long`() throws {
        let text = try #require(
            try Self.list(Self.inputs(lastReports: [(Sample.one, "2026-04-27"), (Sample.two, "2026-04-20")])))
        #expect(
            text.text == "Sin reporte: 2 semanas: I.E. 38387, 1 semana: I.E. 501 Kimbiri, sin reportante: I.E. 503 Quebrada.")
        #expect(text.key == StepKey(phone: Self.ana, school: nil, day: Sample.day("2026-05-05"), step: .silentList))
        #expect(text.schools == [Sample.two.key, Sample.one.key, Sample.three.key].sorted())
        let never = try #require(try Self.list(Self.inputs(lastReports: [(Sample.one, "2026-04-27")])))
        #expect(never.text.hasPrefix("Sin reporte: 3 semanas o mas: I.E. 38387, 1 semana: I.E. 501 Kimbiri"))
    }

    @Test
    func `a school that is left alone is on no list, owes the official nothing, and its weeks do not count`() throws {
        func hold(_ first: String, _ last: String) -> Hold {
            Hold(
                scope: .school(Sample.one.key), first: Sample.day(first), last: Sample.day(last), note: "duelo",
                origin: .office)
        }
        var inputs = Self.inputs(lastReports: [(Sample.one, "2026-04-20"), (Sample.two, "2026-04-20")])
        inputs.holds = [hold("2026-05-05", "2026-05-05")]
        let held = try #require(try Self.list(inputs))
        #expect(held.text == "Sin reporte: 2 semanas: I.E. 38387, sin reportante: I.E. 503 Quebrada.")
        inputs.holds = [hold("2026-04-27", "2026-04-28")]
        let before = try #require(try Self.list(inputs))
        #expect(
            before.text
                == "Sin reporte: 2 semanas: I.E. 38387, 1 semana: I.E. 501 Kimbiri, sin reportante: I.E. 503 Quebrada.")
        inputs.holds = [hold("2026-05-04", "2026-05-04")]
        let summary = try #require(
            try Self.planner().plan(inputs, at: Sample.moment("2026-05-11 08:30")).due
                .first { $0.key.step == .weeklySummary })
        #expect(summary.schools == [Sample.two.key, Sample.three.key].sorted())
    }

    @Test(arguments: [
        ("2026-05-05 11:59", false), ("2026-05-05 12:00", true), ("2026-05-05 19:00", true), ("2026-05-05 19:01", false),
        ("2026-05-04 12:00", false), ("2026-05-06 12:00", false),
    ])
    func `the list is due from the limit until the window closes`(moment: String, isDue: Bool) throws {
        #expect(try (Self.list(Self.inputs(), moment) != nil) == isDue)
    }

    @Test
    func `reported schools are not on it, closed ones are with the closure, and an empty list is not sent`() throws {
        var inputs = Self.inputs(lastReports: [(Sample.one, "2026-04-27"), (Sample.two, "2026-04-27")])
        inputs.reports = [Sample.stored(Sample.one, "2026-05-04", Sample.present(12, 15, 2))]
        inputs.closures = [
            Closure(scope: .school(Sample.two.key), first: Sample.day("2026-05-05"), last: Sample.day("2026-05-05"), reason: "paro")
        ]
        #expect(try Self.list(inputs)?.text == "Sin reporte: 1 semana: I.E. 38387 (cerrada), sin reportante: I.E. 503 Quebrada.")
        inputs.reports += [Sample.two, Sample.three].map { Sample.stored($0, "2026-05-04", .noClass(reason: nil)) }
        #expect(try Self.list(inputs) == nil)
    }

    @Test
    func `a list is sent once, and withdrawn when all have reported meanwhile`() throws {
        var inputs = Self.inputs()
        let text = try #require(try Self.list(inputs))
        inputs.sent = [.init(key: text.key, leftAt: nil)]
        #expect(try Self.list(inputs, "2026-05-05 15:00") == nil)
        let now = Sample.moment("2026-05-05 12:10")
        #expect(try Self.planner().objection(to: text.key, schools: text.schools, inputs, at: now) == nil)
        #expect(
            try Self.planner().objection(to: text.key, schools: text.schools, inputs, at: Sample.moment("2026-05-05 19:30"))
                == .tooLate)
        #expect(
            try Self.planner([.silentList: StepRule(isOn: false)]).objection(
                to: text.key, schools: text.schools, inputs, at: now) == .switchedOff)
        inputs.reports = [Sample.one, Sample.two, Sample.three].map { Sample.stored($0, "2026-05-04", .noClass(reason: nil)) }
        #expect(try Self.planner().objection(to: text.key, schools: text.schools, inputs, at: now) == .hasReported)
    }

    @Test
    func `forty schools fit one SMS, with how many more there are`() throws {
        let many = (10..<50).map { Sample.school("99999\($0)", "I.E. 38\($0) Alto Peru", boys: 9, girls: 9, teachers: 1) }
        var inputs = PlanningInputs(
            schools: many, reporters: [Sample.reporter(Self.ana, .promoter, schools: many.map { ($0, nil) })])
        inputs.reporters += many.enumerated().map {
            Sample.reporter(Sample.phone("9800000\($0.offset + 10)"), .head, schools: [($0.element, nil)])
        }
        let text = try #require(try Self.list(inputs)?.text)
        #expect(Sample.fits(text))
        #expect(text.hasPrefix("Sin reporte: 3 semanas o mas: "))
        #expect(text.contains("3810"))
        #expect(text.firstMatch(of: /y \d+ mas\.$/) != nil, "\(text)")
    }

    @Test
    func `what is queued is not put into words again at every look`() throws {
        let measured = Counter()
        let planner = ReminderPlanner(office: try Sample.office(), fits: measured.fits)
        var inputs = Self.inputs()
        for moment in ["2026-05-05 12:00", "2026-05-11 08:30"].map(Sample.moment) {
            let due = planner.plan(inputs, at: moment).due
            #expect(due.count == 1)
            inputs.sent = due.map { .init(key: $0.key, leftAt: nil) }
            let before = measured.count
            #expect(planner.plan(inputs, at: moment).due.isEmpty)
            #expect(measured.count == before, "\(measured.count - before) texts were measured for nothing")
        }
    }

    @Test
    func `four hundred silent schools take no more tries than one SMS has room for names`() throws {
        let measured = Counter()
        let planner = ReminderPlanner(office: try Sample.office(), fits: measured.fits)
        var official = Sample.reporter(Self.boss, .official, schools: [])
        official.ugel = "Pichari"
        let many = (1000..<1400).map { Sample.school("999\($0)", "I.E. 3\($0) Alto Peru", boys: 9, girls: 9, teachers: 1) }
        let inputs = PlanningInputs(schools: many, reporters: [official])
        let text = try #require(planner.plan(inputs, at: Sample.moment("2026-05-11 08:30")).due.first?.text)
        #expect(text.hasPrefix("Semana del 04/05: reportaron 0 de 400 escuelas. Faltan: 31000, 31001, "), "\(text)")
        #expect(text.firstMatch(of: /, y \d+ mas\.$/) != nil, "\(text)")
        #expect(measured.count < 1000, "\(measured.count) tries")
    }

    /// Counts how often a text is measured.
    private final class Counter: Sendable {
        private let calls = Mutex(0)
        var count: Int { calls.withLock { $0 } }
        var fits: @Sendable (String) -> Bool {
            { text in
                self.calls.withLock { $0 += 1 }
                return Sample.fits(text)
            }
        }
    }

    // MARK: Officials

    @Test(arguments: [
        ("2026-05-11 08:29", nil), ("2026-05-11 08:30", "2026-05-04"), ("2026-05-11 19:00", "2026-05-04"),
        ("2026-05-11 19:01", nil), ("2026-05-12 09:00", nil),
        // Monday 29 June is a holiday.
        ("2026-06-29 09:00", nil), ("2026-06-30 09:00", "2026-06-22"),
        // The week before was vacation.
        ("2026-05-25 09:00", nil),
    ])
    func `officials are told of the week before on the first working day`(moment: String, monday: String?) throws {
        let texts = try Self.planner().plan(Self.inputs(), at: Sample.moment(moment)).due
        #expect(texts.first { $0.key.step == .weeklySummary }?.key.day.iso == monday)
    }

    @Test
    func `the summary says how many reported and who did not`() throws {
        var inputs = Self.inputs()
        inputs.reports = [Sample.stored(Sample.one, "2026-05-06", Sample.present(12, 15, 2))]
        func text(_ inputs: PlanningInputs) throws -> String? {
            try Self.planner().plan(inputs, at: Sample.moment("2026-05-11 08:30")).due
                .first { $0.key.step == .weeklySummary }?.text
        }
        #expect(
            try text(inputs) == "Semana del 04/05: reportaron 1 de 3 escuelas. Faltan: I.E. 503 Quebrada, I.E. 38387.")
        inputs.reports = [Sample.one, Sample.two, Sample.three].map { Sample.stored($0, "2026-05-04", .noClass(reason: nil)) }
        #expect(try text(inputs) == "Semana del 04/05: reportaron todas las escuelas, 3 de 3.")
        inputs.reporters[3].ugel = "Otra"
        #expect(try text(inputs) == nil)
    }

    // MARK: Rules of steps

    @Test
    func `a step is turned off, narrowed to some, or given its own hours`() throws {
        let inputs = ReminderPlannerTests.inputs()
        func due(_ steps: [ReminderStep: StepRule], _ moment: String) throws -> [String] {
            try Self.planner(steps).plan(inputs, at: Sample.moment(moment)).due
                .map { "\($0.key.step.rawValue) \($0.key.phone.e164.suffix(3))" }.sorted()
        }
        #expect(try due([.reminder1: StepRule(isOn: false)], "2026-05-04 15:00") == ReminderPlannerTests.question, "still late")
        #expect(try due([.question: StepRule(roles: [.head])], "2026-05-04 10:00") == ["question 321", "question 323"])
        let until = try #require(TimeOfDay("11:00"))
        let narrow = StepRule(window: Sample.time("09:00")...until)
        #expect(try due([.question: narrow], "2026-05-04 11:00") == ReminderPlannerTests.question)
        #expect(try due([.question: narrow], "2026-05-04 11:01") == [])
    }

    @Test
    func `schools that have been silent longest are asked first`() throws {
        var inputs = ReminderPlannerTests.inputs()
        inputs.lastReportDays = [Sample.one.key: Sample.day("2026-04-27"), Sample.two.key: Sample.day("2026-04-20")]
        #expect(try Self.planner().plan(inputs, at: Sample.moment("2026-05-04 10:00")).due.first?.key.phone == Sample.julio)
        inputs.lastReportDays = [Sample.two.key: Sample.day("2026-04-20")]
        #expect(try Self.planner().plan(inputs, at: Sample.moment("2026-05-04 10:00")).due.first?.key.phone == Sample.rosa)
    }

    // MARK: A term

    @Test
    func `a term can be seen before it begins`() throws {
        let planner = try Self.planner()
        let (start, end) = (Sample.moment("2026-05-03 00:00"), Sample.moment("2026-05-31 23:59"))
        let silent = PlanPreview(planner, Self.inputs(), from: start, until: end, assuming: .silence)
        let lines = silent.departures.map { "\(Sample.clock($0.at)) \($0.text.key.step.rawValue)" }
        #expect(lines == [
            "2026-05-04 08:30 weeklySummary", "2026-05-04 10:00 question", "2026-05-04 10:00 question",
            "2026-05-04 15:00 reminder1", "2026-05-04 15:00 reminder1", "2026-05-05 09:00 reminder2", "2026-05-05 09:00 reminder2",
            "2026-05-05 12:00 silentList", "2026-05-11 08:30 weeklySummary", "2026-05-11 10:00 question",
            "2026-05-11 10:00 question", "2026-05-11 15:00 reminder1", "2026-05-11 15:00 reminder1",
            "2026-05-12 09:00 reminder2", "2026-05-12 09:00 reminder2", "2026-05-12 12:00 silentList",
            "2026-05-18 08:30 weeklySummary", "2026-05-25 10:00 question", "2026-05-25 10:00 question",
            "2026-05-25 15:00 reminder1", "2026-05-25 15:00 reminder1", "2026-05-26 09:00 reminder2",
            "2026-05-26 09:00 reminder2", "2026-05-26 12:00 silentList",
        ])
        #expect(silent.idleWeeks.map(\.iso) == ["2026-05-18"])
        let reporting = PlanPreview(planner, Self.inputs(), from: start, until: end, assuming: .reports)
        #expect(reporting.departures.filter { $0.text.key.step == .question }.count == 6)
        #expect(!reporting.departures.contains { $0.text.key.step == .reminder1 })
    }

    @Test(arguments: [(150, 2, 450), (150, 1, 900), (1, 4, 6), (0, 1, 0)])
    func `modems share a morning`(texts: Int, modems: Int, seconds: Int) {
        let capacity = SendingCapacity(measured: nil, modems: modems)
        let start = Sample.moment("2026-05-04 10:00")
        #expect(capacity.end(of: texts, from: start) == start.addingTimeInterval(Double(seconds)))
    }
}
