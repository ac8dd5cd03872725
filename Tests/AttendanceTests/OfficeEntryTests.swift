import Attendance
import Foundation
import Testing

@Suite("A text that the office makes a report of")
struct OfficeEntryTests {
    private static let monday = Sample.day("2026-05-04")

    private func entry() throws -> OfficeEntry { OfficeEntry(office: try Sample.office(), closures: []) }

    private static func text(_ body: String, sentAt: String, at arrival: String? = nil) -> InboundText {
        InboundText(
            sender: Sample.rosa.e164, phone: Sample.rosa, body: body, serviceCentreTime: Sample.moment(sentAt),
            receivedAt: Sample.moment(arrival ?? sentAt))
    }

    @Test(arguments: [
        ("vinieron casi todos", "2026-05-04 11:00", "2026-05-04"),
        ("vinieron casi todos", "2026-05-06 11:00", "2026-05-04"),
        ("AYER H dose M 15 D 2", "2026-05-05 08:00", "2026-05-04"),
        ("LUN H dose M 15 D 2", "2026-05-07 08:00", "2026-05-04"),
        ("MAR H dose M 15 D 2", "2026-05-07 08:00", "2026-05-05"),
        // No class day in the week before.
        ("vinieron casi todos", "2026-05-24 11:00", "2026-05-24"),
    ])
    func `counts for the day that it would have counted for`(_ body: String, _ sentAt: String, _ day: String) throws {
        let found = try entry().day(of: Self.text(body, sentAt: sentAt), at: Sample.one)
        #expect(found?.iso == day)
    }

    @Test func `counts for the day of its sending, not of its arrival`() throws {
        let late = Self.text("vinieron casi todos", sentAt: "2026-05-05 08:00", at: "2026-05-12 08:00")
        #expect(try entry().sendingDay(of: late).iso == "2026-05-05")
        #expect(try entry().day(of: late, at: Sample.one) == Self.monday)
    }

    @Test(arguments: ["LUN MAR 12 15 2", "04/09 12 15 2", "H 12 M 15 D 2 27/04"])
    func `does not guess between days`(_ body: String) throws {
        #expect(try entry().day(of: Self.text(body, sentAt: "2026-05-06 11:00"), at: Sample.one) == nil)
    }

    @Test(arguments: [
        (ReporterRole.teacher, ReporterStatus.active, 1, true), (.head, .optedOut, 1, true), (.head, .active, 2, false),
        (.head, .active, 0, false), (.head, .retired, 1, false), (.community, .active, 1, false),
        (.promoter, .active, 1, false),
    ])
    func `is about the school of a teacher or head who has one`(
        _ role: ReporterRole, _ status: ReporterStatus, _ schools: Int, _ isClear: Bool
    ) {
        let own = Array([(Sample.one, nil as String?), (Sample.two, nil)].prefix(schools))
        let sender = Sample.reporter(Sample.rosa, role, status, schools: own)
        #expect(OfficeEntry.onlySchool(of: sender) == (isClear ? Sample.one.key : nil))
        #expect(OfficeEntry.onlySchool(of: nil) == nil)
    }

    @Test(arguments: [("2026-05-04 11:00", false), ("2026-05-05 11:59", false), ("2026-05-05 12:01", true)])
    func `is late by when it was sent, not by when the office reads it`(_ sentAt: String, _ isLate: Bool) throws {
        let now = Sample.moment("2026-05-11 10:00")
        let report = try entry().report(
            Sample.present(12, 15, 2), of: Sample.one, on: Self.monday, phone: Sample.rosa, sentAt: Sample.moment(sentAt),
            at: now)
        #expect(report.isLate == isLate)
        #expect(report.receivedAt == now)
        #expect(report.phone == Sample.rosa)
        let own = try entry().report(Sample.present(12, 15, 2), of: Sample.one, on: Self.monday, at: now)
        #expect(own.isLate)
    }

    @Test(arguments: [
        (Sample.present(12, 15, 2), nil, "Recibido I.E. 501 Kimbiri lun 04/05: H12 M15 D2. Alumnos 27 de 30."),
        (Sample.present(12, 15, 2), Sample.present(12, 15, 2), "Recibido I.E. 501 Kimbiri lun 04/05: H12 M15 D2."),
        (Sample.present(12, 15, 2), Sample.present(11, 15, 2), "Corregido I.E. 501 Kimbiri lun 04/05: H12 M15 D2 (antes H11 M15 D2)."),
        (Sample.present(12, 15, 2), .noClass(reason: nil), "Corregido I.E. 501 Kimbiri lun 04/05: H12 M15 D2 (antes sin clases)."),
        (.noClass(reason: nil), nil, "Recibido: I.E. 501 Kimbiri sin clases lun 04/05. Cuando"),
        (.noClass(reason: "LLUVIA"), nil, "Recibido: I.E. 501 Kimbiri sin clases lun 04/05 (LLUVIA)."),
    ] as [(AttendanceReport.Content, AttendanceReport.Content?, String)])
    func `is answered as if it had been understood`(
        _ content: AttendanceReport.Content, _ before: AttendanceReport.Content?, _ words: String
    ) throws {
        let entry = try entry()
        let now = Sample.moment("2026-05-04 12:00")
        func report(_ content: AttendanceReport.Content) -> AttendanceReport {
            entry.report(content, of: Sample.one, on: Self.monday, at: now)
        }
        let text = entry.acceptance(
            of: report(content), at: Sample.one, replacing: before.map(report), in: "es", fits: Sample.fits)
        #expect(text.hasPrefix(words), "\(text)")
    }

    @Test func `is answered in one SMS also where name and reason are long`() throws {
        var school = Sample.one
        school.name = "I.E. 501 " + String(repeating: "Virgen de la Asuncion ", count: 5)
        let entry = try entry()
        for content in [Sample.present(999, 999, 999), .noClass(reason: String(repeating: "huayco ", count: 8))] {
            let report = entry.report(content, of: school, on: Self.monday, at: Sample.moment("2026-05-04 12:00"))
            let text = entry.acceptance(of: report, at: school, replacing: nil, in: "en", fits: Sample.fits)
            #expect(Sample.fits(text), "\(text)")
        }
    }
}
