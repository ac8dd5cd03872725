package import Foundation
import GRDB

extension AttendanceStore {
    /// Fewer texts say nothing.
    private static let enoughTexts = 20

    /// Seconds that a modem needed for a part, from its body to the answer, on the average of the parts since then.
    ///
    /// - Returns: nil when too few were sent.
    package func secondsPerPart(since moment: Date) throws -> Double? {
        try read { db in
            let row = try db.row(
                """
                SELECT count(*) AS parts, avg((julianday(sentAt) - julianday(submittedAt)) * 86400.0) AS seconds
                FROM outboundPart WHERE sentAt >= ? AND sentAt >= submittedAt AND state IN ('sent', 'delivered')
                """, [moment])
            guard let row, row["parts"] as Int >= Self.enoughTexts else { return nil }
            return row["seconds"]
        }
    }
}
