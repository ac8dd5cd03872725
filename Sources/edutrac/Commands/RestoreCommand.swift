import ArgumentParser
import Attendance
import Foundation
import OfficeConfiguration
import Store

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Puts a backup in the place of the database, while edutracd is stopped. Keeps what was there.",
        discussion:
            "What waited to be sent in the backup is held as unknown, and nothing unasked is sent on this day: it may have been sent since the backup was made.")

    @Argument(help: ArgumentHelp("A backup, as \"edutrac backup\" makes it.", valueName: "file"))
    var file: String

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let clock = try options.wallClock()
        let configuration = try OfficeConfiguration.load(options.config)
        let terminal = Terminal.current
        for warning in configuration.warnings { terminal.complain("edutrac: warning: \(warning)") }
        let restoration = try Restoration(of: file)
        try DatabaseOwner.become(ofDatabase: configuration.storePath)
        let time = OfficeTime(zone: configuration.rules.zone)
        let restored = try restoration.run(
            database: configuration.storePath, in: time.zone,
            by: Signature(person: person, at: clock.now(), note: signing.note ?? ""))
        if options.json { return try terminal.write(json(restored, configuration.storePath, time)) }
        for line in words(restored, configuration.storePath, time) {
            for part in line.wrapped(to: terminal.width) { try terminal.write(part) }
        }
    }

    private func words(_ restored: RestoredDatabase, _ path: String, _ time: OfficeTime) -> [String] {
        let reach = restored.reaches.map { "It reaches until \(time.short($0)): what came later is not in it." }
        var lines = ["\(file) is restored as \(path). \(reach ?? "Nothing has happened in it yet.")"]
        if let replaced = restored.replaced {
            lines.append("What was there is kept as \(replaced). Remove it when nobody wants it any more.")
        }
        if restored.unknownTexts > 0 {
            let texts = restored.unknownTexts == 1 ? "1 text that waited" : "\(restored.unknownTexts) texts that waited"
            lines.append("\(texts) to be sent may have been sent since, and will not be: edutrac outbox list --state unknown.")
        }
        if restored.unansweredParts > 0 {
            lines.append("Texts that were not answered yet (\(restored.unansweredParts) SMS) will be read and get no reply.")
        }
        lines.append(
            "No question and no reminder leaves today, because they may have been sent before. If you know that they were not: edutrac reminders resume \(restored.hold).")
        lines.append("Start edutracd again: sudo systemctl start edutracd.")
        return lines
    }

    private func json(_ restored: RestoredDatabase, _ path: String, _ time: OfficeTime) -> JSON {
        [
            "restored": .text(file), "path": .text(path), "replaced": JSON(restored.replaced),
            "reaches": time.json(restored.reaches), "unknown": .number(restored.unknownTexts),
            "unanswered": .number(restored.unansweredParts), "hold": .number(Int(restored.hold)),
        ]
    }
}
