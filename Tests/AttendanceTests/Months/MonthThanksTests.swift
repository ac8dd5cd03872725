import Attendance
import Testing

@Suite("Thanks of a month")
struct MonthThanksTests {
    private func thanks(
        _ reports: Int, at moment: String = "2026-05-06 08:00", people: [Reporter]? = nil, month: String = "2026-04"
    ) throws -> [MonthThanks.Thanks] {
        var sample = SampleMonth(month: SampleMonth.month(month))
        sample.reports = SampleMonth.reports(Sample.one, Array(repeating: (12, 15, 2), count: reports))
        let reckoning = try sample.reckoning()
        return MonthThanks(office: try Sample.office(), fits: Sample.fits).thanks(
            for: reckoning.figures, of: reckoning.schools,
            to: people ?? [Sample.reporter(Sample.rosa, schools: [(Sample.one, nil)])], at: Sample.moment(moment))
    }

    @Test(arguments: [
        (4, "Gracias. En abril I.E. 501 envio 4 de 4 reportes. Sus datos ayudan a la escuela y a la comunidad."),
        (2, "Gracias. En abril I.E. 501 envio 2 de 4 reportes. Sus datos ayudan a la escuela y a la comunidad."),
        (1, "En abril recibimos 1 de 4 reportes de I.E. 501. Cada reporte cuenta. Necesita ayuda? Responda AYUDA."),
    ])
    func `half of the reports is thanked for, less is offered help`(reports: Int, text: String) throws {
        #expect(try thanks(reports).map { $0.text.replacing(" Kimbiri", with: "") } == [text])
    }

    @Test(arguments: [
        ("2026-05-06 06:00", "2026-05-06 07:30", "2026-05-06 19:00"),
        ("2026-05-06 12:00", "2026-05-06 12:00", "2026-05-06 19:00"),
        ("2026-05-06 19:00", "2026-05-07 07:30", "2026-05-07 19:00"),
        ("2026-05-09 20:00", "2026-05-11 07:30", "2026-05-11 19:00"),
        ("2026-06-29 08:00", "2026-06-30 07:30", "2026-06-30 19:00"),
    ])
    func `leaves inside the window, never on a Sunday or holiday`(now: String, due: String, end: String) throws {
        let thanks = try #require(try thanks(4, at: now).first)
        #expect(Sample.clock(thanks.dueAt) == due && Sample.clock(thanks.expiresAt) == end)
    }

    @Test func `to teachers and heads who are with us, and nobody in a month without class`() throws {
        let people = [
            Sample.reporter(Sample.rosa, .head, schools: [(Sample.one, nil)]),
            Sample.reporter(Sample.julio, .teacher, .optedOut, schools: [(Sample.one, nil)]),
            Sample.reporter(Sample.elder, .community, schools: [(Sample.one, nil)]),
            Sample.reporter(Sample.stranger, .teacher, schools: [(Sample.two, nil)]),
        ]
        #expect(try thanks(4, people: people).map(\.phone) == [Sample.rosa])
        #expect(try thanks(0, people: people, month: "2026-02").isEmpty)
    }

    @Test func `none to a school that is left alone on the day on which they would leave`() throws {
        var sample = SampleMonth(month: SampleMonth.month("2026-04"))
        sample.reports = SampleMonth.reports(Sample.one, Array(repeating: (12, 15, 2), count: 4))
        let reckoning = try sample.reckoning()
        func thanked(_ first: String, _ last: String, at moment: String) throws -> Int {
            let hold = Hold(
                scope: .school(Sample.one.key), first: Sample.day(first), last: Sample.day(last), note: "duelo",
                origin: .office)
            return MonthThanks(office: try Sample.office(), fits: Sample.fits).thanks(
                for: reckoning.figures, of: reckoning.schools,
                to: [Sample.reporter(Sample.rosa, schools: [(Sample.one, nil)])], holds: [hold],
                at: Sample.moment(moment)
            ).count
        }
        #expect(try thanked("2026-05-06", "2026-05-06", at: "2026-05-06 08:00") == 0)
        #expect(try thanked("2026-05-06", "2026-05-06", at: "2026-05-06 20:00") == 1)
        #expect(try thanked("2026-05-07", "2026-05-08", at: "2026-05-06 20:00") == 0)
    }
}
