package import Attendance
package import Foundation

/// `edutrac-2026-11-27T0310.sqlite`: when a backup was begun, on the office's clock. Their order is that of the names.
package struct BackupName: Hashable, Comparable, Sendable {
    package let day: SchoolDay
    /// `0310`
    private let time: String

    package init(at moment: Date, in zone: TimeZone) {
        day = SchoolDay(moment, in: zone)
        time = TimeOfDay(moment, in: zone).description.replacing(":", with: "")
    }

    /// - Returns: nil for a file that is no backup of ours.
    package init?(file: String) {
        guard file.hasPrefix(Self.beginning), file.hasSuffix(Self.ending) else { return nil }
        let moment = file.dropFirst(Self.beginning.count).dropLast(Self.ending.count)
        let parts = moment.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = SchoolDay(iso: String(parts[0])), parts[1].count == 4,
            TimeOfDay("\(parts[1].prefix(2)):\(parts[1].suffix(2))") != nil
        else { return nil }
        self.day = day
        time = String(parts[1])
    }

    package var file: String { Self.beginning + moment + Self.ending }

    /// `2026-11-27T0310`
    var moment: String { "\(day.iso)T\(time)" }

    private static let beginning = "edutrac-"
    private static let ending = ".sqlite"

    package static func < (one: BackupName, other: BackupName) -> Bool { (one.day, one.time) < (other.day, other.time) }
}

/// How many backups are kept. Counts days, weeks and months that have a backup, not those that went by: a computer that
/// was off for months loses none.
package struct BackupRules: Hashable, Sendable {
    package var daily: Int
    package var weekly: Int
    package var monthly: Int

    package init(daily: Int, weekly: Int, monthly: Int) {
        self.daily = daily
        self.weekly = weekly
        self.monthly = monthly
    }

    /// Those that have had their time: of each of the newest days, weeks and months the last backup is kept.
    ///
    /// - Parameter made: is kept whatever the clock says.
    package func obsolete(_ names: [BackupName], sparing made: BackupName) -> [BackupName] {
        let newestFirst = names.sorted(by: >)
        var kept: Set<BackupName> = [made]
        kept.formUnion(Self.newest(daily, of: newestFirst) { $0.day })
        kept.formUnion(Self.newest(weekly, of: newestFirst) { $0.day.monday })
        kept.formUnion(Self.newest(monthly, of: newestFirst) { Month(of: $0.day).first })
        return newestFirst.filter { !kept.contains($0) }
    }

    private static func newest(
        _ count: Int, of newestFirst: [BackupName], by period: (BackupName) -> SchoolDay
    ) -> [BackupName] {
        var seen: Set<SchoolDay> = []
        return newestFirst.filter { seen.count < count && seen.insert(period($0)).inserted }
    }
}
