package import Attendance
import Foundation
import GRDB

/// What is frozen with a month, and who is thanked.
package struct MonthFreeze: Hashable, Sendable {
    package var figures: [MonthFigures]
    package var thanks: [MonthThanks.Thanks]

    package init(figures: [MonthFigures], thanks: [MonthThanks.Thanks]) {
        self.figures = figures
        self.thanks = thanks
    }
}

/// What was done when a month was closed.
package struct ClosedMonth: Hashable, Sendable {
    package let month: Month
    package let edition: Int
    package let schools: Int
    /// Texts that were queued; nobody is thanked twice for a month.
    package let thanks: Int
}

extension AttendanceStore {
    /// Freezes the figures of a month. Between reading and writing nothing can come in.
    ///
    /// - Parameters:
    ///   - anew: a new edition of a month that is closed, instead of its first.
    ///   - decide: gets the inputs, the people of the day, and the holds of that day and later.
    /// - Throws: ``StoreError/monthClosed(_:)``, ``StoreError/monthNotClosed(_:)``.
    package func closeMonth(
        _ month: Month, anew: Bool, today: SchoolDay, by signature: Signature,
        _ decide: (MonthInputs, [Reporter], [Hold]) -> MonthFreeze
    ) throws -> ClosedMonth {
        try write { db in
            var inputs = try db.monthInputs(of: month)
            if anew, inputs.closings.isEmpty { throw StoreError.monthNotClosed(month) }
            if !anew, !inputs.closings.isEmpty { throw StoreError.monthClosed(month) }
            let edition = inputs.closings.count + 1
            inputs.closings.append(MonthInputs.Closing(edition: edition, at: signature.at))
            let freeze = decide(inputs, try db.reporters(on: today), try db.holds(since: today).map(\.hold))
            try db.run(
                "INSERT INTO monthClosing (month, edition, closedAt, person) VALUES (?, ?, ?, ?)",
                [month.iso, edition, signature.at, signature.person])
            for figures in freeze.figures { try db.insert(figures, edition: edition) }
            let queued = try freeze.thanks.count { try db.enqueue($0, of: month, at: signature.at) }
            try db.audit(.closeMonth, day: month.first, by: signature)
            return ClosedMonth(month: month, edition: edition, schools: freeze.figures.count, thanks: queued)
        }
    }
}

extension Database {
    /// Shape of the JSON in `monthFigures`.
    private static let figuresVersion = 1

    fileprivate func insert(_ figures: MonthFigures, edition: Int) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(figures), as: UTF8.self)
        try run(
            """
            INSERT INTO monthFigures (month, edition, codMod, anexo, version, figures) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [figures.month.iso, edition, figures.school.codMod, figures.school.anexo, Self.figuresVersion, text])
    }

    /// Of the last edition; empty for a month that is not closed.
    func frozenFigures(of month: Month) throws -> [SchoolKey: MonthFigures] {
        let figures = try rows(
            """
            SELECT version, figures FROM monthFigures WHERE month = ?1
                AND edition = (SELECT max(edition) FROM monthClosing WHERE month = ?1)
            """, [month.iso]
        ).map { row in
            try Self.checkVersion(row["version"], of: month)
            do {
                return try JSONDecoder().decode(MonthFigures.self, from: Data((row["figures"] as String).utf8))
            } catch {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "figures of \(month.iso): \(error)")
            }
        }
        return Dictionary(figures.map { ($0.school, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The same, of all that is in them the pupils alone.
    func pupilFigures(of month: Month) throws -> [SchoolKey: PupilFigures] {
        let decoder = JSONDecoder()
        let figures = try rows(
            """
            SELECT codMod, anexo, version, json_extract(figures, '$.pupils') AS pupils FROM monthFigures
            WHERE month = ?1 AND edition = (SELECT max(edition) FROM monthClosing WHERE month = ?1)
            """, [month.iso]
        ).map { row in
            try Self.checkVersion(row["version"], of: month)
            do {
                let pupils = try decoder.decode(PupilFigures.self, from: Data((row["pupils"] as String).utf8))
                return (SchoolKey(row["codMod"], anexo: row["anexo"]), pupils)
            } catch {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "figures of \(month.iso): \(error)")
            }
        }
        return Dictionary(figures, uniquingKeysWith: { first, _ in first })
    }

    private static func checkVersion(_ version: Int, of month: Month) throws {
        guard version == figuresVersion else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT,
                message: "figures of \(month.iso) have the shape \(version), which this version does not know")
        }
    }

    /// - Returns: false where the phone was thanked for that school and month before.
    fileprivate func enqueue(_ thanks: MonthThanks.Thanks, of month: Month, at now: Date) throws -> Bool {
        let place: StatementArguments = [month.iso, thanks.school.codMod, thanks.school.anexo, thanks.phone.e164]
        let before = try count(
            "SELECT count(*) FROM monthThanks WHERE month = ? AND codMod = ? AND anexo = ? AND phone = ?", place)
        guard before == 0 else { return false }
        let draft = OutboundDraft(
            recipient: thanks.phone, text: thanks.text, kind: .office, dueAt: thanks.dueAt, expiresAt: thanks.expiresAt,
            schools: [thanks.school])
        guard let message = try enqueue(draft, at: now) else { return false }
        try run(
            "INSERT INTO monthThanks (month, codMod, anexo, phone, outboundMessage) VALUES (?, ?, ?, ?, ?)",
            place + [message])
        return true
    }
}
