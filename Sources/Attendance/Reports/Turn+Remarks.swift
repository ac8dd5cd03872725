/// What follows a whole report of the same day: `h14`, "mujeres son 14", "llegaron 2 niñas tarde".
extension Turn {
    /// "Hoy todo bien", after a report of that day: thanks.
    func isAllWell(_ head: TextHead, _ figures: Figures, of own: OwnSchool) -> Bool {
        figures.isEmpty && head.school == nil && open == nil && head.replies.isEmpty
            && current(own.school.key, day(head.day, own.school), .school) != nil
            && TextTokens.of(body.foldedForMatching).contains { ["bien", "normal", "novedad", "novedades"].contains($0.word) }
    }

    /// Figures that are no report by themselves, after one of this phone for that day: they correct it where nothing
    /// else is said, as behind CORREGIR; else a person reads what they mean. They begin no second report, or the
    /// example that asks for the rest of it would take the first one's place.
    mutating func remarkCame(_ head: TextHead, _ figures: Figures, of own: OwnSchool) -> Settlement? {
        let areFigures = figures.entries.allSatisfy(Self.isFigure)
        // "Me olvide de un niño" is nobody's total.
        guard !speech.isTraining, !figures.isEmpty, areFigures || (figures.entries.count == 1 && !saysOnlyFigures),
            !isComplete(figures, at: own.school),
            case .one(let sent) = lastReport(head, .school), sent.report.school == own.school.key,
            sent.report.day == day(head.day, own.school), !sent.report.isTraining,
            case .present? = standing(like: sent.report)?.report.content
        else { return nil }
        return saysOnlyFigures ? correctionCame(head, figures) : forOffice(.officeText)
    }

    /// "Solo yo", after "Falta D": one teacher.
    func onlyWriter(_ reading: MessageReading) -> MessageReading {
        guard case .forOffice = reading, let open, open.kind == .missingPart,
            let school = schools.first(where: { $0.school.key == open.school })?.school,
            FigureField.expected(of: school).filter({ open.counts[$0] == nil }) == [.teachers]
        else { return reading }
        let words = TextTokens.of(body.foldedForMatching).map(\.word).filter { !Vocabulary.polite.contains($0) }
        let isWriter = words.contains("yo") && words.allSatisfy(Self.onlyMe.contains)
        return isWriter ? .report(TextHead(), Figures([.init(.teachers, .value(1))])) : reading
    }

    private static let onlyMe = Vocabulary.words("solo sola solamente unicamente nomas yo soy somos la el unica unico docente profesora profesor estoy asisti vine")

    /// What this phone has reported last, where it counts for that school and day.
    func ownCounts(at school: School, on day: SchoolDay) -> AttendanceCounts? {
        guard !speech.isTraining, case .one(let sent) = lastReport(TextHead(), .school), !sent.report.isTraining,
            sent.report.school == school.key, sent.report.day == day,
            case .present(let counts)? = standing(like: sent.report)?.report.content
        else { return nil }
        return counts
    }

    /// "No es 40 38 6", "esta mal lo que puse 40 38 6": of the figures that count already.
    var deniesFigures: Bool {
        let words = TextTokens.of(body.foldedForMatching).map(\.word)
        return words.contains { Self.wrong.contains($0) } || words.starts(with: ["no", "es"]) || words.starts(with: ["no", "son"])
    }

    private static let wrong = Vocabulary.words("mal error errado equivoque equivocado equivoco incorrecto confundi falso")

    private static func isFigure(_ entry: Figures.Entry) -> Bool {
        guard case .value = entry.figure else { return false }
        return entry.label == .boys || entry.label == .girls || entry.label == .teachers
    }

    private var saysOnlyFigures: Bool {
        TextTokens.of(body.foldedForMatching).allSatisfy { token in
            Self.isAroundNumber(token) || Vocabulary.labels[token.word] != nil || token.word.count == 1
                || token.kind == .fraction || Vocabulary.weekdays[token.word] != nil
                || Vocabulary.training.contains(token.word) || Self.aroundFigures.contains(token.word)
        }
    }

    private static let aroundFigures = Vocabulary.words("ayer hoy de del dia lunes fecha corregir corrijo correccion hubo vino asistio")
}
