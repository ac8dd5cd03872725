import Attendance
import Foundation
import Store
import Testing

@testable import edutrac

@Suite("edutrac inbox assign, reply, ignore")
struct InboxDeedTests {
    private static let figures = ["--boys", "12", "--girls", "15", "--teachers", "2"]
    private static let rosa = "+51987654321"

    private let office: TestOffice

    init() async throws { office = try await TestOffice().seeded() }

    private func assign(_ id: Int, _ options: String...) async -> TestOffice.Answer {
        await office.run(["inbox", "assign", "\(id)"] + Self.figures + options)
    }

    private func list(_ command: String...) async throws -> [[String: Any]] {
        try await office.run(command + ["--json"]).list()
    }

    // MARK: assign

    @Test func `a text that only a person can read becomes the report of its sender's school and its day`() async throws {
        let id = try office.receive("vinieron casi todos, faltaron dos ninos", from: Self.rosa)
        let answer = await assign(id, "--note", "llame por telefono")
        #expect(answer.code == 0, "\(answer.complaint)")
        #expect(answer.output == "Text \(id) is report 1 now: I.E. 501 Kimbiri, 2026-05-04, H12 M15 D2.")
        let report = try #require(try await list("report", "list").first)
        #expect(report["codMod"] as? String == "9999996")
        #expect(report["day"] as? String == "2026-05-04")
        #expect(report["source"] as? String == "office")
        #expect(report["phone"] as? String == Self.rosa)
        #expect(report["late"] as? Bool == false)
        #expect(try await list("inbox", "list", "--unread").isEmpty)
        #expect(try await list("inbox", "list")[0]["handled"] as? String == "assigned")
        #expect(try await list("outbox", "list").map { $0["kind"] as? String } == ["reply"], "nobody is told unasked")
        let deed = try #require(try await list("audit", "list").first)
        #expect(deed["deed"] as? String == "assignText")
        #expect(deed["text"] as? Int == id)
        #expect(deed["report"] as? Int == 1)
        #expect(deed["note"] as? String == "llame por telefono")
    }

    @Test func `the second who assigns it learns who was first and when`() async throws {
        let id = try office.receive("vinieron casi todos", from: Self.rosa)
        #expect(await assign(id).code == 0)
        for options in [[], ["--replace"], ["--school", "9999988"]] {
            let again = await office.run(["inbox", "assign", "\(id)"] + Self.figures + options)
            #expect(again.code == 65)
            #expect(again.complaint.contains("Text \(id) is the source of report 1 already (assigned by \(Person.name) at 2026-05-04 09:55)."))
            #expect(again.complaint.contains("edutrac report correct 1"))
        }
        #expect(try await list("report", "list", "--history").count == 1)
        #expect(await office.run("report", "correct", "1", "--boys", "13").code == 0)
        #expect(await assign(id).complaint.contains("report list --history"))
    }

    @Test func `a report that stands is named with its figures and replaced only on demand`() async throws {
        #expect(await office.run(["report", "enter", "--school", "9999996", "--day", "2026-05-04"] + Self.figures).code == 0)
        let id = try office.receive("en total 13 varones", from: Self.rosa)
        let command = ["inbox", "assign", "\(id)", "--boys", "13", "--girls", "15", "--teachers", "2"]
        let refused = await office.run(command)
        #expect(refused.code == 65)
        #expect(refused.complaint.contains("9999996 has a report for 2026-05-04 already: number 1, H12 M15 D2. Add --replace"))
        #expect(try await list("inbox", "list", "--unread").count == 1)
        let replaced = await office.run(command + ["--replace", "--tell"])
        #expect(replaced.code == 0, "\(replaced.complaint)")
        #expect(replaced.output.contains("Report 1 (H12 M15 D2) is history."))
        #expect(replaced.output.contains("Corregido I.E. 501 Kimbiri lun 04/05: H13 M15 D2 (antes H12 M15 D2). Gracias."))
        #expect(try await list("report", "list", "--history").map { $0["state"] as? String } == ["current", "superseded"])
    }

    @Test func `the sender is told in one SMS when the office wants that`() async throws {
        let id = try office.receive("vinieron casi todos", from: Self.rosa)
        let answer = try await assign(id, "--tell", "--json").object()
        let message = try #require(try await list("outbox", "list").first)
        #expect(answer["message"] as? Int == message["id"] as? Int)
        #expect(answer["text"] as? Int == id)
        #expect(answer["replaced"] is NSNull)
        #expect(message["kind"] as? String == "office")
        #expect(message["recipient"] as? String == Self.rosa)
        #expect(message["inReplyTo"] as? Int == id)
        #expect(message["parts"] as? Int == 1)
        #expect((message["text"] as? String)?.hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05: H12 M15 D2.") == true)
        #expect(try await list("audit", "list")[0]["message"] as? Int == message["id"] as? Int)
    }

    @Test func `lateness and day are those of the sending`() async throws {
        let id = try office.receive("vinieron casi todos", from: Self.rosa, sentAt: "2026-04-28T11:30:00-05:00")
        let later = try office.receive("vinieron todos", from: "+51987654322", sentAt: "2026-05-01T11:30:00-05:00")
        #expect(await assign(id).code == 0)
        #expect(await office.run("inbox", "assign", "\(later)", "--no-class", "--reason", "LLUVIA").code == 0)
        let reports = try await list("report", "list")
        #expect(reports.map { $0["day"] as? String } == ["2026-04-28", "2026-04-27"])
        #expect(reports.map { $0["late"] as? Bool } == [true, false])
        #expect(reports[0]["reason"] as? String == "LLUVIA")
    }

    @Test func `what could not be decoded needs school and day`() async throws {
        let id = try office.receiveUndecodable()
        for options in [[], ["--school", "9999996"], ["--day", "2026-05-04"]] {
            let answer = await office.run(["inbox", "assign", "\(id)"] + Self.figures + options)
            #expect(answer.code == 64)
            #expect(answer.complaint.contains("give --school and --day"), "\(answer.complaint)")
        }
        let place = ["--school", "9999996", "--day", "2026-05-04"]
        let told = await office.run(["inbox", "assign", "\(id)", "--tell"] + Self.figures + place)
        #expect(told.code == 65)
        #expect(told.complaint.contains("nobody knows who sent it. Leave --tell out."))
        #expect(await office.run(["inbox", "assign", "\(id)"] + Self.figures + place).code == 0)
        #expect(try await list("report", "list")[0]["phone"] is NSNull)
        #expect(try await list("audit", "list")[0]["text"] as? Int == id)
    }

    @Test func `what cannot be known from the text is asked for`() async throws {
        let stranger = try office.receive("somos 12 y 15", from: "+51987654399")
        #expect(await assign(stranger).complaint.contains("987654399 reports for no school on 2026-05-04: give --school."))
        let brand = try office.receive("Recargue hoy", from: "TELEANDES")
        #expect(await assign(brand).complaint.contains("TELEANDES reports for no school"))
        let days = try office.receive("LUN MAR 12 15 2", from: Self.rosa)
        #expect(await assign(days).complaint.contains("Which day text \(days) is about cannot be told: give --day."))
        let future = await assign(days, "--day", "2026-05-05")
        #expect(future.code == 65)
        #expect(future.complaint.contains("2026-05-05 has not been yet"))
        let nowhere = await assign(stranger, "--school", "9999970")
        #expect(nowhere.code == 65)
        #expect(nowhere.complaint.contains("not in the roster"))
        #expect(try await list("report", "list").isEmpty)
        #expect(await assign(stranger, "--school", "9999996").code == 0)
    }

    @Test func `who left with BAJA is not told, and the report counts without that`() async throws {
        let id = try office.receive("vinieron casi todos", from: Self.rosa)
        try office.receive("BAJA", from: Self.rosa, reading: "optOut", .reply("Listo"), .optOut)
        let told = await assign(id, "--tell")
        #expect(told.code == 65)
        #expect(told.complaint.contains("Leave --tell out. Nothing was changed."))
        #expect(try await list("report", "list").isEmpty)
        #expect(await assign(id).code == 0)
    }

    // MARK: reply

    @Test func `a reply is queued, belongs to its text and makes it read`() async throws {
        let id = try office.receive("cuando llegan los libros?", from: Self.rosa)
        let answer = await office.run("inbox", "reply", "\(id)", "Llegan", "el", "viernes", "--note", "pregunte al almacen")
        #expect(answer.code == 0, "\(answer.complaint)")
        #expect(answer.output.contains("to 987654321, in answer to text \(id): 17 of 160 characters, one SMS."))
        let message = try #require(try await list("outbox", "list").first)
        #expect(message["text"] as? String == "Llegan el viernes")
        #expect(message["inReplyTo"] as? Int == id)
        #expect(try await list("inbox", "list", "--unread").isEmpty)
        #expect(try await list("inbox", "list")[0]["reply"] as? String == "Lo leera una persona de la oficina.")
        #expect(await office.run("inbox", "reply", "\(id)", "y los cuadernos").code == 0, "as often as one likes")
        let deeds = try await list("audit", "list")
        #expect(deeds.map { $0["deed"] as? String } == ["replyText", "replyText"])
        #expect(deeds[1]["message"] as? Int == message["id"] as? Int)
        #expect(deeds[1]["note"] as? String == "pregunte al almacen")
        #expect(!(await office.run("audit", "list").output.contains("viernes")), "the words are in the outbox")
    }

    @Test func `a reply costs one SMS unless more are allowed`() async throws {
        let id = try office.receive("cuando llegan los libros?", from: Self.rosa)
        let long = String(repeating: "palabra ", count: 25)
        let refused = await office.run("inbox", "reply", "\(id)", long)
        #expect(refused.code == 64)
        #expect(refused.complaint.contains("takes 2 SMS (200 characters): shorten it, or allow them with --parts 2."))
        let accents = await office.run("inbox", "reply", "\(id)", String(repeating: "reunión ", count: 10))
        #expect(accents.complaint.contains("--plain writes plain letters"))
        #expect(try await list("outbox", "list").count == 1)
        let sent = try await office.run("inbox", "reply", "\(id)", long, "--parts", "2", "--json").object()
        #expect(sent["parts"] as? Int == 2)
        #expect(sent["inReplyTo"] as? Int == id)
        #expect(await office.run("inbox", "reply", "\(id)", String(repeating: "reunión ", count: 10), "--plain").code == 0)
    }

    @Test func `nobody is written to who cannot or does not want to be`() async throws {
        let brand = try office.receive("Recargue hoy", from: "TELEANDES")
        let refused = await office.run("inbox", "reply", "\(brand)", "hola")
        #expect(refused.code == 65)
        #expect(refused.complaint.contains("TELEANDES is no Peruvian mobile"))
        let id = try office.receive("BAJA", from: Self.rosa, reading: "optOut", .reply("Listo"), .optOut)
        let left = await office.run("inbox", "reply", "\(id)", "hola")
        #expect(left.code == 65)
        #expect(left.complaint.contains("has left with BAJA"))
        #expect(left.complaint.contains("--even-so"))
        #expect(await office.run("inbox", "reply", "\(id)", "hola", "--even-so").code == 0)
    }

    @Test func `our own SIM is not answered`() async throws {
        let path = office.folder + "/edutrac.toml"
        let configuration = try String(contentsOfFile: path, encoding: .utf8)
        try office.write(
            configuration.replacing("name = \"sim1\"", with: "name = \"sim1\"\nnumber = \"987654399\""), to: "edutrac.toml")
        let id = try office.receive("prueba", from: "+51987654399")
        let answer = await office.run("inbox", "reply", "\(id)", "hola")
        #expect(answer.code == 65)
        #expect(answer.complaint.contains("987654399 is a SIM of this office"))
    }

    // MARK: ignore, show

    @Test func `several texts are ignored at once, decoded or not`() async throws {
        let ids = [try office.receive("hola", from: Self.rosa), try office.receiveUndecodable()].map(String.init)
        let answer = await office.run(["inbox", "ignore"] + ids + ["--note", "saludos"])
        #expect(answer.output == "Texts \(ids.joined(separator: ", ")) count as read; nothing is done about them.")
        #expect(try await list("inbox", "list", "--unread").isEmpty)
        #expect(try await list("audit", "list").map { $0["deed"] as? String } == ["ignoreText", "ignoreText"])
        #expect(await office.run("inbox", "list").output.contains("officeText   ignored"))
        #expect(await office.run("inbox", "ignore", ids[0], "4711").code == 66)
        #expect(try await list("audit", "list").count == 2, "all or none")
    }

    @Test func `a text shows what was done about it, by whom and when`() async throws {
        let id = try office.receive("vinieron casi todos", from: Self.rosa)
        _ = await office.run("inbox", "show", "\(id)")
        _ = await assign(id, "--tell", "--note", "por telefono")
        _ = await office.run("inbox", "reply", "\(id)", "Cuidese del frio")
        _ = await office.run("inbox", "ignore", "\(id)")
        let shown = await office.run("inbox", "show", "\(id)").output
        for line in [
            "report    1, 9999996, 2026-05-04: H12 M15 D2 (office)", "replied   message 3, queued: Cuidese del frio",
            "done      2026-05-04 09:55 \(Person.name) read it",
            "done      2026-05-04 09:55 \(Person.name) made report 1 of it: por telefono",
            "done      2026-05-04 09:55 \(Person.name) replied with message 3",
            "done      2026-05-04 09:55 \(Person.name) ignored it",
        ] {
            #expect(shown.contains(line), "\(shown)")
        }
        let json = try await office.run("inbox", "show", "\(id)", "--json").object()
        #expect((json["reports"] as? [[String: Any]])?.map { $0["id"] as? Int } == [1])
        #expect((json["officeReplies"] as? [[String: Any]])?.map { $0["state"] as? String } == ["queued", "queued"])
        let deeds = json["deeds"] as? [[String: Any]]
        #expect(deeds?.map { $0["deed"] as? String } == ["readText", "assignText", "replyText", "ignoreText"])
        let words = try ManualTests.words()
        for key in ManualTests.keys(of: json) { #expect(words.contains(Substring(key)), "\(key)") }
        #expect(await office.run("inbox", "list").output.contains("officeText  assigned"))
        for command in [["inbox", "show", "\(id)"], ["inbox", "list"], ["audit", "list"]] {
            let output = await office.run(command).output
            #expect(output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(output)")
        }
    }
}
