import Attendance
import Foundation
import Store
import Testing

@testable import edutrac

@Suite("edutrac report, edutrac inbox")
struct ListingTests {
    static let phone = "+51987654321"
    /// 2026-05-04T10:05:00-05:00.
    static let arrival = Date(timeIntervalSince1970: 1_777_907_100)

    /// An office with one report in it, its text and reply, and one PDU that could not be decoded.
    static func office() async throws -> TestOffice {
        let office = try TestOffice()
        let store = try AttendanceStore(path: office.folder + "/edutrac.sqlite")
        let school = School(
            key: SchoolKey("9999996"), name: "I.E. 501 Kimbiri", level: "primaria", district: "Kimbiri",
            ugel: "UGEL Pichari", enrolment: .init(boys: 14, girls: 16, teachers: 2))
        _ = try store.importSchools(
            [school], validFrom: try #require(SchoolDay(iso: "2026-03-16")), retireMissing: false, at: arrival)
        let reporter = try #require(PhoneNumber(peruvianMobile: phone))
        _ = try store.keep(
            [
                Arrival(
                    pdu: "0011", partKey: "a", modem: "sim1", sim: "8951", slot: StorageSlot(memory: "SM", index: 4),
                    receivedAt: arrival,
                    content: .part(
                        PartContent(
                            sender: phone, phone: reporter, serviceCentreTime: arrival,
                            forbidsAutomaticReply: false, position: nil))),
                Arrival(
                    pdu: "00FF", partKey: "b", modem: "sim1", sim: "8951", slot: nil,
                    receivedAt: arrival.addingTimeInterval(60),
                    content: .undecodable(reason: "TP-OA at octet 1 needs 12 octets, 0 left")),
            ], at: arrival)
        let parts = try #require(try store.completeTexts(at: arrival, partialAfter: 60).first)
        let day = try #require(SchoolDay(iso: "2026-05-04"))
        let report = AttendanceReport(
            school: school.key, day: day, content: .present(AttendanceCounts(boys: 12, girls: 15, teachers: 2)),
            isLate: true, phone: reporter, receivedAt: arrival)
        _ = try store.settling {
            try $0.settle(
                parts,
                InboundText(
                    sender: phone, phone: reporter, body: "H 12 M 15\u{1B}[2J D 2", serviceCentreTime: arrival,
                    receivedAt: arrival),
                Settlement(reading: "report", school: school.key, report: report, answer: .reply("Recibido.")),
                replyExpiresAt: arrival.addingTimeInterval(86_400), at: arrival)
        }
        return office
    }

    @Test func `a report has all its keys`() async throws {
        let row = try #require(try await Self.office().run("report", "list", "--json").list().first)
        #expect(
            Set(row.keys) == [
                "id", "codMod", "anexo", "day", "stream", "boys", "girls", "teachers", "total", "noClass",
                "reason", "late", "training", "marks", "state", "source", "phone", "receivedAt",
            ])
        #expect(row["codMod"] as? String == "9999996")
        #expect(row["day"] as? String == "2026-05-04")
        #expect(row["boys"] as? Int == 12)
        #expect(row["total"] as? Int == 27)
        #expect(row["noClass"] as? Bool == false)
        #expect(row["late"] as? Bool == true)
        #expect(row["reason"] is NSNull)
        #expect(row["state"] as? String == "current")
        #expect(row["source"] as? String == "sms")
        #expect(row["phone"] as? String == Self.phone)
        #expect(row["receivedAt"] as? String == "2026-05-04T10:05:00-05:00")
    }

    @Test(arguments: [
        (["--from", "2026-05-04", "--to", "2026-05-04"], 1), (["--from", "2026-05-05"], 0),
        (["--to", "2026-05-03"], 0), (["--school", "9999996"], 1), (["--school", "9999996/1"], 0),
        (["--history"], 1),
    ])
    func `reports are chosen by day and school`(_ filter: [String], _ count: Int) async throws {
        let office = try await Self.office()
        let answer = await TestOffice.run(
            ["--config", office.folder + "/edutrac.toml", "report", "list", "--json"] + filter)
        #expect(try answer.list().count == count, "\(answer.complaint)")
    }

    @Test func `tables name the school and fit the terminal`() async throws {
        let office = try await Self.office()
        let reports = await office.run("report", "list").output
        #expect(reports.contains("I.E. 501 Kimbiri"))
        #expect(reports.contains("late"))
        for command in [["report", "list"], ["inbox", "list"], ["outbox", "list"], ["inbox", "show", "1"]] {
            let output = await TestOffice.run(["--config", office.folder + "/edutrac.toml"] + command).output
            #expect(output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(output)")
            #expect(!output.contains("\u{1B}"), "a text must not reach the terminal's ears")
        }
    }

    @Test func `the inbox has texts and what could not be decoded, the newest first`() async throws {
        let office = try await Self.office()
        let rows = try await office.run("inbox", "list", "--json").list()
        #expect(rows.map { $0["reading"] as? String } == ["undecodable", "report"])
        #expect(rows.map { $0["sender"] as? String } == [nil, Self.phone])
        #expect(rows.map { $0["text"] as? String } == [nil, "H 12 M 15\u{1B}[2J D 2"])
        #expect(rows.map { $0["reply"] as? String } == [nil, "Recibido."])
        #expect(rows[1]["serviceCentreTime"] as? String == "2026-05-04T10:05:00-05:00")
        #expect(rows[0]["serviceCentreTime"] is NSNull)
        let unread = try await office.run("inbox", "list", "--unread", "--json").list()
        #expect(unread.map { $0["reading"] as? String } == ["undecodable"])
    }

    @Test func `what could not be decoded says why, and is unread until somebody has seen it`() async throws {
        let office = try await Self.office()
        let unread = try #require(try await office.run("inbox", "list", "--unread", "--json").list().first)
        #expect(unread["silence"] as? String == "TP-OA at octet 1 needs 12 octets, 0 left")
        #expect(await office.run("inbox", "list").output.contains("TP-OA at octet 1"))
        #expect(await office.run("status").output.contains("unread"))
        _ = await office.run("inbox", "show", "-2", "--keep-unread")
        #expect(try await office.run("inbox", "list", "--unread", "--json").list().count == 1)
        _ = await office.run("inbox", "show", "-2")
        #expect(await office.run("inbox", "list", "--unread").output == "Unread texts: none.")
        #expect(!(await office.run("status").output.contains("unread")))
    }

    @Test func `what a text is beyond its words is shown, and what of it never came`() async throws {
        let office = try await Self.office()
        let store = try AttendanceStore(path: office.folder + "/edutrac.sqlite")
        let reporter = try #require(PhoneNumber(peruvianMobile: Self.phone))
        let kinds: [(InboundKind, String, Settlement.Silence?)] = [
            (.flash, "report", nil), (.mmsNotice, "mmsNotice", .noPerson),
        ]
        for (index, (kind, reading, silence)) in kinds.enumerated() {
            let now = Self.arrival.addingTimeInterval(Double(120 + index))
            _ = try store.keep(
                [
                    Arrival(
                        pdu: "0022", partKey: kind.rawValue, modem: "sim1", sim: "8951", slot: nil, receivedAt: now,
                        content: .part(
                            PartContent(
                                sender: Self.phone, phone: reporter, serviceCentreTime: now, forbidsAutomaticReply: false,
                                position: PartPosition(reference: index, total: 2, sequence: 1, bits: 8))))
                ], at: now)
            let parts = try #require(try store.completeTexts(at: now, partialAfter: 0).first)
            _ = try store.settling {
                try $0.settle(
                    parts,
                    InboundText(sender: Self.phone, phone: reporter, body: "x[...]", serviceCentreTime: now, receivedAt: now),
                    kind: kind,
                    Settlement(reading: reading, answer: silence.map { .silence($0) } ?? .reply("Recibido.")),
                    replyExpiresAt: now, at: now)
            }
        }
        let rows = try await office.run("inbox", "list", "--json").list()
        #expect(rows.map { $0["kind"] as? String } == ["mmsNotice", "flash", nil, "text"])
        #expect(rows.map { $0["missing"] as? String } == ["2", "2", nil, nil])
        let table = await office.run("inbox", "list").output
        #expect(table.contains("report, flash"))
        #expect(table.contains("mmsNotice"))
        #expect(!table.contains("mmsNotice, mmsNotice"))
        let id = try #require(rows[0]["id"] as? Int)
        let shown = await office.run("inbox", "show", "\(id)").output
        #expect(shown.contains("a picture message waits"))
        #expect(shown.contains("part 2"))
    }

    @Test func `calls that were hung up are listed with who rang`() async throws {
        let office = try await Self.office()
        #expect(await office.run("inbox", "calls").output == "Missed calls: none.")
        let store = try AttendanceStore(path: office.folder + "/edutrac.sqlite")
        for (seconds, number) in [(0.0, "987654321"), (10, "987654321"), (20, nil)] as [(Double, String?)] {
            _ = try store.keepCall(
                number: number, phone: number.flatMap { PhoneNumber(peruvianMobile: $0) }, modem: "sim1", sim: "8951",
                at: Self.arrival.addingTimeInterval(seconds))
        }
        let rows = try await office.run("inbox", "calls", "--json").list()
        #expect(rows.map { $0["phone"] as? String } == [nil, Self.phone])
        #expect(rows.map { $0["times"] as? Int } == [1, 2])
        #expect(rows[1]["receivedAt"] as? String == "2026-05-04T10:05:00-05:00")
        let table = await office.run("inbox", "calls").output
        #expect(table.contains("withheld"))
        #expect(table.contains(Self.phone))
    }

    @Test func `notes stand below their report and leave the table a table`() async throws {
        let lines = try await Self.office().run("report", "list").output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("day"))
        #expect(lines[1].hasPrefix("2026-05-04  9999996"))
        #expect(lines[2] == "    late")
    }

    @Test func `one text is shown with its parts, also one without a sender`() async throws {
        let office = try await Self.office()
        for row in try await office.run("inbox", "list", "--json").list() {
            let id = try #require(row["id"] as? Int)
            let shown = try await office.run("inbox", "show", "\(id)", "--json").object()
            let parts = try #require(shown["parts"] as? [[String: Any]])
            #expect(parts.count == 1)
            #expect(parts[0]["modem"] as? String == "sim1")
            let words = await office.run("inbox", "show", "\(id)").output
            #expect(words.contains(id < 0 ? "TP-OA at octet 1" : "SM 4"))
        }
    }

    @Test func `every key of these lists is in the manual`() async throws {
        let office = try await Self.office()
        let words = try ManualTests.words()
        let store = try AttendanceStore(path: office.folder + "/edutrac.sqlite")
        _ = try store.keepCall(number: "014445555", phone: nil, modem: "sim1", sim: "8951", at: Self.arrival)
        #expect(await office.run("inbox", "ignore", "1").code == 0)
        for command in [
            ["report", "list"], ["inbox", "list"], ["inbox", "show", "1"], ["inbox", "calls"], ["outbox", "list"],
            ["audit", "list"],
        ] {
            let answer = await TestOffice.run(["--json", "--config", office.folder + "/edutrac.toml"] + command)
            for key in try ManualTests.keys(of: answer.json()) {
                #expect(words.contains(Substring(key)), "\(command): \(key)")
            }
        }
    }

    @Test func `a limit is kept and a list that was cut says so`() async throws {
        let office = try TestOffice()
        for _ in 1...3 { _ = await office.run("send", "987654321", "x") }
        #expect(try await office.run("outbox", "list", "--json", "--limit", "2").list().count == 2)
        #expect(try await office.run("outbox", "list", "--json").list().count == 3)
        #expect(LimitOption.usual == 200)
    }

    @Test func `a text that looks like options is not taken for help`() async throws {
        let office = try TestOffice()
        let answer = await office.run("send", "987654321", "-hola")
        #expect(answer.code == 64)
        #expect(await office.run("send", "987654321", "--", "-hola").code == 0)
        #expect(try await office.run("outbox", "list", "--json").list().map { $0["text"] as? String } == ["-hola"])
    }

    @Test func `a list does not make an office out of a typing error`() async throws {
        let office = try TestOffice()
        try FileManager.default.removeItem(atPath: office.folder + "/edutrac.sqlite")
        for command in [["report", "list"], ["school", "list"], ["calendar", "show"], ["status"]] {
            let answer = await TestOffice.run(["--config", office.folder + "/edutrac.toml"] + command)
            #expect(answer.code == (command == ["status"] ? 69 : 66))
            #expect(answer.complaint.contains("There is no database at \(office.folder)/edutrac.sqlite yet."))
        }
        #expect(!FileManager.default.fileExists(atPath: office.folder + "/edutrac.sqlite"))
    }
}
