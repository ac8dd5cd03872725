import Attendance
import ControlSocket
import Foundation
import Gateway
import Logging
import OfficeConfiguration
import ServiceWatch
import Store

/// From what is wrong now to log, database, SMS and the office's own command, each once for an alarm.
struct AlarmWatch {
    private let desk: Desk
    private let hook: AlarmHook
    /// Nil until the database has told what was raised before.
    private var course: AlarmCourse?
    /// What could not be written yet: without it a restart would raise it again.
    private var unwritten: [AlarmCourse.News] = []
    private var toldFailure: String?

    /// More than these have no place in memory; the oldest is given up.
    private static let mostUnwritten = 64

    init(_ desk: Desk, _ hook: AlarmHook) {
        self.desk = desk
        self.hook = hook
    }

    mutating func look(_ signs: ServiceSigns, at now: Date) {
        do {
            var course = try self.course ?? AlarmCourse(open: desk.alarmPath.open().map(Alarm.init), at: now)
            let news = course.look(signs.troubles(at: now), at: now)
            self.course = course
            desk.alarms.set(course.open)
            for news in news { tell(news) }
            unwritten = (unwritten + news).suffix(Self.mostUnwritten)
            try write(at: now)
            toldFailure = nil
        } catch {
            if toldFailure == "\(error)" { return }
            toldFailure = "\(error)"
            desk.logger.error("alarms cannot be kept", metadata: ["error": "\(error)"])
        }
    }

    private func tell(_ news: AlarmCourse.News) {
        let alarm = news.alarm
        var facts: Logger.Metadata = [
            "alarm": "\(alarm.key)", "since": "\(alarm.since.formatted(desk.localTime))", "words": "\(alarm.words)",
        ]
        facts["modem"] = alarm.modem.map { "\($0)" }
        switch news {
        case .raised:
            facts["remedy"] = "\(alarm.remedy)"
            desk.logger.error("alarm raised", metadata: facts)
        case .cleared:
            desk.logger.notice("alarm over", metadata: facts)
        }
        let configuration = desk.configuration.alarm
        guard !configuration.command.isEmpty else { return }
        hook.run(
            AlarmHook.Run(
                command: configuration.command, timeout: .seconds(configuration.timeout),
                environment: Self.environment(news, since: alarm.since.formatted(desk.localTime)), alarm: alarm.key))
    }

    /// What the office's command is told; nothing of it is an argument or goes through a shell.
    static func environment(_ news: AlarmCourse.News, since: String) -> [String: String] {
        var environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8",
            "EDUTRAC_ALARM": news.alarm.key, "EDUTRAC_ALARM_TEXT": news.alarm.words,
            "EDUTRAC_ALARM_REMEDY": news.alarm.remedy, "EDUTRAC_ALARM_SINCE": since,
        ]
        environment["EDUTRAC_MODEM"] = news.alarm.modem
        switch news {
        case .raised: environment["EDUTRAC_ALARM_STATE"] = "raised"
        case .cleared: environment["EDUTRAC_ALARM_STATE"] = "cleared"
        }
        // An environment cannot hold them.
        return environment.mapValues { $0.replacing("\0", with: "?") }
    }

    private mutating func write(at now: Date) throws {
        let rules = desk.configuration.alarm.textRules
        while let news = unwritten.first {
            do {
                try write(news, rules, at: now)
            } catch let error as StoreError where error.mayPass {
                // In their order, and not each against a database that is locked.
                throw error
            } catch {
                unwritten.removeFirst()
                throw error
            }
            unwritten.removeFirst()
        }
    }

    private func write(_ news: AlarmCourse.News, _ rules: AlarmTextRules?, at now: Date) throws {
        guard let notice = AlarmPath.Notice(news.alarm) else {
            // Of a later version: all that this one knows of it is that it is over.
            if case .cleared(let alarm) = news { try desk.alarmPath.forget(alarm.key, modem: alarm.modem, at: now) }
            return
        }
        switch news {
        case .raised: tell(try desk.alarmPath.raise(notice, rules, at: now), of: news.alarm)
        case .cleared: tell(try desk.alarmPath.clear(notice, rules, at: now), of: news.alarm)
        }
    }

    private func tell(_ telling: AlarmPath.Telling, of alarm: Alarm) {
        var facts: Logger.Metadata = ["alarm": "\(alarm.key)"]
        facts["modem"] = alarm.modem.map { "\($0)" }
        switch telling {
        case .queued(let id):
            desk.logger.info("text about an alarm queued", metadata: facts.with("message", "\(id)"))
            desk.changed.ring()
        case .budgetUsed:
            desk.logger.notice("no text about an alarm: texts_per_day of [alarm] is used up", metadata: facts)
        case .toldBefore:
            desk.logger.info("it was texted within repeat_after_hours of [alarm]", metadata: facts)
        case .none: break
        }
    }
}

extension AlarmPath.Notice {
    /// Nil for a key of which nobody is texted.
    init?(_ alarm: Alarm) {
        guard let kind = OfficeAlarm(rawValue: alarm.key) else { return nil }
        self.init(kind, modem: alarm.modem, since: alarm.since, words: alarm.words, remedy: alarm.remedy)
    }
}

extension AlarmConfiguration {
    /// Nil where nobody is to be texted.
    var textRules: AlarmTextRules? {
        phone.map {
            AlarmTextRules(
                phone: $0, perDay: textsPerDay, repeatAfter: Double(repeatAfterHours) * 3600, tellsEnd: textsWhenOver)
        }
    }
}
