import Attendance
import Testing

@Suite("A month beside others")
struct MonthComparisonTests {
    private static let march = ["2026-03-16", "2026-03-23", "2026-03-30"]

    private func lastMonth(_ count: Int, _ counts: (Int, Int, Int)) -> [StoredReport] {
        Self.march.prefix(count).map {
            SampleMonth.report(Sample.one, $0, Sample.present(counts.0, counts.1, counts.2))
        }
    }

    @Test(arguments: [
        (3, (12, 15, 2), AttendanceChange.same, AttendanceChange.same), (3, (12, 14, 1), .up, .up),
        (3, (14, 16, 2), .down, .same), (2, (14, 16, 2), .down, .same), (1, (14, 16, 2), .unknown, .unknown),
        (0, (0, 0, 0), .unknown, .unknown),
    ])
    func `last month is told with its own reports, and an arrow only between figures`(
        reports: Int, counts: (Int, Int, Int), pupils: AttendanceChange, staff: AttendanceChange
    ) throws {
        var month = SampleMonth()
        // 81 of 90 pupils, 6 of 6 teachers.
        month.reports = SampleMonth.reports(Sample.one, [(12, 15, 2), (12, 15, 2), (12, 15, 2)])
        month.reports += lastMonth(reports, counts)
        let other = try #require(try month.figures().comparison.lastMonth)
        #expect(other.month.iso == "2026-03" && other.received.words == "\(reports) of 3")
        #expect(other.pupilsChange == pupils)
        #expect(other.staffChange == staff)
    }

    @Test func `a month that is closed is compared as it was printed`() throws {
        var march = SampleMonth(month: SampleMonth.month("2026-03"))
        march.reports = lastMonth(3, (7, 8, 1))
        var month = SampleMonth()
        month.reports = SampleMonth.reports(Sample.one, [(12, 15, 2), (12, 15, 2)]) + lastMonth(3, (14, 16, 2))
        month.frozen = [march.month: [Sample.one.key: try march.figures()]]
        let other = try #require(try month.figures().comparison.lastMonth)
        #expect(other.pupils.total.words == "45/90 in 3" && other.pupilsChange == .up)
    }

    @Test func `a year that nobody knows is no figure, one that is frozen is`() throws {
        var month = SampleMonth()
        month.reports = SampleMonth.reports(Sample.one, [(12, 15, 2), (12, 15, 2)])
        #expect(try month.figures().comparison.lastYear == nil)
        #expect(try month.figures().comparison.lastMonth != nil)
        let then = try month.figures()
        month.frozen = [SampleMonth.month("2025-04"): [Sample.one.key: then]]
        #expect(try month.figures().comparison.lastYear?.pupilsChange == .same)
        #expect(try month.figures().comparison.lastYear?.month.iso == "2025-04")
    }

    @Test func `teachers and days with class are not compared`() throws {
        var month = SampleMonth()
        month.reports = SampleMonth.reports(Sample.one, [(12, 15, 2), (12, 15, 2)]) + lastMonth(3, (14, 16, 1))
        let alone = Enrolment(boys: 14, girls: 16, teachers: 1)
        month.schools = [SampleMonth.record(Sample.one, since: ["2026-04-01": alone])]
        let figures = try month.figures()
        #expect(figures.staff.words == "days 2/2")
        #expect(figures.comparison.lastMonth?.staff.words == "3/6 in 3")
        #expect(figures.comparison.lastMonth?.staffChange == .unknown)
    }

    @Test func `the cluster is one figure of three schools or more`() throws {
        var month = SampleMonth()
        let schools = [Sample.one, Sample.two, Sample.three]
        month.schools = schools.map { SampleMonth.record($0) }
        // 54 of 60, 16 of 20: two schools with a figure.
        month.reports = SampleMonth.reports(Sample.one, [(12, 15, 2), (12, 15, 2)])
        month.reports += SampleMonth.reports(Sample.two, [(8, 8, 1)])
        #expect(try month.figures().comparison.cluster == nil)
        // And 20 of 33: 90 of 113 is 79.6 %.
        month.reports += SampleMonth.reports(Sample.three, [nil, (10, 10, 2)])
        let average = ClusterAverage(name: "Red 1", percent: 80, schools: 3)
        for school in schools { #expect(try month.figures(of: school).comparison.cluster == average) }
        month.schools[2].school.attendanceForm = .alternancia
        #expect(try month.figures().comparison.cluster == nil, "a school without a rate is not behind it")
        month.schools[2].school.attendanceForm = .regular
        month.schools[2].school.cluster = "Red 2"
        #expect(try month.figures().comparison.cluster == nil)
    }

    @Test func `a cluster of two has no average`() throws {
        var month = SampleMonth()
        month.schools = [SampleMonth.record(Sample.one), SampleMonth.record(Sample.two)]
        month.reports = [Sample.one, Sample.two].flatMap {
            SampleMonth.reports($0, Array(repeating: (8, 8, 1), count: 4))
        }
        #expect(try month.figures().comparison.cluster == nil)
    }
}
