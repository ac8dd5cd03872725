import Foundation
import Testing

@testable import edutrac

@Suite("edutrac card print")
struct CardCommandTests {
    private func office() async throws -> TestOffice {
        let office = try await TestOffice().seeded()
        let roster = TestOffice.reporters + """
            987654323,Zoila Huamán,promoter,9999996,0,,es
            987654324,Julio Mamani,community,9999996,0,,es

            """
        #expect(await office.run("reporter", "import", try office.write(roster, to: "r.csv")).code == 0)
        return office
    }

    private func files(_ office: TestOffice) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(office.folder)/cards").sorted()
    }

    private func print(_ office: TestOffice, _ options: String...) async -> TestOffice.Answer {
        await office.run(["card", "print", "--output", "\(office.folder)/cards", "--format", "html"] + options)
    }

    @Test func `makes a file for each promoter, and says where a number is missing`() async throws {
        let office = try await office()
        let answer = await print(office)
        #expect(answer.code == 0 && answer.output.hasPrefix("4 cards: 2 files in \(office.folder)/cards."))
        #expect(answer.complaint.contains("its place is free on 4 of 4 cards") && answer.complaint.contains("edutrac.toml"))
        #expect(try files(office) == ["card-no-promoter.html", "card-zoila-huaman.html"])
        let mode = try FileManager.default.attributesOfItem(atPath: office.folder + "/cards")[.posixPermissions]
        #expect((mode as? Int).map { $0 & 0o007 } == 0, "names and phones are not for everybody")
        let html = try String(contentsOfFile: office.folder + "/cards/card-no-promoter.html", encoding: .utf8)
        #expect(html.contains("Los martes a las 10:00") && html.contains("H\u{A0}8 M\u{A0}10 D\u{A0}1"))
    }

    @Test func `the number of the modem is the one to write to`() async throws {
        let office = try await office()
        let path = office.folder + "/edutrac.toml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try office.write(text.replacing("name = \"sim1\"", with: "name = \"sim1\"\nnumber = \"987654399\""), to: "edutrac.toml")
        let answer = await print(office, "--reporter", "987654321", "--json")
        #expect(answer.complaint.isEmpty)
        let object = try answer.object()
        #expect(object["cards"] as? Int == 1 && object["pages"] is NSNull)
        #expect(object["files"] as? [String] == ["card-rosa-quispe.html"])
        let words = try ManualTests.words()
        for key in object.keys { #expect(words.contains(Substring(key)), "\(key) is on the page") }
        let html = try String(contentsOfFile: office.folder + "/cards/card-rosa-quispe.html", encoding: .utf8)
        #expect(html.contains("987\u{A0}654\u{A0}399"))
    }

    @Test func `of a school all who look after it`() async throws {
        let office = try await office()
        let answer = await print(office, "--school", "9999996")
        #expect(answer.output.hasPrefix("3 cards: 1 file in"))
        #expect(try files(office) == ["card-9999996-0.html"])
    }

    @Test(arguments: [
        (["--format", "csv"], 64, "--format takes some of html, pdf"),
        (["--reporter", "987654321", "--school", "9999996"], 64, "not both"),
        (["--reporter", "123"], 64, "123 is no mobile number"),
        (["--reporter", "987650000"], 66, "987650000 is not in the roster"),
        (["--school", "1111111"], 66, "There is no school 1111111"),
    ] as [([String], Int32, String)])
    func `a wrong wish is told`(_ options: [String], _ code: Int32, _ words: String) async throws {
        let office = try await TestOffice().seeded()
        let answer = await office.run(["card", "print", "--output", "\(office.folder)/x"] + options)
        #expect(answer.code == code && answer.complaint.contains(words), "\(answer.complaint)")
    }

    @Test func `who gets no card, and why`() async throws {
        let office = try await TestOffice().seeded()
        let roster = TestOffice.reporters + "987654329,Ana Tito,operator,,,,es\n"
        #expect(await office.run("reporter", "import", try office.write(roster, to: "r.csv")).code == 0)
        let none = await print(office, "--reporter", "987654329")
        #expect(none.code == 66 && none.complaint.contains("the role operator has no card"))
        let half = TestOffice.reporters.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n"
        let path = try office.write(half, to: "half.csv")
        #expect(await office.run("reporter", "import", "--retire-missing", path).code == 0)
        let gone = await print(office, "--reporter", "987654322")
        #expect(gone.code == 66 && gone.complaint.contains("no longer in the office's list"), "\(gone.complaint)")
        let nobody = await print(office, "--school", "9999988")
        #expect(nobody.code == 66 && nobody.complaint.contains("Nobody reports for I.E. 502 Pampa Alta yet"))
    }

    @Test func `an office without people is told what to do`() async throws {
        let office = try TestOffice()
        let answer = await print(office)
        #expect(answer.code == 66 && answer.complaint.contains("`edutrac reporter import`"))
    }
}
