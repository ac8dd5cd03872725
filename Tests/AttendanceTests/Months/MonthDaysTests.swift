import Attendance
import Testing

@Suite("Days of a month")
struct MonthDaysTests {
    @Test func `a month is its days, and its weeks reach over its ends`() throws {
        let april = SampleMonth.april
        #expect(april.days.count == 30 && april.last == Sample.day("2026-04-30") && april.previous.iso == "2026-03")
        #expect(april.mondays.map(\.iso) == ["2026-03-30", "2026-04-06", "2026-04-13", "2026-04-20", "2026-04-27"])
        #expect(april.yearBefore.iso == "2025-04" && april.next.iso == "2026-05" && april.previous < april)
        #expect(SampleMonth.month("2026-12").next.iso == "2027-01" && SampleMonth.month("2028-02").days.count == 29)
        #expect(Month(iso: "2026-13") == nil && Month(iso: "2026-4") == nil && Month(iso: "2026-04-01") == nil)
    }

    @Test(arguments: [
        ("2026-02", ["02-02", "02-09", "02-16", "02-23"].map { $0 + " skipped (outsideYear)" }, "0 of 0"),
        ("2026-05", ["05-04 none", "05-11 none", "05-18 skipped (vacation)", "05-25 none"], "0 of 3"),
        ("2026-06", ["06-01 none", "06-08 none", "06-15 none", "06-22 none", "06-30 from 06-29 none"], "0 of 5"),
        (
            "2026-12", ["12-07 none", "12-14 none", "12-21 skipped (outsideYear)", "12-28 skipped (outsideYear)"],
            "0 of 2"
        ),
        ("2025-04", ["04-07", "04-14", "04-21", "04-28"].map { $0 + " skipped (noSchoolYear)" }, "0 of 0"),
    ])
    func `weeks without a class day are skipped, with the reason, and T moves within its week`(
        iso: String, days: [String], received: String
    ) throws {
        var month = SampleMonth(month: SampleMonth.month(iso))
        month.schools[0].joinedOn = nil
        month.today = "2027-02-01"
        let figures = try month.figures()
        #expect(figures.days.map(\.words) == days)
        #expect(figures.received.words == received)
        #expect(figures.pupils.level == (received == "0 of 0" ? .noData : .missingReports))
    }

    @Test func `a closure moves T, or ends the week, in the words of the office`() throws {
        func closure(_ first: String, _ last: String, _ reason: String) -> Closure {
            Closure(scope: .school(Sample.one.key), first: Sample.day(first), last: Sample.day(last), reason: reason)
        }
        var month = SampleMonth()
        month.closures = [closure("2026-04-06", "2026-04-07", "huaico"), closure("2026-04-13", "2026-04-17", "huelga")]
        month.reports = [SampleMonth.report(Sample.one, "2026-04-06", Sample.present(9, 9, 2))]
        let figures = try month.figures()
        #expect(figures.days.map(\.words) == [
            "04-08 from 04-06 none", "04-13 skipped (closure(reason: \"huelga\"))", "04-20 none", "04-27 none",
        ])
        #expect(figures.days[0].movedBecause == .closure(reason: "huaico"))
        #expect(figures.received.words == "0 of 3", "a report of a closed day is no week's")
    }

    @Test func `days that have not been are not missing yet, nor is today's`() throws {
        var month = SampleMonth()
        month.today = "2026-04-20"
        month.reports = SampleMonth.reports(Sample.one, [(12, 15, 2)])
        #expect(
            try month.figures().days.map(\.words) == ["04-06 class", "04-13 none", "04-20 not yet", "04-27 not yet"])
        #expect(try month.figures().received.words == "1 of 2")
        month.reports = SampleMonth.reports(Sample.one, [(12, 15, 2), nil, (12, 15, 2)])
        #expect(try month.figures().received.words == "2 of 3")
    }

    @Test func `the week of T ends before the next one, and T's own report counts before others`() throws {
        var month = SampleMonth()
        func report(_ day: String, _ boys: Int) -> StoredReport {
            SampleMonth.report(Sample.one, day, Sample.present(boys, 15, 2), marks: [.offCalendar])
        }
        month.reports = [
            report("2026-04-08", 8), report("2026-04-07", 7), report("2026-04-19", 9), report("2026-04-20", 10),
            report("2026-04-21", 11), report("2026-04-03", 3),
        ]
        let days = try month.figures().days
        #expect(days.map { $0.report?.day.iso } == ["2026-04-07", "2026-04-19", "2026-04-20", nil])
        #expect(days.map { $0.report?.pupils } == [22, 24, 25, nil])
        let notes = try month.reckoning().notes(of: Sample.one.key)
        #expect(notes?.reports.map(\.marks) == [[.offCalendar], [.offCalendar], [.offCalendar]])
    }

    @Test func `a school counts from when it joined until it left`() throws {
        var month = SampleMonth()
        month.schools[0].joinedOn = Sample.day("2026-04-10")
        month.schools[0].retiredOn = Sample.day("2026-04-27")
        #expect(try month.figures().days.map(\.words) == ["04-13 none", "04-20 none"])
        month.schools[0].retiredOn = Sample.day("2026-04-01")
        #expect(try month.reckoning().figures.isEmpty)
        month.schools[0].retiredOn = nil
        month.schools[0].joinedOn = Sample.day("2026-05-01")
        #expect(try month.reckoning().schoolMonths.isEmpty)
    }

    @Test func `late reports are told apart from those after the close`() throws {
        var month = SampleMonth()
        month.closings = [
            .init(edition: 1, at: Sample.moment("2026-05-06 09:00")),
            .init(edition: 2, at: Sample.moment("2026-06-01 09:00")),
        ]
        let counts = Sample.present(12, 15, 2)
        month.reports = [
            SampleMonth.report(Sample.one, "2026-04-06", counts),
            SampleMonth.report(Sample.one, "2026-04-13", counts, late: true),
            SampleMonth.report(Sample.one, "2026-04-20", counts, late: true, at: "2026-05-06 09:01"),
            SampleMonth.report(Sample.one, "2026-04-27", .noClass(reason: nil), late: true, at: "2026-06-02 08:00"),
        ]
        let figures = try month.figures()
        #expect(figures.days.map { $0.report?.timeliness } == [.inTime, .late, .afterClose, .afterClose])
        #expect(figures.received == ReportsReceived(received: 4, expected: 4, late: 3, afterClose: 2))
        #expect(try month.reckoning().schoolMonths[0].edition == .provisional, "not frozen as long as no figures are")
        month.frozen = [SampleMonth.april: [Sample.one.key: try SampleMonth().figures()]]
        let page = try #require(try month.reckoning().schoolMonths.first)
        #expect(page.figures.received.words == "0 of 4")
        #expect(page.edition == .closed(number: 2, at: Sample.moment("2026-06-01 09:00"), reportsSince: 1))
    }

    @Test func `the community is a stream of its own, and contradictions stay in the office`() throws {
        var month = SampleMonth()
        month.reports = SampleMonth.reports(Sample.one, [(12, 15, 2), (12, 15, 2), (12, 15, 0)])
        #expect(try month.figures().community == nil)
        for (day, held) in [("2026-04-06", true), ("2026-04-13", false), ("2026-04-20", false), ("2026-04-28", true)] {
            month.reports.append(SampleMonth.report(Sample.one, day, .heldClass(held), stream: .community))
        }
        let figures = try month.figures()
        #expect(figures.community == CommunityAnswers(held: 2, answered: 4))
        #expect(figures.received.words == "3 of 4" && figures.pupils.total.words == "81/90 in 3")
        #expect(try month.reckoning().notes(of: Sample.one.key)?.contradictions == [Sample.day("2026-04-13")])
    }

    @Test(arguments: [
        ("2026-04", "2026-05-06"), ("2026-05", "2026-06-03"), ("2026-06", "2026-07-03"), ("2026-07", "2026-08-05"),
        ("2026-12", "2027-01-05"),
    ])
    func `a month is due on the third working day after it`(iso: String, day: String) throws {
        // 1 May, 6 August are holidays; 2027's are not in the calendar.
        #expect(try Sample.calendar().closingDay(of: SampleMonth.month(iso)) == Sample.day(day))
    }
}
