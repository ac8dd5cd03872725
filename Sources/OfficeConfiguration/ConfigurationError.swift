/// Everything that is wrong with the configuration, so that it can be mended in one go.
package struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    package struct Problem: Hashable, Sendable, CustomStringConvertible {
        package var file: String
        /// Nil when the problem is not at one place in the file.
        package var line: Int?
        /// Dotted, as `reporting.question_at` or `modem[0].pin`; the first `[[modem]]` is 0.
        package var key: String?
        package var message: String
        package var remedy: String

        /// `/etc/edutrac/edutrac.toml:12: reporting.question_at: "25:00" is no time of day. Write it as "10:00".`
        package var description: String {
            [line.map { "\(file):\($0):" } ?? "\(file):", key.map { "\($0):" }, message, remedy]
                .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    /// Never empty; in the order of the lines.
    package let problems: [Problem]

    init(_ problems: [Problem]) {
        self.problems = problems.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
    }

    /// One line for each problem.
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
