/// A catalogue file as it stands: `key = "text"`.
package struct TextCatalogue: Sendable {
    package let texts: [String: String]
    /// Whether a speaker has put their name into it; nil where it does not ask for one.
    package let isReviewed: Bool?

    /// - Throws: ``ConfigurationError`` for a file that is not there, is no TOML, or holds something else than texts.
    package init(_ path: String) throws(ConfigurationError) {
        let file = try TOMLFile(path, missing: "Put it back, or name another language.")
        let findings = TableReader.Findings(file)
        var texts = TableReader(file.values, path: "", findings).texts()
        try findings.throwAny()
        isReviewed = texts.removeValue(forKey: WordingFiles.reviewedBy).map { !$0.allSatisfy(\.isWhitespace) }
        self.texts = texts
    }
}
