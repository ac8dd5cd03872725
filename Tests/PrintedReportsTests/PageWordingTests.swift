import Foundation
import Testing

@testable import PrintedReports

@Suite("Words of the pages")
struct PageWordingTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/PrintedReports/Templates/words")

    /// `key = "text"` lines; what is no such line is passed over.
    private func catalogue(_ language: String) throws -> [String: String] {
        let text = try String(contentsOf: Self.folder.appending(path: "\(language).toml"), encoding: .utf8)
        let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
            guard let match = line.wholeMatch(of: #/(\w+) = "(.*)"/#) else { return nil }
            return (String(match.1), String(match.2))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    @Test func `every word has its Spanish, once`() {
        for word in PageWord.allCases {
            #expect(word.spanish != word.rawValue || word == .no, "\(word.rawValue)")
            #expect(PageWord.spanishOfSchools[word] == nil || PageWord.spanishOfOffice[word] == nil)
        }
    }

    @Test func `es.toml says what is built in`() throws {
        let file = try catalogue("es")
        #expect(file == Dictionary(uniqueKeysWithValues: PageWord.allCases.map { ($0.rawValue, $0.spanish) }))
    }

    @Test func `en.toml says everything`() throws {
        let file = try catalogue("en")
        _ = try PageWording(language: "en", overrides: file)
        #expect(Set(file.keys) == Set(PageWord.allCases.map(\.rawValue)))
    }

    @Test func `qu.toml waits for a speaker`() throws {
        var file = try catalogue("qu")
        #expect(file.removeValue(forKey: "reviewed_by") == "")
        let wording = try PageWording(language: "qu", overrides: file)
        #expect(wording.has(.held) && !wording.has(.officeTitle))
    }

    @Test(arguments: [
        ("hold", "x", PageWordError.unknownKey("hold")),
        ("held", "{part}", .unknownSlot("part", .held, known: [])),
        ("months", "enero", .wrongCount(.months, words: 12)),
    ])
    func `a wrong line is told`(_ key: String, _ text: String, _ error: PageWordError) {
        #expect(throws: error) { try PageWording(language: "x", overrides: [key: text]) }
        #expect(!error.description.isEmpty)
    }

    @Test func `slots are filled, and what is put in is not read again`() {
        #expect(PageWording.spanish.text(.community, [.name: "{name}"]) == "Comunidad {name}")
        #expect(PageWording.spanish.text(.partOf, [.part: "27", .whole: "30"]) == "27 de 30")
    }

    @Test(arguments: [
        ("corto", 10, "corto"), ("una frase bastante larga", 14, "una frase…"), ("abcdefghijkl", 6, "abcde…"),
    ])
    func `long names end in a word`(_ text: String, _ limit: Int, _ cut: String) {
        #expect(text.cut(to: limit) == cut)
    }
}
