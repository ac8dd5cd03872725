package import Attendance
import Foundation

/// `[alarm]`: whom the daemon tells what a person must see to.
package struct AlarmConfiguration: Hashable, Sendable {
    /// A program with its arguments, run without a shell; empty for none.
    package var command: [String] = []
    /// Seconds after which the program is ended.
    package var timeout = 30
    /// Who is texted; nil for nobody.
    package var phone: PhoneNumber?
    package var textsPerDay = 5
    /// Hours in which an alarm of the same kind is not texted again.
    package var repeatAfterHours = 6
    /// Whether it is texted that an alarm is over.
    package var textsWhenOver = false

    package init() {}
}

/// `[metrics]`
package struct MetricsConfiguration: Hashable, Sendable {
    /// A file that the daemon writes once a minute, absolute; nil for none.
    package var textfile: String?

    package init() {}
}

/// Reads `[alarm]` and `[metrics]`.
struct WatchReader {
    let folder: String

    /// - Parameter ownNumbers: of the SIMs here; a text to one of them alarms nobody.
    func readAlarm(_ table: TableReader, ownNumbers: Set<PhoneNumber>) -> AlarmConfiguration {
        var alarm = AlarmConfiguration()
        if let command = table.list("command", "word of a command", example: "/usr/local/bin/alarma", { !$0.isEmpty }) {
            alarm.command = command
            if command.first?.hasPrefix("/") != true {
                table.complain(
                    "command", "It does not begin with the path of a program.",
                    "Write each word in quotes, the program with its whole path first: [\"/usr/local/bin/alarma\", \"argument\"]. No shell reads it.")
            }
        }
        if let seconds = table.number("timeout_seconds", in: 1...300) { alarm.timeout = seconds }
        alarm.phone = table.value(
            "phone", "Peruvian mobile number", example: "987654321", { PhoneNumber(peruvianMobile: $0) })
        if let phone = alarm.phone, ownNumbers.contains(phone) {
            table.complain(
                "phone", "It is the number of one of the modems.", "Give the number of a person who can do something about an alarm.")
        }
        if let texts = table.number("texts_per_day", in: 1...50) { alarm.textsPerDay = texts }
        if let hours = table.number("repeat_after_hours", in: 1...168) { alarm.repeatAfterHours = hours }
        if let tells = table.flag("text_when_over") { alarm.textsWhenOver = tells }
        table.finish()
        return alarm
    }

    func readMetrics(_ table: TableReader) -> MetricsConfiguration {
        var metrics = MetricsConfiguration()
        metrics.textfile = table.text("textfile").map { absolute($0, in: folder) }
        if let file = metrics.textfile, !file.hasSuffix(".prom") {
            table.complain(
                "textfile", "Its name does not end in .prom.",
                "node_exporter reads no other files: /var/lib/prometheus/node-exporter/edutrac.prom.")
        }
        table.finish()
        return metrics
    }

    /// What is allowed but will come to nothing.
    func warnings(_ alarm: AlarmConfiguration, in file: String) -> [String] {
        guard let program = alarm.command.first, !FileManager.default.isExecutableFile(atPath: program) else { return [] }
        return ["\(file): alarm.command names \(program), which cannot be run by this user: install it, or correct the path."]
    }
}
