import Foundation
import Glibc
import Synchronization

/// Finds programs that are not ours, in PATH. A task-local value, so that a test can have others.
enum ProgramFinder {
    @TaskLocal static var folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin")
        .split(separator: ":").map(String.init)

    /// - Returns: nil where no folder has it.
    static func path(of program: String) -> String? {
        folders.filter { $0.hasPrefix("/") }.map { $0 + "/" + program }.first { access($0, X_OK) == 0 }
    }
}

/// A program that runs beside us and speaks by lines; both of its outputs are one. Nothing goes through a shell.
final class LineProgram {
    enum Line: Hashable {
        case text(String)
        /// Its output has ended.
        case end
        /// It said nothing for too long.
        case silence
    }

    private let pid: pid_t
    private let descriptor: Int32
    private var rest: [UInt8] = []

    /// Bytes; of a longer line only the end is kept.
    private let longestLine: Int

    /// - Parameter environment: the whole of it.
    init(
        _ program: String, _ arguments: [String], environment: [String: String], longestLine: Int = 4096
    ) throws(Complaint) {
        self.longestLine = longestLine
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let surroundings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + surroundings { free(text) } }
        (pid, descriptor) = try Self.starting.withLock { _ throws(Complaint) in
            try Self.start(program, words, surroundings)
        }
    }

    deinit { close(descriptor) }

    /// Of two programs that are started at once, one would keep the other's pipe open.
    private static let starting = Mutex(())

    private static func start(
        _ program: String, _ words: [UnsafeMutablePointer<CChar>?], _ surroundings: [UnsafeMutablePointer<CChar>?]
    ) throws(Complaint) -> (pid_t, Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw failed(program, errno) }
        defer { close(ends[1]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
        var child = pid_t()
        let reason = posix_spawn(&child, program, &actions, nil, words, surroundings)
        guard reason == 0 else {
            close(ends[0])
            throw failed(program, reason)
        }
        return (child, ends[0])
    }

    /// The next line it says, without its end.
    func next(within limit: Duration) -> Line {
        while true {
            if let line = takeLine() { return .text(line) }
            var facts = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let milliseconds = Int32(limit.components.seconds * 1000)
            let ready = poll(&facts, 1, milliseconds)
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return .silence }
            var buffer = [UInt8](repeating: 0, count: 1 << 14)
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return lastWords() }
            rest += buffer.prefix(count)
        }
    }

    private func takeLine() -> String? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            if rest.count > longestLine { rest.removeFirst(rest.count - longestLine) }
            return nil
        }
        let line = String(decoding: rest[..<end], as: UTF8.self)
        rest.removeSubrange(...end)
        return line
    }

    private func lastWords() -> Line {
        guard !rest.isEmpty else { return .end }
        defer { rest = [] }
        return .text(String(decoding: rest, as: UTF8.self))
    }

    /// Waits for its end; stops it first where it was silent.
    ///
    /// - Returns: its exit status; of a program that was killed 128 and the signal.
    func wait(stopping: Bool = false) -> Int32 {
        if stopping { kill(pid, SIGKILL) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private static func failed(_ program: String, _ reason: Int32) -> Complaint {
        Complaint(.unavailable, "\(program) cannot be started: \(String(cString: strerror(reason))).")
    }
}
