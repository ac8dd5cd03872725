import Attendance
import Gateway
import OfficeConfiguration

/// A wording of the office that would cost more than one SMS, or a question that cannot be asked.
struct WordingTooLong: Error, CustomStringConvertible {
    let problems: [String]

    var description: String { problems.joined(separator: "\n") }
}

extension OfficeConfiguration {
    /// Reads the files and measures every wording as it would leave.
    ///
    /// - Throws: `ConfigurationError`, or ``WordingTooLong``.
    static func measured(_ path: String) throws -> OfficeConfiguration {
        let configuration = try OfficeConfiguration.load(path)
        let fits = configuration.rules.fitsOnePart
        let wordings = configuration.rules.wordings.sorted { $0.key < $1.key }.flatMap { language, wording in
            wording.tooLong(fits: fits).map { "wording \(language): \($0)" }
        }
        let questions = configuration.rules.questions.flatMap { question in
            question.problems(fits: fits).map { "question \(question.key): \($0)" }
        }
        let problems = wordings + questions
        guard problems.isEmpty else { throw WordingTooLong(problems: problems) }
        return configuration
    }
}
