internal import Foundation
internal import Glibc

/// The whole of edutrac on a stage: a simulated modem, the daemon and an office, as separate
/// programs that meet only at a pseudo-terminal, sockets and a database.
///
/// It starts, stops and kills the programs and gives no opinion on what they do. Everything blocks
/// with a deadline; nothing is left behind, whether the play ends, throws or is interrupted.
package final class Play {
    package let folder: StageFolder
    package let office: Office
    /// Given to every program that starts from now on; those that run keep theirs.
    package var clock: StageClock
    /// What the daemon tells its service manager.
    package let notify: NotifySocket
    package private(set) var daemon: ChildProcess?
    private var simulatorProcess: ChildProcess?
    private var control: SimulatorControl?
    private var moreSimulators: [ChildProcess] = []
    private var starts = 0

    /// Sets the stage, performs, looks whether all in the database fits together, and strikes it.
    ///
    /// - Throws: what `script` throws, with the programs' last words attached.
    package static func perform<Result>(
        _ office: Office = .kimbiri, clock: StageClock, _ script: (Play) throws -> Result
    ) throws -> Result {
        let play = try Play(office, clock: clock)
        do {
            let result = try script(play)
            try play.checkDatabase()
            try play.strike()
            return result
        } catch {
            let words = play.transcript
            try play.strike()
            throw StageError("\(error)", transcript: words)
        }
    }

    private init(_ office: Office, clock: StageClock) throws {
        self.office = office
        self.clock = clock
        folder = try StageFolder()
        notify = try NotifySocket(path: folder.notifySocket)
        try folder.write(office.configuration(in: folder), to: folder.configuration)
        try folder.write(office.schoolTable, to: folder.schools)
        try folder.write(office.reporterTable, to: folder.reporters)
        try folder.write(Self.shippedCalendar(), to: folder.calendar)
    }

    /// The calendar that offices get, so that every play tries it too.
    private static func shippedCalendar() throws -> String {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let path = root.path + "/Sources/OfficeConfiguration/Examples/calendar-2026.toml"
        guard let text = fileText(path) else { throw StageError("\(path) cannot be read.") }
        return text
    }

    /// Whatever was killed when.
    private func checkDatabase() throws {
        guard access(folder.store, F_OK) == 0 else { return }
        // Some plays leave a configuration that is wrong.
        try folder.write(office.configuration(in: folder), to: folder.configuration)
        try edutrac("check")
    }

    private func strike() throws {
        daemon?.kill()
        control = nil
        simulatorProcess?.kill()
        for simulator in moreSimulators { simulator.kill() }
        try folder.remove()
    }

    /// The last words of the programs that were started.
    package var transcript: String {
        ([simulatorProcess, daemon] + moreSimulators).compactMap { $0?.tail() }.joined(separator: "\n")
    }

    // MARK: The simulated modem

    /// The simulator's control; it must have been started.
    package var simulator: SimulatorControl {
        get throws {
            guard let control else { throw StageError("The simulator was not started.") }
            return control
        }
    }

    /// - Parameter networkSeconds: how long the network takes for each text we send.
    package func startSimulator(networkSeconds: Double = 0, _ more: [String] = []) throws {
        simulatorProcess = try start(
            .simulator,
            [
                "--link", folder.modem, "--control", folder.simulatorSocket, "--network-seconds",
                "\(networkSeconds)", "--clock", clock.argument,
            ] + more)
        control = try SimulatorControl(path: folder.simulatorSocket)
    }

    /// The network forgets what it has not delivered, and a simulator with another clock may follow.
    package func stopSimulator(within seconds: Double = 20) throws {
        guard let simulatorProcess else { throw StageError("The simulator was not started.") }
        try simulator.quit()
        control = nil
        _ = try simulatorProcess.waitForEnd(within: seconds)
    }

    /// The simulator behind one of the office's further modems.
    package func startSimulator(of modem: String, networkSeconds: Double = 0, _ more: [String] = []) throws -> SimulatorControl {
        moreSimulators.append(
            try start(
                .simulator,
                [
                    "--link", folder.modem(modem), "--control", folder.simulatorSocket(modem), "--network-seconds",
                    "\(networkSeconds)", "--clock", clock.argument,
                ] + more))
        return try SimulatorControl(path: folder.simulatorSocket(modem))
    }

    // MARK: The daemon

    /// Starts the daemon and waits until it says READY=1.
    package func startDaemon(within seconds: Double = 30) throws {
        if let daemon, daemon.isRunning { throw StageError("The daemon runs already.") }
        notify.forget()
        daemon = try start(
            .daemon, ["--config", folder.configuration, "--clock", clock.argument],
            environment: ["NOTIFY_SOCKET": notify.path])
        try notify.waitFor("READY=1", within: seconds)
    }

    /// SIGKILL: the daemon gets no chance to do anything.
    package func killDaemon() { daemon?.kill() }

    /// SIGTERM, as a service manager stops it.
    @discardableResult
    package func stopDaemon(within seconds: Double = 20) throws -> ChildProcess.End {
        guard let daemon else { throw StageError("The daemon was not started.") }
        daemon.signal(SIGTERM)
        return try daemon.waitForEnd(within: seconds)
    }

    /// What the daemon that runs now, or ran last, has logged.
    package var daemonLog: [String] {
        daemon?.errorText.split(separator: "\n").map(String.init) ?? []
    }

    /// Waits until the daemon that runs now has logged so many lines with all of these in them.
    package func waitForLog(_ words: String..., times: Int = 1, within seconds: Double = 20) throws {
        _ = try FolderWatch.wait(
            in: folder.logs, for: "\(times) log lines with \(words)", until: .seconds(seconds)
        ) {
            let found = daemonLog.count { line in words.allSatisfy(line.contains) }
            return found >= times ? found : nil
        }
    }

    /// Waits until the database shows something.
    package func waitForStore<Value>(
        _ what: String, within seconds: Double = 20, _ condition: () throws -> Value?
    ) throws -> Value {
        try FolderWatch.wait(in: folder.state, for: what, until: .seconds(seconds), condition)
    }

    // MARK: The operator

    /// Imports the office's schools and reporters, as an operator would.
    package func seed() throws {
        try edutrac("school", "import", folder.schools)
        try edutrac("reporter", "import", folder.reporters)
    }

    /// Runs the operator's command to its end.
    ///
    /// - Returns: what it printed.
    /// - Throws: ``StageError`` with its complaint when the exit code is not the expected one.
    @discardableResult
    package func edutrac(_ arguments: String..., expecting code: Int32 = 0) throws -> String {
        try edutrac(arguments, expecting: code)
    }

    /// What the command lists, read from its `--json`.
    package func list(_ arguments: String...) throws -> JSONValue {
        try JSONValue(parsing: try edutrac(arguments + ["--json"]))
    }

    @discardableResult
    package func edutrac(_ arguments: [String], expecting code: Int32 = 0) throws -> String {
        try run(.command, arguments + ["--clock", clock.argumentOfCommand], expecting: code)
    }

    /// Starts the operator's command, to be killed.
    package func startCommand(_ arguments: String...) throws -> ChildProcess {
        try start(.command, arguments + ["--config", folder.configuration, "--clock", clock.argumentOfCommand])
    }

    /// The daemon's program with options after which it ends by itself.
    @discardableResult
    package func edutracd(_ arguments: String..., expecting code: Int32 = 0) throws -> String {
        try run(.daemon, arguments, expecting: code)
    }

    private func run(_ program: Program, _ arguments: [String], expecting code: Int32) throws -> String {
        let command = try start(program, arguments + ["--config", folder.configuration])
        let end = try command.waitForEnd(within: 30)
        guard end == .exited(code) else {
            throw StageError(
                "\(program.rawValue) \(arguments.joined(separator: " ")): \(end).",
                transcript: command.outputText + command.tail())
        }
        return command.outputText
    }

    // MARK: Starting

    private func start(
        _ program: Program, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> ChildProcess {
        starts += 1
        let number = String(format: "%03d", starts)
        // Nothing of the caller's surroundings reaches the programs but what they need to run.
        var surroundings = ProcessInfo.processInfo.environment.filter {
            ["PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR"].contains($0.key)
        }
        surroundings.merge(environment) { _, new in new }
        return try ChildProcess(
            program.path(), arguments, environment: surroundings,
            outputPath: "\(folder.logs)/\(number)-\(program.rawValue).out",
            errorPath: "\(folder.logs)/\(number)-\(program.rawValue).err")
    }
}
