import Attendance
import Testing

@testable import OfficeConfiguration

@Suite("Alarms and figures in the configuration")
struct WatchConfigurationTests {
    @Test func `all keys are read, and without them nobody is told and nothing is written`() throws {
        let folder = try ConfigurationFolder()
        let read = try folder.load(
            """
            [alarm]
            command = ["/bin/true", "a b"]
            timeout_seconds = 5
            phone = "987654321"
            texts_per_day = 3
            repeat_after_hours = 12
            text_when_over = true
            [metrics]
            textfile = "figures/edutrac.prom"
            """)
        #expect(read.alarm.command == ["/bin/true", "a b"])
        #expect(read.alarm.timeout == 5)
        #expect(read.alarm.phone == PhoneNumber(peruvianMobile: "987654321"))
        #expect(read.alarm.textsPerDay == 3)
        #expect(read.alarm.repeatAfterHours == 12)
        #expect(read.alarm.textsWhenOver)
        #expect(read.metrics.textfile == folder.path + "/figures/edutrac.prom")
        #expect(read.warnings.isEmpty)
        let usual = try folder.load("")
        #expect(usual.alarm == AlarmConfiguration())
        #expect(usual.metrics.textfile == nil)
    }

    @Test(arguments: [
        ("[alarm]\ncommand = [\"alarma\"]", "does not begin with the path of a program"),
        ("[alarm]\ncommand = []", "does not begin with the path of a program"),
        ("[alarm]\ncommand = \"/bin/true\"", "list"),
        ("[alarm]\nphone = \"12\"", "is no Peruvian mobile number"),
        ("[[modem]]\ndevice = \"x\"\nnumber = \"987654321\"\n[alarm]\nphone = \"987654321\"", "number of one of the modems"),
        ("[alarm]\ntexts_per_day = 0", "out of range"),
        ("[alarm]\nrepeat_hours = 3", "There is no such key"),
        ("[metrics]\ntextfile = \"edutrac.txt\"", "does not end in .prom"),
    ])
    func `what is wrong is said`(_ text: String, _ words: String) throws {
        let problems = try ConfigurationFolder().problems(text)
        #expect(problems.count == 1, "\(problems)")
        #expect(problems.first?.contains(words) == true, "\(problems)")
    }

    @Test func `a command that cannot be run is a warning`() throws {
        let warnings = try ConfigurationFolder().load("[alarm]\ncommand = [\"/nonexistent/alarma\"]").warnings
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("/nonexistent/alarma, which cannot be run") == true)
    }
}
