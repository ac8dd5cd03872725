import Testing

@testable import OfficeConfiguration

@Suite("Closures as TOML")
struct ClosureFileTests {
    @Test func `the tables become rows with their lines`() throws {
        let read = try ClosureFile.rows(
            of: """
                # Feria
                [[local_holiday]]
                first = 2026-05-06
                name = "Aniversario"
                scope = "district"
                area = "Kimbiri"
                on_the_day = true

                [[closure]]
                first = 2026-05-04
                last = "2026-05-08"
                name = "Huayco"
                scope = "office"
                """, named: "closures.toml")
        #expect(read.header == ["kind", "first", "last", "name", "scope", "area", "on_the_day"])
        #expect(read.rows.map(\.line) == [2, 9])
        #expect(
            read.rows[0].fields == ["local_holiday", "2026-05-06", "", "Aniversario", "district", "Kimbiri", "yes"])
        #expect(read.rows[1].fields == ["closure", "2026-05-04", "2026-05-08", "Huayco", "office", "", ""])
    }

    @Test(arguments: [
        ("[[closures]]\nfirst = 2026-05-04\n", "closures: There is no such key. Did you mean `closure`?"),
        ("[[closure]]\nfrom = 2026-05-04\n", "2: closure[0].from: There is no such key."),
        ("[[closure]]\nfirst = \"may\"\n", "2: closure[0].first: \"may\" is no day."),
        ("[[closure]]\non_the_day = true\n", "2: closure[0].on_the_day: There is no such key."),
        ("[[closure]\n", "This is no TOML"),
    ])
    func `what is wrong is told with its line`(text: String, words: String) throws {
        let error = #expect(throws: ConfigurationError.self) {
            _ = try ClosureFile.rows(of: text, named: "closures.toml")
        }
        #expect("\(try #require(error))".contains(words), "\(String(describing: error))")
    }
}
