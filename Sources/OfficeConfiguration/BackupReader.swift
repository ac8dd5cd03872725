import Foundation

/// `[backup]`
struct BackupReader {
    /// Of the configuration file.
    let folder: String
    /// The database.
    let store: String

    func read(_ table: TableReader) -> OfficeConfiguration.Backup {
        let beside = URL(filePath: store).deletingLastPathComponent().path
        var backup = OfficeConfiguration.Backup(folder: absolute("backup", in: beside))
        if let directory = table.text("directory") { backup.folder = absolute(directory, in: folder) }
        let keep = table.table("keep")
        // The one that was made last is always kept.
        if let daily = keep.number("daily", in: 1...366) { backup.daily = daily }
        if let weekly = keep.number("weekly", in: 0...520) { backup.weekly = weekly }
        if let monthly = keep.number("monthly", in: 0...120) { backup.monthly = monthly }
        keep.finish()
        if let label = table.value("stick", "label of a stick", example: "EDUTRAC", Self.label) {
            backup.stick = label == Self.none ? nil : label
        }
        if let directory = table.text("stick_directory") { backup.stickFolder = absolute(directory, in: folder) }
        if let days = table.number("warn_after_days", in: 1...90) { backup.warnAfterDays = days }
        table.finish()
        return backup
    }

    private static let none = "off"

    /// A FAT file system has room for eleven characters.
    private static func label(_ text: String) -> String? {
        text.wholeMatch(of: #/[A-Za-z0-9_-]{1,16}/#) == nil ? nil : text
    }
}
