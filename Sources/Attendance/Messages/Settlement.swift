package import Foundation

/// A whole text as it came, parts joined. Plain data: nothing here has been understood yet.
package struct InboundText: Hashable, Sendable {
    /// TP-OA as received: digits with or without `+`, or the letters of a brand.
    package var sender: String
    /// Nil when the sender is no Peruvian mobile; such a sender is never answered.
    package var phone: PhoneNumber?
    package var body: String
    /// TP-SCTS; nil when it was no date.
    package var serviceCentreTime: Date?
    package var receivedAt: Date
    /// TP-LP: the sender asks that no automatic answer be made (TS 23.040 §9.2.3.28).
    package var forbidsAutomaticReply: Bool
    /// Parts that never came, by sequence number; their place in the body holds "[...]".
    package var missingParts: [Int]

    /// When it was sent, as far as the service centre can be believed; else when it came.
    package var sentAt: Date { Self.sentAt(serviceCentreTime, receivedAt: receivedAt) }

    /// The same of a text that is kept.
    package static func sentAt(_ serviceCentreTime: Date?, receivedAt: Date) -> Date {
        ReportDay.sentAt(serviceCentreTime, receivedAt: receivedAt)
    }

    /// It waited for long in the network, or in the modem while nobody read it: of such texts each sender gets one
    /// answer.
    package var isOfBacklog: Bool { receivedAt.timeIntervalSince(sentAt) > Self.promptness }

    /// Seconds within which a text usually comes.
    private static let promptness: TimeInterval = 3600

    package init(
        sender: String, phone: PhoneNumber?, body: String, serviceCentreTime: Date?, receivedAt: Date,
        forbidsAutomaticReply: Bool = false, missingParts: [Int] = []
    ) {
        self.sender = sender
        self.phone = phone
        self.body = body
        self.serviceCentreTime = serviceCentreTime
        self.receivedAt = receivedAt
        self.forbidsAutomaticReply = forbidsAutomaticReply
        self.missingParts = missingParts
    }
}

/// What the decision about one text needs to know of its sender, gathered in one read.
package struct SenderContext: Hashable, Sendable {
    /// A school of the sender with the letter it has on this phone, in the order of the letters.
    package struct OwnSchool: Hashable, Sendable {
        package var school: School
        package var letter: String?
        package init(school: School, letter: String?) {
            self.school = school
            self.letter = letter
        }
    }

    /// Nil when the phone is not in the roster.
    package var reporter: Reporter?
    package var schools: [OwnSchool]
    /// Current reports of those schools, newest day first, at most 40 days back.
    package var reports: [StoredReport]
    /// What was reported before those: of each day the one that was sent last first.
    package var earlierReports: [StoredReport]
    package var closures: [Closure]
    package var openQuestion: OpenQuestion?
    /// Questions and reminders of later days than the open question's that have left for this phone since it was asked.
    package var askedSince: [Asked]
    /// What texts of this phone have set that were sent later than this one and came before it.
    package var saidLater: Set<SaidPlace>
    /// Texts of this phone that wait for a person because nobody was asked what they were to say.
    package var unread: [UnreadText]
    /// Automatic replies to this phone in the hour and the day before.
    package var repliesInLastHour: Int
    package var repliesInLastDay: Int
    /// Texts from this phone in the hour before with this very body, this one not counted.
    package var identicalTextsInLastHour: Int
    /// When this phone was last told that it is not registered.
    package var toldUnregisteredAt: Date?
    /// Automatic replies of the office since local midnight, all phones together.
    package var officeRepliesToday: Int
    /// When a question last left for this phone; only given where nothing was heard from it since last year.
    package var lastQuestionAt: Date?
    /// Códigos modulares of the roster: all where the phone is nobody's yet, else those that stand in the text.
    package var rosterCodes: Set<String>
    /// Of the sender's schools, those that last or are to come.
    package var holds: [Hold]
    /// What this phone told with FALTA, for its schools, and still counts.
    package var toldAbsences: [ToldAbsences]
    /// Of the sender's schools, what waits for the office.
    package var proposals: [EnrolmentProposal]

    package init(
        reporter: Reporter? = nil, schools: [OwnSchool] = [], reports: [StoredReport] = [],
        earlierReports: [StoredReport] = [],
        closures: [Closure] = [], openQuestion: OpenQuestion? = nil, askedSince: [Asked] = [],
        saidLater: Set<SaidPlace> = [], unread: [UnreadText] = [], repliesInLastHour: Int = 0,
        repliesInLastDay: Int = 0, identicalTextsInLastHour: Int = 0, toldUnregisteredAt: Date? = nil,
        officeRepliesToday: Int = 0, lastQuestionAt: Date? = nil, rosterCodes: Set<String> = [], holds: [Hold] = [],
        toldAbsences: [ToldAbsences] = [], proposals: [EnrolmentProposal] = []
    ) {
        self.reporter = reporter
        self.schools = schools
        self.reports = reports
        self.earlierReports = earlierReports
        self.closures = closures
        self.openQuestion = openQuestion
        self.askedSince = askedSince
        self.saidLater = saidLater
        self.unread = unread
        self.repliesInLastHour = repliesInLastHour
        self.repliesInLastDay = repliesInLastDay
        self.identicalTextsInLastHour = identicalTextsInLastHour
        self.toldUnregisteredAt = toldUnregisteredAt
        self.officeRepliesToday = officeRepliesToday
        self.lastQuestionAt = lastQuestionAt
        self.rosterCodes = rosterCodes
        self.holds = holds
        self.toldAbsences = toldAbsences
        self.proposals = proposals
    }
}

/// Something we asked back and wait for, one per phone, for 24 hours.
package struct OpenQuestion: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case missingPart, whichSchool, overEnrolment, totalOrBoys
        /// Whether the number is still the reporter's.
        case whoWrites
        /// Whether a school of the roster was meant by a code that is none.
        case meantCode
        /// What the answer to an extra question is, of which only the word came.
        case extraAnswer
        /// Whether there was class at all.
        case classOrNot
    }

    package var kind: Kind
    package var school: SchoolKey?
    package var day: SchoolDay
    /// What the reporter already said.
    package var counts: AttendanceCounts
    package var isTraining: Bool
    package var askedAt: Date
    /// When the text was sent that it asks about, by the stamps of its phone.
    package var saidAt: Date
    /// The text that lacked only the school, a yes, or an extra answer, so that `A` or SI completes it: SIN CLASES and
    /// "todos" are no counts.
    package var said: String?

    package init(
        kind: Kind, school: SchoolKey?, day: SchoolDay, counts: AttendanceCounts,
        isTraining: Bool = false, askedAt: Date, saidAt: Date? = nil, said: String? = nil
    ) {
        self.kind = kind
        self.school = school
        self.day = day
        self.counts = counts
        self.isTraining = isTraining
        self.askedAt = askedAt
        self.saidAt = saidAt ?? askedAt
        self.said = said
    }
}

/// What one text leads to. The store writes it in one transaction, or not at all.
package struct Settlement: Hashable, Sendable {
    /// Why a text gets no reply; its raw value is shown in the inbox.
    package enum Silence: String, CaseIterable, Sendable {
        case notAMobile, ownNumber, forbidden, polite, toldUnregisteredToday, optedOut
        /// Nothing at all.
        case notText
        /// An MMS notice, voice mail, a SIM toolkit order, data: no person wrote it.
        case noPerson
        /// A late part completed it, and what we said before holds, or is all we have to say.
        case answeredBefore
        /// A later text of the phone has said the same already, or we have asked something since: a text that a network
        /// brought late, or that a late part completed.
        case overtaken
        /// There was something to ask back, but the text is older than a day, and nobody knows any more what it is about;
        /// or something else has been asked since it was sent.
        case tooLateToAsk
        case capPerHour, capPerDay, officeBudget, loop

        /// Money was saved: the reply would have gone over a cap.
        package var isCap: Bool {
            switch self {
            case .capPerHour, .capPerDay, .officeBudget, .loop: true
            default: false
            }
        }
    }

    package enum Answer: Hashable, Sendable {
        case reply(String)
        case silence(Silence)
    }

    package enum QuestionChange: Hashable, Sendable {
        case keep
        case close
        case open(OpenQuestion)
    }

    package enum RosterChange: Hashable, Sendable {
        case optOut
        /// ALTA from a phone that is in the roster: lifts BAJA at once.
        case optIn
        /// ALTA from an unknown phone: waits for the office.
        case apply(name: String, codMod: String)
        /// The number is somebody else's: nobody's from now on.
        case disown
    }

    /// Stable lower-camel name of what the text turned out to be (`report`, `noClass`, `help` …).
    package var reading: String
    package var school: SchoolKey?
    /// Becomes the current report of its (school, day, stream).
    package var report: AttendanceReport?
    /// A later text has reported the same day already: the report is history from the start.
    package var isHistory = false
    /// The report that counts already, where a text says it once more.
    var repeats: AttendanceReport?
    /// ANULAR: the report that counts no more, or would again if a colleague's were taken back.
    package var takesBack: Int64?
    /// What else of the phone's must not count again in its place.
    package var takesBackToo: [Int64] = []
    /// The one before it, which counts again.
    package var restores: Int64?
    /// The text answers, or takes further, what we had asked back.
    package var goesOn = false
    /// Texts that wait for a person and that this one says all of.
    package var saysAllOf: [Int64] = []
    /// Beside what was understood the text says something that a person has to read.
    package var isForPerson = false
    package var absences: TeacherAbsences?
    package var proposal: EnrolmentProposal?
    /// MATRICULA said again what is in force: the proposal that waits for this school was a mistake.
    package var withdrawsProposal: SchoolKey?
    package var answers: [ExtraAnswer] = []
    package var holdChange: HoldChange?
    package var answer: Answer
    /// The text of `answer` tells the phone that it is not registered (at most once a day).
    package var tellsUnregistered: Bool
    package var question: QuestionChange
    package var rosterChange: RosterChange?

    /// Something newer counts. Of a command that has no effect now a person decides.
    package mutating func dropEffects() {
        if takesBack != nil || holdChange != nil { reading = ReadingName.officeText.rawValue }
        (report, takesBack, restores, holdChange) = (nil, nil, nil, nil)
        (takesBackToo, saysAllOf) = ([], [])
    }

    /// What was asked before stays as it is.
    package mutating func keepQuestion() {
        question = .keep
        goesOn = false
    }

    package init(
        reading: String, school: SchoolKey? = nil, report: AttendanceReport? = nil, answer: Answer,
        tellsUnregistered: Bool = false, question: QuestionChange = .keep,
        rosterChange: RosterChange? = nil
    ) {
        self.reading = reading
        self.school = school
        self.report = report
        self.answer = answer
        self.tellsUnregistered = tellsUnregistered
        self.question = question
        self.rosterChange = rosterChange
    }
}
