import Attendance
import Testing

@Suite("Roster import")
struct RosterImportTests {
    static let schoolHeader =
        "cod_mod,anexo,cod_local,name,level,district,ugel,community,cluster,teaching_form,boys,girls,teachers,reporting_day"

    private static func fields(_ line: String) -> [String] {
        line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    private static func schools(_ lines: String...) -> (schools: [School], problems: [ImportProblem], warnings: [ImportProblem]) {
        RosterImport.schools(
            header: fields(schoolHeader), rows: lines.enumerated().map { ($0.offset + 2, fields($0.element)) })
    }

    private static func reporters(_ lines: String...) -> (reporters: [Reporter], problems: [ImportProblem], warnings: [ImportProblem]) {
        RosterImport.reporters(
            header: fields("phone,name,role,cod_mod,anexo,letter,language,ugel"),
            rows: lines.enumerated().map { ($0.offset + 2, fields($0.element)) },
            knownSchools: [Sample.one.key, Sample.two.key, Sample.three.key, SchoolKey("9999996", anexo: 1)])
    }

    @Test
    func `reads a school, leading zeros kept`() throws {
        let read = Self.schools("0123455,1,012345,I.E. 501,primaria,Kimbiri,Pichari,,Red 1,unidocente,14,16,1,martes")
        let school = try #require(read.schools.first)
        #expect(read.problems.isEmpty)
        #expect(school.key == SchoolKey("0123455", anexo: 1) && school.codLocal == "012345")
        #expect(school.teachingForm == .unidocente && school.ownReportingDay == .tuesday)
        #expect(school.enrolment == Enrolment(boys: 14, girls: 16, teachers: 1))
        #expect(school.community == nil && school.cluster == "Red 1")
    }

    @Test
    func `an empty figure is not known, not zero`() {
        let read = Self.schools("9999996,,,I.E. 501,primaria,Kimbiri,Pichari,,,,14,,,")
        #expect(read.schools.first?.enrolment == Enrolment(boys: 14))
        #expect(read.schools.first?.key.anexo == 0 && read.schools.first?.ownReportingDay == nil)
    }

    @Test(arguments: [
        ("999996,0,,n,l,d,u,,,,1,1,1,", "cod_mod", "0999996"), ("99999960,0,,n,l,d,u,,,,1,1,1,", "cod_mod", "seven digits"),
        ("9999996,x,,n,l,d,u,,,,1,1,1,", "anexo", "0, 1, 2"), ("9999996,0,12345,n,l,d,u,,,,1,1,1,", "cod_local", "leading zeros"),
        ("9999996,0,,,l,d,u,,,,1,1,1,", "name", "Fill it in"), ("9999996,0,,n,l,d,u,,,x,1,1,1,", "teaching_form", "unidocente"),
        ("9999996,0,,n,l,d,u,,,,doce,1,1,", "boys", "whole number"), ("9999996,0,,n,l,d,u,,,,1,-1,1,", "girls", "whole number"),
        ("9999996,0,,n,l,d,u,,,,1,1,1,sabado", "reporting_day", "viernes"),
    ])
    func `names line, column and remedy`(line: String, column: String, remedy: String) throws {
        let read = Self.schools("9999988,0,,n,l,d,u,,,,1,1,1,", line)
        let problem = try #require(read.problems.first)
        #expect(read.problems.count == 1 && problem.line == 3 && problem.column == column)
        #expect(problem.remedy.contains(remedy))
        #expect(read.schools.count == 1)
    }

    @Test(arguments: [
        ("", AttendanceForm.regular, 0), ("Alternancia", .alternancia, 0), ("PRONOEI", .pronoei, 0), ("a veces", .regular, 1),
    ])
    func `where not all pupils are to come, the list says so`(word: String, form: AttendanceForm, problems: Int) {
        let header = Self.fields(Self.schoolHeader) + ["attendance_form"]
        let row = Self.fields("9999996,0,,n,l,d,u,,,,1,1,1,") + [word]
        let read = RosterImport.schools(header: header, rows: [(2, row)])
        #expect(read.problems.count == problems && read.schools.first?.attendanceForm == (problems == 0 ? form : nil))
    }

    @Test
    func `lists every problem, not only the first`() {
        let read = Self.schools("1,x,y,,l,d,u,,,z,a,b,c,e", "9999996,0,,n,l,d,u,,,,1,1,1,", "9999996,0,,n,l,d,u,,,,1,1,1,")
        #expect(Set(read.problems.filter { $0.line == 2 }.map(\.column)).count == 9)
        #expect(read.problems.contains { $0.line == 4 && $0.message.contains("line 3") })
    }

    static let hints: [(String, String?)] = [("9999996", nil), ("9999997", "9999996"), ("0123456", "0123455")]

    @Test(arguments: hints)
    func `the check digit is a hint`(code: String, hint: String?) {
        let read = Self.schools("\(code),0,,n,l,d,u,,,,1,1,1,")
        #expect(read.schools.count == 1 && read.problems.isEmpty)
        #expect(read.warnings.count == (hint == nil ? 0 : 1))
        if let hint { #expect(read.warnings.first?.remedy.contains(hint) == true) }
    }

    @Test
    func `a missing column is a problem, an unknown one a warning`() {
        let read = RosterImport.schools(header: ["cod_mod", "nombre"], rows: [])
        #expect(read.problems.map(\.column).sorted() == ["district", "level", "name", "ugel"])
        let other = RosterImport.schools(header: Self.fields(Self.schoolHeader) + ["notes"], rows: [])
        #expect(other.problems.isEmpty && other.warnings.map(\.column) == ["notes"])
    }

    // MARK: Reporters

    @Test
    func `rows of one phone are one reporter with a letter a school`() throws {
        let read = Self.reporters("987654321,Rosa Quispe,head,9999996,0,,es,", "+51 987 654 321,Rosa Quispe,head,9999988,0,B,es,")
        let rosa = try #require(read.reporters.first)
        #expect(read.problems.isEmpty && read.reporters.count == 1)
        #expect(rosa.assignments == [Assignment(school: Sample.one.key, letter: "A"), Assignment(school: Sample.two.key, letter: "B")])
    }

    @Test
    func `a promoter has a row a school and no letters, an official a UGEL`() throws {
        let read = Self.reporters(
            "987654321,Ana,promoter,9999996,0,,es,", "987654321,Ana,promoter,9999988,0,,es,",
            "987654322,Luis,official,,,,es,Pichari", "987654323,Nora,operator,,,,,")
        #expect(read.problems.isEmpty)
        #expect(read.reporters.map(\.role) == [.promoter, .official, .operator])
        #expect(read.reporters.map(\.assignments.count) == [2, 0, 0])
        #expect(read.reporters[0].assignments.allSatisfy { $0.letter == nil })
        #expect(read.reporters[1].ugel == "Pichari" && read.reporters[2].language == "es")
    }

    @Test(arguments: [
        ("12345,Rosa,head,9999996,0,,es,", "phone"), ("987654322,,head,9999996,0,,es,", "name"),
        ("987654322,Rosa,boss,9999996,0,,es,", "role"), ("987654322,Rosa,head,9999961,0,,es,", "cod_mod"),
        ("987654322,Rosa,head,9999996,2,,es,", "anexo"), ("987654322,Rosa,head,9999996,0,D,es,", "letter"),
        ("987654322,Rosa,head,9999996,0,AB,es,", "letter"), ("987654322,Rosa,head,9999996,0,,spanish,", "language"),
        ("987654322,Rosa,head,,0,,es,", "cod_mod"), ("987654322,Rosa,official,,,,es,", "ugel"),
        ("987654321,Rosa Q,head,9999988,0,,es,", "name"), ("987654321,Rosa,teacher,9999988,0,,es,", "role"),
        ("987654321,Rosa,head,9999996,0,,es,", "cod_mod"), ("987654321,Rosa,head,9999988,0,A,es,", "letter"),
    ])
    func `what is wrong with a reporter is named`(line: String, column: String) throws {
        let read = Self.reporters("987654321,Rosa,head,9999996,0,A,es,", line)
        #expect(read.problems.map(\.column) == [column])
        #expect(read.problems.first?.line == 3 && read.problems.first?.remedy.isEmpty == false)
    }

    @Test(arguments: ["D", "F", "H", "M", "P", "T", "Y"])
    func `letters that mean something else are refused`(letter: String) {
        #expect(Self.reporters("987654321,Rosa,head,9999996,0,\(letter),es,").problems.map(\.column) == ["letter"])
    }
}
