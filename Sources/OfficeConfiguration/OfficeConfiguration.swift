package import Attendance
package import Foundation

/// What the office has decided, read from edutrac.toml; the same for the daemon and the commands.
///
/// Every key has a default. An unknown key or a bad value is an error: a typing error must not silently
/// give a default.
package struct OfficeConfiguration: Sendable {
    /// `[office]`
    package struct Office: Hashable, Sendable {
        package var name = "Oficina de educacion"
        package var phone: PhoneNumber?
        package var timeZone = TimeZone(identifier: "America/Lima") ?? .gmt
        /// A language code such as `es`.
        package var language = "es"
        /// What prices and balances are in, as it is printed before an amount.
        package var currency = "S/"

        package init() {}
    }

    /// `[print]`
    package struct Print: Hashable, Sendable {
        /// Of the printed pages; that of the office where it is nil.
        package var language: String?
        /// Of a second line under headings of what the community gets.
        package var secondLanguage: String?
        /// A picture for the head of pages, absolute.
        package var logo: String?

        package init() {}
    }

    /// `[backup]`
    package struct Backup: Hashable, Sendable {
        /// Where backups are put, absolute.
        package var folder: String
        /// Of so many days, weeks and months that have one, the last is kept.
        package var daily = 7
        package var weekly = 4
        package var monthly = 12
        /// The label of a stick that gets a copy too; nil where none is wanted.
        package var stick: String? = "EDUTRAC"
        /// Where that stick is mounted, absolute.
        package var stickFolder = "/media/edutrac"
        /// Somebody is told when there was no backup for so many days.
        package var warnAfterDays = 3

        package init(folder: String) { self.folder = folder }
    }

    package static let usualStore = "/var/lib/edutrac/edutrac.sqlite"
    package static let usualSocket = "/run/edutrac/control.sock"

    /// The file it was read from, absolute.
    package var path: String
    package var office: Office
    package var storePath: String
    package var socketPath: String
    package var modems: [ModemConfiguration]
    /// What decides about reports, replies and reminders; calendar and wording are in it.
    package var rules: OfficeRules
    package var sending: SendingRules
    /// The calendar file that is in force.
    package var calendarPath: String
    package var print: Print
    package var backup: Backup
    package var alarm = AlarmConfiguration()
    package var metrics = MetricsConfiguration()
    /// Where templates of pages and their words are looked for, the office's first.
    package var templateFolders: [String]
    /// What is allowed but unwise, one sentence each with its remedy.
    package var warnings: [String]
    /// Catalogues that are not sent because no speaker of the language has read them.
    package var unreadWordings: [String: Wording]

    /// Monday, 10:00, 15:00, next day 09:00 with limit 12:00, between 07:30 and 19:00.
    static func usualReporting(_ zone: TimeZone) -> ReportingRules {
        func time(_ hour: Int, _ minute: Int = 0) -> TimeOfDay {
            TimeOfDay(hour: hour, minute: minute) ?? .noon
        }
        return ReportingRules(
            day: .monday, questionAt: time(10), reminderAt: time(15), lastReminderAt: time(9),
            lastReminderLimit: .noon, window: time(7, 30)...time(19), zone: zone)
    }

    /// What edutrac.toml itself says, before calendar and catalogues are read.
    struct Draft: Sendable {
        var path: String
        var office: Office
        var storePath: String
        var socketPath: String
        var modems: [ModemConfiguration]
        var reporting: ReportingRules
        var partialAfter: TimeInterval
        var sending: SendingRules
        var caps: ReplyCaps
        var questions: [ExtraQuestion]
        var month: MonthRules
        var retention: RetentionRules
        var print: Print
        var backup: Backup
        var alarm: AlarmConfiguration
        var metrics: MetricsConfiguration
        var templateFolders: [String]
        var warnings: [String]

        func finished(
            _ calendar: SchoolCalendar, _ found: WordingFiles.Found, _ calendarPath: String
        ) -> OfficeConfiguration {
            var rules = OfficeRules(
                name: office.name, phone: office.phone, ownNumbers: Set(modems.compactMap(\.number)),
                zone: office.timeZone, language: office.language, reporting: reporting, calendar: calendar,
                wordings: found.wordings, caps: caps, shiftTables: sending.shiftTables,
                partialAfter: partialAfter)
            rules.requestsStatusReports = sending.statusReports
            rules.questions = questions
            rules.month = month
            rules.retention = retention
            return OfficeConfiguration(
                path: path, office: office, storePath: storePath, socketPath: socketPath, modems: modems,
                rules: rules, sending: sending, calendarPath: calendarPath, print: print, backup: backup, alarm: alarm, metrics: metrics,
                templateFolders: templateFolders, warnings: warnings,
                unreadWordings: found.unread)
        }
    }
}

/// `[sending]`
package struct SendingRules: Hashable, Sendable {
    /// Whether a reply of which nobody knows if it left is sent once more after 15 minutes without
    /// evidence. Off: it is held and shown.
    package var resendUnknownReplies: Bool

    /// Languages whose shift tables texts may be written with, see ``OfficeRules/shiftTables``.
    package var shiftTables: [String]

    /// Whether the network is asked to tell what became of each text.
    package var statusReports = true

    /// `[carriers]`, for the choice among several modems.
    package var carriers = CarrierTable()

    package init(resendUnknownReplies: Bool = false, shiftTables: [String] = []) {
        self.resendUnknownReplies = resendUnknownReplies
        self.shiftTables = shiftTables
    }

    /// Source: 3GPP TS 23.038 §6.2.1.2.4.
    package static let knownShiftTables = [
        "turkish", "spanish", "portuguese", "bengali", "gujarati", "hindi", "kannada", "malayalam", "oriya",
        "punjabi", "tamil", "telugu", "urdu",
    ]
}
