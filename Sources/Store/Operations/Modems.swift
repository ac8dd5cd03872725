package import Foundation
import GRDB

extension AttendanceStore {
    /// Keeps the last known state of a modem, for commands while the daemon is down. What is no news is not written:
    /// each commit costs the card a write.
    ///
    /// - Returns: what is kept of it now.
    @discardableResult
    package func recordModem(_ status: ModemStatus, at now: Date) throws -> ModemStatus {
        if let last = try modemStatuses().first(where: { $0.name == status.name }), !status.isNews(after: last, at: now) {
            return last
        }
        try write { db in
            try db.run(
                """
                INSERT OR REPLACE INTO modemStatus (name, state, detail, device, imei, iccid, model,
                    operatorName, registration, rssi, signalDBm, lastSweepAt, seenAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    status.name, status.state, status.detail, status.device, status.imei, status.iccid,
                    status.model, status.operatorName, status.registration, status.rssi,
                    status.signalDBm, status.lastSweepAt, now,
                ])
        }
        var kept = status
        kept.seenAt = now
        return kept
    }

    package func modemStatuses() throws -> [ModemStatus] {
        try read { db in
            try db.rows("SELECT * FROM modemStatus ORDER BY name").map { row in
                ModemStatus(
                    name: row["name"], state: row["state"], detail: row["detail"], device: row["device"],
                    imei: row["imei"], iccid: row["iccid"], model: row["model"],
                    operatorName: row["operatorName"], registration: row["registration"],
                    rssi: row["rssi"], signalDBm: row["signalDBm"], lastSweepAt: row["lastSweepAt"],
                    seenAt: row["seenAt"])
            }
        }
    }

    /// Whether a PIN may be entered: not again while an attempt on this SIM with this PIN has not been
    /// seen to succeed, and the attempt is on the disk before this says true. A SIM locks after three
    /// wrong ones.
    ///
    /// - Parameters:
    ///   - attempts: what is recorded, under each name the SIM is known by now.
    ///   - doubts: attempts that forbid this one while they are open.
    package func mayEnterPIN(
        recording attempts: [PINAttempt], unlessOpen doubts: [PINAttempt], at now: Date
    ) throws -> Bool {
        try write { db in
            for doubt in doubts {
                // One that the SIM said OK to may be entered once more: the modem started anew before it was open.
                let open = """
                    SELECT 1 FROM pinAttempt WHERE sim = ? AND pinDigest = ? AND acceptedAt IS NULL
                        AND (NOT isTaken OR entries > 1)
                    """
                if try db.row(open, [doubt.sim, doubt.digest]) != nil { return false }
            }
            // Its names are one attempt.
            let turn = try db.count("SELECT coalesce(max(turn), 0) + 1 FROM pinAttempt")
            for attempt in attempts {
                try db.run(
                    """
                    INSERT INTO pinAttempt (sim, pinDigest, attemptedAt, turn) VALUES (?, ?, ?, ?)
                    ON CONFLICT (sim, pinDigest) DO UPDATE
                        SET attemptedAt = excluded.attemptedAt, turn = excluded.turn, isTaken = 0,
                            entries = CASE WHEN acceptedAt IS NULL THEN entries + 1 ELSE 1 END, acceptedAt = NULL
                    """, [attempt.sim, attempt.digest, now, turn])
            }
            return true
        }
    }

    /// The SIM said OK to the last attempt that is open.
    ///
    /// - Parameter sims: as for ``acceptPIN(sims:at:)``.
    package func notePINTaken(sims: [String]) throws {
        let marks = Array(repeating: "?", count: sims.count).joined(separator: ", ")
        try write { db in
            try db.run(
                """
                UPDATE pinAttempt SET isTaken = 1 WHERE sim IN (\(marks)) AND acceptedAt IS NULL
                    AND turn = (SELECT max(turn) FROM pinAttempt WHERE sim IN (\(marks)))
                """, StatementArguments(sims + sims))
        }
    }

    /// The SIM has opened: the PIN that was tried is right and may be entered after the next power cut.
    ///
    /// - Parameter sims: the keys under which the attempt may stand: ICCID, or the modem's while locked.
    package func acceptPIN(sims: [String], at now: Date) throws {
        let marks = Array(repeating: "?", count: sims.count).joined(separator: ", ")
        // The last one opened it; one that was tried before stays wrong.
        let last = """
            sim IN (\(marks)) AND acceptedAt IS NULL
                AND turn = (SELECT max(turn) FROM pinAttempt WHERE sim IN (\(marks)))
            """
        let isOpen = try read { db in
            try db.row("SELECT 1 FROM pinAttempt WHERE \(last)", StatementArguments(sims + sims)) != nil
        }
        guard isOpen else { return }
        try write { db in
            try db.run(
                "UPDATE pinAttempt SET acceptedAt = ? WHERE \(last)", [now] + StatementArguments(sims + sims))
        }
    }
}

extension ModemStatus {
    /// Seconds for which an unchanged status is no news.
    private static let interval: TimeInterval = 300

    /// - Parameter last: as it was recorded.
    package func isNews(after last: ModemStatus, at now: Date) -> Bool {
        // A clock that was set back must not keep it out for a year.
        guard let seenAt = last.seenAt, last.says(self) else { return true }
        return !(0..<Self.interval).contains(now.timeIntervalSince(seenAt))
    }

    /// The same but for when it was seen and when it last swept.
    fileprivate func says(_ other: ModemStatus) -> Bool {
        var (one, two) = (self, other)
        (one.seenAt, two.seenAt) = (nil, nil)
        (one.lastSweepAt, two.lastSweepAt) = (nil, nil)
        return one == two
    }
}
