internal import Dispatch
internal import Foundation
internal import Glibc
internal import Synchronization

/// Kills what was started and removes what was made, however the play ends: at its end, by an error,
/// by exit(3), or by SIGINT, SIGTERM and SIGHUP.
final class Cleaner: Sendable {
    static let shared = Cleaner()

    private struct State {
        var children: Set<pid_t> = []
        /// Children that were killed and may have left something.
        var killed: Set<pid_t> = []
        var folders: Set<String> = []
        var isClosing = false
    }

    private let state = Mutex(State())
    /// Only kept alive.
    private nonisolated(unsafe) let signals: [any DispatchSourceSignal]

    private init() {
        // On Linux a dispatch source takes the signal over by itself; ignoring it first would lose it.
        signals = [SIGINT, SIGTERM, SIGHUP].map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                Cleaner.shared.cleanUp()
                _exit(128 + number)
            }
            source.resume()
            return source
        }
        atexit { Cleaner.shared.cleanUp() }
    }

    /// Starts a child while holding the door, so that none slips out after the cleaning began.
    func starting(_ start: () throws -> pid_t) throws -> pid_t {
        try state.withLock { state in
            guard !state.isClosing else { throw StageError("The play is being ended.") }
            let child = try start()
            state.children.insert(child)
            return child
        }
    }

    /// Reaps the child, which must have ended or be ending.
    ///
    /// - Returns: its wait status.
    func reap(_ child: pid_t) -> Int32 {
        state.withLock { state in
            // From here on the number may belong to somebody else.
            state.children.remove(child)
            let status = Self.wait(for: child)
            if status & 0x7F != 0 { state.killed.insert(child) }
            return status
        }
    }

    /// Signals the child if it is still ours.
    func signal(_ child: pid_t, _ number: Int32) {
        state.withLock { state in
            if state.children.contains(child) { kill(child, number) }
        }
    }

    func keep(folder: String) { state.withLock { _ = $0.folders.insert(folder) } }

    /// Removes the folder, and what killed children have left elsewhere.
    func remove(folder: String) throws {
        try state.withLock { state in
            state.folders.remove(folder)
            try FileManager.default.removeItem(atPath: folder)
            try Self.sweep(&state)
        }
    }

    private func cleanUp() {
        state.withLock { state in
            state.isClosing = true
            for child in state.children { kill(child, SIGKILL) }
            for child in state.children { _ = Self.wait(for: child) }
            state.killed.formUnion(state.children)
            state.children = []
            do {
                for folder in state.folders { try FileManager.default.removeItem(atPath: folder) }
                try Self.sweep(&state)
            } catch {
                FileHandle.standardError.write(Data("Something was left behind: \(error)\n".utf8))
            }
            state.folders = []
        }
    }

    private static func sweep(_ state: inout State) throws {
        try PortLocks.remove(of: state.killed)
        state.killed = []
    }

    private static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return status
    }
}
