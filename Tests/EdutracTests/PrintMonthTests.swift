import Foundation
import Testing

@testable import edutrac

/// Programs that are not ours: none, real ones, or stand-ins.
private enum Programs {
    static let usual = ProgramFinder.folders

    static func none<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        try await ProgramFinder.$folders.withValue([], operation: body)
    }

    /// A folder with a stand-in in it.
    static func folder(_ files: [String: String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "programs-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            let file = "\(folder)/\(name)"
            try Data(text.replacing("HERE", with: folder).utf8).write(to: URL(filePath: file))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        }
        return folder
    }
}

extension TestOffice {
    /// May, with a week without class.
    fileprivate func withReports() async throws -> TestOffice {
        let days: [(String, [String])] = [
            ("2026-05-04", ["--boys", "13", "--girls", "16", "--teachers", "2"]),
            ("2026-05-11", ["--no-class", "--reason", "lluvia"]),
            ("2026-05-25", ["--boys", "12", "--girls", "14", "--teachers", "1"]),
        ]
        for (day, figures) in days {
            let answer = await run(["report", "enter", "--school", "9999996", "--day", day] + figures)
            try #require(answer.code == 0, "\(answer.complaint)")
        }
        return self
    }

    fileprivate func files(_ name: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)").sorted()
    }

    fileprivate func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }
}

@Suite("edutrac month print")
struct PrintMonthTests {
    private let clock = "2026-06-04T10:00:00-05:00"

    @Test func `makes a file of each kind for each building`() async throws {
        let office = try await TestOffice(clock: clock).seeded().withReports()
        let answer = await office.run("month", "print", "2026-05", "--output", "\(office.folder)/mayo", "--format", "html")
        #expect(answer.code == 0 && answer.complaint.isEmpty, "\(answer.complaint)")
        #expect(answer.output.hasPrefix("2026-05, provisional: 8 files in \(office.folder)/mayo."))
        #expect(
            try office.files("mayo") == [
                "cover.html", "office-no-promoter.html", "report-900001.html", "report-900002.html",
                "strip-900001.html", "strip-900002.html", "summary-district-kimbiri.html", "summary-ugel-pichari.html",
            ])
        let report = try office.text("mayo/report-900001.html")
        #expect(report.contains("I.E. 501 Kimbiri") && report.contains("92\u{A0}%") && report.contains("lluvia"))
        let mode = try FileManager.default.attributesOfItem(atPath: office.folder + "/mayo")[.posixPermissions]
        #expect((mode as? Int).map { $0 & 0o007 } == 0, "the office's sheet is not for everybody")
    }

    @Test func `some sheets of some schools, and the tables`() async throws {
        let office = try await TestOffice(clock: clock).seeded().withReports()
        let folder = office.folder + "/x"
        let answer = await office.run(
            "month", "print", "2026-05", "--output", folder, "--format", "html,csv", "--school", "9999988", "--json")
        let object = try answer.object()
        #expect(
            object["files"] as? [String] == [
                "report-900002.html", "strip-900002.html", "office-no-promoter.html", "cover.html", "reports.csv",
                "figures.csv", "ugel.csv",
            ])
        #expect(object["edition"] is NSNull && object["pages"] is NSNull)
        let strips = await office.run(
            "month", "print", "2026-05", "--output", folder, "--format", "html", "--sheet", "strip", "--by", "promoter")
        #expect(strips.output.contains("1 file in") && strips.output.contains("strip-no-promoter.html"))
    }

    @Test func `a promoter is named by name or phone`() async throws {
        let office = try await TestOffice(clock: clock).seeded()
        let roster = TestOffice.reporters + "987654323,Zoila Huamán,promoter,9999996,0,,es\n"
        #expect(await office.run("reporter", "import", try office.write(roster, to: "r.csv")).code == 0)
        for name in ["zoila huaman", "987654323"] {
            let answer = await office.run(
                "month", "print", "2026-05", "--output", "\(office.folder)/z", "--format", "html", "--promoter", name)
            #expect(answer.code == 0, "\(answer.complaint)")
            #expect(
                try office.files("z") == [
                    "cover.html", "office-zoila-huaman.html", "report-900001.html", "strip-900001.html",
                ])
        }
        let nobody = await office.run(
            "month", "print", "2026-05", "--output", "\(office.folder)/z", "--promoter", "Abel")
        #expect(nobody.code == 66 && nobody.complaint.contains("There is no promoter Abel"))
    }

    @Test(arguments: [
        (["--format", "htm"], 64, "--format takes some of html, pdf, csv"),
        (["--sheet", "report,wall"], 64, "--sheet takes some of report, strip, office, summary, cover"),
        (["--school", "9999996", "--promoter", "x"], 64, "not both"),
        (["--printer", "a; reboot"], 64, "--printer takes the name of a queue"),
        (["--format", "csv", "--printer", "p"], 64, "--printer prints PDF"),
        (["--school", "1111111"], 66, "was not in the roster in 2026-05"),
        (["--template-dir", "/no/such"], 66, "There is no folder /no/such"),
    ] as [([String], Int32, String)])
    func `a wrong wish is told`(_ options: [String], _ code: Int32, _ words: String) async throws {
        let office = try await TestOffice(clock: clock).seeded()
        let answer = await office.run(["month", "print", "2026-05", "--output", "\(office.folder)/x"] + options)
        #expect(answer.code == code && answer.complaint.contains(words), "\(answer.complaint)")
    }

    @Test func `without weasyprint everything but PDF is there, and it is said`() async throws {
        let office = try await TestOffice(clock: clock).seeded()
        let folder = office.folder + "/x"
        let answer = await Programs.none { await office.run("month", "print", "2026-05", "--output", folder) }
        #expect(answer.code == 0 && answer.complaint.contains("weasyprint is not installed"))
        #expect(try office.files("x").count == 8)
        let asked = await Programs.none {
            await office.run("month", "print", "2026-05", "--output", folder, "--format", "html,pdf")
        }
        #expect(asked.code == 69 && asked.complaint.contains("apt install weasyprint fonts-dejavu"))
    }

    @Test func `a template of the office's is used, a broken one is told and not used`() async throws {
        let office = try await TestOffice(clock: clock).seeded()
        try FileManager.default.createDirectory(
            atPath: office.folder + "/templates", withIntermediateDirectories: true)
        try office.write("<p>\n{{#rounds}}\n{{promotor}}{{/rounds}}", to: "templates/cover.mustache")
        try office.write("h1 { color: #123456 }", to: "templates/sheet.css")
        let answer = await office.run(
            "month", "print", "2026-05", "--output", "\(office.folder)/x", "--format", "html", "--sheet", "cover")
        #expect(
            answer.complaint == "edutrac: warning: \(office.folder)/templates/cover.mustache, line 3: nothing is named "
                + "{{promotor}}. The built-in one is used instead.")
        let cover = try office.text("x/cover.html")
        #expect(cover.contains("Lista de sobres") && cover.contains("#123456"))
        try FileManager.default.createDirectory(atPath: office.folder + "/mine", withIntermediateDirectories: true)
        try office.write("<b>{{title}}</b>", to: "mine/cover.mustache")
        let own = await office.run(
            "month", "print", "2026-05", "--output", "\(office.folder)/x", "--format", "html", "--sheet", "cover",
            "--template-dir", "\(office.folder)/mine")
        #expect(own.complaint.isEmpty)
        #expect(try office.text("x/cover.html").contains("<b>Lista de sobres</b>"))
    }

    @Test func `a second language must have been read by a speaker`() async throws {
        let office = try await TestOffice(clock: clock).seeded()
        let settings = try office.text("edutrac.toml")
        try office.write(settings + "\n[print]\nsecond_language = \"qu\"\n", to: "edutrac.toml")
        let command = [
            "month", "print", "2026-05", "--output", "\(office.folder)/x", "--format", "html", "--sheet", "report",
        ]
        let missing = await office.run(command)
        #expect(missing.code == 78 && missing.complaint.contains("no words in \"qu\""))
        try FileManager.default.createDirectory(
            atPath: office.folder + "/templates/words", withIntermediateDirectories: true)
        try office.write("reviewed_by = \"\"\nheld = \"Clase karqachu?\"\n", to: "templates/words/qu.toml")
        let unread = await office.run(command)
        #expect(unread.code == 78 && unread.complaint.contains("were read by nobody yet"))
        try office.write("reviewed_by = \"Zoila\"\nheld = \"Clase karqachu?\"\n", to: "templates/words/qu.toml")
        #expect(await office.run(command).code == 0)
        #expect(try office.text("x/report-900001.html").contains("Clase karqachu?"))
    }

    // MARK: Programs that are not ours

    /// Says of each file that it is made, but of those whose name is in DIES (ends) and FAILS (complains).
    private static let python = """
        #!/bin/sh
        shift 4
        while [ $# -gt 1 ]; do
            case "$1" in
                *DIES*) echo "Killed by the test"; exit 9 ;;
                *FAILS*) echo "edutrac: failed no such figure" ;;
                *HANGS*) exec sleep 600 ;;
                *) echo pdf > "$2"; echo "edutrac: made 2" ;;
            esac
            shift 2
        done

        """

    private func weasyPrint(_ python: String) throws -> String {
        try Programs.folder(["weasyprint": "#!HERE/python3\nimport weasyprint\n", "python3": python])
    }

    @Test func `a run that dies loses one file, and the others are made`() async throws {
        let office = try await TestOffice(clock: clock).seeded()
        let python = Self.python.replacing("DIES", with: "strip-900001").replacing("FAILS", with: "cover")
        let programs = try weasyPrint(python)
        let answer = await ProgramFinder.$folders.withValue([programs]) {
            await office.run("month", "print", "2026-05", "--output", "\(office.folder)/x", "--format", "pdf")
        }
        #expect(answer.code == 74)
        #expect(answer.complaint.contains("strip-900001.pdf: Killed by the test (status 9)"))
        #expect(answer.complaint.contains("cover.pdf: no such figure"))
        // The one who expects another number of pages is told.
        #expect(answer.complaint.contains("strip-900002.pdf has 2 pages instead of 1"))
        #expect(
            try office.files("x") == [
                "office-no-promoter.pdf", "report-900001.pdf", "report-900002.pdf", "strip-900002.pdf",
                "summary-district-kimbiri.pdf", "summary-ugel-pichari.pdf",
            ])
    }

    @Test func `a run that stands still is stopped`() async throws {
        let programs = try weasyPrint(Self.python.replacing("HANGS", with: "b.html"))
        let outcomes = try ProgramFinder.$folders.withValue([programs]) { () -> [String] in
            let weasyPrint = try #require(try WeasyPrint(patience: .seconds(1)))
            var outcomes: [String] = []
            let jobs = ["a", "b", "c"].map { WeasyPrint.Job(html: "/tmp/\($0).html", pdf: "/dev/null") }
            let done = try weasyPrint.run(jobs) { outcomes.append("\($0) \($1)") }
            return outcomes + ["\(done)"]
        }
        #expect(outcomes == ["0 made(pages: 2)", "1 failed(\"it took longer than 1 s\")", "2"])
    }

    @Test func `what is called weasyprint and is no Python program is told`() async throws {
        let programs = try Programs.folder(["weasyprint": "#!/bin/sh\necho hello\n"])
        let office = try await TestOffice(clock: clock).seeded()
        let answer = await ProgramFinder.$folders.withValue([programs]) {
            await office.run("month", "print", "2026-05", "--output", "\(office.folder)/x")
        }
        #expect(answer.code == 69 && answer.complaint.contains("is no Python program"))
    }

    @Test func `the printer gets the files by name, in their order, past any shell`() async throws {
        let python = try weasyPrint(Self.python)
        let printer = try Programs.folder(["lp": "#!/bin/sh\nprintf '%s\\n' \"$@\" > HERE/said\n"])
        let office = try await TestOffice(clock: clock).seeded()
        let answer = await ProgramFinder.$folders.withValue([python, printer]) {
            await office.run(
                "month", "print", "2026-05", "--output", "\(office.folder)/a; reboot", "--sheet", "report",
                "--printer", "oficina")
        }
        #expect(answer.code == 0, "\(answer.complaint)")
        let said = try String(contentsOfFile: printer + "/said", encoding: .utf8).split(separator: "\n")
        #expect(said.prefix(5) == ["-d", "oficina", "-o", "media=A4", "--"])
        #expect(said.dropFirst(5).map { $0.dropFirst(office.folder.count) } == [
            "/a; reboot/report-900001.pdf", "/a; reboot/report-900002.pdf",
        ])
        let none = await ProgramFinder.$folders.withValue([python]) {
            await office.run("month", "print", "2026-05", "--output", "\(office.folder)/x", "--printer", "oficina")
        }
        #expect(none.code == 69 && none.complaint.contains("lp is not installed"))
    }

    @Test func `progress tells count, rate and time left, not too often`() {
        let start = ContinuousClock().now
        var line = ProgressLine("PDF", of: 1000, at: start)
        #expect(line.text(done: 0, at: start) == "PDF: 0 of 1000")
        #expect(line.text(done: 1, at: start.advanced(by: .milliseconds(100))) == nil)
        let later = line.text(done: 120, at: start.advanced(by: .seconds(15)))
        #expect(later == "PDF: 120 of 1000, 8.0 a second, 1 min 50 s left")
        #expect(line.text(done: 1000, at: start.advanced(by: .milliseconds(15_010)))?.hasSuffix("0 s left") == true)
    }
}
