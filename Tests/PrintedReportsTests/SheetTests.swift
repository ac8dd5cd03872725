import Attendance
import Foundation
import Testing

@testable import PrintedReports

@Suite("Printed sheets")
struct SheetTests {
    /// The style sheet would be the same in each of them.
    static let bare = PageTemplates([PageTemplates.Source(.style, path: "sheet.css", text: "")])

    private func writer(second: PageWording? = nil) -> SheetWriter {
        SheetWriter(OddOffice.may, office: OddOffice.office, second: second, templates: Self.bare)
    }

    private func report(
        of school: School, second: PageWording? = nil, today: String = "2026-06-04"
    ) throws -> (html: String, pages: Int?) {
        let local = try #require(OddOffice.locals(today: today).first { $0.code == school.codLocal })
        let sheet = PlannedSheet(name: "report-\(local.code)", content: .reports([local]))
        return (writer(second: second).document(sheet), sheet.pages)
    }

    @Test(arguments: [
        ("plain", OddOffice.plain, 2), ("no-report", OddOffice.silent, 2), ("one-report", OddOffice.once, 2),
        ("all-closed", OddOffice.closed, 2), ("three-pupils", OddOffice.tiny, 2),
        ("four-hundred-pupils", OddOffice.large, 2), ("long-names", OddOffice.named, 2),
        ("three-services", OddOffice.second, 4), ("two-reporting-days", OddOffice.moved, 2),
        ("more-enrolled", OddOffice.grown, 2),
    ])
    func `every oddity has its page`(_ name: String, _ school: School, _ pages: Int) throws {
        let (html, promised) = try report(of: school)
        #expect(promised == pages)
        #expect(html.components(separatedBy: "<section class=\"page").count - 1 == pages)
        try GoldenSheets().check("report-\(name).html", html)
    }

    @Test func `the fullest page is a page`() throws {
        let second = try PageWording(language: "x", overrides: ["held": "Yachaykuna karqachu?", "pupils": "Yachaqkuna?"])
        let sheet = PlannedSheet(name: "x", content: .reports([try FullestPage.local()]))
        try GoldenSheets().check("report-fullest.html", writer(second: second).document(sheet))
        let local = try FullestPage.local()
        let strips = PlannedSheet(name: "x", content: .strips([local, local]))
        try GoldenSheets().check("strip-fullest.html", writer(second: second).document(strips))
    }

    @Test func `headings stand in two languages where the office wants them`() throws {
        let second = try PageWording(
            language: "x", overrides: ["held": "Yachaykuna karqachu?", "staff": "Yachachiqkuna karqakuchu?"])
        let (html, _) = try report(of: OddOffice.plain, second: second)
        #expect(html.contains("<span class=\"second\">Yachaykuna karqachu?</span>"))
        // What the second language does not say stands there once.
        #expect(html.components(separatedBy: "¿Vinieron los alumnos?").count == 2)
        try GoldenSheets().check("report-two-languages.html", html)
    }

    @Test func `before the month is over, days to come are no missing reports`() throws {
        let (html, _) = try report(of: OddOffice.silent, today: "2026-05-12")
        #expect(html.contains("aún no llega") && html.contains("Provisional"))
        #expect(html.contains("Reportes recibidos: 0 de 2"))
    }

    @Test(arguments: [
        ("strip", PlannedSheet.Kind.strip), ("office", .office), ("summary", .summary), ("cover", .cover),
    ])
    func `other sheets are as they were looked at`(_ name: String, _ kind: PlannedSheet.Kind) throws {
        let plan = SheetPlan(try OddOffice.rounds(), by: .promoter, kinds: [kind])
        for sheet in plan.sheets { try GoldenSheets().check("\(sheet.name).html", writer().document(sheet)) }
    }

    @Test func `a school with one teacher is judged by its days with class, on every sheet`() throws {
        let summary = SheetPlan(try OddOffice.rounds(), by: .promoter, kinds: [.summary])
        let told = summary.sheets.map { writer().document($0) }.joined()
        #expect(told.contains("días con clases: 2 de 3") && !told.contains("docentes en riesgo (2 de 3)"))
        let office = SheetPlan(try OddOffice.rounds(), by: .promoter, kinds: [.office])
        let own = office.sheets.map { writer().document($0) }.joined()
        #expect(own.contains("2 de 3<br>docente: 2 de 2"))
    }

    @Test func `what the office alone may know is on no page that is hung up or handed out`() throws {
        let plan = SheetPlan(try OddOffice.rounds(), by: .promoter, kinds: [.report, .strip, .summary])
        let text = plan.sheets.map { writer().document($0) }.joined()
        // An absence with its reason, the contradiction, the odd report, a promoter.
        for secret in ["licencia", "dicen lo contrario", "todo en cero", "mismas cifras", "Zoila", "Abel"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        let office = SheetPlan(try OddOffice.rounds(), by: .promoter, kinds: [.office])
        let told = office.sheets.map { writer().document($0) }.joined()
        for secret in ["licencia", "dicen lo contrario", "mismas cifras", "Zoila", "Abel", "no se publica"] {
            #expect(told.lowercased().contains(secret.lowercased()), "\(secret)")
        }
    }

    @Test func `a school with few children shows counts, no per cent, and no sex`() throws {
        let (html, _) = try report(of: OddOffice.tiny)
        #expect(html.contains("5 de 6"))
        #expect(!html.contains("83\u{A0}%") && !html.contains("Hombres"))
    }

    @Test func `no other school is named on a report`() throws {
        for local in try OddOffice.locals() {
            let html = writer().document(PlannedSheet(name: "x", content: .reports([local])))
            for other in OddOffice.all where other.codLocal != local.code {
                #expect(!html.contains(other.name) && !html.contains(other.key.codMod))
            }
        }
    }

    @Test func `names of the roster stay text`() throws {
        var school = try OddOffice.schools()[0]
        school.month.school.name = "I.E. <b>501</b> & \"Ñ\""
        school.month.context = ["</style><script>alert(1)</script>"]
        let local = PrintedLocal.grouping([school])
        let html = writer().document(PlannedSheet(name: "x", content: .reports(local)))
        #expect(html.contains("I.E. &lt;b&gt;501&lt;/b&gt; &amp; &quot;Ñ&quot;") && !html.contains("<script>"))
    }

    @Test func `a page fetches nothing`() throws {
        let plan = SheetPlan(try OddOffice.rounds(), by: .school, kinds: Set(PlannedSheet.Kind.allCases))
        let whole = SheetWriter(OddOffice.may, office: OddOffice.office)
        for sheet in plan.sheets {
            let html = whole.document(sheet).replacing("http://www.w3.org/2000/svg", with: "")
            #expect(!html.contains("http") && !html.contains("url(") && !html.contains("@import"), "\(sheet.name)")
        }
    }
}
