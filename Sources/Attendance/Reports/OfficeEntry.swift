package import Foundation

/// A report that a person of the office enters or corrects: what stands against it, and what it becomes.
///
/// The office may do what a text may not: name any day that has been, leave out a figure that the school is not
/// asked for, go over the enrolment. What is odd is told first and entered when the person insists.
package struct OfficeEntry: Sendable {
    package enum Objection: Hashable, Sendable {
        case futureDay(SchoolDay)
        /// A figure that this school is asked for was not given.
        case missing([FigureField])
        case tooLarge(FigureField, Int)
        /// Only worth a question: insisting enters it, marked.
        case overEnrolment(FigureField, Int, enrolled: Int)

        package var canBeOverruled: Bool { if case .overEnrolment = self { true } else { false } }
    }

    let office: OfficeRules
    private let closures: [Closure]

    package init(office: OfficeRules, closures: [Closure]) {
        self.office = office
        self.closures = closures
    }

    /// No school has more of anything.
    package static let most = 999

    package func objections(
        to content: AttendanceReport.Content, of school: School, on day: SchoolDay, today: SchoolDay
    ) -> [Objection] {
        var objections: [Objection] = day > today ? [.futureDay(day)] : []
        guard case .present(let counts) = content else { return objections }
        let missing = FigureField.expected(of: school).filter { counts[$0] == nil }
        if !missing.isEmpty { objections.append(.missing(missing)) }
        for field in FigureField.allCases {
            guard let count = counts[field] else { continue }
            if count > Self.most {
                objections.append(.tooLarge(field, count))
            } else if let enrolled = school.enrolment[field], count > enrolled {
                objections.append(.overEnrolment(field, count, enrolled: enrolled))
            }
        }
        return objections
    }

    /// - Parameters:
    ///   - phone: whose report it was, where one is corrected, or a text assigned.
    ///   - sentAt: of the text that says so; nil where the office says it itself.
    package func report(
        _ content: AttendanceReport.Content, of school: School, on day: SchoolDay, phone: PhoneNumber? = nil,
        sentAt: Date? = nil, at now: Date
    ) -> AttendanceReport {
        var marks: Set<AttendanceReport.Mark> = []
        if case .present(let counts) = content { marks = .of(counts, at: school) }
        if !days.isExpected(day, of: school) { marks.insert(.offCalendar) }
        return AttendanceReport(
            school: school.key, day: day, content: content,
            isLate: days.isLate(day, of: school, sentAt: sentAt ?? now), marks: marks, phone: phone,
            receivedAt: now)
    }

    var days: ReportDay { ReportDay(calendar: office.calendar, rules: office.reporting, closures: closures) }
}

extension Set<AttendanceReport.Mark> {
    /// What is odd about figures that are right.
    static func of(_ counts: AttendanceCounts, at school: School) -> Set {
        var marks: Set = []
        let pupils = counts.pupils ?? 0
        if pupils == 0, counts.teachers ?? 0 == 0 { marks.insert(.allZero) }
        if pupils > 0, counts.teachers == 0 { marks.insert(.pupilsWithoutTeacher) }
        let isOver = FigureField.allCases.contains { field in
            guard let count = counts[field], let enrolled = school.enrolment[field] else { return false }
            return count > enrolled
        }
        if isOver { marks.insert(.overEnrolmentConfirmed) }
        return marks
    }
}
