import Attendance
import Testing

@testable import OfficeConfiguration

@Suite("Wording files")
struct WordingFilesTests {
    @Test func `the folder beside the configuration counts before the shared one, text by text`() throws {
        let folder = try ConfigurationFolder()
        try folder.write(
            "holidayWithoutNext = \"shared\"\noptedOut = \"shared\"\n", to: "share/wording/es.toml")
        try folder.write("optedOut = \"ours\"\n", to: "wording/es.toml")
        try folder.write("optedOut = \"theirs\"\n", to: "wording/en.toml")
        let wordings = try folder.load("").rules.wordings
        #expect(wordings["es"]?.template(.optedOut) == "ours")
        #expect(wordings["es"]?.template(.holidayWithoutNext) == "shared")
        #expect(wordings["en"]?.template(.optedOut) == "theirs")
        #expect(wordings["es"]?.template(.question) == Wording.spanish.template(.question))
    }

    @Test func `a named folder takes the place of the one beside the configuration`() throws {
        let folder = try ConfigurationFolder()
        try folder.write("optedOut = \"beside\"\n", to: "wording/es.toml")
        try folder.write("optedOut = \"named\"\n", to: "texts/es.toml")
        #expect(
            try folder.load("wording.directory = \"texts\"").rules.wordings["es"]?.template(.optedOut)
                == "named")
        #expect(try folder.problems("wording.directory = \"none\"")[0].contains("There is no folder none"))
    }

    @Test func `a folder that cannot be read is an error, not an empty one`() throws {
        let folder = try ConfigurationFolder()
        // A file where the folder should be: also root cannot list it.
        try folder.write("", to: "wording")
        #expect(try folder.problems("")[0].hasPrefix("wording: This folder cannot be read."))
    }

    @Test func `a language without texts is refused`() throws {
        let folder = try ConfigurationFolder()
        #expect(
            try folder.problems("[office]\nlanguage = \"qu\"\n")[0].hasPrefix(
                "edutrac.toml:2: office.language: There are no texts in \"qu\"."))
        try folder.write("optedOut = \"x\"", to: "wording/qu.toml")
        #expect(try folder.load("[office]\nlanguage = \"qu\"\n").rules.wordings["qu"] != nil)
    }

    @Test(
        arguments: [
            ("optedOut = \"x\"\nhelpp = \"x\"\n", ["wording/es.toml:2: helpp: There is no text \"helpp\"."]),
            (
                "\noptedOut = \"{nonsense}\"\n",
                ["wording/es.toml:2: optedOut: The text optedOut has no {nonsense}."]
            ),
            (
                "optedOut = 3\nhelpp = \"x\"\n",
                [
                    "wording/es.toml:1: optedOut: This is a number.",
                    "wording/es.toml:2: helpp: There is no text",
                ]
            ),
            ("optedOut = \"x\n", ["wording/es.toml:1: This is no TOML:"]),
        ] as [(String, [String])])
    func `what is wrong is told with file and line`(_ text: String, _ beginnings: [String]) throws {
        let folder = try ConfigurationFolder()
        try folder.write(text, to: "wording/es.toml")
        let problems = try folder.problems("")
        #expect(problems.count == beginnings.count, "\(problems)")
        for (problem, beginning) in zip(problems, beginnings) {
            #expect(problem.hasPrefix(beginning), "\(problem)")
        }
    }
}
