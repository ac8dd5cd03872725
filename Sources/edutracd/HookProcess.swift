import Foundation
import Glibc

/// A program of the office's, started without a shell, with an environment of its own and nothing of ours open.
struct HookProcess {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let pid: pid_t
    /// What it says on standard error.
    private let complaints: Int32

    /// Octets of its complaints that are kept; the rest is read and forgotten, so that it does not wait for a reader.
    private static let mostWords = 300
    /// Milliseconds between two looks whether it has ended.
    private static let gap: Int32 = 50

    /// - Parameters:
    ///   - command: the program's absolute path and its arguments.
    ///   - environment: the whole of it.
    init(_ command: [String], environment: [String: String]) throws(Failure) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Self.notStarted(errno) }
        defer { close(ends[1]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let words = command.map { strdup($0) } + [nil]
        let surroundings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + surroundings { free(text) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
        // Whoever forgot to say that a descriptor is not to be passed on; one that is closed by then is no error (glibc).
        for descriptor in Self.openDescriptors where descriptor > STDERR_FILENO {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that what it has started ends with it; signals as they are for anybody.
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        let flags = Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
        posix_spawnattr_setflags(&attributes, flags)
        var child = pid_t()
        let reason = posix_spawn(&child, command[0], &actions, &attributes, words, surroundings)
        guard reason == 0 else {
            close(ends[0])
            throw Self.notStarted(reason)
        }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        (pid, complaints) = (child, ends[0])
    }

    /// Waits for its end; ends it, and all that it has started, when it takes too long or the daemon stops.
    ///
    /// - Throws: where it did not end well.
    func wait(for limit: Duration, isStopped: () -> Bool) throws(Failure) {
        defer { close(complaints) }
        let deadline = ContinuousClock.now + limit
        var said: [UInt8] = []
        while true {
            listen(&said)
            var news = siginfo_t()
            // Left unburied, so that its number, and that of its group, are nobody else's yet.
            let isSeen = waitid(P_PID, id_t(pid), &news, WEXITED | WNOHANG | WNOWAIT) == 0
            if !isSeen, errno != EINTR { throw Failure(description: "it cannot be waited for: \(String(cString: strerror(errno)))") }
            if isSeen, news.si_signo == SIGCHLD {
                listen(&said)
                return try judge(end(), said)
            }
            if ContinuousClock.now >= deadline || isStopped() {
                _ = end()
                throw Failure(
                    description: ContinuousClock.now >= deadline
                        ? "it did not end within \(Int(limit / .seconds(1))) s and was stopped" : "edutracd stops, and it was stopped too")
            }
        }
    }

    /// Ends it where it has not ended, and what it left behind in its group.
    ///
    /// - Returns: its status, as wait(2) has it.
    private func end() -> Int32 {
        kill(-pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status
    }

    /// Up to the next look; at once when it says something.
    private func listen(_ said: inout [UInt8]) {
        var entry = pollfd(fd: complaints, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, Self.gap) > 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(complaints, &buffer, buffer.count)
        if count > 0 {
            said += buffer.prefix(min(count, max(0, Self.mostWords - said.count)))
        } else {
            // Closed: readable for ever, and no more a clock.
            usleep(UInt32(Self.gap) * 1000)
        }
    }

    private func judge(_ status: Int32, _ said: [UInt8]) throws(Failure) {
        if status == 0 { return }
        let signal = status & 0x7F
        let how = signal == 0 ? "it ended with \((status >> 8) & 0xFF)" : "it was ended by signal \(signal)"
        let words = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        throw Failure(description: words.isEmpty ? how : "\(how): \(words)")
    }

    private static var openDescriptors: [Int32] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
        } catch {
            // Without /proc the rest still says it of its own.
            return []
        }
    }

    private static func notStarted(_ reason: Int32) -> Failure {
        Failure(description: "it cannot be started: \(String(cString: strerror(reason)))")
    }
}
