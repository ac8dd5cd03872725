import Attendance
import Foundation
import Store
import Testing

@testable import edutrac

/// The figures of a month, reckoned a second time by SQLite and Python from the same database (CrossCheck/).
@Suite("Figures of a month, cross-checked")
struct MonthCrossCheckTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "CrossCheck/month-figures.py").path

    /// SplitMix64: the same office in every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    @Test(
        .enabled(if: python != nil, "there is no python3"),
        arguments: ["2026-04", "2026-05", "2026-06", "2026-10", "2026-12"])
    func `SQL comes to the same`(month: String) async throws {
        let office = try TestOffice(clock: "2027-01-15T10:00:00-05:00")
        let store = try AttendanceStore(path: office.folder + "/edutrac.sqlite")
        var generator = Generator(state: UInt64(month.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) }))
        try fill(store, using: &generator)
        let told = await office.run("month", "show", month, "--json")
        try #require(told.code == 0, "\(told.complaint)")
        try Data(told.output.utf8).write(to: URL(filePath: office.folder + "/told.json"))
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = [Self.script, office.folder + "/edutrac.sqlite", office.folder + "/calendar.toml", month]
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: office.folder + "/told.json"))
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
        #expect(String(decoding: said, as: UTF8.self).contains("40 schools"))
    }

    /// Forty schools of four clusters with every kind of report, on reporting days and others, and closures.
    private func fill(_ store: AttendanceStore, using generator: inout Generator) throws {
        let start = try #require(SchoolDay(iso: "2026-03-16"))
        let schools = (0..<40).map { index in
            School(
                key: SchoolKey(String(1_000_000 + index)), name: "I.E. \(index)", level: "primaria",
                district: "Kimbiri", ugel: "Pichari", cluster: index % 5 == 4 ? nil : "Red \(index % 5)",
                teachingForm: TeachingForm.allCases[index % 3],
                enrolment: enrolment(using: &generator), reportingDay: index % 7 == 0 ? .wednesday : nil)
        }
        let early = Date(timeIntervalSince1970: 1_773_000_000)
        _ = try store.importSchools(schools, validFrom: start, retireMissing: false, at: early)
        var changed = schools
        for index in changed.indices where index.isMultiple(of: 3) {
            changed[index].enrolment = enrolment(using: &generator)
        }
        let later = try #require(SchoolDay(iso: "2026-05-08"))
        _ = try store.importSchools(changed, validFrom: later, retireMissing: false, at: early)
        for (number, iso) in ["2026-04-06", "2026-04-20", "2026-06-08", "2026-10-05", "2026-12-07"].enumerated() {
            let first = try #require(SchoolDay(iso: iso))
            let scopes: [SchoolScope] = [.cluster("Red 1"), .school(schools[number].key), .district("Kimbiri")]
            _ = try store.addClosure(
                Closure(
                    scope: scopes[number % 3], first: first, last: first.adding(days: number), reason: "huaico"),
                by: Signature(person: "nora", at: early))
        }
        let signature = Signature(person: "nora", at: early)
        for school in schools {
            for offset in 0..<290 where Int.random(in: 0..<6, using: &generator) == 0 {
                let report = report(of: school.key, on: start.adding(days: offset), using: &generator)
                _ = try store.enter(report, correcting: nil, by: signature)
            }
        }
    }

    private func enrolment(using generator: inout Generator) -> Enrolment {
        func some(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
        let largest = some(0...3) == 0 ? 9 : 40
        return Enrolment(boys: some(1...largest), girls: some(1...largest), teachers: some(1...4))
    }

    private func report(
        of school: SchoolKey, on day: SchoolDay, using generator: inout Generator
    ) -> AttendanceReport {
        func some(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
        let content: AttendanceReport.Content =
            switch some(0...9) {
            case 0: .noClass(reason: "lluvia")
            case 1: .present(AttendanceCounts(boys: some(0...20), girls: nil, teachers: some(0...2)))
            case 2: .present(AttendanceCounts(boys: some(0...20), girls: some(0...20), teachers: nil))
            default: .present(AttendanceCounts(boys: some(0...30), girls: some(0...30), teachers: some(0...4)))
            }
        return AttendanceReport(
            school: school, day: day, content: content, isLate: some(0...3) == 0,
            receivedAt: Date(timeIntervalSince1970: 1_790_000_000))
    }
}
