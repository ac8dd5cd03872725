/// A text that a person of the office makes a report of: what it says itself where they do not, and what its sender
/// is told.
extension OfficeEntry {
    /// The school that a text without one can only mean: of a teacher or head with one school.
    package static func onlySchool(of sender: Reporter?) -> SchoolKey? {
        guard let sender, sender.role.reportsForSchool, sender.status == .active || sender.status == .optedOut,
            sender.assignments.count == 1
        else { return nil }
        return sender.assignments[0].school
    }

    /// The day on which a text was sent; its roster and enrolment hold where no other day is known.
    package func sendingDay(of text: InboundText) -> SchoolDay { SchoolDay(text.sentAt, in: office.zone) }

    /// The day that a text would have counted for: the one it names, else the reporting day that it came to.
    ///
    /// - Returns: nil where it names two, or one that cannot be told.
    package func day(of text: InboundText, at school: School) -> SchoolDay? {
        let sentOn = sendingDay(of: text)
        let reading = MessageGrammar(questions: office.questions).read(text.body, on: sentOn)
        if case .unclear(_, _, let problem) = reading {
            switch problem {
            case .notADate, .future, .twoDays: return nil
            default: break
            }
        }
        return reading.head?.day ?? days.day(of: school, sentOn: sentOn)
    }

    /// The usual words for a report that was taken.
    ///
    /// - Parameters:
    ///   - before: what this report takes the place of.
    ///   - language: of the person who gets it.
    package func acceptance(
        of report: AttendanceReport, at school: School, replacing before: AttendanceReport?, in language: String?,
        fits: @escaping @Sendable (String) -> Bool
    ) -> String {
        let speech = Speech(office: office, language: language, fits: fits)
        var values: [WordingSlot: Wording.Value] = [
            .school: .name(school.name), .day: .whole(speech.short(report.day)),
            .counts: .whole(speech.describe(report.content)),
        ]
        if let before, before.content != report.content {
            values[.before] = .whole(speech.describe(before.content))
            return speech.say(.corrected, values)
        }
        switch report.content {
        case .present(let counts):
            values[.pupils] = .whole(speech.pupils(counts, of: school))
            return speech.say(.accepted, values)
        case .noClass(let reason):
            values[.reason] = reason.map(Wording.Value.name)
            return speech.say(reason == nil ? .noClass : .noClassWithReason, values)
        case .heldClass(let held):
            return speech.say(held ? .communityHeld : .communityNotHeld, values)
        }
    }
}
