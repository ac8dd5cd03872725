import Foundation
import Testing

@testable import edutrac

@Suite("edutrac wording")
struct WordingCommandTests {
    @Test func `every text of the built-in catalogue fits one SMS with its longest values`() async throws {
        let office = try TestOffice()
        let answer = await office.run("wording", "check", "--json")
        #expect(answer.code == 0, "\(answer.complaint)")
        let texts = try answer.list()
        #expect(texts.count > 40)
        #expect(texts.allSatisfy { $0["parts"] as? Int == 1 && $0["alphabet"] as? String == "GSM-7" })
        #expect(!texts.contains { ($0["text"] as? String)?.contains("{") == true }, "a slot is left open")
        #expect(await office.run("wording", "check", "--only-troubles").output == "Troubles: none.")
    }

    @Test func `a text that is too long or holds costly letters is shown with both`() async throws {
        let office = try TestOffice()
        try FileManager.default.createDirectory(atPath: office.folder + "/wording", withIntermediateDirectories: true)
        let long = String(repeating: "á", count: 60)
        try office.write("optedOut = \"Listo, así no le enviaremos más.\"\nofficeReads = \"\(long) \(long)\"\n", to: "wording/es.toml")
        let answer = await office.run("wording", "check", "--only-troubles", "--json")
        #expect(answer.code == 65)
        let texts = try answer.list()
        #expect(texts.map { $0["key"] as? String } == ["optedOut", "officeReads"])
        #expect(texts.map { $0["costly"] as? String } == ["íá", "á"])
        #expect(texts.map { $0["parts"] as? Int } == [1, 2])
    }

    @Test func `a catalogue that nobody has read is measured and said not to be sent`() async throws {
        let office = try TestOffice()
        try FileManager.default.createDirectory(atPath: office.folder + "/wording", withIntermediateDirectories: true)
        try office.write("reviewed_by = \"\"\noptedOut = \"Allinmi.\"\n", to: "wording/qu.toml")
        let answer = await office.run("wording", "check", "--language", "qu")
        #expect(answer.code == 0, "\(answer.complaint)")
        #expect(answer.output.contains("qu is not sent"))
        #expect(await office.run("wording", "check", "--language", "ay").code == 64)
        try office.write("reviewed_by = \"Ana Condori\"\noptedOut = \"Allinmi.\"\n", to: "wording/qu.toml")
        #expect(!(await office.run("wording", "check", "--language", "qu").output.contains("not sent")))
    }
}
