import Attendance
import Foundation

@testable import PrintedReports

/// May 2026 of a fictitious office whose schools have everything that can be odd about a month. Mondays 4 and 11 are
/// reporting days, 18 lies in a vacation, 25 is one again.
enum OddOffice {
    static let may = month("2026-05")
    static let mondays = ["2026-05-04", "2026-05-11", "2026-05-25"]
    static let lima = TimeZone(identifier: "America/Lima") ?? .gmt

    static func month(_ iso: String) -> Month {
        guard let month = Month(iso: iso) else { preconditionFailure("no month: \(iso)") }
        return month
    }

    static func day(_ iso: String) -> SchoolDay {
        guard let day = SchoolDay(iso: iso) else { preconditionFailure("no day: \(iso)") }
        return day
    }

    static func time(_ hour: Int) -> TimeOfDay { TimeOfDay(hour: hour, minute: 0) ?? .noon }

    static func school(
        _ codMod: String, _ name: String, local: String, _ enrolment: (Int, Int, Int)?, level: String = "primaria",
        community: String = "Pampa Alta", cluster: String? = "Red 1", district: String = "Kimbiri",
        form: TeachingForm = .multigrado, attendance: AttendanceForm = .regular
    ) -> School {
        School(
            key: SchoolKey(codMod), codLocal: local, name: name, level: level, district: district,
            ugel: "UGEL Pichari", community: community, cluster: cluster, teachingForm: form,
            attendanceForm: attendance,
            enrolment: Enrolment(boys: enrolment?.0, girls: enrolment?.1, teachers: enrolment?.2))
    }

    /// What is odd → the school. Its code sorts as it stands here.
    static let plain = school("9999901", "I.E. 501 Kimbiri", local: "900001", (14, 16, 2))
    static let silent = school("9999902", "I.E. 502 Quebrada Seca", local: "900002", (9, 11, 2))
    static let once = school("9999903", "I.E. 503 Villa Unión", local: "900003", (12, 13, 2))
    static let closed = school("9999904", "I.E. 504 Alto Río", local: "900004", (10, 12, 3), cluster: "Red 2")
    static let tiny = school("9999905", "I.E. 505 Cumbre", local: "900005", (2, 1, 1), form: .unidocente)
    static let large = school(
        "9999906", "I.E. 506 José María Arguedas", local: "900006", (205, 195, 21), form: .completo)
    static let named = school(
        "9999907",
        "Institución Educativa Intercultural Bilingüe N.º 64 999-B «Ñañayki Q'eñwa p̃ayoti ïtsä Wïrakocha»",
        local: "900007", (21, 19, 2), community: "Comunidad Nativa Shipibo-Konibo de Nuevo San Juan de Yarinacochä",
        cluster: "Red 2", district: "Masisea")
    static let first = school(
        "9999908", "I.E. 508 Puerto Bethel", local: "900008", (8, 9, 1), level: "inicial", form: .unidocente)
    static let second = school("9999909", "I.E. 508 Puerto Bethel", local: "900008", (31, 28, 3))
    static let third = school(
        "9999910", "I.E. 508 Puerto Bethel", local: "900008", (24, 22, 5), level: "secundaria", attendance: .alternancia
    )
    static let moved = school("9999911", "I.E. 511 Palma Real", local: "900011", (15, 15, 2))
    static let grown = school("9999912", "I.E. 512 Sol Naciente", local: "900012", (11, 12, 2))

    static let all = [
        plain, silent, once, closed, tiny, large, named, first, second, third, moved, grown,
    ]

    // MARK: What was told

    static func report(
        _ school: School, _ day: String, _ content: AttendanceReport.Content, stream: ReportStream = .school,
        late: Bool = false, marks: Set<AttendanceReport.Mark> = []
    ) -> StoredReport {
        let at = Self.day(day).moment(at: time(11), in: lima)
        let report = AttendanceReport(
            school: school.key, day: Self.day(day), stream: stream, content: content, isLate: late, marks: marks,
            receivedAt: at)
        return StoredReport(id: 1, report: report, state: .current, source: .sms)
    }

    static func present(_ boys: Int, _ girls: Int, _ teachers: Int) -> AttendanceReport.Content {
        .present(AttendanceCounts(boys: boys, girls: girls, teachers: teachers))
    }

    static func weeks(_ school: School, _ counts: (Int, Int, Int)...) -> [StoredReport] {
        zip(mondays, counts).map { report(school, $0, present($1.0, $1.1, $1.2)) }
    }

    static var reports: [StoredReport] {
        var reports = weeks(plain, (13, 16, 2))
        reports += [report(plain, "2026-05-11", .noClass(reason: "lluvia, no hubo paso"))]
        reports += [report(plain, "2026-05-25", present(12, 14, 1), late: true)]
        reports += [report(plain, "2026-05-11", .heldClass(true), stream: .community)]
        reports += ["2026-04-06", "2026-04-13", "2026-04-20", "2026-04-27"].map {
            report(plain, $0, present(12, 13, 2))
        }
        reports += [report(once, "2026-05-11", present(10, 9, 2))]
        reports += weeks(tiny, (2, 1, 1), (2, 0, 1)) + [report(tiny, "2026-05-25", .noClass(reason: "capacitación"))]
        reports += weeks(large, (171, 160, 20), (160, 151, 19), (165, 158, 21))
        reports += ["2026-04-06", "2026-04-13", "2026-04-20", "2026-04-27"].map {
            report(large, $0, present(196, 190, 21))
        }
        reports += weeks(named, (14, 15, 1), (15, 14, 1), (15, 15, 1))
        reports += weeks(first, (8, 9, 1), (7, 9, 1)) + [report(first, "2026-05-25", .noClass(reason: nil))]
        reports += weeks(second, (28, 27, 3), (28, 27, 3), (28, 27, 3)) + weeks(third, (12, 11, 4), (13, 10, 5))
        reports += [report(moved, "2026-05-04", present(15, 14, 2)), report(moved, "2026-05-11", present(15, 13, 2))]
        reports += [report(moved, "2026-05-27", present(14, 15, 2))]
        reports += [report(grown, "2026-05-04", present(11, 12, 2)), report(grown, "2026-05-11", present(14, 15, 2))]
        return reports + [report(grown, "2026-05-25", present(0, 0, 0), marks: [.allZero])]
    }

    static var records: [MonthInputs.RosterSchool] {
        all.map { school in
            var enrolments = [
                MonthInputs.DatedEnrolment(validFrom: day("2026-03-16"), enrolment: school.enrolment)
            ]
            var school = school
            if school.key == grown.key {
                let more = Enrolment(boys: 15, girls: 16, teachers: 2)
                enrolments.append(MonthInputs.DatedEnrolment(validFrom: day("2026-05-10"), enrolment: more))
                school.enrolment = more
            }
            if school.key == moved.key {
                // Asked on Mondays, and on Wednesdays from the 25th on.
                let area = SchoolScope.school(school.key)
                school.schedule = ReportingSettings(overrides: [
                    ReportingOverride(area: area, from: day("2026-03-16"), day: .monday),
                    ReportingOverride(area: area, from: day("2026-05-25"), day: .wednesday),
                ]).schedule(of: school)
            }
            return MonthInputs.RosterSchool(school: school, enrolments: enrolments, joinedOn: day("2026-03-16"))
        }
    }

    static var agreements: [Agreement] {
        let april = month("2026-04")
        return [
            Agreement(
                id: 1, place: .school(plain.key), month: april, text: "Reparar el puente del camino a la escuela",
                who: "APAFA", until: day("2026-05-20"), state: .done, settledOn: day("2026-05-18")),
            Agreement(
                id: 2, place: .local("900001"), month: april,
                text: "Pedir a la UGEL los cuadernos que faltan de segundo y tercer grado, y avisar en asamblea",
                who: "Director", until: day("2026-05-30")),
            Agreement(
                id: 3, place: .school(plain.key), month: april, text: "Faena de limpieza", state: .notDone,
                settledOn: day("2026-05-30")),
        ]
    }

    static var inputs: MonthInputs {
        let whole = Closure(
            scope: .school(closed.key), first: day("2026-05-01"), last: day("2026-05-31"), reason: "carretera cortada")
        let answers = [("materials", 1), ("maintenance", 0)].map { question, value in
            ExtraAnswer(
                school: plain.key, question: question, period: may.first, stream: .community, value: value,
                phone: phone, receivedAt: day("2026-05-05").moment(at: time(12), in: lima))
        }
        return MonthInputs(
            month: may, schools: records, reports: reports, closures: [whole],
            absences: [second.key: [OfficeNotes.Absence(day: day("2026-05-11"), reason: .leave, teachers: 1)]],
            answers: answers,
            context: [
                ContextLine(scope: .district("Kimbiri"), text: "Llovió mucho y la trocha estuvo cortada tres días.")
            ],
            agreements: agreements)
    }

    static let phone: PhoneNumber = {
        guard let phone = PhoneNumber(peruvianMobile: "987654321") else { preconditionFailure("no mobile") }
        return phone
    }()

    static func rules() throws -> OfficeRules {
        let blocks = [("2026-03-16", "2026-05-15"), ("2026-05-25", "2026-07-24")].map {
            SchoolCalendar.ClassBlock(first: day($0.0), last: day($0.1))
        }
        let calendar = try SchoolCalendar(
            years: [.init(year: 2026, blocks: blocks)], holidays: SchoolCalendar.nationalHolidays(year: 2026))
        var rules = OfficeRules(
            name: "Oficina de educación de Kimbiri", phone: phone, zone: lima,
            reporting: ReportingRules(
                day: .monday, questionAt: time(10), reminderAt: time(15), lastReminderAt: time(9),
                window: time(8)...time(19), zone: lima),
            calendar: calendar)
        rules.questions = ExtraQuestion.readyMade
        return rules
    }

    static let office = PrintedOffice(
        name: "Oficina de educación de Kimbiri", phone: "987654321", questions: ExtraQuestion.readyMade,
        today: day("2026-06-04"))

    /// - Parameter today: before the month's end, days are still to come.
    static func schools(today: String = "2026-06-04") throws -> [PrintedSchool] {
        let reckoning = MonthReckoning(inputs, office: try rules(), today: day(today))
        return reckoning.schoolMonths.map { month in
            var trend: [Month: PupilFigures] = [:]
            if month.school.key == plain.key || month.school.key == large.key {
                for (index, earlier) in PrintedSchool.trendMonths(to: may).dropLast().enumerated() {
                    // Nothing is known of January and February: vacation.
                    guard ![1, 2].contains(earlier.month) else { continue }
                    let rate = AttendanceRate(present: 70 + index * 2, expected: 100, reports: 4, smallestGroup: 25)
                    trend[earlier] = PupilFigures(total: .rate(rate), bySex: .noData, level: .fair)
                }
            }
            return PrintedSchool(month, notes: reckoning.notes(of: month.school.key), trend: trend)
        }
    }

    static func locals(today: String = "2026-06-04") throws -> [PrintedLocal] {
        PrintedLocal.grouping(try schools(today: today))
    }

    static func rounds() throws -> [PrintedRound] {
        PrintedRound.dividing(
            try locals(),
            among: [
                ("Zoila Huamán", [plain.key, silent.key, second.key, tiny.key]),
                ("Abel Ñahui", [named.key, closed.key, plain.key, large.key]),
            ])
    }
}
