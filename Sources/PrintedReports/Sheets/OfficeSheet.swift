import Attendance

/// What a promoter takes along: silent schools, what looks odd, contradictions, agreements that are due. May name what
/// is never hung up, so it stays in the office.
struct OfficeSheet {
    let round: PrintedRound
    let office: PrintedOffice
    let speech: PageSpeech

    private var schools: [PrintedSchool] { round.locals.flatMap(\.schools) }

    var slots: Slots {
        let month = round.locals.first.map { speech.nameAndYear(of: $0.month) }
        return [
            "title": speech(.officeTitle), "warning": speech(.officeOnly), "office": office.name, "month": month ?? "",
            "promoter": round.promoter.map { speech(.promoter, [.name: $0]) } ?? speech(.noPromoter),
            "columns": [
                "schools": speech(.schoolsOfPromoter), "reports": speech(.reports), "pupils": speech(.pupilsPresent),
                "staff": speech(.teachersPresent),
            ] as Slots,
            "schools": schools.map(row),
            "lists": [
                list(.silent, silent), list(.odd, schools.flatMap(odd)),
                list(.due, round.locals.flatMap(due)),
            ],
        ]
    }

    private func row(_ school: PrintedSchool) -> Slots {
        let figures = school.figures
        func sign(_ level: AttendanceLevel) -> String {
            LevelSign(level: level, letter: speech.letter(level)).picture(label: speech.level(level))
        }
        // Of a school with one teacher, too: the sheet stays in the office. What the sign judges are its days with class.
        var teacher: String?
        if case .classDays = figures.staff, let notes = school.notes {
            teacher = speech(.oneTeachers, [.now: speech.figure(notes.teachers)])
        }
        return [
            "name": school.nameAndLevel, "code": school.school.key.printed, "place": school.school.community ?? false,
            "reports": speech.part(figures.received.received, of: figures.received.expected),
            "pupilsSign": sign(figures.pupils.level), "pupils": speech.figure(figures.pupils.total),
            "staffSign": sign(figures.staff.level), "staff": speech.figure(figures.staff),
            "teacher": teacher ?? false,
        ]
    }

    private func list(_ heading: PageWord, _ rows: [Slots]) -> Slots {
        ["heading": speech(heading), "rows": rows, "nothing": rows.isEmpty ? speech(.nothing) as Any : false]
    }

    /// Those of whom most is missing first.
    private var silent: [Slots] {
        let missing = schools.map { school in (school, school.figures.days.filter { $0.state == .noReport }) }
        return missing.filter { !$0.1.isEmpty }.sorted { $0.1.count > $1.1.count }.map { school, days in
            let received = school.figures.received
            let words =
                received.received == 0
                ? speech(.silentAll)
                : speech(
                    .silentWeeks,
                    [
                        .number: "\(days.count)", .whole: "\(received.expected)",
                        .days: days.map { speech.day($0.day) }.joined(separator: ", "),
                    ])
            return ["name": school.nameAndLevel, "words": words]
        }
    }

    private func odd(_ school: PrintedSchool) -> [Slots] {
        guard let notes = school.notes else { return [] }
        var lines = notes.contradictions.map { speech(.contradicted, [.day: speech.day($0)]) }
        lines += notes.reports.flatMap { report in
            report.marks.compactMap(word).sorted { $0.rawValue < $1.rawValue }.map {
                speech($0, [.day: speech.day(report.reportedDay)])
            }
        }
        lines += notes.reports.filter { $0.reportedDay != $0.day }.map {
            speech(.sameDay, [.day: speech.day($0.reportedDay)])
        }
        let present = notes.reports.compactMap(\.present)
        // Of three weeks and more, nobody has the same figures each time.
        if present.count >= 3, Set(present).count == 1 {
            lines.append(speech(.sameFigures, [.number: "\(present.count)"]))
        }
        lines += notes.absences.map { absence in
            speech(
                .absent,
                [
                    .day: speech.day(absence.day), .number: "\(absence.teachers)",
                    .reason: speech(absence.reason.word),
                ])
        }
        return lines.map { ["name": school.nameAndLevel, "words": $0] }
    }

    private func word(_ mark: AttendanceReport.Mark) -> PageWord? {
        switch mark {
        case .allZero: .allZero
        case .pupilsWithoutTeacher: .withoutTeacher
        case .overEnrolmentConfirmed: .overEnrolment
        // Told by the days themselves.
        case .offCalendar, .contradicted: nil
        }
    }

    private func due(_ local: PrintedLocal) -> [Slots] {
        local.agreements.filter { $0.state == .open }.map { agreement in
            var words = agreement.text
            if let who = agreement.who { words += " (\(who))" }
            if let until = agreement.until {
                words += ", " + speech(until < office.today ? .overdue : .dueBy, [.day: speech.date(until)])
            }
            return ["name": local.names.joined(separator: " · "), "words": words]
        }
    }
}

extension AbsenceReason {
    var word: PageWord {
        switch self {
        case .justified: .justified
        case .unjustified: .unjustified
        case .leave: .leave
        case .permission: .permission
        case .late: .late
        case .strike: .strike
        }
    }
}
