import ControlSocket
import Foundation
import Glibc
import OfficeConfiguration

/// The modems as `edutracd --check --probe` sees them, for when no daemon runs that could be asked.
enum ModemLook {
    /// edutracd itself gives up earlier.
    private static let secondsPerModem = 90.0

    static func findings(_ configuration: OfficeConfiguration) async -> [Finding] {
        guard !configuration.modems.isEmpty else {
            return [Finding("modem", .wrong, "no [[modem]] is configured", "Add a [[modem]] to \(configuration.path), see edutrac.toml(5).")]
        }
        guard let program = program() else {
            return [Finding("modems", .wrong, "nothing is known of them: edutracd is not installed beside edutrac", "Install edutracd, then run edutrac doctor again.")]
        }
        FileHandle.standardError.write(
            Data("edutracd does not run: looking at the modems without it, which takes up to a minute and a half for each.\n".utf8))
        do {
            let child = Child(program, ["--config", configuration.path, "--check", "--probe", "--json"])
            let said = try await child.run(within: .seconds(secondsPerModem * Double(configuration.modems.count)))
            guard !said.output.isEmpty else {
                let words = said.errors.split(separator: "\n").last.map(String.init) ?? "edutracd ended without a word"
                return [Finding("modems", .wrong, "they could not be looked at: \(words)", "sudo edutracd --check --probe says more.")]
            }
            return try JSONDecoder().decode([ModemReport].self, from: said.output).flatMap { Examination.modem($0) }
        } catch {
            return [Finding("modems", .wrong, "they could not be looked at: \(error)", "sudo edutracd --check --probe says more.")]
        }
    }

    /// In the same folder, or in /usr/sbin beside /usr/bin.
    private static func program() -> String? {
        let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        return [own.appending(path: "edutracd"), own.deletingLastPathComponent().appending(path: "sbin/edutracd")]
            .map(\.path).first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// A program that is run to its end, or stopped when its time is over.
private struct Child: Sendable {
    struct Overdue: Error, CustomStringConvertible {
        let program: String
        var description: String { "\(program) did not end in time" }
    }

    private let program: String
    private let arguments: [String]

    init(_ program: String, _ arguments: [String]) {
        self.program = program
        self.arguments = arguments
    }

    func run(within limit: Duration) async throws -> (output: Data, errors: String) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let pid = process.processIdentifier
        let overdue = Task {
            do { try await Task.sleep(for: limit) } catch { return false }
            kill(pid, SIGTERM)
            return true
        }
        // Both at once: a full pipe would stop the program.
        async let said = Self.read(output)
        async let complained = Self.read(errors)
        let answer = (output: try await said, errors: String(decoding: try await complained, as: UTF8.self))
        process.waitUntilExit()
        overdue.cancel()
        if await overdue.value { throw Overdue(program: program) }
        return answer
    }

    /// On a thread of its own: reading to the end waits.
    private static func read(_ pipe: Pipe) async throws -> Data {
        let file = pipe.fileHandleForReading
        return try await withCheckedThrowingContinuation { done in
            Thread.detachNewThread { done.resume(with: Result { try file.readToEnd() ?? Data() }) }
        }
    }
}
