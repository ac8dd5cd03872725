/// Words and sentences of the printed pages. The raw value is the key in a catalogue file.
///
/// Other than texts by SMS they have accents, and room: no page is paid by the letter.
package enum PageWord: String, CaseIterable, Sendable {
    // Days and months.
    case months, shortMonths, shortWeekdays, weekdaysPlural, and, monthOfYear, dayOfMonth
    // Head and foot of a page.
    case provisional, edition, modularCode, community, foot, consultations
    // ¿Hubo clases?
    case held, heldSentence, heldNone, noDays, boxHeld, boxNotHeld, boxMissing, boxNotYet, boxSkipped
    case boxPupils, boxPupilsOf, movedFrom, offHoliday, offClosure, offVacation, offOutsideYear, offNoSchoolYear
    case communitySays, context
    // ¿Vinieron los alumnos? ¿Estuvieron los docentes?
    case pupils, pupilsOfTen, pupilsSum, boys, girls, noPupils
    case staff, teachersOfTen, teachersSum, oneTeacher, noTeachers
    case all, nearlyAll, most, half, few, none
    case percent, partOf, sumOf, noData, alternancia, pronoei, noEnrolment
    // Semáforo.
    case levelGood, levelFair, levelAtRisk, levelMissing, levelNoData, levelLetters
    case legend, legendGood, legendFair, legendAtRisk, legendMissing
    // ¿Vamos mejor?
    case compare, cluster, up, same, down, notComparable, trend, noTrend
    case received, receivedLate, receivedNone
    case materials, maintenance, yes, no, unanswered
    // Acuerdos.
    case agreements, lastAgreements, noAgreements, done, notDone, open, moreAgreements
    case newAgreements, what, who, until, signHead, signParents, signAuthority, signCommittee
    // Sheets of the office.
    case officeTitle, officeOnly, oneTeachers, promoter, noPromoter, school, schools, reports, level, schoolsOfPromoter
    case silent, silentAll, silentWeeks, odd, allZero, withoutTeacher, overEnrolment, sameFigures, sameDay
    case contradicted, absent, justified, unjustified, leave, permission, late, strike
    case due, dueBy, overdue, nothing
    // For officials.
    case summaryTitle, district, coverage, coverageOf, schoolsReporting, pupilsPresent, teachersPresent
    case levelsOfSchools, byDistrict, byCluster, noCluster, others, visits, noVisits, moreVisits, whatToDo
    case visitSilent, visitTeachers, visitClassDays, visitPupils, visitFalling, visitFew, summaryFoot
    // For the envelopes.
    case coverTitle, pages, strips, total
    // The card that people carry along.
    case cardTitle, cardTo, cardFrom, cardAsked, cardAskedHeld, cardUnasked, cardRound, cardSilentList, cardMore
    case cardPresent, cardLegend, cardYesNo, cardBoys, cardGirls, cardTeachers, cardHeld, cardNotHeld, cardNoClass, cardCorrect
    case cardCancel, cardAbsence, cardReasons, cardExtra, cardPractice, cardSilent, cardPause, cardResume, cardHelp
    case cardLeave, cardCall, cardCallPromoter

    /// A slot of a text, written `{part}`.
    package enum Slot: String, CaseIterable, Sendable {
        case part, whole, words, days, day, month, year, before, now, percent, low, number, name, reason, code, phone,
            time
    }
}

/// A catalogue of pages that cannot be used, with the remedy in its words.
package enum PageWordError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownKey(String)
    case unknownSlot(String, PageWord, known: [String])
    case wrongCount(PageWord, words: Int)

    package var description: String {
        switch self {
        case .unknownKey(let name):
            "There is no text \"\(name)\". Remove the line, or correct the key; es.toml has all of them."
        case .unknownSlot(let name, let key, let known):
            "The text \(key.rawValue) has no {\(name)}. It may hold: \(known.map { "{\($0)}" }.joined(separator: " "))."
        case .wrongCount(let key, let words):
            "The text \(key.rawValue) must be \(words) words with a space between, in the order of es.toml."
        }
    }
}

/// The words of one language, Spanish where its catalogue is silent.
package struct PageWording: Hashable, Sendable {
    package let language: String
    private let texts: [PageWord: String]

    package static let spanish = PageWording()

    private init() {
        language = "es"
        texts = [:]
    }

    /// - Parameter overrides: text by key, as a catalogue file gives them.
    /// - Throws: ``PageWordError`` for the first key, in their order, that is wrong.
    package init(language: String, overrides: [String: String]) throws(PageWordError) {
        var texts: [PageWord: String] = [:]
        for (name, text) in overrides.sorted(by: { $0.key < $1.key }) {
            guard let key = PageWord(rawValue: name) else { throw .unknownKey(name) }
            let known = Self.slots(of: key.spanish)
            if let slot = Self.slots(of: text).first(where: { !known.contains($0) }) {
                throw .unknownSlot(slot, key, known: known)
            }
            if let count = key.wordCount, text.split(separator: " ").count != count {
                throw .wrongCount(key, words: count)
            }
            texts[key] = text
        }
        self.language = language
        self.texts = texts
    }

    /// Whether this language says it itself.
    package func has(_ word: PageWord) -> Bool { language == "es" || texts[word] != nil }

    package func text(_ word: PageWord, _ values: [PageWord.Slot: String] = [:]) -> String {
        let template = texts[word] ?? word.spanish
        guard template.contains("{") else { return template }
        return Self.fill(template, values).replacing(" %", with: "\u{A0}%")
    }

    private static func fill(_ template: String, _ values: [PageWord.Slot: String]) -> String {
        var filled = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            filled += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            filled += PageWord.Slot(rawValue: name).flatMap { values[$0] } ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }

    /// One of the words of a list such as ``PageWord/months``.
    func item(_ index: Int, of word: PageWord) -> String {
        let items = text(word).split(separator: " ")
        return items.indices.contains(index) ? String(items[index]) : ""
    }

    private static func slots(of template: String) -> [String] {
        template.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { rest in
            String(rest.prefix { $0 != "}" })
        }
    }
}

extension PageWord {
    /// Of a list of words, how many it must have.
    fileprivate var wordCount: Int? {
        switch self {
        case .months, .shortMonths: 12
        case .shortWeekdays, .weekdaysPlural: 7
        case .levelLetters: 5
        default: nil
        }
    }

    /// What stands in es.toml, too.
    package var spanish: String { Self.spanishOfSchools[self] ?? Self.spanishOfOffice[self] ?? Self.spanishOfCards[self] ?? rawValue }
}
