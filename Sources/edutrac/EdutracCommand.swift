import ArgumentParser
import ControlSocket
import Foundation
import Glibc
import OfficeConfiguration
import Store

@main
struct EdutracCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edutrac",
        abstract: "School attendance by SMS: schools, reports, texts and reminders of an education office.",
        discussion: "Works while edutracd runs and while it does not. edutrac(8) has the details.",
        version: EdutracVersion.current,
        subcommands: [
            StatusCommand.self, DoctorCommand.self, LogCommand.self, MetricsCommand.self, SchoolCommand.self,
            ReporterCommand.self, CardCommand.self, EnrolmentCommand.self, ReportCommand.self, QuestionCommand.self,
            MonthCommand.self, AgreementCommand.self,
            InboxCommand.self, OutboxCommand.self, SendCommand.self, CalendarCommand.self, ClosureCommand.self,
            WordingCommand.self, ReportingDayCommand.self,
            RemindersCommand.self, ClockCommand.self, ModemCommand.self, AuditCommand.self, PDUCommand.self,
            ExportCommand.self, PersonCommand.self, PurgeCommand.self,
            BackupCommand.self, RestoreCommand.self, CheckCommand.self,
        ])

    @OptionGroup var options: GlobalOptions

    static func main() async {
        // What we create in the database's folder must stay writable for its group (edutracd).
        umask(0o007)
        Glibc.exit(await perform(Array(CommandLine.arguments.dropFirst())))
    }

    /// Runs one command line to its end.
    ///
    /// - Returns: the exit code, of sysexits(3).
    static func perform(_ arguments: [String]) async -> Int32 {
        do {
            var command = try parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return ExitCode.success.rawValue
        } catch {
            return report(error)
        }
    }

    private static func report(_ error: any Error) -> Int32 {
        let terminal = Terminal.current
        if let complaint = complaint(about: error) {
            terminal.complain("edutrac: \(complaint.text)")
            return complaint.code.rawValue
        }
        let code = exitCode(for: error).rawValue
        let message = fullMessage(for: error)
        if message.isEmpty { return code }
        guard code == ExitCode.success.rawValue else {
            terminal.complain(message)
            return code
        }
        do {
            try terminal.write(message)
            return code
        } catch {
            return report(error)
        }
    }

    /// Nil for what ArgumentParser says in its own words (usage, help, a bare exit code).
    private static func complaint(about error: any Error) -> Complaint? {
        switch error {
        case let complaint as Complaint: complaint
        case let error as ConfigurationError: Complaint(.configuration, "\(error)")
        case let error as StoreError: Complaint(error.exitCode, "\(error)")
        case is ExitCode, is CleanExit, is ValidationError: nil
        default:
            // Whatever ArgumentParser does not know leaves with 1, which says nothing.
            exitCode(for: error) == .failure ? Complaint(.software, "\(error)") : nil
        }
    }
}

extension StoreError {
    /// The code of sysexits(3) that tells a script what to do.
    var exitCode: Complaint.Code {
        switch self {
        case .cannotOpen, .notADatabase, .otherProgram, .newerSchema, .notDurable, .noFolder, .notAFile:
            .cannotCreate
        case .notWritable, .noAccess, .cannotBecomeOwner: .noPermission
        case .busy, .copying: .tryAgain
        case .readOnlyDisk, .diskFull, .diskFailed, .damaged, .noCopy, .brokenCopy: .ioError
        case .daemonRuns: .unavailable
        case .noSuchSchool, .notRestorable: .badData
        case .noSuchMessage, .noSuchClosure, .noSuchHold, .noSuchReport, .noSuchText, .notWaiting, .noProposal,
            .noSuchAgreement, .notThere:
            .noInput
        case .notCurrent, .hasReport, .closureStands, .monthClosed, .monthNotClosed: .badData
        case .refused, .wrongState, .wrongPart: .software
        }
    }
}
