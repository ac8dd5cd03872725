import ArgumentParser
import Attendance
import Foundation
import OfficeConfiguration
import SMSCodec

struct WordingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wording", abstract: "The texts that reporters get.", subcommands: [CheckWording.self])
}

struct CheckWording: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Fills every text with its longest values and says whether it fits one SMS. Exits with 65 when one does not.",
        discussion: "Needs no database and no modem.")

    @Option(help: ArgumentHelp("Only this language.", valueName: "code"))
    var language: String?

    @Flag(help: "Only texts that do not fit or cost more than they must.")
    var onlyTroubles = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let configuration = try OfficeConfiguration.load(options.config)
        let terminal = Terminal.current
        var all = configuration.rules.wordings.merging(configuration.unreadWordings) { sent, _ in sent }
        if all["es"] == nil { all["es"] = .spanish }
        if let language, all[language] == nil {
            throw Complaint(.usage, "There is no catalogue \(language). There are: \(all.keys.sorted().joined(separator: ", ")).")
        }
        let lines = all.keys.sorted().filter { language == nil || $0 == language }.flatMap { code in
            let own = (all[code] ?? .spanish).longestTexts().map { ($0.key.rawValue, $0.text) }
            let questions = configuration.rules.questions.flatMap { question in
                question.longestTexts.filter { $0.language == code }.map { ("question " + question.key, $0.text) }
            }
            return (own + questions).map { key, text in
                MeasuredText(
                    language: code, isSent: configuration.unreadWordings[code] == nil, key: key, text: text,
                    shiftTables: configuration.rules.shiftTables)
            }
        }
        let shown = onlyTroubles ? lines.filter(\.isTrouble) : lines
        if options.json {
            try terminal.write(.list(shown.map(\.json)))
        } else {
            try terminal.write(Table(MeasuredText.columns, rows: shown.map(\.cells)), of: onlyTroubles ? "Troubles" : "Texts")
            for code in configuration.unreadWordings.keys.sorted() where language == nil || code == language {
                try terminal.write(
                    "\(code) is not sent: let a speaker read it and write their name into reviewed_by of \(code).toml.")
            }
        }
        if lines.contains(where: { !$0.fits }) { throw ExitCode(Complaint.Code.badData.rawValue) }
    }
}

/// One text with its longest values, measured as it would leave.
struct MeasuredText {
    let language: String
    let isSent: Bool
    /// Of the catalogue, or `question` and the key of an extra one.
    let key: String
    let text: String
    private let size: TextSize

    init(language: String, isSent: Bool, key: String, text: String, shiftTables: [String]) {
        self.language = language
        self.isSent = isSent
        self.key = key
        self.text = text
        size = PartSplitter.measure(text, languages: shiftTables.compactMap(NationalLanguage.init(name:)))
    }

    var fits: Bool { size.parts <= 1 }
    /// Letters that make the text UCS-2, each once.
    var costly: [Character] {
        guard size.alphabet == .ucs2 else { return [] }
        return text.reduce(into: []) { found, character in
            if !found.contains(character), PartSplitter.measure(String(character)).alphabet == .ucs2 {
                found.append(character)
            }
        }
    }
    var isTrouble: Bool { !fits || !costly.isEmpty }

    static let columns: [Table.Column] = [
        .init("language"), .init("text"), .init("length", isNumber: true), .init("of", isNumber: true), .init("SMS", isNumber: true),
        .init("costly letters"), .init("with its longest values", .below),
    ]

    var cells: [String?] {
        [
            language, key, "\(size.units)", "\(size.room)", "\(size.parts)",
            costly.isEmpty ? nil : costly.map(String.init).joined(separator: " "), text,
        ]
    }

    var json: JSON {
        [
            "language": .text(language), "sent": .boolean(isSent), "key": .text(key), "text": .text(text),
            "alphabet": .text(size.alphabetName), "units": .number(size.units), "room": .number(size.room),
            "parts": .number(size.parts), "costly": costly.isEmpty ? .null : .text(costly.map(String.init).joined()),
        ]
    }
}
