import Foundation
import Glibc
package import Logging

/// Writes log lines straight to the journal, each fact as a field of its own:
/// `journalctl EDUTRAC_MODEM=sim1 -p warning`.
///
/// The fields are `EDUTRAC_` and the metadata key in capitals, and `MESSAGE_ID` of the kind of event. A line that the
/// journal does not take at once is dropped; one that is too long loses its facts.
package struct JournalLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    package var logLevel: Logger.Level = .info

    private let label: String
    private let identifier: String
    private let socket: DatagramSocket?
    private let idOf: @Sendable (String) -> String?

    private static let usual = DatagramSocket("/run/systemd/journal/socket")

    /// - Parameter idOf: the `MESSAGE_ID` of a message; nil for one that the message catalogue does not explain.
    package init(label: String, idOf: @escaping @Sendable (String) -> String?) {
        self.init(label: label, socket: Self.usual, idOf: idOf)
    }

    init(
        label: String, socket: DatagramSocket?, idOf: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.label = label
        self.socket = socket
        self.idOf = idOf
        identifier = String(ProcessInfo.processInfo.processName.prefix(64))
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        guard let socket else { return }
        let facts = metadata.joined(with: metadataProvider, event)
        let message = "\(event.message)"
        let id = idOf(message)
        let entry = JournalEntry(
            level: event.level, message: message, metadata: facts, identifier: identifier, label: label, id: id)
        if socket.send(entry.bytes) == .tooLong {
            let short = JournalEntry(
                level: event.level, message: message, metadata: [:], identifier: identifier, label: label, id: id)
            socket.send(short.bytes)
        }
    }

    /// Whether what goes to stderr would end in the journal anyway.
    ///
    /// - Source: systemd.exec(5), `$JOURNAL_STREAM`: device and inode number of the stream.
    package static func isStandardErrorTheJournal(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> Bool {
        isJournal(STDERR_FILENO, environment)
    }

    static func isJournal(_ descriptor: Int32, _ environment: [String: String]) -> Bool {
        guard let fields = environment["JOURNAL_STREAM"]?.split(separator: ":"), fields.count == 2,
            let device = UInt64(fields[0]), let inode = UInt64(fields[1])
        else { return false }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { return false }
        return UInt64(facts.st_dev) == device && UInt64(facts.st_ino) == inode
    }
}

extension Logger.Metadata {
    /// The facts of an event over those of its logger, and its error beside them.
    func joined(with provider: Logger.MetadataProvider?, _ event: LogEvent) -> Logger.Metadata {
        var facts = self
        if let provider { facts.merge(provider.get()) { _, new in new } }
        if let own = event.metadata { facts.merge(own) { _, new in new } }
        if let error = event.error, facts["error"] == nil { facts["error"] = "\(error)" }
        return facts
    }
}
