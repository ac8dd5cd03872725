import Attendance
import Testing

@testable import PrintedReports

@Suite("Sheet plan")
struct SheetPlanTests {
    @Test func `a file for each building, or for each promoter`() throws {
        let rounds = try OddOffice.rounds()
        let bySchool = SheetPlan(rounds, by: .school, kinds: [.report, .strip, .office, .cover])
        #expect(bySchool.sheets.count == 10 + 10 + 3 + 1)
        #expect(bySchool.sheets.contains { $0.name == "report-900008" && $0.pages == 4 })
        #expect(bySchool.sheets.contains { $0.name == "strip-900008" && $0.pages == 2 })
        let byPromoter = SheetPlan(rounds, by: .promoter, kinds: Set(PlannedSheet.Kind.allCases))
        #expect(
            byPromoter.sheets.map(\.name) == [
                "report-abel-nahui", "strip-abel-nahui", "office-abel-nahui", "report-zoila-huaman",
                "strip-zoila-huaman", "office-zoila-huaman", "report-no-promoter", "strip-no-promoter",
                "office-no-promoter", "summary-ugel-pichari", "summary-district-kimbiri",
                "summary-district-masisea", "cover",
            ])
        // 900001, 900004, 900006 and 900007.
        #expect(byPromoter.sheets[0].pages == 8 && byPromoter.sheets[1].pages == 2)
    }

    @Test func `each building lies in one envelope`() throws {
        let rounds = try OddOffice.rounds()
        #expect(rounds.map(\.promoter) == ["Abel Ñahui", "Zoila Huamán", nil])
        let codes = rounds.flatMap(\.locals).map(\.code)
        #expect(codes.count == Set(codes).count && codes.count == 10)
    }

    @Test func `some schools alone have no summary`() throws {
        let plan = SheetPlan(try OddOffice.rounds(), by: .school, kinds: [.summary, .cover], isPart: true)
        #expect(plan.sheets.map(\.name) == ["cover"])
    }

    @Test(arguments: [
        ("Zoila Huamán", "zoila-huaman"), ("../../etc/passwd", "etc-passwd"), ("-rf; $(reboot) `x`", "rf-reboot-x"),
        ("ñ ï p̃ Q'eñwa", "n-i-p-q-enwa"), ("…", "x"), ("a|b&c", "a-b-c"),
    ])
    func `a name of the roster becomes a harmless name of a file`(_ name: String, _ file: String) {
        #expect(SheetPlan.fileName(name) == file)
    }

    @Test func `two promoters of one name have two files`() throws {
        let locals = try OddOffice.locals()
        let rounds = locals.prefix(3).map { PrintedRound(promoter: "Rosa", locals: [$0]) }
        let plan = SheetPlan(rounds, by: .promoter, kinds: [.office])
        #expect(plan.sheets.map(\.name) == ["office-rosa", "office-rosa-2", "office-rosa-3"])
    }

    @Test func `those that need a visit stand by what is wrong, then by name`() throws {
        let visits = VisitList(try OddOffice.schools()).visits
        let codes = visits.map(\.school.school.key.codMod)
        #expect(
            codes == ["9999902", "9999901", "9999905", "9999908", "9999912", "9999907", "9999906", "9999903"])
        #expect(visits[4].reasons == [.teachers, .pupils])
        #expect(visits[6].reasons == [.falling(from: 97, to: 80)] && visits[7].reasons == [.fewReports])
    }
}
