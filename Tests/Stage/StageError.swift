/// What went wrong while a play was on. The description says what did not happen and quotes the end
/// of what the programs said.
package struct StageError: Error, CustomStringConvertible, Sendable {
    package var message: String
    /// The last lines of the programs' standard error, where there are some.
    package var transcript: String?

    package init(_ message: String, transcript: String? = nil) {
        self.message = message
        self.transcript = transcript
    }

    package var description: String {
        guard let transcript, !transcript.isEmpty else { return message }
        return message + "\n" + transcript
    }
}
