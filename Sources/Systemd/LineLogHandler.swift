package import Foundation
import Glibc
package import Logging

/// Writes one line for each event to stderr:
/// `2026-05-04T10:00:01-05:00 warning: command refused  command=+CMGS cms=500`.
///
/// The clock is an argument, because a demonstration runs on another day than today. A line that stderr
/// does not take is dropped.
package struct LineLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    package var logLevel: Logger.Level = .info

    private let zone: TimeZone
    private let now: @Sendable () -> Date
    private let write: @Sendable (String) -> Void

    /// - Parameter label: not shown; the lines of this program come from one logger.
    package init(label: String, zone: TimeZone, now: @escaping @Sendable () -> Date) {
        self.init(label: label, zone: zone, now: now, write: Self.writeToStandardError)
    }

    init(
        label: String, zone: TimeZone, now: @escaping @Sendable () -> Date,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.zone = zone
        self.now = now
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let facts = MetadataText.line(metadata.joined(with: metadataProvider, event))
        let message = MetadataText.escaped("\(event.message)", quotes: false)
        let time = now().formatted(Date.ISO8601FormatStyle(timeZone: zone).offset())
        write("\(time) \(event.level): \(message)" + (facts.isEmpty ? "" : "  " + facts) + "\n")
    }

    private static func writeToStandardError(_ line: String) {
        var rest = Array(line.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

extension Date.ISO8601FormatStyle {
    /// `2026-05-04T10:00:01-05:00`.
    fileprivate func offset() -> Self {
        year().month().day().dateSeparator(.dash).time(includingFractionalSeconds: false).timeSeparator(
            .colon
        )
        .timeZone(separator: .colon)
    }
}
