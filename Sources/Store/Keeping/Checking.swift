import GRDB

/// Something in the database that must not be.
package struct DatabaseFlaw: Hashable, Sendable {
    /// Stable: `integrity`, `foreignKeys`, or the rule that is broken.
    package let rule: String
    /// Nil where SQLite names none.
    package let table: String?
    /// Of the row, as commands show it; nil where there is none.
    package let id: Int64?
    package let words: String
    /// What to do now.
    package let remedy: String
}

extension AttendanceStore {
    /// Flaws of one rule at most; a file that is torn has thousands.
    package static let flawLimit = 20

    /// Whether SQLite finds the file whole, and whether what edutrac relies on holds. Reads all of it: seconds for a large
    /// office on an old card. Nothing is changed, and nobody has to wait.
    ///
    /// - Returns: nothing when all is well.
    package func flaws() throws -> [DatabaseFlaw] {
        do {
            return try read { db in
                let torn = try Soundness.torn(db, limit: Self.flawLimit)
                // What cannot be read cannot be judged.
                guard torn.isEmpty else { return torn.map { Self.flaw("integrity", $0) } }
                let strays = try Soundness.strays(db, limit: Self.flawLimit).map { Self.flaw("foreignKeys", $0) }
                return try strays + Invariant.all.flatMap { try db.flaws(of: $0) }
            }
        } catch StoreError.damaged(_, let reason) {
            return [Self.flaw("integrity", reason)]
        }
    }

    private static func flaw(_ rule: String, _ words: String) -> DatabaseFlaw {
        DatabaseFlaw(rule: rule, table: nil, id: nil, words: words, remedy: DatabaseFlaw.restoring)
    }
}

extension DatabaseFlaw {
    /// Of a database that could not be opened; nil where that was for another reason than damage.
    package init?(_ error: StoreError) {
        switch error {
        case .damaged(_, let reason): words = reason
        case .notADatabase(let path): words = "\(path) is no SQLite database"
        default: return nil
        }
        (rule, table, id, remedy) = ("integrity", nil, nil, Self.restoring)
    }

    fileprivate static let restoring =
        "Stop edutracd and put the last backup in its place: sudo edutrac restore FILE. Or keep the database, and report this with it."
    fileprivate static let reporting =
        "edutrac goes on. Please report this: it is a defect of edutrac, or another program wrote into the database."
}

extension Database {
    fileprivate func flaws(of rule: Invariant) throws -> [DatabaseFlaw] {
        try Int64.fetchAll(self, sql: "SELECT * FROM (\(rule.sql)) LIMIT \(AttendanceStore.flawLimit)").map { id in
            let remedy =
                switch rule.remedy {
                case .deed(let words): words
                case .report: DatabaseFlaw.reporting
                }
            return DatabaseFlaw(
                rule: rule.name, table: rule.table, id: id, words: "\(rule.thing) \(id) \(rule.words)", remedy: remedy)
        }
    }
}

extension Invariant {
    /// What a row of its table is to the operator.
    fileprivate var thing: String {
        switch table {
        case "outboundMessage": "message"
        case "inboundMessage": "text"
        case "inboundPart": "SMS"
        case "deliveryReport": "status report"
        case "monthClosing": "the closing of a month, row"
        case "monthFigures": "the figures of a month, row"
        case "monthThanks": "thanks, row"
        case "report": "report"
        default: "\(table), row"
        }
    }
}
