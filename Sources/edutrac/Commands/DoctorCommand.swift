import ArgumentParser
import Attendance
import ControlSocket
import Foundation
import OfficeConfiguration
import Store

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examines everything and says what to do. Exits with 0 when nothing is wrong, else with 69.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let findings = await Examination(options).findings
        let terminal = Terminal.current
        if options.json {
            try terminal.write(.list(findings.map(\.json)))
        } else {
            for line in Finding.lines(findings, terminal) { try terminal.write(line) }
        }
        if findings.contains(where: { $0.verdict == .wrong }) {
            throw ExitCode(Complaint.Code.unavailable.rawValue)
        }
    }
}

/// One thing that was looked at.
struct Finding: Hashable, Sendable {
    enum Verdict: String, Sendable {
        case good
        /// It works, and may not for long, or not as well as it could.
        case doubtful
        case wrong
    }

    var subject: String
    var verdict: Verdict
    var words: String
    /// What to do now; nil when nothing is to be done.
    var remedy: String?

    init(_ subject: String, _ verdict: Verdict, _ words: String, _ remedy: String? = nil) {
        self.subject = subject
        self.verdict = verdict
        self.words = words
        self.remedy = remedy
    }

    var json: JSON {
        [
            "subject": .text(subject), "verdict": .text(verdict.rawValue), "words": .text(words), "remedy": JSON(remedy),
        ]
    }

    /// All findings, and below them what to do, the worst first.
    static func lines(_ findings: [Finding], _ terminal: Terminal) -> [String] {
        let width = findings.map(\.subject.displayWidth).max() ?? 0
        var lines = findings.flatMap { finding -> [String] in
            let mark =
                switch finding.verdict {
                case .good: terminal.good("ok  ")
                case .doubtful: terminal.bold("look")
                case .wrong: terminal.bad("BAD ")
                }
            let room = max(20, terminal.width - width - 8)
            return finding.words.withoutControls.wrapped(to: room).enumerated().map { index, line in
                index == 0
                    ? "\(mark)  \(finding.subject.padded(to: width))  \(line)"
                    : String(repeating: " ", count: width + 8) + line
            }
        }
        let remedies =
            findings.filter { $0.verdict == .wrong }.compactMap(\.remedy)
            + findings.filter { $0.verdict == .doubtful }.compactMap(\.remedy)
        if remedies.isEmpty { return lines + ["", "Nothing is to be done."] }
        lines += ["", "What to do:"]
        for (index, remedy) in remedies.enumerated() {
            let number = "\(index + 1). "
            for (row, line) in remedy.withoutControls.wrapped(to: max(20, terminal.width - number.count)).enumerated() {
                lines.append((row == 0 ? number : String(repeating: " ", count: number.count)) + line)
            }
        }
        return lines
    }
}
