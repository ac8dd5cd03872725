internal import Foundation
package import Glibc

/// One program, running or ended. Its output goes to files of the stage.
///
/// The child inherits the writing end of a pipe and never uses it: when the kernel closes it, the
/// child is gone. So waiting for an end is poll(2) with a deadline, without a thread or a signal.
package final class ChildProcess {
    package enum End: Hashable, Sendable, CustomStringConvertible {
        case exited(Int32), signalled(Int32)
        package var description: String {
            switch self {
            case .exited(let code): "exit code \(code)"
            case .signalled(let number): "signal \(number)"
            }
        }
    }

    package let name: String
    package let pid: pid_t
    package let outputPath: String
    package let errorPath: String
    package private(set) var end: End?
    private let lifeline: Int32

    /// Starts the program with standard input empty and signals as a shell would set them.
    package init(
        _ path: String, _ arguments: [String], environment: [String: String], outputPath: String,
        errorPath: String
    ) throws {
        name = URL(fileURLWithPath: path).lastPathComponent
        self.outputPath = outputPath
        self.errorPath = errorPath
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw StageError("pipe: \(systemMessage())") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        lifeline = ends[0]
        defer { close(ends[1]) }
        do {
            let lifelineOfChild = ends[1]
            pid = try Cleaner.shared.starting {
                try Self.spawn(
                    path, [path] + arguments, environment: environment, outputPath: outputPath,
                    errorPath: errorPath, lifeline: lifelineOfChild)
            }
        } catch {
            close(ends[0])
            throw error
        }
    }

    deinit {
        if end == nil {
            Cleaner.shared.signal(pid, SIGKILL)
            _ = Cleaner.shared.reap(pid)
        }
        close(lifeline)
    }

    package var isRunning: Bool { end == nil && !hasEnded(by: .seconds(0)) }

    package func signal(_ number: Int32) { Cleaner.shared.signal(pid, number) }

    /// SIGKILL, and gone when this returns.
    package func kill() {
        guard end == nil else { return }
        signal(SIGKILL)
        _ = hasEnded(by: .seconds(10))
    }

    /// - Throws: ``StageError`` when it still runs at the deadline.
    package func waitForEnd(within seconds: Double) throws -> End {
        guard hasEnded(by: .seconds(seconds)), let end else {
            throw StageError("\(name) did not end within \(seconds) s.", transcript: tail())
        }
        return end
    }

    /// Everything it has written to standard error so far.
    package var errorText: String { fileText(errorPath) ?? "" }
    package var outputText: String { fileText(outputPath) ?? "" }

    /// The end of standard error under a heading, for messages about failures.
    package func tail(lines: Int = 30) -> String {
        let all = errorText.split(separator: "\n")
        return "--- \(name), last of \(all.count) lines:\n" + all.suffix(lines).joined(separator: "\n")
    }

    private func hasEnded(by deadline: Deadline) -> Bool {
        if end != nil { return true }
        guard deadline.waitToRead(lifeline) else { return false }
        let status = Cleaner.shared.reap(pid)
        end = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
        return true
    }

    private static func spawn(
        _ path: String, _ arguments: [String], environment: [String: String], outputPath: String,
        errorPath: String, lifeline: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let mode: mode_t = 0o600
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT | O_APPEND, mode)
        posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT | O_APPEND, mode)
        posix_spawn_file_actions_adddup2(&actions, lifeline, 3)

        // A test runner may block or ignore signals; the child must feel SIGTERM.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // A group of its own: a terminal's Ctrl-C reaches only us, and we end the children.
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var child: pid_t = 0
        let failure = withCStrings(arguments) { argv in
            withCStrings(environment.map { "\($0)=\($1)" }) { envp in
                posix_spawn(&child, path, &actions, &attributes, argv, envp)
            }
        }
        guard failure == 0 else {
            throw StageError("Cannot start \(path): \(String(cString: strerror(failure)))")
        }
        return child
    }
}

/// The strings as a C array that ends with a null pointer.
private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
}
