/// The events as a message catalogue of the journal: what `journalctl -x` shows below a line.
///
/// - Shape: for each event `-- ` and its id, a header, an empty line, text; the file ends with an empty line.
/// - Source: systemd.io/CATALOG; journalctl(1), `--catalog`.
package enum EventCatalogue {
    /// Columns of the text: the journal shows it with two letters before each line.
    static let width = 78

    package static var text: String {
        let entries = JournalEvent.all.map { event in
            """
            -- \(event.id)
            Subject: \(event.message)
            Defined-By: edutracd
            Documentation: man:edutracd(8)

            \(wrapped(event.meaning))

            What to do: \(wrapped(event.remedy, indent: "What to do: ".count))

            """
        }
        return "# What edutracd logs, and what to do about it. Made from the table of events in ServiceWatch.\n\n"
            + entries.joined(separator: "\n")
    }

    private static func wrapped(_ text: String, indent: Int = 0) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let room = width - (lines.isEmpty ? indent : 0)
            if !line.isEmpty, line.count + 1 + word.count > room {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return (lines + [line]).joined(separator: "\n")
    }
}
