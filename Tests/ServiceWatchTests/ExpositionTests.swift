import ControlSocket
import Foundation
import Testing

@testable import ServiceWatch

/// A strict reader of the text format, so that no figure is lost on a monitoring program that is strict.
///
/// - Source: OpenMetrics 1.0.0, "ABNF" and "Overall structure".
struct OpenMetricsReader {
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    /// Values by name and labels, as they stand in the text.
    private(set) var values: [String: Double] = [:]
    private(set) var families: [String: String] = [:]

    init(_ text: String) throws(Fault) {
        guard text.hasSuffix("# EOF\n") else { throw Fault(description: "the end is missing") }
        var family = ""
        var stage = 0
        let lines = text.dropLast("# EOF\n".count).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        for line in lines {
            if let match = line.wholeMatch(of: #/# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)/#) {
                let (word, name, rest) = (String(match.1), String(match.2), String(match.3))
                switch word {
                case "TYPE":
                    guard families[name] == nil else { throw Fault(description: "\(name) is there twice") }
                    guard ["gauge", "counter", "info"].contains(rest) else { throw Fault(description: "no type: \(line)") }
                    (family, stage) = (name, 1)
                    families[name] = rest
                case "UNIT":
                    guard name == family, stage == 1, name.hasSuffix("_" + rest) else { throw Fault(description: "no unit: \(line)") }
                    stage = 2
                default:
                    guard name == family, stage <= 2 else { throw Fault(description: "no help: \(line)") }
                    guard rest.wholeMatch(of: #/(?:[^\\"]|\\[\\n"])*/#) != nil else { throw Fault(description: "not escaped: \(line)") }
                    stage = 3
                }
                continue
            }
            try sample(line, of: family)
            stage = 4
        }
    }

    private mutating func sample(_ line: Substring, of family: String) throws(Fault) {
        let label = #/[a-zA-Z_][a-zA-Z0-9_]*="(?:[^\\"\n]|\\[\\n"])*"/#
        guard let match = line.wholeMatch(of: #/([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(.*)\})? (\S+)/#), let kind = families[family] else {
            throw Fault(description: "no sample: \(line)")
        }
        let suffix = kind == "counter" ? "_total" : kind == "info" ? "_info" : ""
        guard match.1 == family + suffix else { throw Fault(description: "of another family: \(line)") }
        var names: Set<Substring> = []
        if var rest = match.3 {
            while !rest.isEmpty {
                guard let one = rest.prefixMatch(of: label) else { throw Fault(description: "no label: \(line)") }
                guard names.insert(one.output.prefix { $0 != "=" }).inserted else { throw Fault(description: "twice: \(line)") }
                rest = rest[one.range.upperBound...]
                if rest.isEmpty { break }
                guard rest.first == ",", rest.count > 1 else { throw Fault(description: "no comma: \(line)") }
                rest = rest.dropFirst()
            }
        }
        guard let value = Double(match.4), kind != "counter" || value >= 0 else { throw Fault(description: "no value: \(line)") }
        let key = String(match.1) + (match.2.map(String.init) ?? "")
        guard values.updateValue(value, forKey: key) == nil else { throw Fault(description: "twice: \(line)") }
    }
}

@Suite("Figures as OpenMetrics text")
struct ExpositionTests {
    static let now = ServiceSignsTests.now

    static func full() -> ServiceFigures {
        var figures = ServiceFigures()
        figures.startedAt = now.addingTimeInterval(-3600)
        var modem = ModemReport(name: "sim1", state: "ready", registration: "home", dBm: -71, storage: ["ME": "0/100", "SM": "3/30"])
        modem.sending = nil
        figures.modems = [modem, ModemReport(name: "sim2", state: "absent")]
        var texts = TextTally()
        (texts.received, texts.read, texts.unread, texts.replied) = (14, 12, 2, 13)
        texts.sent = ["reply": 13, "question": 40]
        figures.texts = texts
        (figures.queued, figures.oldestDue, figures.unknown, figures.unread) = (3, now.addingTimeInterval(-90), 1, 2)
        (figures.reportsToday, figures.schoolsToday, figures.schoolsSilent) = (11, 40, 29)
        (figures.lastInAt, figures.lastOutAt) = (now.addingTimeInterval(-60), now)
        (figures.databaseBytes, figures.freeBytes, figures.residentBytes) = (5_000_000, 7_000_000_000, 30_000_000)
        figures.alarms = [Alarm(key: "modem-missing", modem: "sim2", since: now, words: "x.", remedy: "y.")]
        return figures
    }

    @Test func `all figures can be read by a strict reader`() throws {
        let text = Self.full().exposition(at: Self.now).text
        let metrics = try OpenMetricsReader(text)
        #expect(metrics.values["edutrac_up"] == 1)
        #expect(metrics.values["edutrac_modem_ready{modem=\"sim1\"}"] == 1)
        #expect(metrics.values["edutrac_modem_ready{modem=\"sim2\"}"] == 0)
        #expect(metrics.values["edutrac_modem_registered{modem=\"sim2\"}"] == 0)
        #expect(metrics.values["edutrac_modem_signal_dbm{modem=\"sim1\"}"] == -71)
        #expect(metrics.values["edutrac_modem_signal_dbm{modem=\"sim2\"}"] == nil)
        #expect(metrics.values["edutrac_modem_memory_used_texts{modem=\"sim1\",memory=\"SM\"}"] == 3)
        #expect(metrics.values["edutrac_texts_received_total"] == 14)
        #expect(metrics.values["edutrac_sms_sent_total{kind=\"question\"}"] == 40)
        #expect(metrics.values["edutrac_queue_texts"] == 3)
        #expect(metrics.values["edutrac_queue_age_seconds"] == 90)
        #expect(metrics.values["edutrac_schools_silent"] == 29)
        #expect(metrics.values["edutrac_database_bytes"] == 5_000_000)
        #expect(metrics.values["edutrac_free_bytes"] == 7_000_000_000)
        #expect(metrics.values["edutrac_resident_bytes"] == 30_000_000)
        #expect(metrics.values["edutrac_inbox_unread"] == 2)
        #expect(metrics.values["edutrac_last_text_in_seconds"] == 1_777_906_740)
        #expect(metrics.values["edutrac_alarm_since_seconds{alarm=\"modem-missing\",modem=\"sim2\"}"] == 1_777_906_800)
        #expect(metrics.values["edutrac_build_info{version=\"\(EdutracVersion.current)\"}"] == 1)
        #expect(metrics.families["edutrac_texts_received"] == "counter")
    }

    @Test func `of what is not known nothing is said`() throws {
        var figures = ServiceFigures()
        figures.isUp = false
        let metrics = try OpenMetricsReader(figures.exposition(at: .distantPast).text)
        #expect(Set(metrics.families.keys) == ["edutrac_up", "edutrac_build"])
        #expect(metrics.values["edutrac_up"] == 0)
    }

    @Test func `an empty queue is of no age`() throws {
        var figures = ServiceFigures()
        figures.queued = 0
        #expect(try OpenMetricsReader(figures.exposition(at: Self.now).text).values["edutrac_queue_age_seconds"] == 0)
    }

    /// Names of modems are plain; labels are escaped all the same.
    @Test(arguments: ["a\"b", "a\\b", "a\nb", "a\u{1B}[2Jb", "a}b{c,d=\"e\" 1\n# EOF", "niña ñ", ""])
    func `labels and help are escaped`(_ value: String) throws {
        var text = Exposition()
        text.add("edutrac_x", .gauge, help: value, [.init(1, [.init("modem", value)])])
        #expect(try OpenMetricsReader(text.text).values.count == 1)
        #expect(text.text.split(separator: "\n").count == 4)
    }

    @Test(arguments: [
        (0, "0"), (-71, "-71"), (1.5, "1.5"), (1_777_906_800, "1777906800"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        (1e300, "1e+300"),
    ] as [(Double, String)])
    func `numbers are whole where they are`(_ value: Double, _ text: String) { #expect(Exposition.number(value) == text) }

    @Test(arguments: [
        "edutrac_x 1\n# EOF\n", "# TYPE edutrac_x counter\nedutrac_x 1\n# EOF\n", "# TYPE edutrac_x gauge\nedutrac_x 1\n",
        "# TYPE edutrac_x gauge\n# UNIT edutrac_x bytes\nedutrac_x 1\n# EOF\n", "# TYPE a gauge\na{b=\"c\"d} 1\n# EOF\n",
        "# TYPE a gauge\na 1\n# TYPE a gauge\na 2\n# EOF\n", "# TYPE a gauge\na{b=\"c\",} 1\n# EOF\n", "# TYPE a gauge\na 1\na 1\n# EOF\n",
        "# TYPE a counter\na_total -1\n# EOF\n", "# TYPE a gauge\n\na 1\n# EOF\n",
    ])
    func `the reader refuses what is wrong`(_ text: String) {
        #expect(throws: OpenMetricsReader.Fault.self) { _ = try OpenMetricsReader(text) }
    }
}
