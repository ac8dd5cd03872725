import Attendance
import Foundation

extension OfficeConfiguration {
    /// Reads the configuration and what it points to: calendar and catalogues.
    ///
    /// Relative paths count from the folder of the file. Calendar and catalogues that it does not name
    /// are looked for beside it, then in `<executable>/../share/edutrac`.
    ///
    /// - Throws: ``ConfigurationError`` with all that is wrong.
    package static func load(_ path: String) throws(ConfigurationError) -> OfficeConfiguration {
        try load(path, share: installedShare)
    }

    static func load(_ path: String, share: String) throws(ConfigurationError) -> OfficeConfiguration {
        let path = absolute(path, in: FileManager.default.currentDirectoryPath)
        let file = try TOMLFile(
            path,
            missing:
                "Copy the example from /usr/share/doc/edutrac/examples, or name another file with --config.")
        let findings = TableReader.Findings(file)
        var reader = ConfigurationReader(file, findings, share: share)
        let configuration = reader.read()
        // One run shows the problems of all files.
        var problems = findings.problems
        var calendar: SchoolCalendar?
        var wordings = WordingFiles.Found()
        do throws(ConfigurationError) {
            if let place = reader.calendarFile { calendar = try CalendarFile.load(place) }
        } catch { problems += error.problems }
        do throws(ConfigurationError) {
            wordings = try WordingFiles(folders: reader.wordingFolders).load()
            if let language = Self.unreadable(configuration.office.language, wordings) {
                findings.add(
                    "office.language", "The texts in \"\(language)\" were read by nobody yet.",
                    "Let a speaker read \(language).toml and write their name into its `reviewed_by`, or write \"es\" here.")
                problems = findings.problems + problems.filter { $0.file != path }
            } else if configuration.office.language != "es", wordings.wordings[configuration.office.language] == nil {
                findings.add(
                    "office.language", "There are no texts in \"\(configuration.office.language)\".",
                    "Put \(configuration.office.language).toml into the folder of `[wording] directory`, or write \"es\"."
                )
                problems = findings.problems + problems.filter { $0.file != path }
            }
        } catch { problems += error.problems }
        guard problems.isEmpty, let calendar else { throw ConfigurationError(problems) }
        return configuration.finished(calendar, wordings, reader.calendarFile ?? "")
    }

    /// The language, when its catalogue is there and waits for a reader.
    private static func unreadable(_ language: String, _ found: WordingFiles.Found) -> String? {
        found.wordings[language] == nil && found.unread[language] != nil ? language : nil
    }

    /// `/usr/share/edutrac` for `/usr/sbin/edutracd`.
    private static var installedShare: String {
        let program: String
        do {
            program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        } catch {
            program = CommandLine.arguments.first ?? ""
        }
        return absolute("../share/edutrac", in: URL(filePath: program).deletingLastPathComponent().path)
    }
}

/// Reads the keys of edutrac.toml.
struct ConfigurationReader {
    private let file: TOMLFile
    private let findings: TableReader.Findings
    private let folder: String
    private let share: String
    private var warnings: [String] = []
    /// Nil when there is none; that is among the findings then.
    private(set) var calendarFile: String?
    private(set) var wordingFolders: [String] = []

    init(_ file: TOMLFile, _ findings: TableReader.Findings, share: String) {
        self.file = file
        self.findings = findings
        self.share = share
        folder = URL(filePath: file.path).deletingLastPathComponent().path
    }

    mutating func read() -> OfficeConfiguration.Draft {
        let root = TableReader(file.values, path: "", findings)
        let office = readOffice(root.table("office"))
        let store = readPath(root.table("store"), "path", default: OfficeConfiguration.usualStore)
        let socket = readSocket(root.table("socket"))
        let carriers = readCarriers(root.table("carriers"))
        let modems = ModemReader(carriers: carriers.beginnings.keys.sorted(), folder: folder).read(
            root.tables("modem"))
        let reporting = readReporting(root.table("reporting"), office.timeZone)
        let partialAfter = readReceiving(root.table("receiving"))
        var (sending, caps) = readSending(root.table("sending"))
        sending.carriers = carriers
        let month = MonthReader().read(root.table("month"))
        let print = readPrint(root.table("print"))
        let retention = RetentionReader().read(root.table("retention"))
        let backup = BackupReader(folder: folder, store: store).read(root.table("backup"))
        let questions = QuestionReader().read(root.tables("question"))
        let watch = WatchReader(folder: folder)
        let alarm = watch.readAlarm(root.table("alarm"), ownNumbers: Set(modems.compactMap(\.number)))
        let metrics = watch.readMetrics(root.table("metrics"))
        warnings += watch.warnings(alarm, in: file.path)
        findCalendar(root.table("calendar"))
        findWording(root.table("wording"))
        root.finish()
        warnAboutPIN(modems)
        return .init(
            path: file.path, office: office, storePath: store, socketPath: socket, modems: modems,
            reporting: reporting, partialAfter: partialAfter, sending: sending, caps: caps, questions: questions,
            month: month, retention: retention, print: print, backup: backup, alarm: alarm, metrics: metrics,
            templateFolders: [folder + "/templates", share + "/templates"],
            warnings: warnings)
    }

    private func readOffice(_ table: TableReader) -> OfficeConfiguration.Office {
        var office = OfficeConfiguration.Office()
        if let name = table.text("name") { office.name = name }
        office.phone = table.value(
            "phone", "Peruvian mobile number", example: "987654300", { PhoneNumber(peruvianMobile: $0) })
        if let zone = table.value("time_zone", "time zone", example: "America/Lima", Self.zone) {
            office.timeZone = zone
        }
        if let language = table.value("language", "language code", example: "es", Self.language) {
            office.language = language
        }
        if let currency = table.text("currency") { office.currency = currency }
        table.finish()
        return office
    }

    private func readPrint(_ table: TableReader) -> OfficeConfiguration.Print {
        var print = OfficeConfiguration.Print()
        print.language = table.value("language", "language code", example: "es", Self.language)
        print.secondLanguage = table.value("second_language", "language code", example: "qu", Self.language)
        print.logo = table.text("logo").map { absolute($0, in: folder) }
        table.finish()
        return print
    }

    private func readPath(_ table: TableReader, _ name: String, default usual: String) -> String {
        let path = table.text(name).map { absolute($0, in: folder) }
        table.finish()
        return path ?? usual
    }

    private func readSocket(_ table: TableReader) -> String {
        let path = table.text("path").map { absolute($0, in: folder) } ?? OfficeConfiguration.usualSocket
        if path.utf8.count > Self.longestSocketPath {
            table.complain(
                "path", "The path of the socket has \(path.utf8.count) bytes.",
                "A socket's path has room for \(Self.longestSocketPath); choose a shorter one.")
        }
        table.finish()
        return path
    }

    /// `sun_path` holds 108 bytes with its closing zero (unix(7)).
    private static let longestSocketPath = 107

    /// `[carriers]`: any name, and the beginnings of its subscribers' numbers.
    private func readCarriers(_ table: TableReader) -> CarrierTable {
        var carriers = CarrierTable()
        for name in table.remainingNames {
            let beginnings = table.list(name, "beginning of a mobile number", example: "98765") { text in
                (1...9).contains(text.count) && text.first == "9" && text.allSatisfy(\.isASCIIDigit)
            }
            if let beginnings { carriers.beginnings[name] = beginnings }
        }
        table.finish()
        return carriers
    }

    private func readReceiving(_ table: TableReader) -> TimeInterval {
        let hours = table.number("partial_after_hours", in: 1...72)
        table.finish()
        return hours.map { Double($0) * 3600 } ?? OfficeRules.usualPartialAfter
    }

    private func readSending(_ table: TableReader) -> (SendingRules, ReplyCaps) {
        var sending = SendingRules()
        if let resend = table.flag("resend_unknown_replies") { sending.resendUnknownReplies = resend }
        if let reports = table.flag("status_reports") { sending.statusReports = reports }
        if let tables = table.words("shift_tables", among: SendingRules.knownShiftTables) {
            sending.shiftTables = tables
        }
        var caps = ReplyCaps()
        let limits = table.table("caps")
        if let number = limits.number("per_hour", in: 1...1000) { caps.perHour = number }
        if let number = limits.number("per_day", in: 1...1000) { caps.perDay = number }
        if let number = limits.number("office_per_day", in: 1...100_000) { caps.officePerDay = number }
        if let number = limits.number("identical_per_hour", in: 1...1000) { caps.identicalPerHour = number }
        if let hours = limits.number("reply_lifetime_hours", in: 1...168) {
            caps.replyLifetime = Double(hours) * 3600
        }
        limits.finish()
        table.finish()
        return (sending, caps)
    }

    private mutating func findCalendar(_ table: TableReader) {
        let named = table.text("file").map { absolute($0, in: folder) }
        table.finish()
        // The newest of its folder: calendar-2027.toml comes into force by being there.
        calendarFile = named
        for place in [folder, share] where calendarFile == nil {
            do throws(ConfigurationError) {
                calendarFile = try files(in: place) { $0.wholeMatch(of: #/calendar-\d{4}\.toml/#) != nil }.last
            } catch {
                findings.add(error.problems)
            }
        }
        if calendarFile == nil {
            table.complain(
                "file", "There is no calendar, neither in \(folder) nor in \(share).",
                "Copy calendar-2026.toml from /usr/share/edutrac to \(folder).")
        }
    }

    private mutating func findWording(_ table: TableReader) {
        let named = table.text("directory").map { absolute($0, in: folder) }
        table.finish()
        wordingFolders = [share + "/wording", named ?? folder + "/wording"]
        var isFolder: ObjCBool = false
        if let named,
            !FileManager.default.fileExists(atPath: named, isDirectory: &isFolder) || !isFolder.boolValue
        {
            table.complain("directory", "There is no folder \(named).", "Make it, or remove the line.")
        }
    }

    private mutating func warnAboutPIN(_ modems: [ModemConfiguration]) {
        guard modems.contains(where: { $0.pin != nil }) else { return }
        do {
            let mode =
                try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
            guard let mode, mode.intValue & 0o004 != 0 else { return }
        } catch {
            warnings.append("\(file.path): its permissions cannot be read: \(error).")
            return
        }
        warnings.append("\(file.path) holds a PIN and everybody can read it: `chmod o= \(file.path)`.")
    }

    private static func zone(_ name: String) -> TimeZone? {
        // Foundation also takes "GMT+5" and abbreviations, whose sign and meaning surprise.
        TimeZone.knownTimeZoneIdentifiers.contains(name) || name == "UTC" ? TimeZone(identifier: name) : nil
    }

    private static func language(_ code: String) -> String? {
        code.wholeMatch(of: #/[a-z]{2,3}(-[A-Za-z0-9]{2,8})?/#) == nil ? nil : code
    }
}

extension ConfigurationReader {
    private mutating func readReporting(_ table: TableReader, _ zone: TimeZone) -> ReportingRules {
        var rules = OfficeConfiguration.usualReporting(zone)
        if let day = table.value("day", "weekday", example: "monday", { Weekday(rawValue: $0.lowercased()) })
        {
            rules.day = day
            if day > .friday {
                table.complain(
                    "day", "There is no class on \(day.rawValue).", "Name a day from monday to friday.")
            }
        }
        let before = findings.problems.count
        for (name, step) in Self.steps {
            if let time = table.value(name, "time of day", example: "10:00", { TimeOfDay($0) }) {
                rules[keyPath: step] = time
            }
        }
        if let window = table.value("window", "span of time", example: "07:30-19:00", Self.window) {
            rules.window = window
        }
        rules.steps = readSteps(table.table("steps"), rules.window)
        // An office that begins later tells its officials then.
        if rules.summaryAt == .halfPastEight {
            rules.summaryAt = max(rules.summaryAt, rules.window(of: .weeklySummary).lowerBound)
        }
        let choice = table.value("second_day", "choice of a second day", example: "random") { SecondDay(rawValue: $0) }
        if let choice { rules.secondDay = choice }
        table.finish()
        if findings.problems.count == before { check(rules, table) }
        return rules
    }

    private static var steps: [(String, WritableKeyPath<ReportingRules, TimeOfDay>)] {
        [
            ("question_at", \.questionAt), ("reminder_at", \.reminderAt),
            ("last_reminder_at", \.lastReminderAt),
            ("last_reminder_limit", \.lastReminderLimit), ("summary_at", \.summaryAt),
        ]
    }

    /// Both ends belong to the window; a step outside it could never leave.
    private mutating func check(_ rules: ReportingRules, _ table: TableReader) {
        for (name, step) in Self.steps {
            let window = Self.step(of: name).map(rules.window(of:)) ?? rules.window
            guard !window.contains(rules[keyPath: step]) else { continue }
            table.complain(
                name,
                "\(rules[keyPath: step]) lies outside the window \(window.lowerBound)-\(window.upperBound).",
                "Change the time, or `window`.")
        }
        if rules.reminderAt <= rules.questionAt {
            table.complain(
                "reminder_at", "The reminder comes before the question (\(rules.questionAt)).",
                "Give a later time.")
        } else if rules.questionAt.minutes(to: rules.reminderAt) < Self.shortestPause {
            warnings.append(
                "\(file.path): reporting.reminder_at is under two hours after question_at: the first reminder is never sent."
            )
        }
        if rules.lastReminderLimit <= rules.lastReminderAt {
            table.complain(
                "last_reminder_limit", "The limit comes before the last reminder (\(rules.lastReminderAt)).",
                "Give a later time.")
        }
    }

    /// Minutes: a reminder is dropped when the question went out less than two hours before.
    private static let shortestPause = 120

    static func window(_ text: String) -> ClosedRange<TimeOfDay>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { part in
            TimeOfDay(part.trimmingCharacters(in: .whitespaces))
        }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first < last else { return nil }
        return first...last
    }
}

extension TimeOfDay {
    fileprivate func minutes(to other: TimeOfDay) -> Int {
        (other.hour - hour) * 60 + other.minute - minute
    }
}
