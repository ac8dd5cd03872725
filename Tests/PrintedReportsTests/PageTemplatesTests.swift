import Foundation
import Testing

@testable import PrintedReports

@Suite("Page templates")
struct PageTemplatesTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/PrintedReports")

    private func source(_ name: PageTemplates.Name, _ text: String) -> PageTemplates.Source {
        PageTemplates.Source(name, path: "/etc/edutrac/templates/\(name.rawValue)", text: text)
    }

    private static let swiftFiles: [(String, [PageTemplates.Name])] = [
        ("BuiltInCommunity", [.document, .heading, .service, .agreements, .strip]),
        ("BuiltInOffice", [.office, .summary, .cover]), ("BuiltInCards", [.card]), ("BuiltInStyle", [.style]),
    ]

    @Test(arguments: swiftFiles)
    func `what is built in is what ships`(_ file: String, _ names: [PageTemplates.Name]) throws {
        let texts = try names.map { name in
            let path = Self.root.appending(path: "Templates/\(name.rawValue)")
            return (name, try String(contentsOf: path, encoding: .utf8))
        }
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(Self.swift(file, texts).utf8).write(to: Self.root.appending(path: "Layout/\(file).swift"))
            return
        }
        for (name, text) in texts { #expect(name.builtIn == text, "\(name.rawValue)") }
    }

    private static func swift(_ file: String, _ texts: [(PageTemplates.Name, String)]) -> String {
        let literals = texts.map { name, text in
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let body = lines.map { $0.isEmpty ? "" : "        \($0)" }.joined(separator: "\n")
            let constant = name.rawValue.prefix { $0 != "." }
            return "    static let \(constant) = #\"\"\"\n\(body)\n        \"\"\"#\n"
        }
        return """
            // As in Templates, for a program that stands alone. A test holds both together, UPDATE_GOLDEN=1 writes it.
            enum \(file) {
            \(literals.joined(separator: "\n"))}

            """
    }

    @Test func `the office's own are used where they are sound`() throws {
        let templates = PageTemplates([source(.cover, "<p>{{title}}</p>"), source(.style, "h1 { color: red }")])
        #expect(templates.problems.isEmpty && templates.style == "h1 { color: red }")
        #expect(templates.render(["title": "a < b"], with: .cover) == "<p>a &lt; b</p>")
    }

    @Test func `the first of two counts`() {
        let templates = PageTemplates([source(.cover, "one"), source(.cover, "two")])
        #expect(templates.render([:], with: .cover) == "one")
    }

    @Test(arguments: [
        (PageTemplates.Name.cover, "<p>\n{{#rounds}}\n<p>\n", 4, "the end of a section is missing"),
        (.cover, "a\n{{#rounds}}{{/columns}}", 2, "the end of a section has another name than its beginning"),
        (.cover, "{{title", 1, "a name is not finished"),
        (.service, "x\ny {{sentense}}", 2, "nothing is named {{sentense}}"),
        (.service, "{{#hold}}{{/hold}}", 1, "nothing is named {{hold}}"),
        (.service, "{{>kover}}", 1, "only {{>heading}} can be put into another template, not {{>kover}}"),
        (.heading, "{{>heading}}", 1, "only {{>heading}}"),
        (.cover, "\n\n<img src=\"https://example.org/a.png\">", 3, "a page stands alone"),
        (.style, "a {}\n@import \"b.css\";", 2, "a page stands alone"),
        (.style, "a { background: url(b.png) }", 1, "a page stands alone"),
        (.style, "a {}\n\n</style>", 3, "a style sheet cannot hold </style"),
    ])
    func `what is broken is told with its line, and the built-in one is used`(
        name: PageTemplates.Name, text: String, line: Int, reason: String
    ) {
        let templates = PageTemplates([source(name, text)])
        #expect(templates.problems.map(\.line) == [line], "\(templates.problems)")
        #expect(templates.problems.first?.reason.hasPrefix(reason) == true, "\(templates.problems)")
        #expect(templates.problems.first?.path == "/etc/edutrac/templates/\(name.rawValue)")
        #expect(templates.style == PageTemplates.builtIn.style)
        #expect(templates.render([:], with: .cover) == PageTemplates.builtIn.render([:], with: .cover))
    }

    @Test func `a style sheet may hold pictures of its own`() {
        let text = "h1 { background: url(data:image/png;base64,AAAA) }"
        #expect(PageTemplates([source(.style, text)]).style == text)
    }
}
