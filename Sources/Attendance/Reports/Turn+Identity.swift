import Foundation

/// Whether the phone is still the reporter's: numbers are given to others after 90 days, and a código modular is
/// easily mistyped.
extension Turn {
    /// Class days' worth of silence after which we ask who writes; vacations do not count (ruling 7).
    static let silence = 90

    /// Nil where there is no doubt.
    mutating func identityAsked(_ reading: MessageReading) -> Settlement? {
        if case .no = reading {
            // "No hubo clases" denies something else.
            if saysWhoWrites == false {
                if let open, open.kind == .whoWrites { return disowned() }
                // The first question of a school year carries this one.
                if open == nil, reporter.role.reportsForSchool, isFirstOfYear, wasAskedThisYear { return disowned() }
            }
            if let open, open.kind == .meantCode { return refuse(.code(open.school?.codMod ?? ""), asking: false) }
        }
        guard reporter.status == .active, reporter.role.reportsForSchool || reporter.role == .community,
            !isConfirmed, open?.kind != .whoWrites, reading.bringsData, isSilentTooLong, let first = schools.first
        else { return nil }
        let names = schools.map { Wording.Value.Labelled("", $0.school.name) }
        return reply(
            .whoWrites, speech.say(.whoWrites, [.name: .name(reporter.name), .school: .names(names)]),
            school: first.school.key, question: ask(.whoWrites, of: nil, on: today, said: body))
    }

    /// "Si soy yo", "no, soy otra persona", "soy Rosa": what is neither SI nor NO elsewhere is one of them after
    /// "Es usted ...?", and after "Quiso decir ...?" SI or NO with anything behind it.
    func identityTold(_ reading: MessageReading) -> MessageReading {
        guard let open, open.kind == .whoWrites || open.kind == .meantCode else { return reading }
        switch reading {
        case .forOffice, .unclear, .polite: break
        case .report(_, let figures) where figures.isEmpty: break
        default: return reading
        }
        let isYes = open.kind == .whoWrites ? saysWhoWrites : IdentityWords.answer(bodyWords, name: nil)
        return isYes.map { $0 ? .yes(TextHead()) : .no(TextHead()) } ?? reading
    }

    private var bodyWords: [String] { TextTokens.of(body.foldedForMatching).filter { $0.kind == .word }.map(\.word) }

    /// Whether it says that the number is the reporter's, or is not; nil where it says neither.
    var saysWhoWrites: Bool? { IdentityWords.answer(bodyWords, name: reporter.name) }

    private func disowned() -> Settlement {
        reply(.disowned, speech.say(.disowned), question: .close, roster: .disown)
    }

    /// Nothing was heard since this school year began.
    private var isFirstOfYear: Bool {
        guard let heard = reporter.lastHeardAt, let start = office.calendar.start(ofYear: today.year) else { return false }
        return SchoolDay(heard, in: office.zone) < start && start <= today
    }

    private var wasAskedThisYear: Bool {
        guard let asked = context.lastQuestionAt, let start = office.calendar.start(ofYear: today.year) else { return false }
        return SchoolDay(asked, in: office.zone) >= start
    }

    private var isSilentTooLong: Bool {
        guard let heard = reporter.lastHeardAt else { return false }
        // The question of the new year has asked already.
        if isFirstOfYear, office.calendar.isInFirstBlock(today) { return false }
        return office.calendar.daysInBlocks(after: SchoolDay(heard, in: office.zone), before: today) > Self.silence
    }

    /// A code that is not theirs, and one of theirs that it nearly is.
    func nearest(_ address: SchoolAddress) -> OwnSchool? {
        // One that is somebody else's school is no slip of the finger.
        guard case .code(let code) = address, !context.rosterCodes.contains(code) else { return nil }
        let near = schools.filter { SchoolCode.isNear($0.school.key.codMod, code) }
        return near.count == 1 ? near[0] : nil
    }

    func askCode(_ address: SchoolAddress, _ own: OwnSchool) -> Settlement {
        let text = speech.say(
            .meantCode,
            [
                .number: .whole(address.text), .code: .whole(own.school.key.codMod), .school: .name(own.school.name),
            ])
        return reply(
            .meantCode, text, school: own.school.key,
            question: ask(.meantCode, of: own.school.key, on: today, said: body))
    }
}

/// What people answer to "Es usted Rosa Quispe, de I.E. 501?" beside SI and NO.
private enum IdentityWords {
    /// - Parameter name: of the person who was meant; nil where it was a school.
    /// - Returns: nil where it is neither a yes nor a no.
    static func answer(_ words: [String], name: String?) -> Bool? {
        let rest = words.drop { Vocabulary.polite.contains($0) && $0 != "ya" }
        guard let first = rest.first else { return nil }
        if denials.contains(where: { phrase in words.indices.contains { words[$0...].starts(with: phrase) } }) { return false }
        if first == "no" {
            // "No entiendo" ends nobody's phone.
            return rest.dropFirst().allSatisfy { isAround($0) || others.contains($0) } ? false : nil
        }
        if first == "si" || Vocabulary.confirmation.contains(first) { return true }
        guard let name else { return nil }
        let own = Set(TextTokens.of(name.foldedForMatching).map(\.word))
        let isOwn = rest.contains { own.contains($0) } || rest.contains("yo") || rest.contains("misma") || rest.contains("mismo")
        return isOwn && rest.allSatisfy { own.contains($0) || isAround($0) } ? true : nil
    }

    private static func isAround(_ word: String) -> Bool { around.contains(word) || Vocabulary.polite.contains(word) }

    private static let denials = [
        "otra persona", "otro dueno", "otro numero", "numero equivocado", "equivocado", "equivocada", "se equivoco",
        "no soy", "no conozco", "ya no",
    ].map { Vocabulary.words(in: $0) }
    private static let others = Vocabulary.words("otra otro persona dueno numero ella su esposo esposa hijo hija hermano hermana esa ese")
    private static let around = Vocabulary.words(
        "soy yo el la misma mismo profesor profesora profe docente director directora de este es mi numero aqui habla sigo siendo")
}

extension MessageReading {
    /// It reports or changes something, so that it matters who sent it.
    var bringsData: Bool {
        switch self {
        case .report, .noClass, .correction, .cancel, .absence, .enrolment, .answers, .yes, .no, .unclear: true
        case .status, .pause, .resume, .help, .optOut, .optIn, .polite, .forOffice, .empty: false
        }
    }
}

/// Códigos modulares as people mistype them.
enum SchoolCode {
    /// One digit wrong, missing or too many, or two neighbours exchanged; not the same.
    static func isNear(_ code: String, _ typed: String) -> Bool {
        code != typed && (isWithinOneEdit(code, typed) || isExchanged(Array(code.utf8), Array(typed.utf8)))
    }

    private static func isExchanged(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count, let index = one.indices.first(where: { one[$0] != other[$0] }),
            index + 1 < one.count, one[index] == other[index + 1], one[index + 1] == other[index]
        else { return false }
        return one[(index + 2)...] == other[(index + 2)...]
    }
}
