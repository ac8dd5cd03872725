package import ControlSocket
package import Foundation

/// What has happened to texts since the daemon started.
package struct TextTally: Hashable, Sendable {
    /// Texts that were settled, parts joined.
    package var received = 0
    /// Of these, those that were understood: a report, a command, an answer.
    package var read = 0
    /// Of these, those that wait for a person.
    package var unread = 0
    /// Of these, those that got a reply.
    package var replied = 0
    /// PDUs that are no text.
    package var undecodable = 0
    /// SMS that left: parts, by the kind of their text.
    package var sent: [String: Int] = [:]
    /// Texts that the network refused for good.
    package var failed = 0
    /// Parts of which nobody knows whether they left.
    package var unknown = 0

    package init() {}
}

/// All that is measured of the service; what is not known is nil, and has no line.
package struct ServiceFigures: Sendable {
    package var isUp = true
    package var version = EdutracVersion.current
    package var startedAt: Date?
    package var modems: [ModemReport] = []
    package var texts: TextTally?
    package var queued: Int?
    package var oldestDue: Date?
    package var unknown: Int?
    package var unread: Int?
    package var reportsToday: Int?
    package var schoolsToday: Int?
    package var schoolsSilent: Int?
    package var lastInAt: Date?
    package var lastOutAt: Date?
    package var lastBackupAt: Date?
    package var databaseBytes: UInt64?
    package var freeBytes: UInt64?
    /// Of the daemon.
    package var residentBytes: UInt64?
    /// Nil where nobody looked.
    package var alarms: [Alarm]?

    package init() {}

    package func exposition(at now: Date) -> Exposition {
        var text = Exposition()
        text.gauge("edutrac_up", help: "Whether edutracd runs and answers.", isUp ? 1 : 0)
        text.add("edutrac_build", .info, help: "Version of edutrac.", [.init(1, [.init("version", version)])])
        text.gauge(
            "edutrac_start_time_seconds", unit: "seconds", help: "When edutracd started, since 1970.",
            startedAt.map(Self.seconds))
        add(modems, to: &text)
        if let texts { add(texts, to: &text) }
        text.gauge("edutrac_queue_texts", help: "Texts that wait to leave.", queued.map { Double($0) })
        text.gauge(
            "edutrac_queue_age_seconds", unit: "seconds", help: "For how long the oldest text that is due has waited; 0 for none.",
            queued.map { _ in oldestDue.map { max(0, now.timeIntervalSince($0).rounded()) } ?? 0 })
        text.gauge("edutrac_texts_outcome_unknown", help: "Texts of which nobody knows whether they left.", unknown.map { Double($0) })
        text.gauge("edutrac_inbox_unread", help: "Texts that wait for a person.", unread.map { Double($0) })
        text.gauge("edutrac_reports_today", help: "Reports about today.", reportsToday.map { Double($0) })
        text.gauge("edutrac_reports_expected_today", help: "Schools whose reporting day is today.", schoolsToday.map { Double($0) })
        text.gauge("edutrac_schools_silent", help: "Schools that were asked this week and have not reported.", schoolsSilent.map { Double($0) })
        text.gauge(
            "edutrac_last_text_in_seconds", unit: "seconds", help: "When the last text came, since 1970.", lastInAt.map(Self.seconds))
        text.gauge(
            "edutrac_last_text_out_seconds", unit: "seconds", help: "When the last text left, since 1970.", lastOutAt.map(Self.seconds))
        text.gauge(
            "edutrac_last_backup_seconds", unit: "seconds", help: "When the last whole backup was made, since 1970.",
            lastBackupAt.map(Self.seconds))
        text.gauge(
            "edutrac_database_bytes", unit: "bytes", help: "Size of the database with its log.", databaseBytes.map { Double($0) })
        text.gauge("edutrac_free_bytes", unit: "bytes", help: "Free on the disk of the database.", freeBytes.map { Double($0) })
        text.gauge("edutrac_resident_bytes", unit: "bytes", help: "Memory that edutracd takes.", residentBytes.map { Double($0) })
        if let alarms { add(alarms, to: &text) }
        return text
    }

    private func add(_ modems: [ModemReport], to text: inout Exposition) {
        func samples(_ value: (ModemReport) -> Double?) -> [Exposition.Sample] {
            modems.compactMap { modem in value(modem).map { .init($0, [.init("modem", modem.name)]) } }
        }
        text.add("edutrac_modem_ready", .gauge, help: "Whether the modem sends and receives.", samples { $0.state == "ready" ? 1 : 0 })
        text.add(
            "edutrac_modem_registered", .gauge, help: "Whether it is in a network, its own or another.",
            samples { ["home", "roaming"].contains($0.registration) ? 1 : 0 })
        text.add(
            "edutrac_modem_signal_dbm", .gauge, unit: "dbm", help: "Strength of the signal; absent where it is not known.",
            samples { $0.dBm.map { Double($0) } })
        text.add(
            "edutrac_modem_sending", .gauge, help: "Whether texts leave by it: no limit and no refusal stands against it.",
            samples { $0.state == "ready" && $0.sending == nil ? 1 : 0 })
        let memories = modems.flatMap { modem in
            modem.memories.map { ($0, [Exposition.Label("modem", modem.name), Exposition.Label("memory", $0.memory)]) }
        }
        text.add(
            "edutrac_modem_memory_used_texts", .gauge, help: "Texts in a message memory.",
            memories.map { .init(Double($0.0.used), $0.1) })
        text.add(
            "edutrac_modem_memory_room_texts", .gauge, help: "Texts for which a message memory has room in all.",
            memories.map { .init(Double($0.0.total), $0.1) })
    }

    private func add(_ texts: TextTally, to text: inout Exposition) {
        func count(_ name: String, _ help: String, _ value: Int) {
            text.add(name, .counter, help: "\(help) since edutracd started.", [.init(Double(value))])
        }
        count("edutrac_texts_received", "Texts that came", texts.received)
        count("edutrac_texts_read", "Texts that were understood", texts.read)
        count("edutrac_texts_unread", "Texts that were left to a person", texts.unread)
        count("edutrac_texts_replied", "Texts that got a reply", texts.replied)
        count("edutrac_pdus_undecodable", "PDUs that are no text", texts.undecodable)
        text.add(
            "edutrac_sms_sent", .counter, help: "SMS that left since edutracd started.",
            texts.sent.sorted { $0.key < $1.key }.map { .init(Double($0.value), [.init("kind", $0.key)]) })
        count("edutrac_texts_failed", "Texts that were refused for good", texts.failed)
        count("edutrac_sms_unknown", "SMS of which nobody knew whether they left", texts.unknown)
    }

    private func add(_ alarms: [Alarm], to text: inout Exposition) {
        text.gauge("edutrac_alarms", help: "Alarms that last.", Double(alarms.count))
        text.add(
            "edutrac_alarm_since_seconds", .gauge, unit: "seconds", help: "Since when an alarm lasts, since 1970.",
            alarms.map { alarm in
                .init(
                    Self.seconds(alarm.since),
                    [.init("alarm", alarm.key)] + (alarm.modem.map { [.init("modem", $0)] } ?? []))
            })
    }

    private static func seconds(_ moment: Date) -> Double { moment.timeIntervalSince1970.rounded(.down) }
}
