import Foundation

/// What a head of one school does by habit. Each gives what it leaves to the others of the school.
extension TermScenario {
    private static let question = "dia de reporte"

    /// The sessions of one reporting day and the day after it.
    struct Hours {
        let question: Int
        let noon: Int
        let reminder: Int
        let evening: Int
        let lastReminder: Int
        let beforeLimit: Int
        let afternoon: Int
    }

    func hours(_ day: TermDay) -> Hours? {
        guard let next = day.dayAfter, let question = session(day, .question), let noon = session(day, .noon),
            let reminder = session(day, .reminder), let evening = session(day, .evening),
            let last = session(next, .lastReminder), let beforeLimit = session(next, .beforeLimit),
            let afternoon = session(next, .afternoon)
        else { return nil }
        return Hours(
            question: question, noon: noon, reminder: reminder, evening: evening, lastReminder: last,
            beforeLimit: beforeLimit, afternoon: afternoon)
    }

    mutating func live(_ person: TermOffice.Person, by habit: Habit, _ day: TermDay, in session: Int) -> Left {
        guard let hours = hours(day) else { return Left() }
        let school = person.schools[0]
        let figures = figures(school)
        if let style = habit.style { return usual(person, day, hours, figures, style.text(figures, &random)) }
        let text = Style.exact.text(figures, &random)
        let meaning = report(school, day, figures)
        switch habit {
        case .lateHours:
            add(person.e164, minutesBefore: 25, hours.evening, text, meaning)
            return Left(last: hours.evening, content: meaning.content)
        case .lateDay:
            // The day after a Thursday may be a Saturday.
            let yesterday = day.dayAfter == day + 1 ? random.pick(["AYER ", "ayer ", ""]) : ""
            add(person.e164, minutesBefore: 25, hours.afternoon, yesterday + text, meaning)
            return Left(last: hours.afternoon, content: meaning.content, isPlain: false)
        case .networkLate, .networkLater:
            add(
                person.e164, minutesBefore: 10, hours.noon, arriving: arrival(of: habit, after: hours), text, meaning)
            return Left(last: hours.afternoon, content: meaning.content, isPlain: false)
        case .networkTwice:
            add(person.e164, minutesBefore: 12, hours.noon, text, meaning) { $0.copies = 2 }
            return Left(last: hours.noon, content: meaning.content)
        case .twice:
            add(person, told: Self.question, in: hours.question, text, meaning)
            add(person.e164, minutesBefore: 15, hours.noon, text, meaning)
            return Left(last: hours.noon, content: meaning.content)
        case .silent: return Left()
        case .onlyReminded:
            add(person, told: "Recordatorio", in: hours.reminder, text, meaning)
            return Left(last: hours.reminder, content: meaning.content, isPlain: false)
        case .onlyLastReminded:
            add(person, told: "Ultimo aviso", in: hours.lastReminder, text, meaning)
            return Left(last: hours.lastReminder, content: meaning.content, isPlain: false)
        case .thanks:
            add(person, told: Self.question, in: hours.question, text, meaning)
            add(
                person, told: "Recibido", in: hours.question,
                random.pick(["Gracias", "ok gracias", "Muchas gracias señorita"])
            ) {
                $0.answer = .silence
            }
            return Left(last: hours.question, content: meaning.content)
        case .corrects, .correctsByWord, .overtakes, .takesBack: return change(person, by: habit, day, hours, figures)
        case .forgetsTeachers, .neverCompletes, .practisesBetween, .noClass, .wrongDay, .dates, .confirms, .neverConfirms:
            return ask(person, by: habit, day, hours, figures)
        default: return talk(person, by: habit, day, hours, figures)
        }
    }

    /// The next afternoon, or the reporting day after that.
    private func arrival(of habit: Habit, after hours: Hours) -> Int {
        guard habit == .networkLater else { return hours.afternoon }
        // Texts of half a week are old, and those after a vacation may be forgotten.
        let later = sessionOfTexts(
            after: hours.afternoon, from: sessions[hours.afternoon].moment.addingTimeInterval(20 * 3600))
        guard let later, sessions[later].day.number - sessions[hours.noon].day.number < 6 else {
            return hours.afternoon
        }
        return later
    }

    private mutating func usual(
        _ person: TermOffice.Person, _ day: TermDay, _ hours: Hours, _ figures: Figures, _ text: String
    ) -> Left {
        let meaning = report(person.schools[0], day, figures)
        if random.chance(60) {
            add(person, told: Self.question, in: hours.question, text, meaning)
            return Left(last: hours.question, content: meaning.content)
        }
        add(person.e164, minutesBefore: 5 + random.below(45), hours.noon, text, meaning)
        return Left(last: hours.noon, content: meaning.content)
    }

    // MARK: Second thoughts

    private mutating func change(
        _ person: TermOffice.Person, by habit: Habit, _ day: TermDay, _ hours: Hours, _ figures: Figures
    ) -> Left {
        let school = person.schools[0]
        let text = Style.exact.text(figures, &random)
        let better = other(than: figures, school)
        let again = Style.exact.text(better, &random)
        switch habit {
        case .corrects:
            add(person, told: Self.question, in: hours.question, text, report(school, day, figures))
            add(person.e164, minutesBefore: 15, hours.noon, again, report(school, day, better))
            return Left(last: hours.noon, content: .present(better))
        case .correctsByWord:
            var changed = figures
            changed.boys = better.boys
            add(person, told: Self.question, in: hours.question, text, report(school, day, figures))
            add(person.e164, minutesBefore: 15, hours.noon, "CORREGIR H \(better.boys)", report(school, day, changed))
            return Left(last: hours.noon, content: .present(changed))
        case .overtakes:
            // The older one comes last.
            add(
                person.e164, minutesBefore: 40, hours.noon, arriving: hours.afternoon, text,
                report(school, day, figures))
            add(person.e164, minutesBefore: 15, hours.evening, again, report(school, day, better))
            return Left(last: hours.afternoon, content: .present(better), isPlain: false)
        default:
            add(person, told: Self.question, in: hours.question, text, report(school, day, figures))
            add(person.e164, minutesBefore: 40, hours.noon, "ANULAR", meaning(school, day, .none))
            guard random.chance(70) else { return Left(last: hours.noon, isPlain: false) }
            add(person.e164, minutesBefore: 20, hours.noon, again, report(school, day, better))
            return Left(last: hours.noon, content: .present(better))
        }
    }

    // MARK: What is asked back, and days

    private mutating func ask(
        _ person: TermOffice.Person, by habit: Habit, _ day: TermDay, _ hours: Hours, _ figures: Figures
    ) -> Left {
        let school = person.schools[0]
        let meaning = report(school, day, figures)
        var left = Left(last: hours.question, content: meaning.content)
        switch habit {
        case .forgetsTeachers, .neverCompletes:
            // What nobody completes within a day waits for a person.
            add(person, told: Self.question, in: hours.question, "H \(figures.boys) M \(figures.girls)") {
                $0.isForPerson = habit == .neverCompletes
            }
            guard habit == .forgetsTeachers else { return Left(isPlain: false) }
            let rest = random.pick(["\(figures.teachers)", "D \(figures.teachers)", "\(figures.teachers) docentes"])
            add(person, told: "Falta D", in: hours.question, rest, meaning)
        case .practisesBetween:
            // The practice takes the place of what we asked: a person reads it, unless all of it is said after all.
            let isSaidAfterAll = random.chance(40)
            add(person, told: Self.question, in: hours.question, "H \(figures.boys) M \(figures.girls)") {
                $0.isForPerson = !isSaidAfterAll
            }
            add(person, told: "Falta D", in: hours.question, "PRUEBA H 3")
            guard isSaidAfterAll else { return Left(isPlain: false) }
            add(person.e164, minutesBefore: 15, hours.noon, Style.exact.text(figures, &random), meaning)
            left.last = hours.noon
        case .noClass:
            guard random.chance(60) else {
                return usual(person, day, hours, figures, Style.exact.text(figures, &random))
            }
            let body = random.pick([
                "SIN CLASES LLUVIA", "sin clases por paro", "No hubo clases por lluvia", "SUSPENDIDO",
                "Clases suspendidas por huaico"
            ])
            left.content = .noClass
            add(person, told: Self.question, in: hours.question, body, self.meaning(school, day, .noClass))
        case .wrongDay:
            // "04/05" on the fifth: half of them see it in the reply, the others when they are reminded.
            let wrong = day + -1
            let text = Style.bare.text(figures, &random)
            add(
                person, told: Self.question, in: hours.question, "\(wrong.short) \(text)",
                report(school, wrong, figures))
            let sees = random.chance(50)
            let session = sees ? hours.question : hours.reminder
            add(person, told: sees ? "Recibido" : "Recordatorio", in: session, "\(day.short) \(text)", meaning)
            left.last = session
            left.isPlain = false
        case .dates:
            let names = ["LUN", "MAR", "MIE", "JUE", "VIE"]
            let name = random.pick([day.short, names[day.weekday]])
            add(person.e164, minutesBefore: 15, hours.evening, "\(name) \(Style.exact.text(figures, &random))", meaning)
            left.last = hours.evening
        default:
            var over = figures
            over.boys = office.schools[school].boys + 1 + random.below(3)
            left.content = .present(over)
            left.isPlain = habit == .confirms
            add(person, told: Self.question, in: hours.question, Style.exact.text(over, &random)) {
                $0.pending = (school, day)
                $0.isForPerson = habit == .neverConfirms
            }
            if habit == .confirms {
                add(
                    person, told: "responda SI", in: hours.question, random.pick(["SI", "si es correcto", "Si"]),
                    report(school, day, over))
            }
        }
        return left
    }

    // MARK: Other talk

    private mutating func talk(
        _ person: TermOffice.Person, by habit: Habit, _ day: TermDay, _ hours: Hours, _ figures: Figures
    ) -> Left {
        guard habit != .chatters else { return chatter(person, day, hours, figures) }
        let left = usual(person, day, hours, figures, Style.exact.text(figures, &random))
        switch habit {
        case .talks:
            forPerson(
                person.e164, hours.evening,
                random.pick([
                    "Cuando llegan los materiales para la biblioteca?", "La calamina del techo se volo con el viento"
                ]))
        case .trains:
            add(person.e164, minutesBefore: 30, hours.evening, "PRUEBA H 3 M 4 D 1")
        case .asksStatus:
            add(person.e164, minutesBefore: 30, hours.evening, "ESTADO")
            add(person.e164, minutesBefore: 10, hours.evening, "AYUDA")
        case .leaves:
            add(person.e164, minutesBefore: 30, hours.evening, "BAJA")
        default: break
        }
        return Left(last: hours.evening, content: left.content, isPlain: false)
    }

    /// Over the cap of the hour, twice, and on the next day over that of the day.
    private mutating func chatter(
        _ person: TermOffice.Person, _ day: TermDay, _ hours: Hours, _ figures: Figures
    ) -> Left {
        var last = figures
        for (session, count) in [(hours.noon, 8), (hours.evening, 7), (hours.beforeLimit, 4)] {
            for number in 0..<count {
                last.boys = number
                let meaning = report(person.schools[0], day, last)
                add(
                    person.e164, minutesBefore: 50 - 5 * number, session,
                    "H \(number) M \(last.girls) D \(last.teachers)", meaning
                ) {
                    $0.answer = .byCaps
                }
            }
        }
        return Left(last: hours.afternoon, content: .present(last), isPlain: false)
    }
}
