import Mustache

/// The templates and the style sheet that pages are laid out with: the office's where it has its own and they are
/// sound, else those that are built in.
package struct PageTemplates: Sendable {
    package enum Name: String, CaseIterable, Sendable {
        case document = "document.mustache"
        case heading = "heading.mustache"
        case service = "service.mustache"
        case agreements = "agreements.mustache"
        case strip = "strip.mustache"
        case office = "office.mustache"
        case summary = "summary.mustache"
        case cover = "cover.mustache"
        case card = "card.mustache"
        case style = "sheet.css"

        /// How another template includes it.
        fileprivate var partial: String { String(rawValue.prefix { $0 != "." }) }
    }

    /// A file of the office's.
    package struct Source: Sendable {
        package let name: Name
        package let path: String
        package let text: String

        package init(_ name: Name, path: String, text: String) {
            self.name = name
            self.path = path
            self.text = text
        }
    }

    /// Why a file is not used; the one that is built in stands in for it.
    package struct Problem: Hashable, Sendable {
        package let path: String
        /// From 1.
        package let line: Int
        package let reason: String
    }

    package static let builtIn = PageTemplates([])

    /// In the order of the files.
    package private(set) var problems: [Problem] = []
    private(set) var style: String
    private var library = MustacheLibrary()

    /// - Parameter sources: one for each name at most; the first counts.
    package init(_ sources: [Source]) {
        var texts = Dictionary(uniqueKeysWithValues: Name.allCases.map { ($0, $0.builtIn) })
        var own: Set<Name> = []
        for source in sources where own.insert(source.name).inserted {
            let found = TemplateCheck(source).problems
            if found.isEmpty { texts[source.name] = source.text } else { problems += found }
        }
        style = texts[.style] ?? ""
        for name in Name.allCases where name != .style {
            do {
                try library.register(texts[name] ?? "", named: name.partial)
            } catch {
                preconditionFailure("\(name.rawValue) was checked: \(error)")
            }
        }
    }

    func render(_ slots: Slots, with name: Name) -> String {
        guard let text = library.render(slots, withTemplate: name.partial) else {
            preconditionFailure("\(name.rawValue) is registered")
        }
        return text
    }
}

/// What is wrong with a template, by line.
struct TemplateCheck {
    let problems: [PageTemplates.Problem]

    init(_ source: PageTemplates.Source) {
        let found = source.name == .style ? Self.style(source.text) : Self.template(source.text, source.name)
        problems = found.map { PageTemplates.Problem(path: source.path, line: $0, reason: $1) }
    }

    private static func style(_ text: String) -> [(Int, String)] {
        lines(text).flatMap { number, line -> [(Int, String)] in
            let small = line.lowercased()
            if small.contains("</style") { return [(number, "a style sheet cannot hold </style")] }
            let isOutside = small.contains("@import") || small.replacing("url(data:", with: "").contains("url(")
            return isOutside ? [(number, outside)] : []
        }
    }

    private static func template(_ text: String, _ name: PageTemplates.Name) -> [(Int, String)] {
        do {
            _ = try MustacheTemplate(string: text)
        } catch let error as MustacheTemplate.ParserError {
            return [(error.context.lineNumber, words(error.error, error.context.line))]
        } catch {
            return [(1, "\(error)")]
        }
        return lines(text).flatMap { number, line in
            let unknown = tags(line).filter { !known.contains($0) }.map { (number, "nothing is named {{\($0)}}") }
            let others = line.matches(of: #/\{\{>\s*([^}\s]*)\s*\}\}/#).map(\.1)
            let strange = others.filter { $0 != "heading" || name == .heading }.map {
                (number, "only {{>heading}} can be put into another template, not {{>\($0)}}")
            }
            let isOutside = line.contains(#/(?i)(src|href)\s*=\s*["']?\s*(https?:|//)/#) || line.contains("@import")
            return unknown + strange + (isOutside ? [(number, outside)] : [])
        }
    }

    private static let outside = "a page stands alone: put pictures and fonts in as data:, nothing is fetched"

    private static func lines(_ text: String) -> [(Int, Substring)] {
        Array(zip(1..., text.split(separator: "\n", omittingEmptySubsequences: false)))
    }

    /// Names of a line; not comments, ends of sections and other templates, which the parser knows of.
    private static func tags(_ line: Substring) -> [String] {
        line.matches(of: #/\{\{\{?\s*([#^&]?)\s*([A-Za-z][A-Za-z0-9.]*)\s*\}\}/#).map { String($0.2) }
    }

    /// What the templates that are built in name: a misspelt figure must not be a gap on two hundred pages.
    private static let known = Set(
        PageTemplates.Name.allCases.flatMap { $0 == .style ? [] : tags(Substring($0.builtIn)) }
    ).union(PageTemplates.furtherNames)

    private static func words(_ error: any Error, _ line: String) -> String {
        let near = line.split(separator: " ").joined(separator: " ").prefix(60)
        let what =
            switch error as? MustacheTemplate.Error {
            case .sectionCloseNameIncorrect: "the end of a section has another name than its beginning"
            case .unfinishedName: "a name is not finished: }} is missing"
            case .expectedSectionEnd: "the end of a section is missing"
            case .invalidSetDelimiter: "the delimiters are set wrongly"
            case .transformAppliedToInheritanceSection, .illegalTokenInsideInheritSection,
                .textInsideInheritSection:
                "this does not belong into a block"
            case .invalidConfigVariableSyntax, .unrecognisedConfigVariable: "this setting is not known"
            // The parser ran out of text.
            case nil: "a name is not finished: }} is missing"
            }
        return near.isEmpty ? what : "\(what), near \"\(near)\""
    }
}

extension PageTemplates.Name {
    /// What a program says that stands alone.
    package var builtIn: String {
        switch self {
        case .document: BuiltInCommunity.document
        case .heading: BuiltInCommunity.heading
        case .service: BuiltInCommunity.service
        case .agreements: BuiltInCommunity.agreements
        case .strip: BuiltInCommunity.strip
        case .office: BuiltInOffice.office
        case .summary: BuiltInOffice.summary
        case .cover: BuiltInOffice.cover
        case .card: BuiltInCards.card
        case .style: BuiltInStyle.sheet
        }
    }
}

extension PageTemplates {
    /// That a sheet has and no built-in template shows.
    static let furtherNames: Set<String> = ["isNow", "office", "number", "schools"]
}
