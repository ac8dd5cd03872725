import Foundation

/// Who writes what in a week.
extension TermScenario {
    /// What the heads of a school leave to others in a week.
    struct Left {
        /// The last session in which they write.
        var last: Int?
        var content = Content.none
        /// Others may write after them without anybody's being in doubt whose text is the later one.
        var isPlain = true
    }

    private static let question = "dia de reporte"

    mutating func live(through week: Int) {
        let morning = TermDay(week: week, weekday: 0).at(10, 0)
        var left: [Int: Left] = [:]
        for person in office.people where person.role == .head {
            let days = person.schools.compactMap { office.reportingDay($0, week: week, knownAt: morning) }
            guard days.count == person.schools.count, let session = session(days[0], .question) else { continue }
            guard person.schools.count == 1 else {
                reportTwo(person, days[0], in: session, &left)
                continue
            }
            let school = person.schools[0]
            // Whom the office closes at noon can say no more than at once.
            let isCut = office.reportingDay(school, week: week, knownAt: .distantFuture) == nil
            left[school] = isCut ? atOnce(person, days[0], in: session) : live(person, days[0], in: session)
        }
        for person in office.people { others(person, week, morning, left) }
        strangers(week)
    }

    // MARK: Figures

    mutating func figures(_ school: Int) -> Figures {
        let school = office.schools[school]
        return Figures(
            boys: school.boys - random.below(6), girls: school.girls - random.below(6),
            teachers: school.teachers - (random.chance(15) ? 1 : 0))
    }

    /// Other figures that the school can have.
    mutating func other(than figures: Figures, _ school: Int) -> Figures {
        var other = self.figures(school)
        while other == figures || other.boys == figures.boys { other = self.figures(school) }
        return other
    }

    func meaning(_ school: Int, _ day: TermDay, _ content: Content) -> Meaning {
        Meaning(school: school, day: day, stream: .school, content: content)
    }

    func report(_ school: Int, _ day: TermDay, _ figures: Figures) -> Meaning {
        meaning(school, day, .present(figures))
    }

    // MARK: Heads

    private mutating func atOnce(_ person: TermOffice.Person, _ day: TermDay, in session: Int) -> Left {
        let figures = figures(person.schools[0])
        add(
            person, told: Self.question, in: session, Style.exact.text(figures, &random),
            report(person.schools[0], day, figures))
        return Left(last: session, content: .present(figures), isPlain: false)
    }

    private mutating func live(_ person: TermOffice.Person, _ day: TermDay, in session: Int) -> Left {
        let luck = random.below(100)
        if hasLeft(person, day) || luck < 7 { return Left() }
        let habit = luck < 15 || !isInSeason(person.habit, day) ? .exact : person.habit
        return live(person, by: habit, day, in: session)
    }

    /// Some things happen once a term.
    private func isInSeason(_ habit: Habit, _ day: TermDay) -> Bool {
        switch habit {
        case .leaves: day.week == 6
        case .chatters: day.week == 1 || day.week == 8
        case .trains: day.week < 2
        default: true
        }
    }

    private func hasLeft(_ person: TermOffice.Person, _ day: TermDay) -> Bool {
        texts.contains { $0.sender == person.e164 && $0.body == "BAJA" }
    }

    /// Letters, forgotten now and then.
    private mutating func reportTwo(
        _ person: TermOffice.Person, _ day: TermDay, in session: Int, _ left: inout [Int: Left]
    ) {
        let silent = person.schools.map { _ in random.chance(12) }
        let forgets = !silent[0] && random.chance(25)
        for (place, school) in person.schools.enumerated() {
            guard !silent[place] else {
                left[school] = Left(isPlain: false)
                continue
            }
            let figures = figures(school)
            left[school] = Left(last: session, content: .present(figures), isPlain: false)
            let letter = TermOffice.letter(place)
            let text = Style.exact.text(figures, &random)
            let name = random.pick([letter, letter, office.schools[school].codMod])
            if forgets, place == 0 {
                add(person, told: Self.question, in: session, text)
                add(person, told: "De cual es?", in: session, letter, report(school, day, figures))
            } else {
                // After the other school's is settled, so that its question is not mixed up with this one.
                add(
                    person, told: forgets ? "Recibido" : Self.question, in: session, "\(name) \(text)",
                    report(school, day, figures))
            }
        }
    }

    // MARK: Teachers, communities, promoters, officials

    private mutating func others(_ person: TermOffice.Person, _ week: Int, _ morning: Date, _ left: [Int: Left]) {
        switch person.role {
        case .head: return
        case .teacher, .community:
            let school = person.schools[0]
            guard let day = office.reportingDay(school, week: week, knownAt: morning),
                office.reportingDay(school, week: week, knownAt: .distantFuture) != nil
            else { return }
            let outcome = left[school] ?? Left(isPlain: false)
            if person.role == .teacher { teach(person, day, outcome) } else { watch(person, day, outcome) }
        case .promoter:
            guard let day = office.reportingDay(person.schools[0], week: week, knownAt: .distantFuture),
                let noon = session(day, .noon)
            else { return }
            if random.chance(40) { add(person.e164, minutesBefore: 10, noon, random.pick(["ESTADO", "que falta"])) }
            if random.chance(15) { forPerson(person.e164, noon, "Mañana viajo a las escuelas de la red alta") }
        case .official:
            guard let noon = session(TermDay(week: week, weekday: 0), .noon), random.chance(50) else { return }
            add(person.e164, minutesBefore: 10, noon, "gracias") { $0.answer = .silence }
        }
    }

    mutating func forPerson(_ sender: String, _ session: Int, _ body: String) {
        add(sender, minutesBefore: 6, session, body) { $0.isForPerson = true }
    }

    private mutating func teach(_ person: TermOffice.Person, _ day: TermDay, _ left: Left) {
        let school = person.schools[0]
        guard let noon = session(day, .noon), let reminder = session(day, .reminder),
            let evening = session(day, .evening)
        else { return }
        switch left.last {
        case nil where left.isPlain && random.chance(50):
            let figures = figures(school)
            add(
                person, told: "Recordatorio", in: reminder, random.pick(Style.allCases).text(figures, &random),
                report(school, day, figures))
        case let last? where left.isPlain && last <= noon && random.chance(20):
            guard case .present(let known) = left.content else { return }
            let figures = random.chance(50) ? known : other(than: known, school)
            add(
                person.e164, minutesBefore: 30, evening, Style.exact.text(figures, &random),
                report(school, day, figures))
        default: break
        }
    }

    private mutating func watch(_ person: TermOffice.Person, _ day: TermDay, _ left: Left) {
        guard random.chance(55), let question = session(day, .question), let noon = session(day, .noon) else { return }
        // Now and then they see it otherwise than the school.
        let held = (left.content != .noClass) != random.chance(5)
        let body =
            held
            ? random.pick(["SI", "si", "Si hubo clases", "Si, gracias", "SI HUBO"])
            : random.pick(["NO", "no", "No hubo clases", "no hubo"])
        let meaning = Meaning(school: person.schools[0], day: day, stream: .community, content: .heldClass(held))
        let isPrompt = random.chance(60)
        if isPrompt {
            add(person, told: "Autoridad", in: question, body, meaning)
        } else {
            add(person.e164, minutesBefore: 20, noon, body, meaning)
        }
        guard random.chance(10) else { return }
        add(person, told: "Recibido", in: isPrompt ? question : noon, "Gracias") { $0.answer = .silence }
    }

    /// Who is not in the roster: told so once a day; brands and short codes never hear from us.
    private mutating func strangers(_ week: Int) {
        guard let noon = sessionOfTexts(after: -1, from: TermDay(week: week, weekday: 0).at(0, 0)),
            sessions[noon].day.week == week
        else { return }
        if random.chance(60) {
            add("MINEDU", minutesBefore: 9, noon, "Aviso \(week): capacitacion 12 15 2") { $0.answer = .silence }
        }
        guard random.chance(40) else { return }
        let stranger = "+51900000\(900 + week)"
        add(stranger, minutesBefore: 30, noon, "quien es")
        add(stranger, minutesBefore: 20, noon, "no conozco ese numero") { $0.answer = .silence }
    }
}
