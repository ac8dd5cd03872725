/// What a text turned out to be, as ``Settlement/reading`` and the inbox show it.
package enum ReadingName: String, CaseIterable, Sendable {
    case report, sameAgain, correction, noClass, community
    /// Asked back: a part missing, which school, over enrolment, a total, a word not understood.
    case incomplete, whichSchool, overEnrolment, total, unclear
    case yes, no, help, optOut, optIn, application, polite, empty
    case unknownReporter, notAMobile, ownNumber
    /// A part of a long text never came.
    case partial
    case cancel, absence, enrolment, status, officeText
    /// PAUSA and SEGUIR of a promoter.
    case pause, resume
    /// The same as practice: nothing came of it.
    case practice
    /// ALTA of a reporter for a school that is not theirs.
    case otherSchool
    /// Silent for 90 days of class: asked who it is.
    case whoWrites
    /// The number is somebody else's now.
    case disowned
    /// An answer to an extra question.
    case answer
    /// A código modular that nearly is one of ours: asked back.
    case meantCode

    /// Whether a person has to read it, because nothing else will.
    package var needsPerson: Bool {
        switch self {
        case .partial, .enrolment, .officeText, .application, .otherSchool, .whoWrites, .disowned: true
        default: false
        }
    }
}

extension ReadingName {
    /// Without an answer to what we ask back, the text comes to nothing.
    package var asksBack: Bool {
        switch self {
        case .incomplete, .whichSchool, .overEnrolment, .total, .unclear, .whoWrites, .meantCode: true
        default: false
        }
    }
}

extension Settlement {
    init(
        _ reading: ReadingName, school: SchoolKey? = nil, report: AttendanceReport? = nil, answer: Answer,
        tellsUnregistered: Bool = false, question: QuestionChange = .keep, rosterChange: RosterChange? = nil
    ) {
        self.init(
            reading: reading.rawValue, school: school, report: report, answer: answer,
            tellsUnregistered: tellsUnregistered, question: question, rosterChange: rosterChange)
    }
}
