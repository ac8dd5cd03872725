import Attendance
import Testing

/// Every figure here was reckoned by hand.
@Suite("Figures of a month")
struct MonthFiguresTests {
    /// I.E. 501: 14 boys, 16 girls, 2 teachers.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let counts: [(Int, Int, Int)?]
        let received: String
        let pupils: String
        let percent: Int?
        let bySex: String
        let staff: String
        let level: AttendanceLevel
    }

    static let cases = [
        Case(
            testDescription: "no report", counts: [], received: "0 of 4", pupils: "sin dato", percent: nil,
            bySex: "sin dato", staff: "sin dato", level: .missingReports),
        Case(
            testDescription: "one report", counts: [nil, (12, 15, 2)], received: "1 of 4", pupils: "27/30 in 1",
            percent: 90, bySex: "12/14 in 1, 15/16 in 1", staff: "2/2 in 1", level: .missingReports),
        Case(
            testDescription: "half of the reports is enough", counts: [(12, 15, 2), nil, (10, 14, 1)],
            received: "2 of 4", pupils: "51/60 in 2", percent: 85, bySex: "22/28 in 2, 29/32 in 2",
            staff: "3/4 in 2", level: .fair),
        Case(
            testDescription: "all came", counts: [(14, 16, 2), (14, 16, 2), (14, 16, 2), (14, 16, 2)],
            received: "4 of 4", pupils: "120/120 in 4", percent: 100, bySex: "56/56 in 4, 64/64 in 4",
            staff: "8/8 in 4", level: .good),
        // 95/120 is 79.17 %.
        Case(
            testDescription: "few came", counts: [(11, 13, 2), (11, 13, 2), (11, 13, 2), (11, 12, 2)],
            received: "4 of 4", pupils: "95/120 in 4", percent: 79, bySex: "44/56 in 4, 51/64 in 4",
            staff: "8/8 in 4", level: .atRisk),
        // A new child in the first weeks; 125/120 is 104.17 %.
        Case(
            testDescription: "more than enrolled", counts: [(15, 16, 2), (15, 16, 2), (15, 17, 2), (15, 16, 2)],
            received: "4 of 4", pupils: "125/120 in 4", percent: 104, bySex: "60/56 in 4, 65/64 in 4",
            staff: "8/8 in 4", level: .good),
        Case(
            testDescription: "nobody came, said with zeros", counts: [(0, 0, 0), (14, 16, 2), (14, 16, 2)],
            received: "3 of 4", pupils: "60/90 in 3", percent: 67, bySex: "28/42 in 3, 32/48 in 3",
            staff: "4/6 in 3", level: .atRisk),
    ]

    @Test(arguments: cases)
    func `counts those present over the reports that came`(_ example: Case) throws {
        var month = SampleMonth()
        month.reports = SampleMonth.reports(Sample.one, example.counts)
        let figures = try month.figures()
        #expect(figures.received.words == example.received)
        #expect(figures.pupils.total.words == example.pupils)
        #expect(figures.pupils.total.rate?.percent == example.percent)
        #expect(figures.pupils.bySex.words == example.bySex)
        #expect(figures.staff.words == example.staff)
        #expect(figures.pupils.level == example.level)
        #expect(figures.days.count == 4 && figures.weekdays == [.monday])
    }

    @Test(arguments: [
        (1431, 1600, 89, AttendanceLevel.fair), (1432, 1600, 90, .good), (1272, 1600, 80, .fair),
        (1271, 1600, 79, .atRisk),
        (1, 3, 33, .atRisk), (2, 3, 67, .atRisk), (1, 200, 1, .atRisk), (1, 201, 0, .atRisk),
    ])
    func `rounds half up, and judges by what is printed`(
        present: Int, expected: Int, percent: Int, level: AttendanceLevel
    ) {
        let rate = AttendanceRate(present: present, expected: expected, reports: 4, smallestGroup: 400)
        #expect(rate.percent == percent && !rate.isPrintedAsCounts)
        #expect(MonthRules().level(rate.percent, of: ReportsReceived(received: 4, expected: 4)) == level)
    }

    @Test func `SIN CLASES is a report and no attendance`() throws {
        var month = SampleMonth()
        month.reports = SampleMonth.mondays.map { SampleMonth.report(Sample.one, $0, .noClass(reason: "LLUVIA")) }
        let figures = try month.figures()
        #expect(figures.received.words == "4 of 4")
        #expect(figures.pupils.total == .noData && figures.pupils.level == .noData)
        #expect(figures.pupils.bySex == .noData && figures.staff == .teachers(.noData, level: .noData))
        #expect(figures.days.map(\.words) == ["04-06 no class", "04-13 no class", "04-20 no class", "04-27 no class"])
        #expect(figures.days[0].report?.noClassReason == "LLUVIA" && figures.days[0].report?.pupils == nil)
    }

    @Test(arguments: [
        // Enrolled boys and girls; how it is printed.
        (2, 1, "9/12 in 4", "too few", true), (4, 20, "60/96 in 4", "too few", false),
        (5, 4, "21/36 in 4", "too few", true), (5, 5, "28/40 in 4", "16/20 in 4, 12/20 in 4", false),
        (0, 12, "36/48 in 4", "too few", false), (0, 0, "sin dato", "too few", false),
        (210, 190, "1240/1600 in 4", "668/840 in 4, 572/760 in 4", false),
    ])
    func `small groups are counts, and no sex under five is told apart`(
        boys: Int, girls: Int, pupils: String, bySex: String, asCounts: Bool
    ) throws {
        let school = Sample.school("9999996", "I.E. 501", boys: boys, girls: girls, teachers: 2)
        var month = SampleMonth()
        month.schools = [SampleMonth.record(school)]
        // Of each sex some stay away: a fifth of the boys and a quarter of the girls, the whole above.
        let present: [String: (Int, Int)] = [
            "2 1": (2, 1), "4 20": (3, 12), "5 4": (3, 2), "5 5": (4, 3), "0 12": (0, 9), "0 0": (0, 0),
            "210 190": (167, 143),
        ]
        let (some, others) = try #require(present["\(boys) \(girls)"])
        var counts: [(Int, Int, Int)?] = Array(repeating: (some, others, 2), count: 4)
        if boys == 2 { counts = [(2, 1, 2), (2, 1, 2), (1, 1, 2), (1, 0, 2)] }
        if boys == 5, girls == 4 { counts[0] = (4, 2, 2) }
        month.reports = SampleMonth.reports(school, counts)
        let figures = try month.figures()
        #expect(figures.pupils.total.words == pupils)
        #expect(figures.pupils.bySex.words == bySex)
        #expect((figures.pupils.total.rate?.isPrintedAsCounts ?? false) == asCounts)
    }

    @Test func `a figure of a day uses the enrolment of that day`() throws {
        var month = SampleMonth()
        let grown = Enrolment(boys: 16, girls: 16, teachers: 3)
        month.schools = [SampleMonth.record(Sample.one, since: ["2026-04-13": grown])]
        month.reports = SampleMonth.reports(Sample.one, [(12, 15, 2), (16, 15, 3), (14, 16, 2)])
        let figures = try month.figures()
        // 27 of 30, 31 of 32, 30 of 32; 2 of 2, 3 of 3, 2 of 3.
        #expect(figures.pupils.total.words == "88/94 in 3")
        #expect(figures.pupils.bySex.words == "42/46 in 3, 46/48 in 3")
        #expect(figures.staff.words == "7/8 in 3")
        #expect(figures.days.map { $0.report?.enrolled } == [30, 32, 32, nil])
    }

    @Test func `without enrolment those present are counted and nothing is divided`() throws {
        let school = Sample.school("9999996", "I.E. 501", boys: nil, girls: nil, teachers: nil)
        var month = SampleMonth()
        month.schools = [SampleMonth.record(school)]
        month.reports = SampleMonth.reports(school, [(12, 15, 2), (10, 10, 2)])
        let figures = try month.figures()
        #expect(figures.pupils.total.words == "47 in 2" && figures.pupils.bySex == .noData)
        #expect(figures.pupils.level == .noData && figures.staff.words == "4 in 2")
    }

    @Test(arguments: [AttendanceForm.alternancia, .pronoei])
    func `where not all are to come each week there is no rate`(form: AttendanceForm) throws {
        var school = Sample.one
        school.attendanceForm = form
        var month = SampleMonth()
        month.schools = [SampleMonth.record(school)]
        month.reports = SampleMonth.reports(school, [(7, 8, 2), (7, 8, 2), (6, 8, 0)])
        let figures = try month.figures()
        #expect(figures.basis == .none(form) && figures.pupils.total.words == "44 in 3")
        #expect(figures.pupils.bySex.words == "20 in 3, 24 in 3" && figures.pupils.level == .noData)
        #expect(figures.days[0].report?.enrolled == nil)
        #expect(figures.staff.words == (form == .pronoei ? "days 2/3" : "4/6 in 3"))
    }

    @Test func `a rate of one teacher is never made: days with class stand for it`() throws {
        var alone = Sample.two
        alone.teachingForm = .unidocente
        for school in [alone, Sample.two] {
            var month = SampleMonth()
            month.schools = [SampleMonth.record(school)]
            month.reports = SampleMonth.reports(school, [(9, 11, 1), (9, 9, 0)])
            month.reports.append(SampleMonth.report(school, "2026-04-20", .noClass(reason: nil)))
            let figures = try month.figures(of: school)
            #expect(figures.staff == .classDays(ClassDays(held: 1, known: 3), level: .atRisk))
            #expect(figures.days.map(\.words) == ["04-06 class", "04-13 no class", "04-20 no class", "04-27 none"])
            #expect(try month.reckoning().notes(of: school.key)?.teachers.words == "1/2 in 2")
        }
    }

    @Test func `extra questions of the month are answered, or a question mark`() throws {
        var month = SampleMonth()
        month.questions = ExtraQuestion.readyMade
        func answer(
            _ key: String, _ stream: ReportStream, _ value: Int, _ period: String = "2026-04-01"
        ) -> ExtraAnswer {
            ExtraAnswer(
                school: Sample.one.key, question: key, period: Sample.day(period), stream: stream, value: value,
                phone: Sample.elder, receivedAt: Sample.moment("2026-04-06 12:00"))
        }
        month.answers = [
            answer("materials", .school, 1), answer("materials", .community, 0),
            answer("maintenance", .community, 1, "2026-03-01"),
        ]
        #expect(try month.figures().answers.map { [$0.question, $0.value.map(String.init) ?? "?"] }
            == [["materials", "0"], ["maintenance", "?"]])
    }
}
