/// What one text turned out to say, before anything is known of the school: ``ReportDecision``
/// makes a settlement of it.
package enum MessageReading: Hashable, Sendable {
    /// Figures of one day. Labels are resolved, bare numbers are still in their order.
    case report(TextHead, Figures)
    /// SIN CLASES, with the reason as written.
    case noClass(TextHead, reason: String?)
    /// CORREGIR: replaces only the fields that are named.
    case correction(TextHead, Figures)
    /// ANULAR: takes back the last report.
    case cancel(TextHead)
    /// FALTA: why teachers were not there; no reason where nobody was missing.
    case absence(TextHead, [AbsenceReason: Int])
    /// MATRICULA; no figures where they are missing or cannot be told.
    case enrolment(TextHead, Figures)
    /// ESTADO
    case status(TextHead)
    /// Nothing but answers to extra questions; they are in the head, as they are beside anything else.
    case answers(TextHead)
    /// PAUSA, with the reason as written.
    case pause(TextHead, PauseEnd, reason: String?)
    /// SEGUIR
    case resume(TextHead)
    /// Something in it looks like data and cannot be told; never guessed, never dropped.
    case unclear(TextHead, Figures, Problem)
    case yes(TextHead)
    case no(TextHead)
    case help
    /// BAJA.
    case optOut
    /// ALTA, with name and código modular as far as they were given.
    case optIn(name: String?, codMod: String?)
    /// Thanks, a greeting, an emoji: never answered.
    case polite
    /// A person has to read it.
    case forOffice
    /// Nothing at all, or only invisible characters.
    case empty

    /// School, day and PRUEBA, where the reading has them.
    package var head: TextHead? {
        switch self {
        case .report(let head, _), .noClass(let head, _), .correction(let head, _), .unclear(let head, _, _),
            .cancel(let head), .absence(let head, _), .enrolment(let head, _), .status(let head),
            .answers(let head), .yes(let head), .no(let head), .pause(let head, _, _), .resume(let head):
            head
        case .help, .optOut, .optIn, .polite, .forOffice, .empty: nil
        }
    }

    func with(_ head: TextHead) -> MessageReading {
        switch self {
        case .report(_, let figures): .report(head, figures)
        case .noClass(_, let reason): .noClass(head, reason: reason)
        case .correction(_, let figures): .correction(head, figures)
        case .unclear(_, let figures, let problem): .unclear(head, figures, problem)
        case .cancel: .cancel(head)
        case .absence(_, let reasons): .absence(head, reasons)
        case .enrolment(_, let figures): .enrolment(head, figures)
        case .status: .status(head)
        case .answers: .answers(head)
        case .pause(_, let end, let reason): .pause(head, end, reason: reason)
        case .resume: .resume(head)
        case .yes: .yes(head)
        case .no: .no(head)
        case .help, .optOut, .optIn, .polite, .forOffice, .empty: self
        }
    }

    package enum Problem: Hashable, Sendable {
        /// A word in the place of a number (`dose`), or beside the figures and not understood.
        case notANumber(String)
        /// A date where none is read (`H 12 27/04`), as written: which day is meant is open.
        case notADate(String)
        /// SIN CLASES and figures, with the words.
        case classOrNot(String)
        /// Two schools in one text, with what addresses the second.
        case twoSchools(String)
        /// Which label a number belongs to cannot be told.
        case unclearLabels
        case tooMany
        /// A number over 999 that is no código modular.
        case tooLarge(String)
        /// `faltaron 3`: we count who came.
        case countsAbsent
        /// A date that has not come, as written.
        case future(String)
        /// Two words for two different days.
        case twoDays
        /// `FALTA 1 X`, with the letter.
        case absenceReason(String)
    }
}

/// What may stand before the figures: PRUEBA, which school, which day.
package struct TextHead: Hashable, Sendable {
    package var isTraining: Bool
    package var school: SchoolAddress?
    /// Nil when the text names no day.
    package var day: SchoolDay?
    /// "Si, 41": the figures come with a yes.
    package var saysYes = false
    /// Answers to extra questions.
    package var replies: [ExtraReply] = []
    /// FALTA beside the figures.
    package var absences: [AbsenceReason: Int] = [:]
    /// Something stands beside it that a person has to read.
    package var needsPerson = false
    /// CORREGIR or ANULAR before FALTA: what was told last is meant.
    package var correctsAbsences = false

    package init(isTraining: Bool = false, school: SchoolAddress? = nil, day: SchoolDay? = nil) {
        self.isTraining = isTraining
        self.school = school
        self.day = day
    }
}

/// Until when PAUSA wants a school left alone.
package enum PauseEnd: Hashable, Sendable {
    /// Nothing was said of it.
    case open
    /// That day still.
    case day(SchoolDay)
    /// No day, or none that is to come.
    case unclear
}

/// How a reporter says which school is meant.
package enum SchoolAddress: Hashable, Sendable {
    /// The capital letter of the school on this phone.
    case letter(String)
    /// Código modular, seven digits.
    case code(String)
    /// The number in the school's name: `I.E. 501`.
    case number(String)
    /// Six digits in the place of a code: one that has lost its zero, or a código de local.
    case shortCode(String)

    var isCode: Bool {
        switch self {
        case .code, .shortCode: true
        case .letter, .number: false
        }
    }

    package var text: String {
        switch self {
        case .letter(let text), .code(let text), .number(let text), .shortCode(let text): text
        }
    }
}

/// The numbers of one text, with labels where it gives them.
package struct Figures: Hashable, Sendable {
    package enum Label: Hashable, Sendable {
        case boys, girls, teachers
        /// All pupils.
        case pupils
        /// `niños 27`: boys, or everybody.
        case boysOrPupils
    }

    package enum Figure: Hashable, Sendable {
        case value(Int)
        /// "todos": as many as are enrolled, to be confirmed.
        case everybody
    }

    /// In the order of the text; no label for a bare number.
    package struct Entry: Hashable, Sendable {
        package var label: Label?
        package var figure: Figure

        package init(_ label: Label?, _ figure: Figure) {
            self.label = label
            self.figure = figure
        }
    }

    package var entries: [Entry]

    package init(_ entries: [Entry] = []) { self.entries = entries }

    package var isEmpty: Bool { entries.isEmpty }

    package var bare: [Figure] { entries.filter { $0.label == nil }.map(\.figure) }

    package func figure(_ label: Label) -> Figure? { entries.first { $0.label == label }?.figure }
}
