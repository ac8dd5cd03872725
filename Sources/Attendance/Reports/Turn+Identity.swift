import Foundation

/// Whether the phone is still the reporter's: numbers are given to others after 90 days, and a código modular is
/// easily mistyped.
extension Turn {
    /// Class days' worth of silence after which we ask who writes; vacations do not count (ruling 7).
    static let silence = 90

    /// Nil where there is no doubt.
    mutating func identityAsked(_ reading: MessageReading) -> Settlement? {
        if case .no = reading {
            if let open, open.kind == .whoWrites { return disowned() }
            // The first question of a school year carries this one.
            if open == nil, reporter.role.reportsForSchool, isFirstOfYear, wasAskedThisYear { return disowned() }
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
        guard case .code(let code) = address else { return nil }
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

extension MessageReading {
    /// It reports or changes something, so that it matters who sent it.
    fileprivate var bringsData: Bool {
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
