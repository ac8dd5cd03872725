package import Attendance

/// What the pages say of the office itself.
package struct PrintedOffice: Hashable, Sendable {
    package var name: String
    /// As people dial it.
    package var phone: String?
    /// A `data:` address, so that a page stands alone; nil where the office has no logo.
    package var logo: String?
    package var rules: MonthRules
    package var questions: [ExtraQuestion]
    /// On which the pages are made.
    package var today: SchoolDay

    package init(
        name: String, phone: String? = nil, logo: String? = nil, rules: MonthRules = MonthRules(),
        questions: [ExtraQuestion] = [], today: SchoolDay
    ) {
        self.name = name
        self.phone = phone
        self.logo = logo
        self.rules = rules
        self.questions = questions
        self.today = today
    }
}

/// A school service with all that its pages are made of.
package struct PrintedSchool: Hashable, Sendable {
    package var month: SchoolMonth
    /// For the office's sheet alone.
    package var notes: OfficeNotes?
    /// Pupils of the eleven months before, as far as they are known.
    package var trend: [Month: PupilFigures]

    package init(_ month: SchoolMonth, notes: OfficeNotes? = nil, trend: [Month: PupilFigures] = [:]) {
        self.month = month
        self.notes = notes
        self.trend = trend
    }

    var school: School { month.school }
    var figures: MonthFigures { month.figures }

    /// Several services of one building have one name.
    var nameAndLevel: String { "\(school.name), \(school.level)" }

    /// Months of the trend, this one the last.
    package static func trendMonths(to month: Month) -> [Month] {
        (0..<11).reduce(into: [month]) { months, _ in months.insert(months[0].previous, at: 0) }
    }

    func pupils(in month: Month) -> PupilFigures? { month == figures.month ? figures.pupils : trend[month] }
}

/// A building with its services: one community, one meeting, one envelope.
package struct PrintedLocal: Hashable, Sendable {
    /// Código de local; of a school without one its own code.
    package let code: String
    /// In the order of their codes, at least one.
    package let schools: [PrintedSchool]

    /// Schools by building, in the order of district, name and code.
    package static func grouping(_ schools: [PrintedSchool]) -> [PrintedLocal] {
        let groups = Dictionary(grouping: schools) { $0.school.codLocal ?? $0.school.key.text }
        let locals = groups.map { code, schools in
            PrintedLocal(code: code, schools: schools.sorted { $0.school.key < $1.school.key })
        }
        return locals.sorted { $0.place < $1.place }
    }

    private var place: (String, String, String) { (schools[0].school.district, schools[0].school.name, code) }

    package func has(_ key: SchoolKey) -> Bool { schools.contains { $0.school.key == key } }

    var month: Month { schools[0].figures.month }

    /// What page 2 asks about; an agreement of the whole building once.
    var agreements: [Agreement] {
        var seen: Set<Int64> = []
        return schools.flatMap(\.month.agreements).filter { seen.insert($0.id).inserted }
    }

    /// "I.E. 501 Kimbiri", of several services each name once.
    var names: [String] {
        var seen: Set<String> = []
        return schools.map(\.school.name).filter { seen.insert($0).inserted }
    }
}

/// A promoter and the buildings that get their sheets from them.
package struct PrintedRound: Hashable, Sendable {
    /// Nil: schools that nobody looks after.
    package let promoter: String?
    package let locals: [PrintedLocal]

    package init(promoter: String?, locals: [PrintedLocal]) {
        self.promoter = promoter
        self.locals = locals
    }

    /// Each building goes to one promoter: the first by name who has one of its schools.
    ///
    /// - Parameter promoters: name and schools of each.
    package static func dividing(
        _ locals: [PrintedLocal], among promoters: [(name: String, schools: Set<SchoolKey>)]
    ) -> [PrintedRound] {
        var rest = locals
        var rounds: [PrintedRound] = []
        for promoter in promoters.sorted(by: { $0.name < $1.name }) {
            let own = rest.filter { local in local.schools.contains { promoter.schools.contains($0.school.key) } }
            guard !own.isEmpty else { continue }
            rest.removeAll { own.contains($0) }
            rounds.append(PrintedRound(promoter: promoter.name, locals: own))
        }
        return rest.isEmpty ? rounds : rounds + [PrintedRound(promoter: nil, locals: rest)]
    }
}
