import Attendance
import Foundation
import Testing

@Suite("Wording")
struct WordingTests {
    @Test
    func `the shipped Spanish catalogue says what is built in`() throws {
        let shipped = try ShippedCatalogue.read(ShippedCatalogue.text("es"))
        #expect(Set(shipped.keys) == Set(WordingKey.allCases.map(\.rawValue)))
        for key in WordingKey.allCases { #expect(shipped[key.rawValue] == Wording.spanish.template(key)) }
        #expect(try Wording(language: "es", overrides: shipped).tooLong(fits: Sample.fits).isEmpty)
    }

    @Test(arguments: ["en", "qu"])
    func `a shipped catalogue says everything, in plain letters, and fits`(language: String) throws {
        var shipped = try ShippedCatalogue.read(ShippedCatalogue.text(language))
        shipped["reviewed_by"] = nil
        #expect(Set(shipped.keys) == Set(WordingKey.allCases.map(\.rawValue)))
        #expect(shipped.filter { !$0.value.allSatisfy(\.isASCII) }.isEmpty)
        #expect(try Wording(language: language, overrides: shipped).tooLong(fits: Sample.fits) == [])
    }

    @Test(arguments: ["en", "qu"])
    func `a shipped catalogue keeps what reporters must type, and all that Spanish tells`(language: String) throws {
        let shipped = try #require(try ShippedCatalogue.wordings()[language])
        let typed = ["SIN CLASES", "AYUDA", "BAJA", "ALTA", "LUN", "04/05", "9999996"]
        for key in WordingKey.allCases {
            let spanish = Wording.spanish.template(key)
            let other = shipped.template(key)
            for word in typed where spanish.contains(word) { #expect(other.contains(word), "\(key): \(other)") }
            if spanish.contains("responda SI") || spanish.contains("Responda SI") {
                #expect(other.contains(" SI"), "\(key): \(other)")
            }
            for slot in WordingSlot.allCases where spanish.contains("{\(slot.rawValue)}") {
                #expect(other.contains("{\(slot.rawValue)}"), "\(key) lacks {\(slot.rawValue)}: \(other)")
            }
        }
    }

    @Test
    func `Quechua waits for a speaker`() throws {
        #expect(try ShippedCatalogue.read(ShippedCatalogue.text("qu"))["reviewed_by"] == "")
    }

    @Test
    func `every text fits one SMS with its longest values`() {
        #expect(Wording.spanish.tooLong(fits: Sample.fits) == [])
    }

    @Test
    func `Spanish goes out without accents`() {
        let accented = WordingKey.allCases.filter { key in
            Wording.spanish.template(key).contains { !$0.isASCII }
        }
        #expect(accented.isEmpty)
    }

    @Test
    func `long names are cut, never the example`() {
        let name = String(repeating: "Institución Educativa Ñandú ", count: 10)
        let text = Wording.spanish.text(
            .overEnrolment,
            [
                .school: .name(name), .enrolled: .whole("14"), .what: .whole("hombres matriculados"),
                .number: .whole("41"), .example: .whole("H 14 M 15 D 2"),
            ], fits: Sample.fits)
        #expect(Sample.fits(text) && text.count > 145)
        #expect(text.hasPrefix("Institucion Educativa Ñandu "))
        #expect(text.hasSuffix("H 14 M 15 D 2"))
    }

    @Test
    func `several names are cut alike`() {
        let names = ["A", "B", "C"].map { Wording.Value.Labelled("\($0)=", String(repeating: "Larga ", count: 20)) }
        let text = Wording.spanish.text(
            .whichSchool,
            [.number: .whole("3"), .letters: .whole("A, B o C"), .schools: .names(names), .example: .whole("A H 12 M 15 D 2")],
            fits: Sample.fits)
        #expect(Sample.fits(text) && text.hasSuffix("Ej: A H 12 M 15 D 2"))
        #expect(text.contains("A=La") && text.contains("C=La"))
    }

    @Test(arguments: [
        (["I.E. 38387", "I.E.I. 120", "I.E.S. Jose Olaya 1206"], "A=I.E. 38387, B=I.E.I. 120, C=I.E.S. Jose Olaya 1206. Envie"),
        (["Institucion Educativa de Menores N 501 Kimbiri", "I.E. 38387 Quebrada Honda", "I.E. 120"],
         "A=Institucion Educativa 501, B=I.E. 38387 Quebrada Honda, C=I.E. 120. Envie"),
        ((1...7).map { "I.E. 3838\($0)" }, "A=38381, "),
        ((1...16).map { "Institucion Educativa 38\(380 + $0)" }, "A, B, C, E, "),
    ])
    func `names end at a word, and a number is whole or not there`(names: [String], words: String) {
        let letters = "ABCEGJKLNQRSUVWX".map(String.init)
        let schools = zip(letters, names).map { Wording.Value.Labelled("\($0)=", $1) }
        let text = Wording.spanish.text(
            .questionSeveral,
            [
                .greeting: .whole("Buenos dias"), .schools: .names(schools), .example: .whole("A H 12 M 15 D 2"),
                .legend: .whole("H hombres, M mujeres, D docentes"),
            ], fits: Sample.fits)
        #expect(Sample.fits(text) && text.contains("asi: A H 12 M 15 D 2"))
        #expect(text.contains(": " + words), "\(text)")
    }

    @Test
    func `a text that cannot hold three schools with their numbers is found`() throws {
        let long = try Wording(
            language: "es", overrides: ["questionSeveral": String(repeating: "Buenos dias. ", count: 10) + "{schools} {example}"])
        #expect(long.tooLong(fits: Sample.fits).map(\.description).first?.contains("questionSeveral") == true)
    }

    @Test(arguments: [
        (["acepted": "x"], "There is no text \"acepted\""), (["accepted": "Recibido {escuela}"], "has no {escuela}"),
        (["help": "AYUDA"], "lacks {example}"), (["shortWeekdays": "lun mar"], "must be seven words"),
        (["months": "enero febrero"], "must be twelve words"),
    ])
    func `refuses an override that cannot work, with the remedy`(overrides: [String: String], words: String) {
        do throws(WordingError) {
            _ = try Wording(language: "es", overrides: overrides)
            Issue.record("accepted")
        } catch {
            #expect(error.description.contains(words))
        }
    }

    @Test
    func `an override that is too long is found`() throws {
        let long = try Wording(language: "es", overrides: ["optedOut": String(repeating: "Adios ", count: 30)])
        #expect(long.tooLong(fits: Sample.fits).map(\.description).first?.contains("optedOut") == true)
    }

    @Test
    func `another language speaks for itself and falls back to Spanish`() throws {
        var office = try Sample.office()
        office.wordings = ["qu": try Wording(language: "qu", overrides: ["officeReads": "Oficinamanta runa leenqa."])]
        var context = SenderContext(
            reporter: Sample.reporter(Sample.rosa, schools: [(Sample.one, nil)]),
            schools: [.init(school: Sample.one, letter: nil)])
        context.reporter?.language = "qu"
        var conversation = Conversation(context, office: office)
        #expect(conversation.say("Se malogro mi celular") == "Oficinamanta runa leenqa.")
        #expect(conversation.say("BAJA").hasPrefix("Listo, no le enviaremos"))
    }
}
