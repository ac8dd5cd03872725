import Foundation
import OfficeConfiguration
import Store
import Synchronization
import Testing

@testable import edutrac

/// An office in a temporary folder, and what commands say there. No daemon runs.
final class TestOffice: Sendable {
    struct Answer: Sendable {
        var code: Int32
        var output: String
        var complaint: String

        /// The output as JSON.
        func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8)) }
        func list() throws -> [[String: Any]] { try #require(try json() as? [[String: Any]]) }
        func object() throws -> [String: Any] { try #require(try json() as? [String: Any]) }
    }

    static let schools = """
        cod_mod,anexo,cod_local,name,level,district,ugel,community,cluster,teaching_form,boys,girls,teachers,reporting_day
        9999996,0,900001,I.E. 501 Kimbiri,primaria,Kimbiri,UGEL Pichari,,Red 1,multigrado,14,16,2,
        9999988,0,900002,I.E. 502 Pampa Alta,primaria,Kimbiri,UGEL Pichari,,Red 1,unidocente,9,11,1,tuesday

        """
    static let reporters = """
        phone,name,role,cod_mod,anexo,letter,language
        987654321,Rosa Quispe,head,9999996,0,,es
        987654322,Julio Mamani,teacher,9999988,0,,es

        """

    let folder: String
    let clock: String

    init(clock: String = "2026-05-04T09:55:00-05:00") throws {
        self.clock = clock
        folder = FileManager.default.temporaryDirectory.appending(path: "edutrac-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try write(
            """
            [office]
            name = "Oficina de educacion de Kimbiri"
            phone = "987654300"
            time_zone = "America/Lima"
            language = "es"

            [store]
            path = "\(folder)/edutrac.sqlite"

            [socket]
            path = "\(folder)/control.sock"

            [[modem]]
            name = "sim1"
            device = "\(folder)/modem"

            [reporting]
            day = "monday"
            question_at = "10:00"
            reminder_at = "15:00"
            last_reminder_at = "09:00"
            window = "07:30-19:00"

            [calendar]
            file = "\(folder)/calendar.toml"

            """, to: "edutrac.toml")
        try write(Self.shippedCalendar(), to: "calendar.toml")
        _ = try AttendanceStore(path: folder + "/edutrac.sqlite")
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
    }

    /// The calendar that offices get.
    private static func shippedCalendar() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(
            contentsOf: root.appending(path: "Sources/OfficeConfiguration/Examples/calendar-2026.toml"),
            encoding: .utf8)
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let path = folder + "/" + name
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    func configuration() throws -> OfficeConfiguration { try OfficeConfiguration.load(folder + "/edutrac.toml") }

    /// With two schools and two reporters in it.
    func seeded() async throws -> TestOffice {
        for (kind, table) in [("school", Self.schools), ("reporter", Self.reporters)] {
            let answer = await run(kind, "import", try write(table, to: "\(kind).csv"))
            try #require(answer.code == 0, "\(answer.complaint)")
        }
        return self
    }

    func run(_ arguments: String...) async -> Answer { await run(arguments) }

    func run(at clock: String, _ arguments: String...) async -> Answer {
        await Self.run(["--config", folder + "/edutrac.toml", "--clock", clock] + arguments)
    }

    func run(_ arguments: [String]) async -> Answer {
        await Self.run(["--config", folder + "/edutrac.toml", "--clock", clock] + arguments)
    }

    static func run(_ arguments: [String], input: [String] = []) async -> Answer {
        let said = Said(input: input)
        let terminal = Terminal(
            width: 80, isStyled: false, write: { said.write($0) }, complain: { said.complain($0) },
            nextLine: { said.nextLine() })
        let code = await Terminal.$current.withValue(terminal) { await EdutracCommand.perform(arguments) }
        return said.answer(code)
    }

    private final class Said: Sendable {
        private struct State {
            var output: [String] = []
            var complaints: [String] = []
            var input: ArraySlice<String>
        }
        private let state: Mutex<State>

        init(input: [String]) { state = Mutex(State(input: input[...])) }

        func write(_ line: String) { state.withLock { $0.output.append(line) } }
        func complain(_ line: String) { state.withLock { $0.complaints.append(line) } }
        func nextLine() -> String? { state.withLock { $0.input.popFirst() } }

        func answer(_ code: Int32) -> Answer {
            state.withLock {
                Answer(
                    code: code, output: $0.output.joined(separator: "\n"),
                    complaint: $0.complaints.joined(separator: "\n"))
            }
        }
    }
}
