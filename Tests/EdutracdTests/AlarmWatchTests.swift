import Attendance
import ControlSocket
import Foundation
import Logging
import OfficeConfiguration
import ServiceWatch
import Store
import Synchronization
import TestSupport
import Testing

@testable import edutracd

/// Log lines as a test reads them.
final class HeardLines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    var logger: Logger { Logger(label: "edutracd") { _ in Handler(heard: self) } }

    private struct Handler: LogHandler {
        let heard: HeardLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) {
            let facts = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
            heard.lines.withLock { $0.append("\(event.level): \(event.message) \(facts)") }
        }
    }
}

@Suite("Alarms of the daemon")
struct AlarmWatchTests {
    let folder: ScratchFolder
    let heard = HeardLines()
    static let now = Date(timeIntervalSince1970: 1_777_906_800)

    init() throws {
        folder = try ScratchFolder()
        let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/OfficeConfiguration/Examples")
        try FileManager.default.copyItem(
            at: examples.appending(path: "calendar-2026.toml"), to: URL(filePath: folder.file("calendar-2026.toml")))
    }

    func desk(_ tables: String = "") throws -> Desk {
        let path = folder.file("edutrac.toml")
        let text = "[store]\npath = \"db.sqlite\"\n[socket]\npath = \"s.sock\"\n[[modem]]\nname = \"sim1\"\ndevice = \"modem\"\n\(tables)\n"
        try Data(text.utf8).write(to: URL(filePath: path))
        let configuration = try OfficeConfiguration.load(path)
        let clock = try #require(WallClock(argument: "2026-05-04T10:00:00-05:00"))
        return Desk(
            configuration: configuration, at: path, store: try AttendanceStore(path: configuration.storePath), clock: clock,
            logger: heard.logger)
    }

    static func signs(isFull: Bool) -> ServiceSigns {
        var signs = ServiceSigns()
        signs.modems = [ModemReport(name: "sim1", state: "ready")]
        signs.freeBytes = isFull ? 1 : 10 << 30
        signs.storeFolder = "/var/lib/edutrac"
        return signs
    }

    @Test func `an alarm is logged once, kept for status, texted once, and over once`() throws {
        let desk = try desk("[alarm]\nphone = \"987654321\"\ntext_when_over = true")
        var watch = AlarmWatch(desk, AlarmHook(heard.logger))
        for minute in 0..<3 { watch.look(Self.signs(isFull: true), at: Self.now.addingTimeInterval(Double(minute) * 60)) }
        #expect(desk.alarms.open.map(\.key) == ["disk-full"])
        #expect(try desk.store.outbox(states: nil, limit: 9).map(\.kind) == [.alarm])
        for minute in 3..<20 { watch.look(Self.signs(isFull: false), at: Self.now.addingTimeInterval(Double(minute) * 60)) }
        #expect(desk.alarms.open.isEmpty)
        #expect(heard.all.filter { $0.hasPrefix("error: alarm raised alarm=disk-full") }.count == 1)
        #expect(heard.all.filter { $0.hasPrefix("notice: alarm over alarm=disk-full") }.count == 1)
        // Nobody heard of it, so nobody hears that it is over.
        #expect(try desk.store.outbox(states: nil, limit: 9).map(\.state) == [.withdrawn])
    }

    @Test func `a daemon that starts anew neither logs nor texts what it had raised`() throws {
        let tables = "[alarm]\nphone = \"987654321\"\nrepeat_after_hours = 1"
        var first = AlarmWatch(try desk(tables), AlarmHook(heard.logger))
        first.look(Self.signs(isFull: true), at: Self.now)
        let desk = try desk(tables)
        var second = AlarmWatch(desk, AlarmHook(heard.logger))
        second.look(Self.signs(isFull: true), at: Self.now.addingTimeInterval(7200))
        #expect(heard.all.filter { $0.contains("alarm raised") }.count == 1)
        #expect(try desk.store.outbox(states: nil, limit: 9).count == 1)
        #expect(desk.alarms.open.first?.since == Self.now)
    }

    @Test func `an alarm that only a later version knows is over here too`() throws {
        let desk = try desk()
        _ = try desk.store.raiseAlarm("flood", modem: nil, since: Self.now, words: "x.", remedy: "y.", text: nil, at: Self.now)
        var watch = AlarmWatch(desk, AlarmHook(heard.logger))
        for minute in 0..<6 { watch.look(Self.signs(isFull: false), at: Self.now.addingTimeInterval(Double(minute) * 60)) }
        #expect(try desk.store.openAlarms().isEmpty)
        #expect(heard.all.filter { $0.contains("alarm over alarm=flood") }.count == 1)
    }

    @Test func `the command is told what happened`() {
        let alarm = Alarm(key: "modem-missing", modem: "sim1", since: Self.now, words: "Modem sim1\0 is not ready.", remedy: "Plug it in.")
        let raised = AlarmWatch.environment(.raised(alarm), since: "2026-05-04T10:00:00-05:00")
        #expect(raised["EDUTRAC_ALARM"] == "modem-missing")
        #expect(raised["EDUTRAC_ALARM_STATE"] == "raised")
        #expect(raised["EDUTRAC_ALARM_TEXT"] == "Modem sim1? is not ready.")
        #expect(raised["EDUTRAC_ALARM_REMEDY"] == "Plug it in.")
        #expect(raised["EDUTRAC_ALARM_SINCE"] == "2026-05-04T10:00:00-05:00")
        #expect(raised["EDUTRAC_MODEM"] == "sim1")
        #expect(AlarmWatch.environment(.cleared(alarm), since: "")["EDUTRAC_ALARM_STATE"] == "cleared")
    }

    @Test func `a command that is missing is told of, and the next one is run after it`() async throws {
        let hook = AlarmHook(heard.logger)
        let running = Task { try await hook.run() }
        let mark = folder.file("mark")
        hook.run(.init(command: [folder.file("nothing")], timeout: .seconds(9), environment: [:], alarm: "disk-full"))
        hook.run(.init(command: ["/usr/bin/touch", mark], timeout: .seconds(9), environment: [:], alarm: "disk-low"))
        hook.run(.init(command: ["/bin/false"], timeout: .seconds(9), environment: [:], alarm: "database"))
        while heard.all.count < 2 { await Task.yield() }
        running.cancel()
        #expect(FileManager.default.fileExists(atPath: mark))
        #expect(heard.all[0].contains("the alarm command failed alarm=disk-full") && heard.all[0].contains("No such file"))
        #expect(heard.all[1].contains("alarm=database") && heard.all[1].contains("it ended with 1"))
    }

    @Test func `a command that hangs keeps at most so many waiting`() {
        let hook = AlarmHook(heard.logger)
        for number in 0..<40 { hook.run(.init(command: ["/bin/true"], timeout: .seconds(1), environment: [:], alarm: "\(number)")) }
        #expect(heard.all.count == 8)
        #expect(heard.all.first?.contains("alarm=0 reason=it was not run") == true)
    }

    /// Kinds, keys of texts and keys of the SIM's own alarms are lists of three rooms.
    @Test func `every alarm of the daemon can be texted`() {
        let kinds = Set(AlarmKind.allCases.map(\.rawValue)).subtracting([AlarmKind.daemonDown.rawValue])
        #expect(kinds == Set(OfficeAlarm.allCases.map(\.rawValue)))
    }

    @Test func `a look sees the modem that is configured and never came, and figures for all`() throws {
        let desk = try desk()
        let look = ServiceLook(desk, at: desk.clock.now())
        #expect(look.signs.troubles(at: Self.now).contains { $0.kind == .modemMissing && $0.modem == "sim1" })
        #expect(look.signs.databaseError == nil)
        let figures = look.figures(of: desk, at: desk.clock.now())
        #expect(figures.queued == 0)
        #expect((figures.databaseBytes ?? 0) > 0)
        #expect((figures.residentBytes ?? 0) > 1_000_000)
        #expect((figures.freeBytes ?? 0) > 0)
        #expect(figures.schoolsSilent == 0)
    }

    @Test func `figures that cannot be written are told once, and again when they can`() throws {
        var file = MetricsFile(heard.logger)
        let path = folder.file("later/edutrac.prom")
        for _ in 0..<3 { file.write("# EOF\n", to: path) }
        #expect(heard.all.filter { $0.hasPrefix("warning: the figures cannot be written") }.count == 1)
        try FileManager.default.createDirectory(atPath: folder.file("later"), withIntermediateDirectories: false)
        for _ in 0..<2 { file.write("# EOF\n", to: path) }
        #expect(heard.all.count == 2)
    }
}
