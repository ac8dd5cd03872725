import Attendance
import Foundation

/// Finds and reads the catalogues: one `<language>.toml` for each language, `key = "template"`.
struct WordingFiles {
    /// Folders in the order in which they are read; a template of a later one takes the place of an
    /// earlier one.
    let folders: [String]

    /// Says who has read a catalogue, a speaker of its language. Empty: nobody yet, and nothing of it is sent.
    static let reviewedBy = "reviewed_by"

    /// The catalogues that may be sent, by language, and the languages that wait for somebody to read them.
    struct Found {
        var wordings: [String: Wording] = [:]
        var unread: [String: Wording] = [:]
    }

    /// - Throws: ``ConfigurationError`` with every problem of every file.
    func load() throws(ConfigurationError) -> Found {
        var templates: [String: [String: String]] = [:]
        var problems: [ConfigurationError.Problem] = []
        for folder in folders {
            let paths: [String]
            do throws(ConfigurationError) {
                paths = try files(in: folder) { $0.hasSuffix(".toml") }
            } catch {
                problems += error.problems
                continue
            }
            for path in paths {
                let language = URL(filePath: path).deletingPathExtension().lastPathComponent
                do throws(ConfigurationError) {
                    templates[language, default: [:]].merge(try Self.read(path, language)) { _, later in later
                    }
                } catch {
                    problems += error.problems
                }
            }
        }
        if !problems.isEmpty { throw ConfigurationError(problems) }
        var found = Found()
        for (language, lines) in templates {
            var overrides = lines
            let reader = overrides.removeValue(forKey: Self.reviewedBy)
            do {
                let wording = try Wording(language: language, overrides: overrides)
                if reader?.allSatisfy(\.isWhitespace) == true {
                    found.unread[language] = wording
                } else {
                    found.wordings[language] = wording
                }
            } catch {
                // Each template was accepted alone.
                throw ConfigurationError([
                    .init(file: folders.last ?? "", line: nil, key: language, message: "\(error)", remedy: "")
                ])
            }
        }
        return found
    }

    private static func read(_ path: String, _ language: String) throws(ConfigurationError) -> [String:
        String]
    {
        let file = try TOMLFile(path, missing: "Put it back, or correct `[wording] directory`.")
        let findings = TableReader.Findings(file)
        let templates = TableReader(file.values, path: "", findings).texts()
        for (key, template) in templates where key != reviewedBy {
            do {
                _ = try Wording(language: language, overrides: [key: template])
            } catch {
                findings.add(key, "\(error)", "")
            }
        }
        try findings.throwAny()
        return templates
    }

}

/// Files of a folder by name, sorted; none when the folder is not there.
///
/// - Throws: ``ConfigurationError`` when it may not be read: what the office wrote would silently not
///   count.
func files(in folder: String, where isWanted: (String) -> Bool) throws(ConfigurationError) -> [String] {
    do {
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter(isWanted).sorted()
            .map { folder + "/" + $0 }
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
        return []
    } catch {
        throw ConfigurationError([
            .init(
                file: folder, line: nil, key: nil, message: "This folder cannot be read.",
                remedy: "Let the user edutracd runs as read it: `chgrp edutrac \(folder)`, `chmod g+rx \(folder)`.")
        ])
    }
}
