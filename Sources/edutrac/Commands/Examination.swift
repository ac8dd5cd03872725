import ArgumentParser
import Attendance
import ControlSocket
import Foundation
import Glibc
import OfficeConfiguration
import ServiceWatch
import Store

/// Looks at everything that must hold for texts to come in and go out, each thing as far as it can be seen.
struct Examination: Sendable {
    let findings: [Finding]

    init(_ options: GlobalOptions) async {
        findings = await Self.findings(options)
    }

    private static func findings(_ options: GlobalOptions) async -> [Finding] {
        var findings: [Finding] = []
        let configuration: OfficeConfiguration
        do {
            configuration = try OfficeConfiguration.load(options.config)
            findings.append(Finding("configuration", .good, configuration.path))
            findings += configuration.warnings.map { Finding("configuration", .doubtful, $0, $0) }
        } catch {
            // Nothing else can be looked at without it.
            findings.append(
                Finding("configuration", .wrong, "\(error)", "Mend the configuration; sudo edutracd --check shows whether it is right."))
            return findings
        }
        findings += disk(configuration)
        findings += await daemon(configuration)
        findings += disturbers(of: "/proc")
        return findings + office(options)
    }
}

extension Examination {
    static func disk(_ configuration: OfficeConfiguration) -> [Finding] {
        let folder = URL(filePath: configuration.storePath).deletingLastPathComponent().path
        var facts = statvfs()
        guard statvfs(folder, &facts) == 0 else {
            return [
                Finding(
                    "disk", .wrong, "\(folder) cannot be looked at: \(String(cString: strerror(errno)))",
                    "Make the folder \(folder), or correct [store] path.")
            ]
        }
        guard facts.f_flag & UInt(ST_RDONLY) == 0 else {
            return [
                Finding(
                    "disk", .wrong, "\(folder) is mounted read-only: nothing can be kept",
                    "Look at dmesg, restart the computer, and have the disk replaced if it happens again. Texts wait in the modem meanwhile.")
            ]
        }
        return [disk(free: UInt64(facts.f_bavail) * UInt64(facts.f_frsize), folder)]
    }

    static func disk(free: UInt64, _ folder: String) -> Finding {
        let words = "\(free >> 20) MB free in \(folder)"
        if free < DiskRoom.least {
            return Finding("disk", .wrong, words, "Make room on the disk of \(folder): texts that cannot be stored stay in the modem until it is full.")
        }
        return free < DiskRoom.comfortable
            ? Finding("disk", .doubtful, words, "Make room on the disk of \(folder) before it is full.") : Finding("disk", .good, words)
    }

    static func daemon(_ configuration: OfficeConfiguration) async -> [Finding] {
        let status: DaemonStatus
        do {
            switch try await ControlClient.ask(.status, at: configuration.socketPath) {
            case .status(let answer): status = answer
            case .failure(let words): return [Finding("edutracd", .wrong, "it refused: \(words)", words)]
            case .done, .lines:
                return [Finding("edutracd", .wrong, "it gave an answer that is no status", "Install edutrac and edutracd of the same version.")]
            }
        } catch ControlError.notRunning {
            let start = "Start it with systemctl start edutracd, and read journalctl -u edutracd when it does not stay."
            return [Finding("edutracd", .wrong, "it does not run", start)] + (await ModemLook.findings(configuration))
        } catch {
            return [Finding("edutracd", .wrong, "\(error)", "\(error)")]
        }
        let own = EdutracCommand.configuration.version
        var findings = [
            status.version == own
                ? Finding("edutracd", .good, "version \(status.version) answers")
                : Finding(
                    "edutracd", .doubtful, "version \(status.version) runs, this is \(own)",
                    "Restart the daemon after an upgrade: systemctl restart edutracd.")
        ]
        if let database = status.database {
            findings.append(Finding("database", .wrong, "nothing that comes can be kept: \(database)", database))
        }
        if let held = status.held {
            findings.append(Finding("clock", .wrong, held, "Set the clock (timedatectl set-time), or say that it is right: edutrac clock accept."))
        } else {
            findings.append(Finding("clock", .good, "nothing speaks against it"))
        }
        if configuration.modems.isEmpty {
            findings.append(Finding("modem", .wrong, "no [[modem]] is configured", "Add a [[modem]] to \(configuration.path), see edutrac.toml(5)."))
        }
        let modems = configuration.modems.map(\.name).map { name in
            status.modems.first { $0.name == name } ?? ModemReport(name: name, state: "absent")
        }
        return findings + modems.flatMap { modem($0) }
    }

    static func modem(_ report: ModemReport) -> [Finding] {
        let subject = "modem \(report.name)"
        let state = [report.state, report.detail].compactMap { $0 }.joined(separator: ", ")
        // Nothing is wrong with it as far as edutracd --check --probe, which types no PIN, can see.
        if report.state == "PIN configured" { return [Finding(subject, .doubtful, state, "Start edutracd: it types the PIN of modem \(report.name).")] }
        guard report.state == "ready" else {
            return [Finding(subject, .wrong, state, report.whatToDo)] + holders(of: report, proc: "/proc")
        }
        var findings = [
            Finding(
                subject, .good,
                ([state, report.operatorName, report.dBm.map { "\($0) dBm" }, report.device].compactMap { $0 }).joined(separator: ", "))
        ]
        if let dBm = report.dBm, dBm < -105 {
            findings.append(
                Finding(subject, .doubtful, "the signal is weak: \(dBm) dBm", "Move modem \(report.name) to a window or a height, or give it an antenna; edutrac modem signal shows what that brings."))
        }
        if report.registration == "roaming" {
            findings.append(Finding(subject, .doubtful, "it is in a foreign network", "Look whether the SIM of modem \(report.name) is of an operator that covers this place."))
        }
        if report.imei != nil, report.serviceCentre == nil {
            findings.append(
                Finding(subject, .doubtful, "its SIM names no service centre: texts may not leave", "Ask the operator of the SIM of modem \(report.name) for the number of its service centre (SMSC), and store it in the SIM with a phone."))
        }
        return findings + report.memories.compactMap { memory($0, of: report.name) }
    }

    private static func memory(_ use: MemoryUse, of modem: String) -> Finding? {
        let look = "read journalctl -u edutracd for what keeps texts in modem \(modem); if nothing does, delete old texts of its SIM in a phone."
        switch use.alarm {
        case .full:
            return Finding(
                "modem \(modem)", .wrong, "memory \(use.memory) is full (\(use.words)): nothing more is received",
                "Make room in memory \(use.memory) at once: \(look)")
        case .filling:
            return Finding(
                "modem \(modem)", .doubtful, "memory \(use.memory) is filling: \(use.words)",
                "Make room in memory \(use.memory) before it is full: \(look)")
        case nil: return nil
        }
    }
}

extension Examination {
    /// What is in the database.
    static func office(_ options: GlobalOptions) -> [Finding] {
        let workplace: Workplace
        let counts: StoreCounts
        let schools: Int, reporters: Int
        let backup: BackupSummary
        do {
            workplace = try Workplace.open(options)
            counts = try workplace.store.counts(on: workplace.today, in: workplace.time.zone)
            schools = try workplace.store.schools(on: workplace.today).count
            reporters = try workplace.store.reporters(on: workplace.today).count
            backup = try BackupSummary(workplace)
        } catch {
            return [Finding("database", .wrong, "\(error)", "\(error)")]
        }
        var findings = [Finding("database", .good, workplace.configuration.storePath)]
        if schools == 0 || reporters == 0 {
            findings.append(
                Finding(
                    "roster", .wrong, "\(schools) schools, \(reporters) people: nobody can report",
                    "Import the roster: edutrac school import FILE and edutrac reporter import FILE."))
        } else {
            findings.append(Finding("roster", .good, "\(schools) schools, \(reporters) people"))
        }
        findings.append(calendar(workplace))
        findings += backup.findings(workplace.time)
        if counts.unknown > 0 {
            findings.append(
                Finding("outbox", .doubtful, "of \(counts.unknown) texts nobody knows whether they left", "Look at edutrac outbox list --state unknown, and call who matters."))
        }
        if counts.unread > 0 {
            findings.append(Finding("inbox", .doubtful, "\(counts.unread) texts wait for a person", "Read them: edutrac inbox list --unread."))
        }
        return findings
    }

    private static func calendar(_ workplace: Workplace) -> Finding {
        let path = workplace.configuration.calendarPath
        let missing = workplace.office.calendar.missingYears(on: workplace.today)
        guard let year = missing.first else { return Finding("calendar", .good, path) }
        let remedy = "Write the school year into a calendar file, see edutrac.toml(5)."
        guard year == workplace.today.year else {
            return Finding(
                "calendar", .doubtful, "\(path) has no school year \(year): from January on nobody is asked", remedy)
        }
        return Finding("calendar", .wrong, "\(path) has no school year \(year): nobody is asked", remedy)
    }
}
