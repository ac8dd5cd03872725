import Attendance
import Foundation
import Testing

@testable import OfficeConfiguration

@Suite("Modems in the configuration")
struct ModemConfigurationTests {
    @Test func `a phone writes to the modem of its carrier, else to one for everybody`() throws {
        let configuration = try ConfigurationFolder().load(
            """
            [carriers]
            claro = ["98765"]
            entel = ["98111"]
            [[modem]]
            name = "claro"
            device = "/dev/ttyUSB0"
            number = "987654391"
            carriers = ["claro"]
            [[modem]]
            name = "entel"
            device = "/dev/ttyUSB1"
            carriers = ["entel"]
            [[modem]]
            name = "rest"
            device = "/dev/ttyUSB2"
            number = "987654393"
            """)
        for (phone, number) in [("987654321", "987654391"), ("981111111", "987654393"), ("912345678", "987654393")] {
            let phone = try #require(PhoneNumber(peruvianMobile: phone))
            #expect(configuration.number(for: phone)?.national == number)
        }
    }

    @Test func `where no number is configured there is none to write to`() throws {
        let configuration = try ConfigurationFolder().load("[[modem]]\ndevice = \"/dev/ttyUSB0\"")
        #expect(configuration.number(for: try #require(PhoneNumber(peruvianMobile: "987654321"))) == nil)
    }

    @Test func `limits, prices, life and carriers of a SIM are read`() throws {
        let configuration = try ConfigurationFolder().load(
            """
            [office]
            currency = "$"
            [carriers]
            claro = ["98765", "987654321"]
            entel = []
            [[modem]]
            device = "/dev/ttyUSB2"
            number = "987654399"
            carriers = ["claro"]
            limits = { per_hour = 100 }
            price_per_part = 0.08
            keepalive_days = 60
            balance = { code = "*100#", pattern = 'S/ *([0-9.,]+)', minimum = 5 }
            self_text_minutes = 30
            send_while_roaming = false
            [sending]
            status_reports = false
            """)
        #expect(!configuration.rules.requestsStatusReports)
        let modem = try #require(configuration.modems.first)
        #expect(modem.carriers == ["claro"])
        #expect(modem.sim.mostPerHour == 100)
        #expect(modem.sim.mostPerDay == nil)
        #expect(modem.sim.pricePerPart == 0.08)
        #expect(modem.sim.keepAliveDays == 60)
        #expect(modem.sim.balance == .init(code: "*100#", pattern: "S/ *([0-9.,]+)", minimum: 5, everyHours: 24))
        #expect(modem.sim.selfTextMinutes == 30)
        #expect(!modem.sim.sendsRoaming)
        #expect(configuration.office.currency == "$")
        #expect(configuration.sending.carriers.beginnings == ["claro": ["98765", "987654321"], "entel": []])
    }

    @Test(arguments: [
        ("carriers = [\"claro\"]", "modem[0].carriers: \"claro\" cannot stand here."),
        ("limits = { per_hour = 0 }", "modem[0].limits.per_hour: 0 is out of range."),
        ("price_per_part = \"0.10\"", "modem[0].price_per_part: This is text. Write a number such as 12.5"),
        ("price_per_part = -1", "modem[0].price_per_part: -1.0 is out of range."),
        ("self_text_minutes = 30", "modem[0].self_text_minutes: The SIM's own number is not known."),
        ("balance = { code = \"*100#\" }", "modem[0].balance.pattern: It is missing."),
        ("balance = { code = \"AT\", pattern = '(x)' }", "modem[0].balance.code: \"AT\" is no USSD code."),
        ("balance = { code = \"*1#\", pattern = 'x' }", "modem[0].balance.pattern: \"x\" is no regular expression with one group."),
        ("balance = { code = \"*1#\", pattern = '(x' }", "modem[0].balance.pattern: \"(x\" is no regular expression with one group."),
    ])
    func `what is wrong about a SIM is told`(_ line: String, _ problem: String) throws {
        let problems = try ConfigurationFolder().problems("[[modem]]\ndevice = \"/dev/ttyUSB2\"\n\(line)\n")
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("edutrac.toml:3: \(problem)") == true, "\(problems)")
    }

    @Test func `beginnings of numbers are digits of mobiles`() throws {
        let problems = try ConfigurationFolder().problems("[carriers]\nclaro = [\"98765\", \"0151\", 7]\n")
        #expect(
            problems == [
                "edutrac.toml:2: carriers.claro: \"0151\" is no beginning of a mobile number. Write it as claro = [\"98765\"].",
                "edutrac.toml:2: carriers.claro: This is a number, and is no beginning of a mobile number. Write it as claro = [\"98765\"].",
            ])
    }

    @Test(
        arguments: [
            ("[[modem]]\nname = \"a\"", ["2: modem[0].name: Neither `device` nor `match`"]),
            (
                "[[modem]]\nname = \"a b\"\ndevice = \"x\"",
                ["2: modem[0].name: \"a b\" is no name of a modem."]
            ),
            (
                "[[modem]]\ndevice = \"x\"\n[[modem]]\ndevice = \"y\"\nname = \"modem1\"\n",
                ["5: modem[1].name: Two modems are called \"modem1\"."]
            ),
            (
                "[[modem]]\ndevice = \"x\"\n\n[[modem]]\ndevice = \"./x\"\n",
                ["5: modem[1].device: Two modems are on "]
            ),
            ("[[modem]]\nmatch = {}\n", ["2: modem[0].match: It fits every modem."]),
            ("[[modem]]\n[modem.match]\nimei = \"12\"\n", ["3: modem[0].match.imei: \"12\" is no IMEI"]),
            (
                "[[modem]]\nmatch = { iccid = \"x\", path = \"p\" }\n",
                ["2: modem[0].match.iccid: \"x\" is no ICCID"]
            ),
            (
                "[[modem]]\nmatch = { imie = \"x\", path = \"p\" }\n",
                ["2: modem[0].match.imie: There is no such key. Did you mean `imei`?"]
            ),
            (
                "[[modem]]\nmatch = { udev = { ID_PATH = 3 } }\n",
                ["2: modem[0].match.udev.ID_PATH: This is a number."]
            ),
            (
                "[[modem]]\ndevice = \"x\"\nmatch = { path = \"p\" }\n",
                ["3: modem[0].match: `path` and `udev` are not looked at"]
            ),
            (
                "[[modem]]\ndevice = \"x\"\nquirks = [\"slot-scn\", \"qqq\", 3]\n",
                [
                    "3: modem[0].quirks: \"slot-scn\" cannot stand here. Did you mean \"slot-scan\"? Known are: slot-scan, cpms-one,",
                    "3: modem[0].quirks: \"qqq\" cannot stand here. Known are: slot-scan,",
                    "3: modem[0].quirks: a number cannot stand here. Known are: slot-scan,",
                ]
            ),
            (
                "[[modem]]\ndevice = \"x\"\nquirks = [\"no-clip\"]\nno_quirks = [\"no-clip\"]\n",
                ["4: modem[0].no_quirks: \"no-clip\" stands in `quirks` too. Remove it from one of the two."]
            ),
            (
                "[[modem]]\ndevice = \"x\"\nbearer = \"lte\"\n",
                ["3: modem[0].bearer: \"lte\" is no way for texts to travel. Use one of \"packet\", \"circuit\", \"packet-first\", \"circuit-first\"."]
            ),
            (
                "[[modem]]\ndevice = \"x\"\nwrite_pacing = { bytes = 0, millis = 3 }\n",
                [
                    "3: modem[0].write_pacing.bytes: 0 is out of range. Give a number from 1 to 512.",
                    "3: modem[0].write_pacing.millis: There is no such key.",
                ]
            ),
            (
                "[[modem]]\ndevice = \"x\"\nbaud = 115201\n",
                ["3: modem[0].baud: 115201 is no usual speed. Use one of 1200, 2400,"]
            ),
            (
                "[[modem]]\ndevice = \"x\"\nnumber = \"555\"\n",
                ["3: modem[0].number: \"555\" is no Peruvian mobile number."]
            ),
        ] as [(String, [String])])
    func `a modem that cannot be meant so is refused`(_ text: String, _ beginnings: [String]) throws {
        let problems = try ConfigurationFolder().problems(text)
        #expect(problems.count == beginnings.count, "\(problems)")
        for (problem, beginning) in zip(problems, beginnings) {
            #expect(problem.hasPrefix("edutrac.toml:" + beginning), "\(problem)")
        }
    }

    @Test(arguments: ["1234", "\"12\"", "\"12345678901\"", "\"12x4\"", "\"१२३४\""])
    func `a PIN that cannot be right is refused and not repeated`(_ pin: String) throws {
        let problems = try ConfigurationFolder().problems("[[modem]]\ndevice = \"x\"\npin = \(pin)\n")
        #expect(
            problems == [
                "edutrac.toml:3: modem[0].pin: This cannot be right. Write the PIN of the SIM in double quotes, four to eight digits: \"0000\"."
            ])
    }
}
