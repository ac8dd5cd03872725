package import Foundation

/// A copy of the database that was made, or that failed.
package struct BackupRecord: Hashable, Sendable {
    package enum Place: String, Sendable {
        /// The folder of the configuration.
        case main
        case stick
        /// Where the operator wanted it.
        case named
    }

    package let at: Date
    package let place: Place
    /// Of the file; where there is none, of what it would have been.
    package let path: String
    /// Nil where it failed.
    package let octets: Int?
    /// Why there is none.
    package let failure: String?

    package init(at: Date, place: Place, path: String, octets: Int) {
        (self.at, self.place, self.path, self.octets, failure) = (at, place, path, octets, nil)
    }

    package init(at: Date, place: Place, path: String, failure: String) {
        (self.at, self.place, self.path, self.failure, octets) = (at, place, path, failure, nil)
    }

    init(at: Date, place: Place, path: String, octets: Int?, failure: String?) {
        (self.at, self.place, self.path, self.octets, self.failure) = (at, place, path, octets, failure)
    }
}

/// What is known of backups, for `edutrac status`.
package struct BackupState: Hashable, Sendable {
    /// The latest that is whole, wherever.
    package var last: BackupRecord?
    /// What became of the latest try on a stick.
    package var stick: BackupRecord?
    /// The latest try in the folder of the configuration, where it failed.
    package var failure: BackupRecord?
    /// When the first SIM was seen: since then there is something to lose.
    package var usedSince: Date?

    package init() {}

    /// Whether it has been so long since the latest, or since the first text could come.
    ///
    /// - Parameter days: of 24 hours.
    package func isOverdue(at now: Date, after days: Int) -> Bool {
        guard let since = last?.at ?? usedSince else { return false }
        return now.timeIntervalSince(since) > Double(days) * 86_400
    }
}

/// A copy that was made now, and what had to go for it.
package struct MadeBackup: Hashable, Sendable {
    package let path: String
    package let octets: Int
    /// Older ones, by their names.
    package let removed: [String]
    /// How many are in the folder now; nil where nothing is counted.
    package let kept: Int?
}
