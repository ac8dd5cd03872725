import Attendance

/// One report as somebody writes it: drawn from the labels, separators, numbers and politeness that
/// teachers are known to use.
struct WrittenReport: CustomStringConvertible {
    let counts: [FigureField: Int]
    private(set) var day: SchoolDay?
    private(set) var school: SchoolAddress?
    private(set) var isTraining = false
    private(set) var text = ""

    var description: String { text.debugDescription }

    /// Sent on Wednesday 2026-05-06, as the table of texts is.
    init(using random: inout some RandomNumberGenerator) {
        counts = [.boys: Self.count(&random), .girls: Self.count(&random), .teachers: Int.random(in: 0...9, using: &random)]
        var body = Int.random(in: 0..<4, using: &random) == 0 ? bareFigures(&random) : labelledFigures(&random)
        if Bool.random(using: &random) { body = "\(Self.openings.drawn(&random)) \(body)" }
        body = addressed(body, &random)
        if Bool.random(using: &random) { body = "\(Self.greetings.drawn(&random)) \(body)" }
        if Bool.random(using: &random) { body += "\(["", ".", ","].drawn(&random)) \(Self.farewells.drawn(&random))" }
        text = [body, body.lowercased(), body.uppercased()].drawn(&random)
    }

    /// Mostly as many as a village has, now and then any number that has a word.
    private static func count(_ random: inout some RandomNumberGenerator) -> Int {
        Int.random(in: 0...(Bool.random(using: &random) ? 40 : 100), using: &random)
    }

    // MARK: Figures

    private func bareFigures(_ random: inout some RandomNumberGenerator) -> String {
        let isWords = Int.random(in: 0..<3, using: &random) == 0
        let numbers = FigureField.allCases.map { field in
            isWords ? NumberSpelling.words(counts[field] ?? 0, &random) : NumberSpelling.digits(counts[field] ?? 0, &random)
        }
        // "Treinta y dos" is one number.
        let separators = isWords ? [", ", "; ", "\n", " - "] : [" ", ", ", ",", "-", " - ", ".", ";", ":", "\n", " y ", "+", "_", "*", "#"]
        return numbers.joined(separator: separators.drawn(&random))
    }

    private func labelledFigures(_ random: inout some RandomNumberGenerator) -> String {
        let isBefore = Bool.random(using: &random)
        let joint = (isBefore ? Self.jointsBefore : Self.jointsBehind).drawn(&random)
        // Letters right behind a number end it; nothing ends one number before the next.
        let separators = joint.isEmpty && isBefore ? Self.separators + [""] : Self.separators
        let separator = separators.drawn(&random)
        let labels = Self.labels.drawn(&random)
        let isShort = labels.values.allSatisfy { $0.allSatisfy { $0.count == 1 } }
        return FigureField.allCases.shuffled(using: &random).map { field in
            let label = labels[field]?.drawn(&random) ?? ""
            let isGlued = joint.isEmpty || separator.isEmpty
            let number = NumberSpelling.any(counts[field] ?? 0, isGlued: isGlued, isShort: isShort, &random)
            return isBefore ? label + joint + number : number + joint + label
        }.joined(separator: separator)
    }

    private static let labels: [[FigureField: [String]]] = [
        [.boys: ["H"], .girls: ["M"], .teachers: ["D"]],
        [.boys: ["h"], .girls: ["f"], .teachers: ["p"]],
        [
            .boys: ["hombres", "varones", "Varones", "chicos", "barones", "honbres"],
            .girls: ["mujeres", "chicas", "mugeres", "Mujeres"],
            .teachers: ["docentes", "profes", "profesores", "maestros", "dosentes"],
        ],
        [.boys: ["niños", "niño", "ninos"], .girls: ["niñas", "niña"], .teachers: ["docentes", "profesores", "profes"]],
        [.boys: ["alumnos varones"], .girls: ["alumnas mujeres"], .teachers: ["docentes"]],
        [.boys: ["qari", "qarikuna"], .girls: ["warmi", "warmikuna"], .teachers: ["yachachiq"]],
    ]
    private static let jointsBefore = ["", " ", ":", ": ", "=", " = ", "-", ". ", ".", " - ", "_", "/", "+", "*", "#"]
    private static let jointsBehind = ["", " ", "-", "_", "*"]
    private static let separators = [" ", ", ", ",", "; ", ";", "\n", " y ", " - ", ". ", " / ", " + ", " * ", " # ", " _ ", "\r\n"]

    // MARK: What stands around them

    private static let openings = [
        "asistieron", "Hoy asistieron", "reporte:", "Asistencia:", "vinieron", "Reporto que asistieron", "presentes:", "Reporto asistencia",
    ]
    private static let greetings = [
        "Buenos dias,", "Buenas tardes.", "Hola", "Estimados señores:", "Buenos días señorita,", "hola buenas tardes,",
    ]
    private static let farewells = ["Gracias", "gracias.", "Saludos cordiales", "Muchas gracias", "Atte. Rosa Quispe", "bendiciones"]
    private static let days: [(String, String)] = [
        ("LUN", "2026-05-04"), ("lunes", "2026-05-04"), ("AYER", "2026-05-05"), ("hoy", "2026-05-06"), ("martes:", "2026-05-05"),
        ("Jueves", "2026-04-30"), ("04/05", "2026-05-04"), ("4/5", "2026-05-04"), ("04/05/2026", "2026-05-04"), ("lun 04/05:", "2026-05-04"),
    ]
    private static let schools: [(String, SchoolAddress)] = [
        ("A", .letter("A")), ("B", .letter("B")), ("C:", .letter("C")), ("9999996", .code("9999996")),
        ("I.E. 501", .number("501")), ("IE 38387:", .number("38387")), ("I.E. 501-1", .number("501-1")),
    ]

    /// School, day and PRUEBA, in this order or another.
    private mutating func addressed(_ body: String, _ random: inout some RandomNumberGenerator) -> String {
        var lead: [String] = []
        if body.lowercased().hasPrefix("hoy ") {
            day = SchoolDay(iso: "2026-05-06")
        } else if Bool.random(using: &random) {
            let drawn = Self.days.drawn(&random)
            day = SchoolDay(iso: drawn.1)
            // "Lunes 4 12 15" may be the fourth, and is asked about.
            let isDayOfMonth = day?.day == counts[.boys] && !drawn.0.contains("/")
            lead.append(isDayOfMonth ? drawn.0 + ":" : drawn.0)
        }
        if Bool.random(using: &random) {
            let drawn = Self.schools.drawn(&random)
            school = drawn.1
            // A letter and a date stand at the head, a number may stand anywhere.
            lead.insert(drawn.0, at: 0)
        }
        if Int.random(in: 0..<5, using: &random) == 0 {
            isTraining = true
            lead.insert("PRUEBA", at: 0)
        }
        return (lead + [body]).joined(separator: " ")
    }
}

/// Numbers as people write them.
enum NumberSpelling {
    static func any(
        _ value: Int, isGlued: Bool, isShort: Bool, _ random: inout some RandomNumberGenerator
    ) -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0 where !isGlued: words(value, &random)
        case 1 where !isGlued: "\(value) de \(value + Int.random(in: 0...9, using: &random))"
        case 2 where !isGlued: confused(value, &random)
        default: digits(value, &random)
        }
    }

    static func digits(_ value: Int, _ random: inout some RandomNumberGenerator) -> String {
        Int.random(in: 0..<8, using: &random) == 0 ? "0\(value)" : "\(value)"
    }

    /// o for 0 and l or I for 1, beside a digit that is one.
    private static func confused(_ value: Int, _ random: inout some RandomNumberGenerator) -> String {
        let plain = Array("\(value)")
        let safe = plain.firstIndex { $0 != "0" && $0 != "1" }
        guard let safe else { return String(plain) }
        return String(
            plain.enumerated().map { index, digit in
                if index == safe { return digit }
                switch digit {
                case "0": return Bool.random(using: &random) ? "o" : "O"
                case "1": return ["l", "I", "|"].drawn(&random)
                default: return digit
                }
            })
    }

    static func words(_ value: Int, _ random: inout some RandomNumberGenerator) -> String {
        (spellings[value] ?? ["\(value)"]).drawn(&random)
    }

    private static let small: [Int: [String]] = [
        0: ["cero", "sero"], 1: ["uno"], 2: ["dos"], 3: ["tres"], 4: ["cuatro"], 5: ["cinco", "sinco"], 6: ["seis"], 7: ["siete"],
        8: ["ocho"], 9: ["nueve", "nuebe"], 10: ["diez", "dies"], 11: ["once", "onse"], 12: ["doce"], 13: ["trece"],
        14: ["catorce", "catorse", "catorze"], 15: ["quince", "quinse", "kinse"],
        16: ["dieciseis", "dieciséis", "diez y seis", "diesiseis"], 17: ["diecisiete", "diez y siete", "diesisiete"],
        18: ["dieciocho", "dies y ocho", "diesiocho"], 19: ["diecinueve", "diez y nueve"], 100: ["cien", "sien"],
    ]
    private static let tens: [Int: [String]] = [
        20: ["veinte", "beinte"], 30: ["treinta", "trenta"], 40: ["cuarenta"], 50: ["cincuenta", "sincuenta"], 60: ["sesenta"],
        70: ["setenta"], 80: ["ochenta"], 90: ["noventa"],
    ]

    /// All spellings of 0 to 100 that we know of.
    static let spellings: [Int: [String]] = {
        var all = small.merging(tens) { first, _ in first }
        for unit in 1...9 {
            let words = small[unit] ?? []
            all[20 + unit] = words.flatMap { ["veinti\($0)", "veinti \($0)", "beinti \($0)", "veinte y \($0)"] }
            for (ten, names) in tens where ten > 20 {
                all[ten + unit] = names.flatMap { name in words.map { "\(name) y \($0)" } } + words.prefix(1).map { "\(names[0])y\($0)" }
            }
        }
        return all
    }()
}

extension Array {
    func drawn(_ random: inout some RandomNumberGenerator) -> Element {
        self[Int.random(in: indices, using: &random)]
    }
}
