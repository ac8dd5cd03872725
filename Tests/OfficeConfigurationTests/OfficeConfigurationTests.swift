import Attendance
import Foundation
import Testing

@testable import OfficeConfiguration

@Suite("Office configuration")
struct OfficeConfigurationTests {
    @Test func `an empty file gives every default`() throws {
        let folder = try ConfigurationFolder()
        let configuration = try folder.load("")
        #expect(configuration.office == .init())
        #expect(configuration.storePath == "/var/lib/edutrac/edutrac.sqlite")
        #expect(configuration.socketPath == "/run/edutrac/control.sock")
        #expect(configuration.modems == [])
        #expect(configuration.calendarPath == folder.path + "/calendar-2026.toml")
        #expect(configuration.sending == SendingRules(resendUnknownReplies: false))
        #expect(configuration.rules.caps == ReplyCaps())
        #expect(configuration.rules.partialAfter == 6 * 3600)
        #expect(configuration.rules.zone.identifier == "America/Lima")
        let reporting = configuration.rules.reporting
        #expect(reporting.day == .monday)
        #expect(
            "\(reporting.questionAt) \(reporting.reminderAt) \(reporting.lastReminderAt)"
                == "10:00 15:00 09:00")
        #expect("\(reporting.lastReminderLimit) \(reporting.window)" == "12:00 07:30...19:00")
        #expect(configuration.warnings == [])
    }

    @Test func `the office says how long parts of a text are waited for`() throws {
        let configuration = try ConfigurationFolder().load("[receiving]\npartial_after_hours = 12\n")
        #expect(configuration.rules.partialAfter == 12 * 3600)
    }

    @Test func `a second day is off or drawn`() throws {
        let folder = try ConfigurationFolder()
        #expect(try folder.load("reporting.second_day = \"random\"").rules.reporting.secondDay == .random)
        #expect(try folder.load("reporting.second_day = \"off\"").rules.reporting.secondDay == .off)
        #expect(
            try folder.problems("[reporting]\nsecond_day = \"often\"\n") == [
                "edutrac.toml:2: reporting.second_day: \"often\" is no choice of a second day. Write it as \"random\"."
            ])
    }

    @Test func `the office says from when on a month is good`() throws {
        #expect(try ConfigurationFolder().load("").rules.month == MonthRules(good: 90, fair: 80))
        let configuration = try ConfigurationFolder().load("[month]\ngood = 95\nfair = 85\n")
        #expect(configuration.rules.month == MonthRules(good: 95, fair: 85))
    }

    @Test func `the office says how pages are printed`() throws {
        let folder = try ConfigurationFolder()
        #expect(try folder.load("").print == OfficeConfiguration.Print())
        let configuration = try folder.load("[print]\nlanguage = \"en\"\nsecond_language = \"qu\"\nlogo = \"a.png\"\n")
        #expect(configuration.print.language == "en" && configuration.print.secondLanguage == "qu")
        #expect(configuration.print.logo == folder.path + "/a.png")
        #expect(configuration.templateFolders == [folder.path + "/templates", folder.share + "/templates"])
    }

    @Test func `a catalogue says whether somebody has read it`() throws {
        let folder = try ConfigurationFolder()
        for (head, isReviewed) in [("", nil), ("reviewed_by = \"\"\n", false), ("reviewed_by = \"Zoila\"\n", true)] {
            let path = try folder.write(head + "held = \"x\"\n", to: "words/qu.toml")
            let catalogue = try TextCatalogue(path)
            #expect(catalogue.isReviewed == isReviewed && catalogue.texts == ["held": "x"])
        }
        #expect(throws: ConfigurationError.self) { try TextCatalogue(folder.path + "/none.toml") }
    }

    @Test func `the example loads cleanly and says what holds without it`() throws {
        let folder = try ConfigurationFolder()
        let example = try folder.load(ConfigurationFolder.example("edutrac.toml"))
        let empty = try folder.load("")
        #expect(example.warnings == [])
        #expect(example.office == empty.office)
        #expect(example.rules.reporting == empty.rules.reporting)
    }

    /// The lines of the example with their `#` taken away, but for those that cannot stand together.
    static func filledExample() throws -> String {
        try ConfigurationFolder.example("edutrac.toml").split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .map { line in
            line.wholeMatch(of: #/#(\[\[(?:modem|question)\]\]|[a-z_]+ = .*)/#).map { String($0.1) } ?? String(line)
        }
        .filter { !$0.hasPrefix("device") }.joined(separator: "\n")
    }

    @Test func `every key of the example can be uncommented, and its values are the defaults`() throws {
        let folder = try ConfigurationFolder()
        try folder.write("", to: "wording/es.toml")
        let filled = try folder.load(Self.filledExample())
        let empty = try folder.load("")
        #expect(filled.rules.reporting == empty.rules.reporting)
        #expect(filled.rules.caps == empty.rules.caps)
        #expect(filled.sending.resendUnknownReplies == empty.sending.resendUnknownReplies)
        #expect(filled.sending.shiftTables == empty.sending.shiftTables)
        #expect(filled.rules.requestsStatusReports == empty.rules.requestsStatusReports)
        #expect(filled.rules.partialAfter == empty.rules.partialAfter)
        #expect(filled.storePath == empty.storePath)
        #expect(filled.socketPath == empty.socketPath)
        #expect(filled.backup == empty.backup)
        #expect(filled.calendarPath == empty.calendarPath)
        #expect(filled.office.name == empty.office.name)
        #expect(filled.office.phone == PhoneNumber(peruvianMobile: "987654300"))
        let modem = try #require(filled.modems.first)
        #expect(modem.name == "sim1")
        #expect(modem.pin == "0000")
        #expect(modem.baud == 115_200)
        #expect(modem.bearer == .circuitFirst)
        #expect(modem.writePacing == .init(bytes: 18, milliseconds: 10))
        #expect(modem.match?.imei == "490154203237518")
        #expect(modem.match?.udev == ["ID_VENDOR_ID": "2c7c", "ID_USB_INTERFACE_NUM": "02"])
        #expect(filled.rules.questions == [ExtraQuestion.readyMade[0]])
        #expect(filled.rules.ownNumbers == Set([modem.number].compactMap(\.self)))
    }

    @Test func `the example names every key there is`() throws {
        let example = try ConfigurationFolder.example("edutrac.toml")
        let folder = try ConfigurationFolder()
        // An unknown key that is near no other makes the reader name those it knows.
        for table in ["office", "store", "socket", "reporting", "calendar", "wording", "sending", "print", "backup"] {
            let problem = try #require(folder.problems("[\(table)]\nqqqqqqqqqqqq = 1\n").first)
            let known = problem.matches(of: #/`([a-z_]+)`/#).map { String($0.1) }
            #expect(!known.isEmpty)
            for key in known { #expect(example.contains("#\(key) = "), "\(table).\(key)") }
        }
        let problem = try folder.problems("[[modem]]\ndevice = \"/dev/x\"\nqqqqqqqqqqqq = 1\n").joined()
        for key in problem.matches(of: #/`([a-z_]+)`/#).map({ String($0.1) }) {
            #expect(example.contains("#\(key) = "), "modem.\(key)")
        }
    }

    @Test func `relative paths count from the folder of the file`() throws {
        let folder = try ConfigurationFolder()
        try folder.write(ConfigurationFolder.example("calendar-2026.toml"), to: "more/c.toml")
        try folder.write("", to: "texts/es.toml")
        let configuration = try folder.load(
            """
            store.path = "data/edutrac.sqlite"
            socket.path = "./s"
            calendar.file = "more/../more/c.toml"
            wording.directory = "texts"
            modem = [{ name = "a", device = "modem" }, { name = "b", device = "/dev/ttyUSB2" }]
            """)
        #expect(configuration.storePath == folder.path + "/data/edutrac.sqlite")
        #expect(configuration.socketPath == folder.path + "/s")
        #expect(configuration.calendarPath == folder.path + "/more/c.toml")
        #expect(configuration.modems.map(\.device) == [folder.path + "/modem", "/dev/ttyUSB2"])
    }

    @Test(
        arguments: [
            (
                "[office]\nnmae = \"x\"\n",
                ["edutrac.toml:2: office.nmae: There is no such key. Did you mean `name`?"]
            ),
            (
                "\n\n[ofice]\nname = \"x\"\n",
                ["edutrac.toml:3: ofice: There is no such key. Did you mean `office`?"]
            ),
            (
                "[office]\nphone = \"12345\"\n",
                [
                    "edutrac.toml:2: office.phone: \"12345\" is no Peruvian mobile number. Write it as \"987654300\"."
                ]
            ),
            (
                "office = { time_zone = \"Lima\" }",
                ["edutrac.toml:1: office.time_zone: \"Lima\" is no time zone. Write it as \"America/Lima\"."]
            ),
            (
                "[office]\ntime_zone = \"GMT+5\"\n",
                ["edutrac.toml:2: office.time_zone: \"GMT+5\" is no time zone. Write it as \"America/Lima\"."]
            ),
            (
                "[office]\nlanguage = \"../x\"\n",
                ["edutrac.toml:2: office.language: \"../x\" is no language code. Write it as \"es\"."]
            ),
            (
                "[office]\nname = 7\n",
                ["edutrac.toml:2: office.name: This is a number. Put the value in double quotes."]
            ),
            (
                "[office]\nname = \" \"\n",
                ["edutrac.toml:2: office.name: It is empty. Fill it in, or remove the line."]
            ),
            (
                "[reporting]\nquestion_at = \"25:00\"\nday = \"lunes\"\n",
                [
                    "edutrac.toml:2: reporting.question_at: \"25:00\" is no time of day. Write it as \"10:00\".",
                    "edutrac.toml:3: reporting.day: \"lunes\" is no weekday. Write it as \"monday\".",
                ]
            ),
            (
                "[month]\ngood = 80\n",
                ["edutrac.toml:1: month.fair: REGULAR (80) does not begin below BIEN (80). Give a number below `good`."]
            ),
            (
                "[reporting]\nday = \"sunday\"\n",
                [
                    "edutrac.toml:2: reporting.day: There is no class on sunday. Name a day from monday to friday."
                ]
            ),
            (
                "[reporting]\nquestion_at = 10:00:00\n",
                ["edutrac.toml:2: reporting.question_at: This is a time. Put the value in double quotes."]
            ),
            (
                "[reporting]\nwindow = \"19:00-07:30\"\n",
                [
                    "edutrac.toml:2: reporting.window: \"19:00-07:30\" is no span of time. Write it as \"07:30-19:00\"."
                ]
            ),
            (
                "[reporting]\nquestion_at = \"07:00\"\n",
                [
                    "edutrac.toml:2: reporting.question_at: 07:00 lies outside the window 07:30-19:00. Change the time, or `window`."
                ]
            ),
            (
                "[reporting]\nwindow = \"09:30-14:00\"\n",
                [
                    "edutrac.toml:1: reporting.reminder_at: 15:00 lies outside the window 09:30-14:00. Change the time, or `window`.",
                    "edutrac.toml:1: reporting.last_reminder_at: 09:00 lies outside the window 09:30-14:00. Change the time, or `window`.",
                ]
            ),
            (
                "[reporting]\nreminder_at = \"09:00\"\nlast_reminder_limit = \"08:00\"",
                [
                    "edutrac.toml:2: reporting.reminder_at: The reminder comes before the question (10:00). Give a later time.",
                    "edutrac.toml:3: reporting.last_reminder_limit: The limit comes before the last reminder (09:00). Give a later time.",
                ]
            ),
            (
                "[[question]]\nkey = \"agua\"\nkind = \"maybe\"\n[[question]]\nkey = \"agua\"\n",
                [
                    "edutrac.toml:3: question[0].kind: \"maybe\" is no kind of question. Write it as \"yes-no\".",
                    "edutrac.toml:4: question[1].words: Two questions have the word \"agua\". Give one of them another word.",
                    "edutrac.toml:5: question[1].key: There are two questions \"agua\". Give one of them another key.",
                ]
            ),
            (
                "[[question]]\nwording = \"Hay agua? {example}\"\n",
                ["edutrac.toml:1: question[0].key: A question needs a key. Write key = \"materials\", or a word of your own."]
            ),
            (
                "[reporting]\nsteps = { reminder2 = { on = 1, to = [\"promoter\"] } }\n",
                [
                    "edutrac.toml:2: reporting.steps.reminder2.on: This is a number. Write true or false, without quotes.",
                    "edutrac.toml:2: reporting.steps.reminder2.to: \"promoter\" cannot stand here. Known are: head, teacher.",
                ]
            ),
            (
                "[sending]\nresend_unknown_replies = \"no\"\n",
                [
                    "edutrac.toml:2: sending.resend_unknown_replies: This is text. Write true or false, without quotes."
                ]
            ),
            (
                "[sending]\nshift_tables = [\"spanish\", \"quechua\", 7]\n",
                ["\"quechua\"", "a number"].map {
                    "edutrac.toml:2: sending.shift_tables: \($0) cannot stand here. Known are: \(SendingRules.knownShiftTables.joined(separator: ", "))."
                }
            ),
            (
                "[sending]\nshift_tables = \"spanish\"\n",
                [
                    "edutrac.toml:2: sending.shift_tables: This is text. Write a list: shift_tables = [\"turkish\"]."
                ]
            ),
            (
                "[sending]\ncaps = { per_hour = 0, per_dya = 3 }\n",
                [
                    "edutrac.toml:2: sending.caps.per_hour: 0 is out of range. Give a number from 1 to 1000.",
                    "edutrac.toml:2: sending.caps.per_dya: There is no such key. Did you mean `per_day`?",
                ]
            ),
            (
                "[receiving]\npartial_after_hours = 0\npartial_hours = 3\n",
                [
                    "edutrac.toml:2: receiving.partial_after_hours: 0 is out of range. Give a number from 1 to 72.",
                    "edutrac.toml:3: receiving.partial_hours: There is no such key. Remove it. Known here: `partial_after_hours`.",
                ]
            ),
            (
                "store = 3",
                [
                    "edutrac.toml:1: store: This is a number. It must be a table: [store] on a line of its own, its keys below."
                ]
            ),
            (
                "[modem]\nname = \"a\"",
                ["edutrac.toml:1: modem: This is a table. Write [[modem]], with two brackets, before each."]
            ),
            (
                "[calendar]\nfile = \"none.toml\"\n",
                [
                    "none.toml: There is no such file. Name the calendar of the school year in `[calendar] file`; an example is in /usr/share/edutrac."
                ]
            ),
        ] as [(String, [String])])
    func `what is wrong is told with line, key and remedy`(_ text: String, _ problems: [String]) throws {
        #expect(try ConfigurationFolder().problems(text) == problems)
    }

    @Test(arguments: [(0o644, true), (0o640, false), (0o600, false), (0o604, true)])
    func `a PIN that everybody can read is a warning`(_ mode: Int, _ warns: Bool) throws {
        let folder = try ConfigurationFolder()
        let file = try folder.write("[[modem]]\ndevice = \"x\"\npin = \"0000\"\n", to: "edutrac.toml")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        let warnings = try OfficeConfiguration.load(file, share: folder.share).warnings
        #expect(
            warnings == (warns ? ["\(file) holds a PIN and everybody can read it: `chmod o= \(file)`."] : []))
    }

    @Test func `a reminder that would never go out is a warning`() throws {
        let warnings = try ConfigurationFolder().load("reporting.reminder_at = \"11:59\"").warnings
        #expect(warnings.count == 1)
        #expect(warnings[0].contains("under two hours"))
        #expect(try ConfigurationFolder().load("reporting.reminder_at = \"12:00\"").warnings == [])
    }

    @Test(arguments: [
        ("[office\nname = \"x\"", 1), ("[office]\nname = \"x", 2), ("[office]\n\nname = x\n", 3), ("= 1", 1),
        ("[office]\nname = \"a\"\nname = \"b\"\n", 3),
    ])
    func `broken TOML is told with its line`(_ text: String, _ line: Int) throws {
        let problems = try ConfigurationFolder().problems(text)
        #expect(problems.count == 1)
        #expect(problems[0].hasPrefix("edutrac.toml:\(line): This is no TOML: "), "\(problems)")
    }

    @Test func `no cut of the example breaks the reader`() throws {
        let folder = try ConfigurationFolder()
        let text = try Self.filledExample()
        for count in stride(from: 0, to: text.utf8.count, by: 37) {
            let cut = String(decoding: text.utf8.prefix(count), as: UTF8.self)
            _ = KeyLines.scan(cut)
            for problem in try folder.problems(cut) {
                #expect(problem.hasPrefix("edutrac.toml:") || problem.contains("wording"), "\(problem)")
            }
        }
    }

    @Test func `a file that is not there, no text or too large is told with the remedy`() throws {
        let folder = try ConfigurationFolder()
        let error = #expect(throws: ConfigurationError.self) {
            _ = try OfficeConfiguration.load(folder.path + "/none.toml")
        }
        #expect("\(try #require(error))".contains("none.toml: There is no such file. Copy the example"))
        try Data([0x6e, 0xff, 0xfe]).write(to: URL(filePath: folder.path + "/edutrac.toml"))
        #expect(throws: ConfigurationError.self) {
            _ = try OfficeConfiguration.load(folder.path + "/edutrac.toml")
        }
        #expect(try folder.problems("name = \"\u{0}\"")[0].contains("not UTF-8 text"))
        #expect(
            try folder.problems(String(repeating: "#", count: TOMLFile.largest + 1))[0].contains(
                "larger than"))
        #expect(throws: ConfigurationError.self) { _ = try OfficeConfiguration.load(folder.path) }
        #expect(try folder.problems("\u{feff}[office]\r\nname = \"x\"\r\n") == [])
    }

    @Test func `problems of all files come in one go`() throws {
        let folder = try ConfigurationFolder(withCalendar: false)
        try folder.write("[[year]]\nyear = 2026\n", to: "calendar-2026.toml")
        try folder.write("greeting2 = \"x\"", to: "wording/es.toml")
        let problems = try folder.problems("[office]\nfone = \"x\"\nlanguage = \"qu\"\n")
        #expect(problems.count == 3, "\(problems)")
    }
}
