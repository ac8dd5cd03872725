import Attendance

@testable import PrintedReports

/// A page on which everything is there that can be, each as long as it can be: it must not run over.
enum FullestPage {
    static func local() throws -> PrintedLocal {
        guard var school = try OddOffice.schools().first else { preconditionFailure("no school") }
        let plain = school.figures
        let last = plain.comparison.lastMonth
        let fridays = ["2026-05-01", "2026-05-08", "2026-05-15", "2026-05-22", "2026-05-29"]
        let days = fridays.enumerated().map { index, iso in
            let reason = "inundación, no hubo paso por el río crecido y el puente"
            return MonthDay(
                day: OddOffice.day(iso), movedFrom: index == 3 ? OddOffice.day("2026-05-21") : nil,
                movedBecause: index == 3 ? .holiday(name: "Aniversario de la provincia de La Convención") : nil,
                state: .report(
                    MonthDay.DayReport(
                        day: OddOffice.day(iso), heldClass: index > 2, pupils: 312 + index, enrolled: 400,
                        noClassReason: index > 2 ? nil : reason, timeliness: .late)))
        }
        let rate = AttendanceFigure.rate(
            AttendanceRate(present: 1250, expected: 1600, reports: 4, smallestGroup: 400))
        let pupils = PupilFigures(total: rate, bySex: .split(boys: rate, girls: rate), level: .atRisk)
        let staff = StaffFigures.teachers(rate, level: .atRisk)
        func other(_ month: String) -> MonthComparison.Other {
            MonthComparison.Other(
                month: OddOffice.month(month), received: plain.received, pupils: pupils, staff: staff,
                pupilsChange: .unknown, staffChange: .down)
        }
        school.month.figures = MonthFigures(
            school: plain.school, month: plain.month, weekdays: [.monday, .tuesday, .wednesday], days: days,
            received: ReportsReceived(received: 5, expected: 5, late: 5), basis: .enrolment, pupils: pupils,
            staff: staff, community: CommunityAnswers(held: 3, answered: 5),
            answers: plain.answers + [
                MonthAnswer(question: "desayunos", value: 40), MonthAnswer(question: "agua", value: nil),
            ],
            comparison: MonthComparison(
                lastMonth: last.map { _ in other("2026-04") }, lastYear: other("2025-05"),
                cluster: plain.comparison.cluster))
        school.month.school.name = OddOffice.named.name
        school.month.school.community = OddOffice.named.community
        school.month.context = Array(
            repeating: "Llovió mucho, el río creció y la trocha estuvo cortada; hubo elecciones y campaña de salud.",
            count: 4)
        school.month.agreements = (1...9).map { number in
            Agreement(
                id: Int64(number), place: .local("900001"), month: OddOffice.month("2026-04"),
                text: String(repeating: "Reparar el techo del aula de segundo grado antes de las lluvias. ", count: 3),
                who: "APAFA, CONEI y la comunidad entera de Pampa Alta", until: OddOffice.day("2026-06-30"))
        }
        guard let local = PrintedLocal.grouping([school]).first else { preconditionFailure("no local") }
        return local
    }
}
