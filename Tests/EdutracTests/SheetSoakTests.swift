import Foundation
import Testing

@testable import edutrac

/// An office of sixty schools, with whatever comes, as PDF: no page may run over. Part of `make soak`.
@Suite(
    "Sheets, soak",
    .enabled(
        if: ProcessInfo.processInfo.environment["EDUTRAC_SOAK"] == "1"
            && ["weasyprint", "pdftotext"].allSatisfy { ProgramFinder.path(of: $0) != nil },
        "runs in `make soak`, where they are installed: apt install weasyprint fonts-dejavu poppler-utils"))
struct SheetSoakTests {
    /// Small and the same everywhere (splitmix64).
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let names = [
        "I.E. 501", "I.E.I. N.º 64 999-B «Ñañayki Q'eñwa p\u{303}ayoti ïtsä Wïrakocha» de Alto Masisea y Anexos",
        "Institución Educativa Primaria de Menores 38 387 San Juan de Yarinacocha", "PRONOEI Rayito de Sol",
    ]
    private static let reasons = [
        "lluvia", "inundación, no hubo paso por el río crecido y el puente cayó", "duelo", "capacitación de la UGEL",
    ]

    @Test func `an office with whatever comes keeps to its pages`() async throws {
        let seed = ProcessInfo.processInfo.environment["EDUTRAC_SEED"].flatMap { UInt64($0) } ?? 1
        var dice = Dice(state: seed)
        let office = try TestOffice(clock: "2026-06-04T10:00:00-05:00")
        var roster = TestOffice.schools.split(separator: "\n").prefix(1).joined() + "\n"
        var schools: [(code: String, boys: Int, girls: Int, teachers: Int)] = []
        for number in 0..<60 {
            let code = String(9_000_000 + number)
            let (boys, girls) = (Int.random(in: 0...220, using: &dice), Int.random(in: 1...220, using: &dice))
            let isAlone = Int.random(in: 0..<3, using: &dice) == 0
            let teachers = isAlone ? 1 : Int.random(in: 2...24, using: &dice)
            schools.append((code, boys, girls, teachers))
            let form = isAlone ? "unidocente" : "multigrado"
            let name = (Self.names.randomElement(using: &dice) ?? "") + " \(number)"
            roster += "\(code),0,\(800_000 + number * 2 / 3),\"\(name)\",primaria,Distrito \(number % 9),UGEL Pichari,"
            roster += "Comunidad \(number),Red \(number % 11),\(form),\(boys),\(girls),\(teachers),\n"
        }
        let imported = await office.run("school", "import", try office.write(roster, to: "s.csv"))
        try #require(imported.code == 0, "\(imported.complaint)")
        for school in schools {
            for day in ["2026-04-20", "2026-05-04", "2026-05-11", "2026-05-25"] {
                guard Int.random(in: 0..<5, using: &dice) > 0 else { continue }
                var figures = ["--no-class", "--reason", Self.reasons.randomElement(using: &dice) ?? ""]
                if Int.random(in: 0..<5, using: &dice) > 0 {
                    figures = [
                        "--boys", "\(Int.random(in: 0...school.boys, using: &dice))",
                        "--girls", "\(Int.random(in: 0...school.girls, using: &dice))",
                        "--teachers", "\(Int.random(in: 0...school.teachers, using: &dice))",
                    ]
                }
                let answer = await office.run(["report", "enter", "--school", school.code, "--day", day] + figures)
                try #require(answer.code == 0, "seed \(seed): \(answer.complaint)")
            }
        }
        let line = "Llovió mucho, el río creció y la trocha estuvo cortada; hubo elecciones y una campaña de salud."
        #expect(await office.run("month", "context", "2026-05", line, "--office").code == 0)
        for number in 1...9 {
            let answer = await office.run(
                "agreement", "add", "--school", schools[0].code, "--month", "2026-04", "--text",
                "Reparar el techo del aula de segundo grado antes de las lluvias de este año, \(number)", "--who",
                "APAFA y CONEI")
            #expect(answer.code == 0, "\(answer.complaint)")
        }
        let printed = await office.run("month", "print", "2026-05", "--output", "\(office.folder)/x", "--format", "pdf")
        // A page too many is a warning.
        #expect(printed.code == 0 && printed.complaint.isEmpty, "seed \(seed): \(printed.complaint)")
        for name in try FileManager.default.contentsOfDirectory(atPath: office.folder + "/x") {
            let box = try PrintedWords.said("pdftotext", "-bbox", "\(office.folder)/x/\(name)", "-")
            let words = PrintedWords(bbox: box)
            #expect(words.collisions == [], "seed \(seed): \(name)")
            #expect(words.roomAboveFoot.map { $0 > 3 } ?? !name.hasPrefix("report"), "seed \(seed): \(name)")
        }
    }
}
