import Foundation
import Testing

@testable import edutrac

/// The real thing. Nothing is installed for it: where WeasyPrint and poppler are not there, these are skipped, aloud.
@Suite(
    "Printed PDF",
    .enabled(
        if: ["weasyprint", "pdfinfo", "pdffonts", "pdftotext"].allSatisfy { ProgramFinder.path(of: $0) != nil },
        "needs weasyprint and poppler-utils: apt install weasyprint fonts-dejavu poppler-utils"))
struct PrintedPDFTests {
    @Test func `pages are as many as promised, hold the figures, and carry their fonts`() async throws {
        let office = try await TestOffice(clock: "2026-06-04T10:00:00-05:00").seeded()
        let names = "Ñañayki Q'eñwa p\u{303}ayoti ïtsä Wïrakocha"
        let roster = TestOffice.schools.replacing("I.E. 501 Kimbiri", with: names)
        #expect(await office.run("school", "import", try office.write(roster, to: "s.csv")).code == 0)
        for (day, boys) in [("2026-05-04", "13"), ("2026-05-11", "12"), ("2026-05-25", "11")] {
            let answer = await office.run(
                "report", "enter", "--school", "9999996", "--day", day, "--boys", boys, "--girls", "15",
                "--teachers", "2")
            try #require(answer.code == 0, "\(answer.complaint)")
        }
        let folder = office.folder + "/mayo"
        let answer = await office.run("month", "print", "2026-05", "--output", folder, "--format", "pdf")
        #expect(answer.code == 0 && answer.complaint.isEmpty, "\(answer.complaint)")
        for (name, pages) in [
            ("report-900001", 2), ("strip-900001", 1), ("summary-ugel-pichari", 1), ("office-no-promoter", 1),
            ("cover", 1),
        ] {
            let facts = try PrintedWords.said("pdfinfo", "\(folder)/\(name).pdf")
            let count = facts.firstMatch(of: #/Pages: +(\d+)/#).flatMap { Int($0.1) }
            #expect(count == pages, "\(name)")
            #expect(facts.contains("A4"), "\(name)")
            let fonts = try PrintedWords.said("pdffonts", "\(folder)/\(name).pdf").split(separator: "\n").dropFirst(2)
            #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains(#/ yes (yes|no) +(yes|no) /#) }, "\(fonts)")
        }
        for name in ["report-900001", "report-900002", "strip-900001", "summary-ugel-pichari"] {
            let box = try PrintedWords.said("pdftotext", "-bbox", "\(folder)/\(name).pdf", "-")
            let words = PrintedWords(bbox: box)
            #expect(!words.pages.isEmpty && words.collisions == [], "\(name)")
        }
        // Where spaces are is pdftotext's guess.
        func plain(_ text: String) -> String {
            text.precomposedStringWithCanonicalMapping.filter { !$0.isWhitespace }
        }
        let text = plain(try PrintedWords.said("pdftotext", "\(folder)/report-900001.pdf", "-"))
        for words in ["28 de 30", "27 de 30", "26 de 30", "90 %", "6 de 6", "Reportes recibidos: 3 de 3"] {
            #expect(text.contains(plain(words)), "\(words)")
        }
        #expect(text.contains(plain(names)))
    }

    @Test func `four cards are a sheet, and a fifth begins another`() async throws {
        let office = try await TestOffice().seeded()
        let more = (1...3).map { "98765433\($0),Ana Tito \($0),community,9999996,0,,es\n" }.joined()
        #expect(await office.run("reporter", "import", try office.write(TestOffice.reporters + more, to: "r.csv")).code == 0)
        let folder = office.folder + "/cards"
        let answer = await office.run("card", "print", "--output", folder, "--format", "pdf")
        #expect(answer.code == 0 && answer.output.hasPrefix("5 cards: 1 file, 2 pages in"), "\(answer.complaint)")
        let file = folder + "/card-no-promoter.pdf"
        let facts = try PrintedWords.said("pdfinfo", file)
        #expect(facts.contains("A4") && facts.contains(#/Pages: +2\n/#), "\(facts)")
        #expect(PrintedWords(bbox: try PrintedWords.said("pdftotext", "-bbox", file, "-")).collisions == [])
    }

    @Test func `no page that was looked at runs over itself`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let pages = root.appending(path: "PrintedReportsTests/Golden")
        let sources = root.deletingLastPathComponent().appending(path: "Sources/PrintedReports/Templates/sheet.css")
        let style = try String(contentsOf: sources, encoding: .utf8)
        let folder = FileManager.default.temporaryDirectory.appending(path: "edutrac-pages-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        let names = try FileManager.default.contentsOfDirectory(atPath: pages.path).filter { $0.hasSuffix(".html") }
        #expect(names.count > 20)
        for name in names {
            let bare = try String(contentsOf: pages.appending(path: name), encoding: .utf8)
            let sheet = folder.appending(path: name)
            let html = bare.replacing("<style>", with: "<style>\n" + style, maxReplacements: 1)
            try html.write(to: sheet, atomically: true, encoding: .utf8)
            _ = try PrintedWords.said("weasyprint", "-q", sheet.path, sheet.path + ".pdf")
            let words = PrintedWords(bbox: try PrintedWords.said("pdftotext", "-bbox", sheet.path + ".pdf", "-"))
            #expect(!words.pages.isEmpty && words.collisions == [], "\(name)")
            #expect(words.roomAboveFoot.map { $0 > 3 } ?? !name.hasPrefix("report"), "\(name)")
        }
    }
}
