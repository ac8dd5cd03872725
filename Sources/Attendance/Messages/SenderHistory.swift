package import Foundation

// What a phone was asked and has said beside its reports. Texts come in any order: of two of one phone the stamps of
// the service centre say which is the later one, of two phones nobody can.
extension SenderContext {
    /// A question or reminder that has left.
    package struct Asked: Hashable, Sendable {
        package var day: SchoolDay
        package var schools: [SchoolKey]
        package var leftAt: Date

        package init(day: SchoolDay, schools: [SchoolKey], leftAt: Date) {
            self.day = day
            self.schools = schools
            self.leftAt = leftAt
        }
    }

    /// A text that came to nothing.
    package struct UnreadText: Hashable, Sendable {
        package var id: Int64
        package var body: String
        package var sentAt: Date

        package init(id: Int64, body: String, sentAt: Date) {
            self.id = id
            self.body = body
            self.sentAt = sentAt
        }
    }

    /// FALTA, and when it was told.
    package struct ToldAbsences: Hashable, Sendable {
        package var school: SchoolKey
        package var day: SchoolDay
        package var reasons: [AbsenceReason: Int]
        package var isTraining: Bool
        package var sentAt: Date
        /// No report came with it.
        package var isAlone: Bool

        package init(
            school: SchoolKey, day: SchoolDay, reasons: [AbsenceReason: Int], isTraining: Bool, sentAt: Date, isAlone: Bool
        ) {
            self.school = school
            self.day = day
            self.reasons = reasons
            self.isTraining = isTraining
            self.sentAt = sentAt
            self.isAlone = isAlone
        }
    }

    /// Seconds by which two service centres' clocks may differ.
    package static let clockDifference: TimeInterval = 60

    /// Whether a moment of the phone's stamps is later than a text. One that is still to come was stamped under a clock
    /// that was wrong: it never holds (ruling 3).
    package static func isLater(_ stamp: Date, than sentAt: Date, receivedAt: Date) -> Bool {
        stamp > sentAt.addingTimeInterval(clockDifference) && stamp <= max(receivedAt, sentAt)
    }
}

/// Something that the last text about it decides.
package enum SaidPlace: Hashable, Sendable {
    /// BAJA, ALTA and whose the number is.
    case roster
    /// PAUSA and SEGUIR.
    case hold(SchoolKey)
    /// FALTA.
    case absences(SchoolKey, SchoolDay, isTraining: Bool)
    /// MATRICULA.
    case enrolment(SchoolKey)
    case answer(ExtraAnswerKey, isTraining: Bool)
}

extension TeacherAbsences {
    package var place: SaidPlace { .absences(school, day, isTraining: isTraining) }
}

extension ExtraAnswer {
    package var place: SaidPlace {
        let key = ExtraAnswerKey(school: school, question: question, period: period, stream: stream)
        return .answer(key, isTraining: isTraining)
    }
}
