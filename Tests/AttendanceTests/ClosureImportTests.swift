import Attendance
import Testing

@Suite("Import of closures")
struct ClosureImportTests {
    private static func read(
        _ lines: [String], header: String = "kind,first,last,name,scope,area,on_the_day"
    ) -> (closures: [Closure], problems: [ImportProblem], warnings: [ImportProblem]) {
        func fields(_ line: String) -> [String] {
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return ClosureImport.closures(
            header: fields(header), rows: lines.enumerated().map { ($0.offset + 2, fields($0.element)) },
            roster: [Sample.one, Sample.two])
    }

    private static func closure(_ scope: SchoolScope, _ first: String, _ last: String) -> Closure {
        Closure(scope: scope, first: Sample.day(first), last: Sample.day(last), reason: "paro")
    }

    static let good: [(String, Closure)] = [
        ("closure,2026-05-04,2026-05-08,paro,office,,", closure(.office, "2026-05-04", "2026-05-08")),
        ("Closure,04/05/2026,,paro,cluster,red 1,", closure(.cluster("Red 1"), "2026-05-04", "2026-05-04")),
        (
            "closure,2026-05-04,8/5/2026,paro,district,KIMBIRI,no",
            closure(.district("Kimbiri"), "2026-05-04", "2026-05-08")
        ),
        ("closure,2026-05-04,,paro,school,9999996,", closure(.school(Sample.one.key), "2026-05-04", "2026-05-04")),
        (
            "local_holiday,2026-05-06,,Aniversario,office,,",
            .localHoliday("Aniversario", of: Sample.day("2026-05-06"), for: .office)
        ),
        (
            "local_holiday,2026-05-06,2026-05-06,Aniversario,cluster,Red 1,yes",
            .localHoliday("Aniversario", of: Sample.day("2026-05-06"), for: .cluster("Red 1"), onTheDay: true)
        ),
    ]

    @Test(arguments: good)
    func `reads a row`(row: String, closure: Closure) {
        let read = Self.read([row])
        #expect(read.problems.isEmpty)
        #expect(read.closures == [closure])
    }

    @Test(arguments: [
        ("feriado,2026-05-04,,x,office,,", "kind", "closure or local_holiday"),
        ("closure,4 mayo,,x,office,,", "first", "2026-05-04"),
        ("closure,,,x,office,,", "first", "2026-05-04"),
        ("closure,2026-05-04,30/02/2026,x,office,,", "last", "04/05/2026"),
        ("closure,2026-05-04,2026-05-03,x,office,,", "last", "Exchange"),
        ("closure,2026-05-04,2027-05-05,x,office,,", "last", "year"),
        ("closure,2026-05-04,,,office,,", "name", "Fill it in"), ("closure,2026-05-04,,x,red,,", "scope", "cluster"),
        ("closure,2026-05-04,,x,office,Kimbiri,", "area", "empty"),
        ("closure,2026-05-04,,x,district,,", "area", "Name"),
        ("closure,2026-05-04,,x,district,Pichari,", "area", "It has: Kimbiri"),
        ("closure,2026-05-04,,x,school,999,", "area", "seven digits"),
        ("closure,2026-05-04,,x,school,1111111,", "area", "Correct the code"),
        ("closure,2026-05-04,,x,office,,yes", "on_the_day", "empty"),
        ("local_holiday,2026-05-04,,x,office,,maybe", "on_the_day", "yes"),
        ("local_holiday,2026-05-04,2026-05-05,x,office,,", "last", "a line for each day"),
    ])
    func `names line, column and remedy`(row: String, column: String, remedy: String) throws {
        let read = Self.read(["closure,2026-05-04,,paro,office,,", row])
        let problem = try #require(read.problems.first)
        #expect(read.problems.count == 1)
        #expect((problem.line, problem.column) == (3, column))
        #expect(problem.remedy.contains(remedy), "\(problem.remedy)")
        #expect(read.closures.count == 1)
    }

    @Test
    func `a table without scope closes nothing, and the same line twice is a slip`() {
        let without = Self.read(["closure,2026-05-04,paro"], header: "kind,first,name")
        #expect(without.problems.map(\.column) == ["scope"])
        #expect(without.closures.isEmpty)
        let row = "closure,2026-05-04,,paro,office,,"
        #expect(Self.read([row, row]).problems.map(\.message) == ["the same stands in line 2, too"])
    }
}
