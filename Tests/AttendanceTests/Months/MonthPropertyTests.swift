import Attendance
import Testing

@Suite("Figures of any month")
struct MonthPropertyTests {
    private static let schools = [Sample.one, Sample.two, Sample.three]

    /// Reports of March and April: some silent, some without class, some with a figure missing.
    private static func month(_ generator: inout AnyTextTests.Generator) -> SampleMonth {
        var month = SampleMonth()
        month.schools = schools.map { SampleMonth.record($0) }
        for school in schools {
            for day in ["2026-03-16", "2026-03-23", "2026-03-30"] + SampleMonth.mondays {
                func some(_ most: Int) -> Int { Int.random(in: 0...most, using: &generator) }
                let content: AttendanceReport.Content? =
                    switch some(9) {
                    case 0...1: nil
                    case 2: .noClass(reason: nil)
                    case 3: .present(AttendanceCounts(boys: some(14), girls: nil, teachers: some(2)))
                    default: Sample.present(some(16), some(16), some(2))
                    }
                if let content { month.reports.append(SampleMonth.report(school, day, content)) }
            }
        }
        return month
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `the order of reports does not matter, and what does not count changes nothing`(seed: UInt64) throws {
        var generator = AnyTextTests.Generator(state: seed)
        let month = Self.month(&generator)
        let figures = try month.reckoning().figures
        var other = month
        let noise = month.reports.flatMap { stored in
            [
                SampleMonth.report(Self.schools[0], stored.report.day.iso, Sample.present(1, 1, 1), state: .superseded),
                SampleMonth.report(Self.schools[1], stored.report.day.iso, Sample.present(999, 1, 1), state: .void),
                SampleMonth.report(Self.schools[2], stored.report.day.iso, Sample.present(0, 0, 0), training: true),
                SampleMonth.report(Self.schools[2], "2026-05-04", Sample.present(0, 0, 0)),
            ]
        }
        other.reports = (month.reports + noise).shuffled(using: &generator)
        #expect(try other.reckoning().figures == figures)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `boys and girls add up to the pupils, and days to the reports`(seed: UInt64) throws {
        var generator = AnyTextTests.Generator(state: seed)
        for figures in try Self.month(&generator).reckoning().figures {
            let days = figures.days.compactMap(\.report)
            #expect(figures.received.received == days.count && figures.received.expected == 4)
            #expect(days.compactMap(\.pupils).reduce(0, +) == figures.pupils.total.rate?.present ?? 0)
            if case .split(let boys, let girls) = figures.pupils.bySex, let total = figures.pupils.total.rate {
                #expect((boys.rate?.present ?? 0) + (girls.rate?.present ?? 0) == total.present)
                #expect((boys.rate?.expected ?? 0) + (girls.rate?.expected ?? 0) == total.expected)
                #expect(boys.rate?.reports == total.reports && girls.rate?.reports == total.reports)
            }
        }
    }
}
