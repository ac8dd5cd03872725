/// The values that go into the wordings: days, counts and examples in one language.
struct Speech: Sendable {
    let wording: Wording
    let office: OfficeRules
    let fits: @Sendable (String) -> Bool
    /// PRUEBA: the text says so.
    var isTraining = false

    init(office: OfficeRules, language: String?, fits: @escaping @Sendable (String) -> Bool) {
        wording = office.wording(for: language)
        self.office = office
        self.fits = fits
    }

    func say(_ key: WordingKey, _ values: [WordingSlot: Wording.Value] = [:]) -> String {
        wording.text(key, values, isTraining: isTraining, fits: fits)
    }

    // MARK: Unasked

    /// - Parameters:
    ///   - hasSeveral: the person reports for more schools than may be asked about now.
    ///   - name: asks whether the number is still this person's.
    func question(
        _ schools: [SenderContext.OwnSchool], hasSeveral: Bool, isMorning: Bool, confirming name: String? = nil
    ) -> String {
        let greeting = Wording.Value.whole(wording.word(isMorning ? .morning : .afternoon))
        if let name {
            return say(
                .questionConfirming,
                [
                    .greeting: greeting, .name: .name(name),
                    .example: .whole(Example.usual(schools.first, withLetter: hasSeveral)),
                    .legend: .whole(legend(schools.first?.school)),
                ])
        }
        // One school: the numbers alone say which.
        guard hasSeveral else {
            return say(
                .question,
                [
                    .greeting: greeting, .example: .whole(Example.usual(schools.first)),
                    .legend: .whole(legend(schools.first?.school)),
                ])
        }
        return say(
            .questionSeveral,
            [
                .greeting: greeting, .schools: .names(names(schools)),
                .example: .whole(Example.usual(schools.first, withLetter: true)),
                .legend: .whole(legend(schools.first?.school)),
            ])
    }

    func communityQuestion(_ schools: [School]) -> String {
        let names = schools.map { Wording.Value.Labelled("", $0.name) }
        return say(.communityQuestion, [.school: .names(names)])
    }

    func reminder1(_ own: SenderContext.OwnSchool, hasSeveral: Bool, _ day: SchoolDay) -> String {
        say(
            .reminder1,
            [
                .school: .name(own.school.name), .day: .whole(short(day)),
                .address: .whole(hasSeveral ? Self.address(own) + " " : ""),
            ])
    }

    func reminder2(_ school: School, _ day: SchoolDay) -> String {
        say(
            .reminder2,
            [
                .limit: .whole(office.reporting.lastReminderLimit.description), .school: .name(school.name),
                .day: .whole(short(day)),
            ])
    }

    // MARK: Values

    /// `lun 04/05`
    func short(_ day: SchoolDay) -> String { named(day, .shortWeekdays) }

    /// `martes 30/06`
    func long(_ day: SchoolDay) -> String { named(day, .longWeekdays) }

    func date(_ day: SchoolDay) -> String { two(day.day) + "/" + two(day.month) }

    private func named(_ day: SchoolDay, _ names: WordingKey) -> String {
        let words = wording.word(names).split(separator: " ")
        let index = day.weekday.index
        return (words.indices.contains(index) ? words[index] + " " : "") + date(day)
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// `H12 M15 D2`, what was not said left out.
    func counts(_ counts: AttendanceCounts) -> String {
        FigureField.allCases.compactMap { field in counts[field].map { "\(field.letter)\($0)" } }
            .joined(separator: " ")
    }

    /// `Alumnos 27 de 30.`
    func pupils(_ counts: AttendanceCounts, of school: School) -> String {
        let present = "\(counts.pupils ?? 0)"
        guard let enrolled = school.enrolment.pupils else { return wording.word(.pupils, [.number: present]) }
        return wording.word(.pupilsOf, [.number: present, .enrolled: "\(enrolled)"])
    }

    /// What a report says, for the side of a correction that was or that is.
    func describe(_ content: AttendanceReport.Content) -> String {
        switch content {
        case .present(let counts): self.counts(counts)
        case .heldClass(true): "SI"
        case .noClass, .heldClass: wording.word(.withoutClass)
        }
    }

    /// `H hombres, M mujeres, D docentes`
    func legend(_ school: School?) -> String {
        FigureField.expected(of: school).map { "\($0.letter) \(wording.word($0.plural))" }.joined(separator: ", ")
    }

    /// `M (mujeres) y D (docentes)`
    func missing(_ fields: [FigureField]) -> String {
        list(fields.map { "\($0.letter) (\(wording.word($0.plural)))" }, .and)
    }

    /// `a, b y c`
    func list(_ words: [String], _ last: WordingKey) -> String {
        guard words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(wording.word(last)) " + words[words.count - 1]
    }

    func names(_ schools: [SenderContext.OwnSchool]) -> [Wording.Value.Labelled] {
        schools.map { own in .init(Self.address(own) + "=", own.school.name) }
    }

    /// What the reporter writes first to mean a school: its letter, else its code.
    static func address(_ own: SenderContext.OwnSchool) -> String { own.letter ?? own.school.key.codMod }
}

/// Boys, girls and teachers, in the order in which people write them.
package enum FigureField: CaseIterable, Hashable, Sendable {
    case boys, girls, teachers

    /// As reporters write it, in every language.
    package var letter: String {
        switch self {
        case .boys: "H"
        case .girls: "M"
        case .teachers: "D"
        }
    }

    var label: Figures.Label {
        switch self {
        case .boys: .boys
        case .girls: .girls
        case .teachers: .teachers
        }
    }

    var plural: WordingKey {
        switch self {
        case .boys: .boys
        case .girls: .girls
        case .teachers: .teachers
        }
    }

    var enrolled: WordingKey {
        switch self {
        case .boys: .boysEnrolled
        case .girls: .girlsEnrolled
        case .teachers: .teachersOnStaff
        }
    }

    /// A school configured without a teacher figure is not asked for one.
    static func expected(of school: School?) -> [FigureField] {
        guard let school else { return allCases }
        let isConfigured = school.enrolment.boys != nil || school.enrolment.girls != nil
        return school.enrolment.teachers == nil && isConfigured ? [.boys, .girls] : allCases
    }
}

extension AttendanceCounts {
    subscript(field: FigureField) -> Int? {
        get {
            switch field {
            case .boys: boys
            case .girls: girls
            case .teachers: teachers
            }
        }
        set {
            switch field {
            case .boys: boys = newValue
            case .girls: girls = newValue
            case .teachers: teachers = newValue
            }
        }
    }
}

extension Enrolment {
    subscript(field: FigureField) -> Int? {
        switch field {
        case .boys: boys
        case .girls: girls
        case .teachers: teachers
        }
    }
}

/// What a right text looks like, for the end of a reply.
enum Example {
    private static let figures: [FigureField: Int] = [.boys: 12, .girls: 15, .teachers: 2]

    /// `H 12 M 15 D 2`, with the school's letter where the phone has several.
    static func usual(_ own: SenderContext.OwnSchool?, withLetter: Bool = false) -> String {
        let text = write(FigureField.expected(of: own?.school).map { ($0, figures[$0] ?? 0) })
        guard withLetter, let own else { return text }
        return Speech.address(own) + " " + text
    }

    /// The given fields with figures that the school can have.
    static func of(_ fields: [FigureField], at school: School, counts: AttendanceCounts = .init()) -> String {
        write(
            fields.map { field in
                let usual = min(figures[field] ?? 0, school.enrolment[field] ?? Int.max)
                return (field, counts[field] ?? usual)
            })
    }

    /// A usual day of a school: nine of ten pupils and all teachers, so that somebody is missing and nobody too many.
    static func likely(at school: School) -> String {
        write(FigureField.expected(of: school).map { ($0, likely($0, at: school)) })
    }

    /// One figure of that day, one lower where it can be.
    static func correction(at school: School) -> String {
        let field: FigureField = school.enrolment.boys == 0 ? .girls : .boys
        return write([(field, max(0, likely(field, at: school) - 1))])
    }

    private static func likely(_ field: FigureField, at school: School) -> Int {
        guard let enrolled = school.enrolment[field] else { return figures[field] ?? 0 }
        guard field != .teachers, enrolled > 1 else { return enrolled }
        return enrolled - max(1, enrolled / 10)
    }

    private static func write(_ figures: [(FigureField, Int)]) -> String {
        figures.map { "\($0.0.letter) \($0.1)" }.joined(separator: " ")
    }
}
