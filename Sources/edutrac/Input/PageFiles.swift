import Foundation
import OfficeConfiguration
import PrintedReports

/// The templates of the printed pages: the operator's, the office's, those that are installed; else those built in.
struct PageFiles {
    /// A template has a few kilobytes.
    static let mostBytes = 1 << 20
    static let mostLogoBytes = 500_000

    /// A folder that the operator named. Read before privileges are dropped, so it must be there.
    static func named(_ folder: String) throws(Complaint) -> [PageTemplates.Source] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw Complaint(.noInput, "There is no folder \(folder).")
        }
        let found = try sources(in: folder)
        if found.isEmpty {
            let names = PageTemplates.Name.allCases.map(\.rawValue).joined(separator: ", ")
            throw Complaint(.noInput, "No template is in \(folder). They are called \(names).")
        }
        return found
    }

    /// What there is of templates in a folder; nothing where there is none.
    static func sources(in folder: String) throws(Complaint) -> [PageTemplates.Source] {
        var found: [PageTemplates.Source] = []
        for name in PageTemplates.Name.allCases {
            let path = folder + "/" + name.rawValue
            guard FileManager.default.fileExists(atPath: path) else { continue }
            let input = try NamedInput(path)
            guard input.bytes.count <= mostBytes, let text = String(validating: input.bytes, as: UTF8.self) else {
                throw Complaint(.badData, "\(path) is no template: it is not UTF-8 text, or larger than 1 MiB.")
            }
            found.append(PageTemplates.Source(name, path: path, text: text))
        }
        return found
    }

    /// The words of a language, those of earlier folders before those of later ones.
    ///
    /// - Returns: nil where no folder has the language.
    /// - Throws: for words that no speaker has read, or that are wrong.
    static func wording(_ language: String, in folders: [String]) throws -> PageWording? {
        var texts: [String: String] = [:]
        var (isThere, isReviewed) = (false, true)
        for folder in folders.reversed() {
            let path = "\(folder)/words/\(language).toml"
            guard FileManager.default.fileExists(atPath: path) else { continue }
            let catalogue = try TextCatalogue(path)
            do {
                _ = try PageWording(language: language, overrides: catalogue.texts)
            } catch {
                throw Complaint(.configuration, "\(path): \(error)")
            }
            texts.merge(catalogue.texts) { _, own in own }
            isThere = true
            isReviewed = catalogue.isReviewed ?? isReviewed
        }
        guard isThere else { return language == "es" ? .spanish : nil }
        guard isReviewed else {
            throw Complaint(
                .configuration,
                "The words in \"\(language)\" were read by nobody yet. Let a speaker read words/\(language).toml and write "
                    + "their name into its `reviewed_by`.")
        }
        return try PageWording(language: language, overrides: texts)
    }

    /// As a `data:` address, so that pages stand alone.
    static func logo(_ path: String) throws(Complaint) -> String {
        let kinds = ["png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml"]
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard let kind = kinds[ending] else {
            throw Complaint(.configuration, "\(path) is no picture that can be printed: give a PNG, JPEG or SVG.")
        }
        let bytes = try NamedInput(path).bytes
        guard !bytes.isEmpty, bytes.count <= mostLogoBytes else {
            throw Complaint(.configuration, "\(path) has \(bytes.count) bytes. A logo has 500 kB at most.")
        }
        return "data:\(kind);base64," + Data(bytes).base64EncodedString()
    }
}
