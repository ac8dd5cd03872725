/// What a person of the roster has to know to write to us, for a card that is printed and carried along.
///
/// Every text on it is understood as it stands, and its figures are such as its school can have.
package struct ReporterCard: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// Teachers and heads: figures.
        case school
        /// Whether there was class.
        case community
        /// Who is silent, and who is to be left alone.
        case promoter
    }

    /// A school with what is written for it.
    package struct Place: Hashable, Sendable {
        package let school: School
        /// What a text about it begins with: its letter, else its code. Nil where the phone has only this one.
        package let address: String?
        /// `B H 13 M 15 D 2`, `B SI`; of a promoter's school the code that PAUSA wants.
        package let example: String
    }

    /// A wish and the text that says it.
    package struct Wish: Hashable, Sendable {
        package enum Kind: String, CaseIterable, Sendable {
            case noClass, notHeld, correct, cancel, absence, extra, practice, silent, pause, resume, help, leave
        }

        package let kind: Kind
        package let text: String
    }

    package let kind: Kind
    package let reporter: Reporter
    /// In the order of their addresses, at least one.
    package let places: [Place]
    package let wishes: [Wish]
    /// What figures stand for, in the order of the examples; none but for a school.
    package let fields: [FigureField]
    /// On which its schools are asked this week, from Monday on, each once.
    package let days: [Weekday]
    /// When the question goes out; nil where the office has turned it off for this role.
    package let askedAt: TimeOfDay?
    /// Whether a promoter is sent the list of the silent.
    package let getsSilentList: Bool
    /// The SIM that texts go to, as far as the configuration knows it.
    package let number: PhoneNumber?

    /// Nil for who does not write to us about schools: officials, operators, and who has no school in the roster.
    ///
    /// - Parameters:
    ///   - schools: those of the roster on `today`.
    ///   - today: decides on enrolment and reporting day, and the day in the example of PAUSA is two weeks later.
    package init?(
        of reporter: Reporter, schools: [SchoolKey: School], office: OfficeRules, number: PhoneNumber?, today: SchoolDay
    ) {
        guard let kind = Kind(reporter.role) else { return nil }
        let own = reporter.assignments.compactMap { place in
            schools[place.school].map { SenderContext.OwnSchool(school: $0, letter: place.letter) }
        }.sorted { Self.order($0) < Self.order($1) }
        guard let first = own.first else { return nil }
        let several = own.count > 1
        let addresses = own.map { several && kind != .promoter ? Speech.address($0) : nil }
        self.kind = kind
        self.reporter = reporter
        self.number = number
        places = zip(own, addresses).map { own, address in
            Place(school: own.school, address: address, example: Self.example(kind, own.school, address))
        }
        fields = kind == .school ? FigureField.allCases.filter { field in
            own.contains { FigureField.expected(of: $0.school).contains(field) }
        } : []
        days = Set(own.map { $0.school.schedule.day(inWeekOf: today) ?? office.reporting.day }).sorted()
        let rules = office.reporting
        askedAt = rules.isOn(.question) && rules.gets(.question, reporter.role) ? rules.questionAt : nil
        getsSilentList = rules.isOn(.silentList) && rules.gets(.silentList, reporter.role)
        let letter = addresses[0].map { "\($0) " } ?? ""
        let extra = office.questions.filter { $0.roles.contains(reporter.role) }.map { letter + $0.example }
        wishes = switch kind {
        case .school: Self.schoolWishes(own.map(\.school), addresses, extra)
        case .community: Self.communityWishes(letter, extra)
        case .promoter: Self.promoterWishes(first.school.key.codMod, until: today.adding(days: 14))
        }
    }

    /// As replies list them.
    private static func order(_ own: SenderContext.OwnSchool) -> (String, SchoolKey) { (own.letter ?? "~", own.school.key) }

    // MARK: Texts

    private static func example(_ kind: Kind, _ school: School, _ address: String?) -> String {
        let letter = address.map { "\($0) " } ?? ""
        return switch kind {
        case .school: letter + Example.likely(at: school)
        case .community: letter + "SI"
        case .promoter: school.key.codMod
        }
    }

    private static func schoolWishes(_ schools: [School], _ addresses: [String?], _ extra: [String]) -> [Wish] {
        let letters = addresses.map { $0.map { "\($0) " } ?? "" }
        var wishes = [
            Wish(kind: .noClass, text: letters[0] + "SIN CLASES LLUVIA"),
            Wish(kind: .correct, text: "CORREGIR " + letters[0] + Example.correction(at: schools[0])),
            Wish(kind: .cancel, text: "ANULAR"),
        ]
        // FALTA is about teachers: of the first school that has any.
        if let index = schools.firstIndex(where: { FigureField.expected(of: $0).contains(.teachers) && $0.enrolment.teachers != 0 }) {
            wishes.append(Wish(kind: .absence, text: letters[index] + "FALTA 1 L"))
        }
        wishes += extra.map { Wish(kind: .extra, text: $0) }
        wishes.append(Wish(kind: .practice, text: "PRUEBA " + letters[0] + Example.likely(at: schools[0])))
        return wishes + everybodys
    }

    private static func communityWishes(_ letter: String, _ extra: [String]) -> [Wish] {
        [Wish(kind: .notHeld, text: letter + "NO"), Wish(kind: .cancel, text: "ANULAR")]
            + extra.map { Wish(kind: .extra, text: $0) } + everybodys
    }

    private static func promoterWishes(_ code: String, until day: SchoolDay) -> [Wish] {
        [
            Wish(kind: .silent, text: "ESTADO"),
            Wish(kind: .pause, text: "PAUSA \(code) hasta \(day.day)/\(day.month < 10 ? "0" : "")\(day.month) duelo"),
            Wish(kind: .resume, text: "SEGUIR \(code)"),
        ] + everybodys
    }

    private static let everybodys = [Wish(kind: .help, text: "AYUDA"), Wish(kind: .leave, text: "BAJA")]
}

extension ReporterCard.Kind {
    /// Nil for roles that do not write about schools.
    package init?(_ role: ReporterRole) {
        switch role {
        case .teacher, .head: self = .school
        case .community: self = .community
        case .promoter: self = .promoter
        case .official, .operator: return nil
        }
    }
}
