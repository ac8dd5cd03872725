import Attendance
import Gateway
import OfficeConfiguration

/// A wording of the office that would cost more than one SMS.
struct WordingTooLong: Error, CustomStringConvertible {
    let problems: [(language: String, problem: WordingError)]

    var description: String {
        problems.map { "wording \($0.language): \($0.problem)" }.joined(separator: "\n")
    }
}

extension OfficeConfiguration {
    /// Reads the files and measures every wording as it would leave.
    ///
    /// - Throws: `ConfigurationError`, or ``WordingTooLong``.
    static func measured(_ path: String) throws -> OfficeConfiguration {
        let configuration = try OfficeConfiguration.load(path)
        let problems = configuration.rules.wordings.sorted { $0.key < $1.key }.flatMap { language, wording in
            wording.tooLong(fits: configuration.rules.fitsOnePart).map { (language: language, problem: $0) }
        }
        guard problems.isEmpty else { throw WordingTooLong(problems: problems) }
        return configuration
    }
}
