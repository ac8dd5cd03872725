import Attendance

/// Blocks 1 to 8 of one service: what template `service` and the wall strip show. Nothing but ``MonthFigures`` and the
/// office's own words gets in here, because it is hung up.
struct ServicePage {
    let school: PrintedSchool
    let office: PrintedOffice
    let speech: PageSpeech

    private var figures: MonthFigures { school.figures }

    var slots: Slots {
        [
            "density": density, "head": head, "held": held, "pupils": pupils, "staff": staff, "compare": compare,
            "received": received, "answers": answers,
            "legend": LegendBlock(office: office, speech: speech).slots,
            "foot": PageFoot(office: office, speech: speech).slots,
        ]
    }

    /// Only what stands on a strip.
    var stripSlots: Slots { ["head": head, "held": held, "pupils": pupils, "staff": staff, "received": received] }

    /// How large the style sheet may draw, so that what there is fills a page and never runs over it.
    private var density: String {
        let bySex = if case .split = figures.pupils.bySex { true } else { false }
        let teachers = if case .teachers(.rate, _) = figures.staff { true } else { false }
        let comparison = figures.comparison
        let others = [comparison.lastMonth != nil, comparison.lastYear != nil, comparison.cluster != nil]
        let reasons = figures.days.compactMap(why)
        // In lines of text, roughly; the thresholds are what was seen to fit.
        var lines = figures.pupils.total.rate == nil ? 0 : 3
        lines += (state == nil ? 0 : 2) + (figures.days.contains { came($0) != nil } ? 1 : 0)
        lines += (bySex ? 2 : 0) + (teachers ? 3 : 0) + (context == nil ? 0 : 2) + (figures.community == nil ? 0 : 1)
        lines += trend == nil ? others.count(where: \.self) : 4
        lines += reasons.isEmpty ? 0 : reasons.contains { $0.count > 18 } ? 2 : 1
        lines += (school.school.name.count > 36 ? 2 : 0) + (speech.second == nil ? 0 : 1)
        if lines <= 11 { return "roomy" }
        return lines <= 21 ? "usual" : "dense"
    }

    // MARK: Head

    private var head: Slots {
        let place = [
            school.school.community.map { community($0.cut(to: 40)) },
            school.school.district.cut(to: 40), school.school.level.cut(to: 30),
        ]
        return [
            "name": school.school.name.cut(to: 80), "size": school.school.name.count > 36 ? "long" : "usual",
            "place": place.compactMap(\.self).joined(separator: " · "),
            "month": speech.nameAndYear(of: figures.month),
            "code": speech(.modularCode, [.code: school.school.key.printed]), "state": state ?? false,
            "logo": office.logo ?? false, "office": office.name.cut(to: 60),
        ]
    }

    /// Some are called "Comunidad Nativa" already.
    private func community(_ name: String) -> String {
        let words = speech(.community, [.name: name])
        let first = words.prefix { $0 != " " }.lowercased()
        return name.lowercased().hasPrefix(first) ? name : words
    }

    private var state: String? {
        switch school.month.edition {
        case .provisional: speech(.provisional)
        case .closed(let number, _, _): number > 1 ? speech(.edition, [.number: "\(number)"]) : nil
        }
    }

    // MARK: ¿Hubo clases?

    private var held: Slots {
        let reports = figures.days.compactMap(\.report)
        let values: [PageWord.Slot: String] = [
            .days: speech.weekdays(figures.weekdays), .part: "\(reports.count(where: \.heldClass))",
            .whole: "\(reports.count)",
        ]
        let sentence: PageWord =
            if figures.received.expected == 0 && reports.isEmpty {
                .noDays
            } else {
                reports.isEmpty ? .heldNone : .heldSentence
            }
        let community = figures.community.map {
            speech(.communitySays, [.part: "\($0.held)", .whole: "\($0.answered)"])
        }
        return [
            "heading": speech.heading(.held), "boxes": figures.days.map(box), "sentence": speech(sentence, values),
            "community": community ?? false, "context": context ?? false,
        ]
    }

    private func box(_ day: MonthDay) -> Slots {
        let box = DayBox(day.state)
        return [
            "box": box.picture(label: "\(speech.day(day.day)): \(speech(box.word))"), "day": speech.day(day.day),
            "what": speech(box.word), "came": came(day) ?? false, "why": why(day) ?? false,
        ]
    }

    private func came(_ day: MonthDay) -> String? {
        guard let report = day.report, let pupils = report.pupils else { return nil }
        return report.enrolled.map { speech(.boxPupilsOf, [.part: "\(pupils)", .whole: "\($0)"]) }
            ?? speech(.boxPupils, [.part: "\(pupils)"])
    }

    private func why(_ day: MonthDay) -> String? {
        if case .skipped(let off) = day.state { return speech.reason(off) }
        if let reason = day.report?.noClassReason { return reason.cut(to: PageSpeech.longestReason) }
        guard let from = day.movedFrom, let off = day.movedBecause else { return nil }
        return speech(.movedFrom, [.day: speech.day(from), .reason: speech.reason(off)]).cut(to: Self.longestMove)
    }

    /// Characters below a box: three lines where there are five boxes.
    private static let longestMove = 36

    /// The office's lines, the narrowest first where there is not room for all.
    private var context: String? {
        guard !school.month.context.isEmpty else { return nil }
        var lines: [String] = []
        var room = Self.roomForContext
        for line in school.month.context.reversed() where room > 20 {
            lines.insert(line.cut(to: room), at: 0)
            room -= line.count
        }
        return speech(.context) + " " + lines.joined(separator: " ")
    }

    /// Characters: two lines of the page.
    static let roomForContext = 170

    // MARK: ¿Vinieron los alumnos? ¿Estuvieron los docentes?

    private var pupils: Slots {
        let figure = figures.pupils.total
        var slots = block(
            .pupils, figure, level: figures.pupils.level, .children, ofTen: .pupilsOfTen, sum: .pupilsSum,
            none: .noPupils)
        slots["sexes"] = sexes
        let before = figures.comparison.lastMonth.map {
            change($0.pupilsChange, from: speech.figure($0.pupils.total), to: speech.figure(figure), $0.month)
        }
        slots["change"] = before ?? false
        return slots
    }

    private var sexes: [Slots] {
        guard case .split(let boys, let girls) = figures.pupils.bySex else { return [] }
        return [(PageWord.boys, boys), (.girls, girls)].compactMap { word, figure in
            guard let rate = figure.rate else { return nil }
            let name = speech(word)
            let words = speech.figure(figure)
            let bar = ShareBar(percent: rate.percent, isNow: true)
            return ["name": name, "figure": words, "bar": bar.picture(label: "\(name): \(words)")]
        }
    }

    private var staff: Slots {
        var slots: Slots
        switch figures.staff {
        case .teachers(let figure, let level):
            slots = block(
                .staff, figure, level: level, .adults, ofTen: .teachersOfTen, sum: .teachersSum, none: .noTeachers)
        case .classDays(let days, let level):
            slots = [
                "heading": speech.heading(.staff),
                "figure": days.known == 0 ? false : speech.figure(figures.staff) as Any, "row": false,
                "sentence": speech(days.known == 0 ? .noTeachers : .oneTeacher),
                "level": sign(level),
            ]
        }
        let before = figures.comparison.lastMonth.map {
            change($0.staffChange, from: speech.figure($0.staff), to: speech.figure(figures.staff), $0.month)
        }
        slots["change"] = before ?? false
        return slots
    }

    private func block(
        _ heading: PageWord, _ figure: AttendanceFigure, level: AttendanceLevel, _ kind: PeopleRow.Kind,
        ofTen: PageWord, sum: PageWord, none: PageWord
    ) -> Slots {
        var sentence = speech(none)
        var row: String?
        switch figure {
        case .noData: break
        case .present:
            sentence = speech(reasonForNoRate)
        case .rate(let rate):
            let people = PeopleRow(rate, kind)
            let words = speech.words(rate.percent)
            let values: [PageWord.Slot: String] =
                rate.isPrintedAsCounts ? [.words: words] : [.part: "\(people.filled)", .words: words]
            sentence = speech(rate.isPrintedAsCounts ? sum : ofTen, values)
            row = people.picture(label: sentence)
        }
        return [
            "heading": speech.heading(heading), "figure": figure == .noData ? false : speech.figure(figure) as Any,
            "row": row ?? false,
            "width": figure.rate.map { "\(min(10, PeopleRow($0, kind).count) * 10)" } ?? "0",
            "sentence": sentence, "level": sign(level),
        ]
    }

    private var reasonForNoRate: PageWord {
        switch figures.basis {
        case .none(.alternancia): .alternancia
        case .none(.pronoei): .pronoei
        case .none(.regular), .enrolment: .noEnrolment
        }
    }

    private func sign(_ level: AttendanceLevel) -> Slots {
        let word = speech.level(level)
        return ["sign": LevelSign(level: level, letter: speech.letter(level)).picture(label: word), "word": word]
    }

    private func change(_ change: AttendanceChange, from before: String, to now: String, _ month: Month) -> Slots {
        let words = speech.change(change, from: before, to: now, since: month)
        return ["sign": ChangeSign(change: change).picture(label: words), "words": words]
    }

    // MARK: ¿Vamos mejor?

    private var compare: Slots {
        let comparison = figures.comparison
        func row(_ name: String, _ words: String, _ percent: Int?, isNow: Bool = false) -> Slots {
            let bar = ShareBar(percent: percent, isNow: isNow)
            return ["name": name, "figure": words, "bar": bar.picture(label: "\(name): \(words)"), "isNow": isNow]
        }
        func row(_ other: MonthComparison.Other) -> Slots {
            let total = other.pupils.total
            return row(speech.nameAndYear(of: other.month), speech.figure(total), total.rate?.percent)
        }
        let total = figures.pupils.total
        var rows = [
            row(speech.nameAndYear(of: figures.month), speech.figure(total), total.rate?.percent, isNow: true)
        ]
        rows += [comparison.lastMonth, comparison.lastYear].compactMap { $0.map(row) }
        rows += comparison.cluster.map { [row(speech(.cluster), speech.percent($0.percent), $0.percent)] } ?? []
        return [
            "heading": speech.heading(.compare), "rows": rows, "trendTitle": speech(.trend), "trend": trend ?? false,
            "noTrend": speech(.noTrend),
        ]
    }

    private var trend: String? {
        let months = PrintedSchool.trendMonths(to: figures.month)
        guard months.dropLast().contains(where: { school.pupils(in: $0)?.total.rate != nil }) else { return nil }
        let columns = months.map { month in
            let pupils = school.pupils(in: month)
            let rate = pupils?.level == .missingReports ? nil : pupils?.total.rate
            return TrendChart.Column(
                name: String(speech.shortName(of: month).prefix(1)).uppercased(), height: rate?.percent,
                figure: rate.flatMap { $0.isPrintedAsCounts || month != figures.month ? nil : "\($0.percent)" })
        }
        return TrendChart(columns, width: 300, height: 124).picture(label: speech(.trend))
    }

    // MARK: Reports and extra questions

    private var received: Slots {
        let reports = figures.received
        guard reports.expected > 0 else { return ["words": speech(.receivedNone), "late": false] }
        return [
            "words": speech(.received, [.part: "\(reports.received)", .whole: "\(reports.expected)"]),
            "late": reports.late > 0 ? speech(.receivedLate, [.number: "\(reports.late)"]) as Any : false,
        ]
    }

    /// False where the office asks nothing.
    private var answers: Any {
        guard !figures.answers.isEmpty else { return false }
        let rows = figures.answers.prefix(Self.mostAnswers).map(answer)
        // Two beside each other.
        let pairs = stride(from: 0, to: rows.count, by: 2).map { Array(rows[$0..<min($0 + 2, rows.count)]) }
        return ["pairs": pairs.map { ["cells": $0] as Slots }] as Slots
    }

    private static let mostAnswers = 4

    private func answer(_ answer: MonthAnswer) -> Slots {
        let question = office.questions.first { $0.key == answer.question }
        let isYesNo = (question?.kind ?? .yesNo) == .yesNo
        let said: String =
            switch answer.value {
            case nil: speech(.unanswered)
            case let value? where isYesNo: speech(value == 0 ? .no : .yes)
            case let value?: question?.kind == .scale ? speech.percent(value) : "\(value)"
            }
        let name: String =
            switch answer.question {
            case "materials": speech(.materials)
            case "maintenance": speech(.maintenance)
            default: Self.named(question?.words.first ?? answer.question)
            }
        let sign = AnswerSign(isYes: answer.value.map { $0 != 0 }).picture(label: said)
        return ["name": name, "sign": isYesNo || answer.value == nil ? sign as Any : false, "said": said]
    }
}

extension ServicePage {
    /// A question of the office's own goes by the word that reporters write.
    private static func named(_ word: String) -> String {
        (word.prefix(1).uppercased() + word.dropFirst()).cut(to: 40)
    }
}

extension SchoolKey {
    /// `9999996`, with the anexo where it is not 0.
    var printed: String { anexo == 0 ? codMod : "\(codMod)-\(anexo)" }
}
