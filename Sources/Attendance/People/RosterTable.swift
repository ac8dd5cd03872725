/// Reads the fields of one row after the other and collects what is wrong with them.
struct RosterTable {
    private(set) var problems: [ImportProblem] = []
    private(set) var warnings: [ImportProblem] = []
    private(set) var line = 1
    /// No problem in the present row so far.
    private(set) var isRowGood = true
    private let columns: [String: Int]
    private var fields: [String] = []

    /// Longer names are a slip of a quotation mark, not a name.
    private static let longestText = 120
    private static let mostPupils = 9999
    private static let mostAnexos = 99

    init(_ header: [String], required: [String], optional: [String]) {
        columns = Dictionary(zip(header, header.indices), uniquingKeysWith: { first, _ in first })
        for (name, count) in Dictionary(header.map { ($0, 1) }, uniquingKeysWith: +) where count > 1 {
            problems.append(
                ImportProblem(line: 1, column: name, message: "the column stands there twice", remedy: "Remove one."))
        }
        for name in required where columns[name] == nil {
            problems.append(
                ImportProblem(
                    line: 1, column: name, message: "the column is missing",
                    remedy: "Name it in the first line: \((required + optional).joined(separator: ","))."))
        }
        let known = required + optional
        for name in header where !known.contains(name) {
            // A misspelt column would be taken for one that is not there.
            if let meant = known.first(where: { columns[$0] == nil && isWithinOneEdit($0, name) }) {
                problems.append(
                    ImportProblem(
                        line: 1, column: name, message: "there is no such column",
                        remedy: "Did you mean \(meant)? Correct the name, or take the column out."))
                continue
            }
            warnings.append(
                ImportProblem(
                    line: 1, column: name, message: "the column is not read",
                    remedy: "If it should be, correct the name to one of: \(known.joined(separator: ", "))."))
        }
        problems.sort { ($0.column, $0.message) < ($1.column, $1.message) }
    }

    mutating func begin(_ row: (line: Int, fields: [String])) {
        line = row.line
        fields = row.fields
        isRowGood = true
    }

    mutating func complain(_ column: String, _ message: String, _ remedy: String) {
        problems.append(ImportProblem(line: line, column: column, message: message, remedy: remedy))
        isRowGood = false
    }

    mutating func warn(_ column: String, _ message: String, _ remedy: String) {
        warnings.append(ImportProblem(line: line, column: column, message: message, remedy: remedy))
    }

    /// The field, or nil where it is empty or there is no such column.
    func optional(_ column: String) -> String? {
        guard let index = columns[column], index < fields.count, !fields[index].isEmpty else { return nil }
        return fields[index]
    }

    /// What the database has where the table has no such column: only an empty field clears.
    mutating func value<Value>(
        of column: String, stored: Value, _ read: (inout RosterTable) -> Value
    ) -> Value {
        columns[column] == nil ? stored : read(&self)
    }

    // MARK: Fields

    mutating func text(_ column: String) -> String {
        guard let text = optional(column) else {
            complain(column, "the field is empty", "Fill it in.")
            return ""
        }
        if text.count > Self.longestText {
            complain(column, "the text has \(text.count) characters", "Shorten it to \(Self.longestText).")
        }
        return text
    }

    mutating func schoolKey() -> SchoolKey? {
        let anexo = anexo()
        guard let code = optional("cod_mod") else {
            complain("cod_mod", "the field is empty", "Write the seven digits of the código modular.")
            return nil
        }
        guard code.count == 7, code.allSatisfy(\.isDecimalDigit) else {
            complain("cod_mod", "\"\(code)\" is not seven digits", Self.remedy(for: code))
            return nil
        }
        return anexo.map { SchoolKey(code, anexo: $0) }
    }

    /// Spreadsheets take leading zeros away.
    private static func remedy(for code: String) -> String {
        let isNumber = code.allSatisfy(\.isDecimalDigit) && (4...6).contains(code.count)
        guard isNumber else { return "Write the seven digits of the código modular." }
        let padded = String(repeating: "0", count: 7 - code.count) + code
        return "Was a leading zero lost? Write \(padded), and format the column as text."
    }

    private mutating func anexo() -> Int? {
        guard let text = optional("anexo") else { return 0 }
        guard text.allSatisfy(\.isDecimalDigit), let anexo = Int(text), anexo <= Self.mostAnexos else {
            complain("anexo", "\"\(text)\" is no anexo", "Write 0, 1, 2 …")
            return nil
        }
        return anexo
    }

    mutating func codLocal() -> String? {
        guard let code = optional("cod_local") else { return nil }
        guard code.count == 6, code.allSatisfy(\.isDecimalDigit) else {
            complain("cod_local", "\"\(code)\" is not six digits", "Write the six digits with leading zeros, or leave it empty.")
            return nil
        }
        return code
    }

    mutating func count(_ column: String) -> Int? {
        guard let text = optional(column) else { return nil }
        guard text.allSatisfy(\.isDecimalDigit), let count = Int(text), count <= Self.mostPupils else {
            complain(column, "\"\(text)\" is no number of people", "Write a whole number, or leave it empty.")
            return nil
        }
        return count
    }

    mutating func teachingForm() -> TeachingForm {
        guard let text = optional("teaching_form") else { return .multigrado }
        let words = text.foldedForMatching.lowercased().split { !$0.isLetter }.filter { $0 != "polidocente" }
        if words.count == 1, let form = TeachingForm(rawValue: String(words[0])) { return form }
        complain(
            "teaching_form", "\"\(text)\" is no teaching form",
            "Write \(TeachingForm.allCases.map(\.rawValue).joined(separator: ", ")), or leave it empty.")
        return .multigrado
    }

    mutating func attendanceForm() -> AttendanceForm {
        guard let text = optional("attendance_form") else { return .regular }
        if let form = AttendanceForm(rawValue: text.foldedForMatching.lowercased()) { return form }
        complain(
            "attendance_form", "\"\(text)\" is no form of attendance",
            "Write \(AttendanceForm.allCases.map(\.rawValue).joined(separator: ", ")), or leave it empty.")
        return .regular
    }

    mutating func reportingDay() -> Weekday? {
        guard let text = optional("reporting_day") else { return nil }
        let word = text.foldedForMatching.lowercased()
        let day = Weekday(rawValue: word) ?? Vocabulary.weekdays[word]
        guard let day, day <= .friday else {
            complain(
                "reporting_day", "\"\(text)\" is no day from Monday to Friday",
                "Write monday … friday or lunes … viernes, or leave it empty for the office's day.")
            return nil
        }
        return day
    }

    mutating func phone() -> PhoneNumber? {
        guard let text = optional("phone") else {
            complain("phone", "the field is empty", "Write the mobile number, nine digits beginning with 9.")
            return nil
        }
        guard let phone = PhoneNumber(peruvianMobile: text) else {
            complain("phone", "\"\(text)\" is no Peruvian mobile number", "Write nine digits beginning with 9: 987654321.")
            return nil
        }
        return phone
    }

    mutating func role() -> ReporterRole? {
        guard let text = optional("role"), let role = ReporterRole(rawValue: text.lowercased()) else {
            complain(
                "role", "\"\(optional("role") ?? "")\" is no role",
                "Write one of: \(ReporterRole.allCases.map(\.rawValue).joined(separator: ", ")).")
            return nil
        }
        return role
    }

    mutating func letter() -> String? {
        guard let text = optional("letter") else { return nil }
        let letter = text.uppercased()
        guard Vocabulary.isSchoolLetter(letter) else {
            complain(
                "letter", "\"\(text)\" cannot be the letter of a school",
                "Use one letter from A to Z, but none of D F H M P T Y, which mean something else in a text.")
            return nil
        }
        return letter
    }

    mutating func language() -> String {
        guard let text = optional("language") else { return "es" }
        let code = text.lowercased()
        guard (2...3).contains(code.count), code.allSatisfy({ ("a"..."z").contains($0) }) else {
            complain("language", "\"\(text)\" is no language code", "Write es, or the code of a catalogue you have.")
            return "es"
        }
        return code
    }
}

/// The seventh digit of a código modular of a formal service (domain: schools).
enum CheckDigit {
    static func isGood(_ code: String) -> Bool { code.last.map(String.init) == digit(for: code.dropLast()) }

    /// The same code with the digit that would pass.
    static func suggestion(for code: String) -> String? {
        digit(for: code.dropLast()).map { code.dropLast() + $0 }
    }

    /// Luhn: from the right each second digit counts double, its digits summed.
    private static func digit(for digits: Substring) -> String? {
        var sum = 0
        for (position, character) in digits.reversed().enumerated() {
            guard let value = character.wholeNumberValue else { return nil }
            let weighed = position.isMultiple(of: 2) ? value * 2 : value
            sum += weighed > 9 ? weighed - 9 : weighed
        }
        return String((10 - sum % 10) % 10)
    }
}
