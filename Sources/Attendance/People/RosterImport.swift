/// What is wrong with one field of an imported table, and what to do about it.
package struct ImportProblem: Hashable, Sendable {
    package var line: Int
    /// Name of the column; empty where the whole line is meant.
    package var column: String
    package var message: String
    package var remedy: String

    package init(line: Int, column: String, message: String, remedy: String) {
        self.line = line
        self.column = column
        self.message = message
        self.remedy = remedy
    }
}

/// Rows of a table → schools and reporters. Lists every problem it finds, not only the first; an
/// import with a problem must change nothing. A warning is a hint and stops nothing.
package enum RosterImport {
    /// - Parameters:
    ///   - header: names of the columns, lower case, in any order.
    ///   - rows: fields without surrounding spaces, with the line they stand on.
    ///   - current: the roster in force; a school keeps what the table has no column for.
    package static func schools(
        header: [String], rows: [(line: Int, fields: [String])], current: [School] = []
    ) -> (schools: [School], problems: [ImportProblem], warnings: [ImportProblem]) {
        var table = RosterTable(
            header, required: ["cod_mod", "name", "level", "district", "ugel"],
            optional: [
                "anexo", "cod_local", "community", "cluster", "teaching_form", "boys", "girls", "teachers",
                "reporting_day", "attendance_form", "valid_from",
            ])
        guard table.problems.isEmpty else { return ([], table.problems, []) }
        var schools: [School] = []
        var lineOfKey: [SchoolKey: Int] = [:]
        let stored = Dictionary(current.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for row in rows {
            table.begin(row)
            guard let school = school(&table, stored) else { continue }
            if let line = lineOfKey[school.key] {
                table.complain(
                    "cod_mod", "\(school.key.codMod) anexo \(school.key.anexo) stands in line \(line), too",
                    "Remove one of the two lines, or give the right anexo.")
                continue
            }
            lineOfKey[school.key] = row.line
            schools.append(school)
        }
        return (schools, table.problems, table.warnings)
    }

    private static func school(_ table: inout RosterTable, _ stored: [SchoolKey: School]) -> School? {
        let key = table.schoolKey()
        if let key { warn(of: key.codMod, &table) }
        let old = key.flatMap { stored[$0] }
        let local = table.value(of: "cod_local", stored: old?.codLocal) { $0.codLocal() }
        let texts = ["name", "level", "district", "ugel"].map { table.text($0) }
        let community = table.value(of: "community", stored: old?.community) { $0.optional("community") }
        let cluster = table.value(of: "cluster", stored: old?.cluster) { $0.optional("cluster") }
        let form = table.value(of: "teaching_form", stored: old?.teachingForm ?? .multigrado) { $0.teachingForm() }
        let attendance = table.value(of: "attendance_form", stored: old?.attendanceForm ?? .regular) { $0.attendanceForm() }
        let enrolment = Enrolment(
            boys: table.value(of: "boys", stored: old?.enrolment.boys) { $0.count("boys") },
            girls: table.value(of: "girls", stored: old?.enrolment.girls) { $0.count("girls") },
            teachers: table.value(of: "teachers", stored: old?.enrolment.teachers) { $0.count("teachers") })
        let day = table.value(of: "reporting_day", stored: old?.ownReportingDay) { $0.reportingDay() }
        guard let key, table.isRowGood else { return nil }
        return School(
            key: key, codLocal: local, name: texts[0], level: texts[1], district: texts[2], ugel: texts[3],
            community: community, cluster: cluster, teachingForm: form, attendanceForm: attendance,
            enrolment: enrolment, reportingDay: day)
    }

    /// The last digit of most codes is a check digit; it is a hint, the office's list is the authority.
    private static func warn(of codMod: String, _ table: inout RosterTable) {
        guard !CheckDigit.isGood(codMod), let meant = CheckDigit.suggestion(for: codMod) else { return }
        table.warn(
            "cod_mod", "\(codMod) does not pass the check digit",
            "Did you mean \(meant)? It is imported as it stands; PRONOEI codes do not follow the rule.")
    }

    /// Rows of one phone make one reporter and must agree in name, role, language and UGEL.
    ///
    /// - Parameter current: the people of the roster in force. A school keeps its letter on a phone
    ///   where the table names none: teachers know it by heart.
    package static func reporters(
        header: [String], rows: [(line: Int, fields: [String])], knownSchools: Set<SchoolKey>,
        current: [Reporter] = []
    ) -> (reporters: [Reporter], problems: [ImportProblem], warnings: [ImportProblem]) {
        var table = RosterTable(
            header, required: ["phone", "name", "role", "cod_mod"],
            optional: ["anexo", "letter", "language", "ugel", "valid_from"])
        guard table.problems.isEmpty else { return ([], table.problems, []) }
        let stored = Dictionary(current.map { ($0.phone, $0) }, uniquingKeysWith: { first, _ in first })
        var gathered = GatheredReporters()
        for row in rows {
            table.begin(row)
            guard let reporter = reporter(&table, knownSchools, stored) else { continue }
            gathered.add(reporter, &table)
        }
        return (gathered.reporters(keepingLettersOf: stored), table.problems, table.warnings)
    }

    private static func reporter(
        _ table: inout RosterTable, _ known: Set<SchoolKey>, _ stored: [PhoneNumber: Reporter]
    ) -> Reporter? {
        let phone = table.phone()
        let old = phone.flatMap { stored[$0] }
        let name = table.text("name")
        let role = table.role()
        let letter = table.letter()
        let language = table.value(of: "language", stored: old?.language ?? "es") { $0.language() }
        let ugel = table.value(of: "ugel", stored: old?.ugel) { $0.optional("ugel") }
        var assignments: [Assignment] = []
        switch role {
        case .official?:
            if ugel == nil {
                table.complain("ugel", "an official needs the UGEL", "Fill in the column ugel, as the schools have it.")
            }
            if table.optional("cod_mod") != nil {
                table.complain("cod_mod", "an official looks after a UGEL, not a school", "Leave cod_mod empty.")
            }
        case .operator? where table.optional("cod_mod") == nil: break
        default:
            if let key = table.schoolKey() {
                assignments = [Assignment(school: key, letter: letter)]
                if !known.contains(key) { complain(about: key, known, &table) }
            }
        }
        guard let phone, let role, table.isRowGood else { return nil }
        return Reporter(
            phone: phone, name: name, role: role, language: language, assignments: assignments, ugel: ugel)
    }

    private static func complain(about key: SchoolKey, _ known: Set<SchoolKey>, _ table: inout RosterTable) {
        let anexos = known.filter { $0.codMod == key.codMod }.map(\.anexo).sorted()
        guard anexos.isEmpty else {
            let list = anexos.map(String.init).joined(separator: ", ")
            return table.complain(
                "anexo", "the school \(key.codMod) has no anexo \(key.anexo)", "Write one that it has: \(list).")
        }
        table.complain(
            "cod_mod", "no school \(key.codMod) is known",
            "Import the schools first (edutrac school import), or correct the code.")
    }
}

/// One reporter a phone, from rows that each name a school.
private struct GatheredReporters {
    private var order: [PhoneNumber] = []
    private var byPhone: [PhoneNumber: (reporter: Reporter, line: Int)] = [:]

    mutating func add(_ reporter: Reporter, _ table: inout RosterTable) {
        guard let (known, line) = byPhone[reporter.phone] else {
            order.append(reporter.phone)
            byPhone[reporter.phone] = (reporter, table.line)
            return
        }
        let pairs = [
            ("name", known.name, reporter.name), ("role", known.role.rawValue, reporter.role.rawValue),
            ("language", known.language, reporter.language), ("ugel", known.ugel ?? "", reporter.ugel ?? ""),
        ]
        for (column, one, other) in pairs where one != other {
            table.complain(
                column, "\"\(other)\" differs from \"\(one)\" in line \(line) for the same phone",
                "One phone is one person: make the lines agree.")
        }
        for assignment in reporter.assignments {
            if known.assignments.contains(where: { $0.school == assignment.school }) {
                table.complain("cod_mod", "this phone has that school in a line above", "Remove one of the lines.")
            } else if let letter = assignment.letter, known.assignments.contains(where: { $0.letter == letter }) {
                table.complain(
                    "letter", "this phone uses the letter \(letter) in a line above",
                    "Give each school of a phone a letter of its own.")
            } else {
                byPhone[reporter.phone]?.reporter.assignments.append(assignment)
            }
        }
    }

    /// Schools without a letter keep the one they have, or get the next free one where the phone has
    /// several.
    func reporters(keepingLettersOf stored: [PhoneNumber: Reporter]) -> [Reporter] {
        order.compactMap { byPhone[$0]?.reporter }.map { reporter in
            var reporter = reporter
            let asked = reporter.role.reportsForSchool || reporter.role == .community
            guard asked else { return reporter }
            var taken = Set(reporter.assignments.compactMap(\.letter))
            let known = stored[reporter.phone]?.assignments ?? []
            for index in reporter.assignments.indices where reporter.assignments[index].letter == nil {
                let school = reporter.assignments[index].school
                guard let letter = known.first(where: { $0.school == school })?.letter,
                    taken.insert(letter).inserted
                else { continue }
                reporter.assignments[index].letter = letter
            }
            guard reporter.assignments.count > 1 else { return reporter }
            // A letter that another school of this phone had is not given on at once.
            var free = Self.letters.filter { !taken.contains($0) }
            let old = Set(known.compactMap(\.letter))
            free = free.filter { !old.contains($0) } + free.filter { old.contains($0) }
            for index in reporter.assignments.indices where reporter.assignments[index].letter == nil {
                guard !free.isEmpty else { break }
                reporter.assignments[index].letter = free.removeFirst()
            }
            return reporter
        }
    }

    /// Without I and O, which look like figures.
    private static let letters = "ABCEGJKLNQRSUVWXZ".map(String.init)
}
