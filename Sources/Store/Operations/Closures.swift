package import Attendance
import GRDB

// Closures and local holidays, which are one kind of them. Each deed and its line in the audit trail are one
// transaction.
extension AttendanceStore {
    /// - Throws: ``StoreError/closureStands(_:)`` where the very same is there.
    /// - Returns: its id.
    package func addClosure(_ closure: Closure, by signature: Signature) throws -> Int64 {
        try write { db in
            if let id = try db.standing(closure) { throw StoreError.closureStands(id) }
            return try db.insert(closure, by: signature)
        }
    }

    /// All or nothing; what stands there already is left as it is.
    ///
    /// - Parameter rehearsing: only tells what would be added.
    /// - Returns: the id of each in the order given, nil for one that was there.
    package func addClosures(
        _ closures: [Closure], rehearsing: Bool = false, by signature: Signature
    ) throws -> [Int64?] {
        try write(rehearsing: rehearsing) { db in
            try closures.map { closure in
                try db.standing(closure) == nil ? try db.insert(closure, by: signature) : nil
            }
        }
    }

    /// Closures that reach that day or a later one, by their first day. All when it is nil, also those
    /// that were taken back (their last day lies before the first).
    package func closures(since day: SchoolDay? = nil) throws -> [StoredClosure] {
        try read { try $0.closures(since: day) }
    }

    /// - Throws: ``StoreError/noSuchClosure(_:)``.
    package func closure(_ id: Int64) throws -> StoredClosure {
        try read { try $0.closure(id) }
    }

    /// Sets another last day. One before the first takes the closure back: it closes nothing, and
    /// stays as history.
    package func endClosure(_ id: Int64, last: SchoolDay, by signature: Signature) throws {
        try write { db in
            let closure = try db.closure(id).closure
            try db.run("UPDATE closure SET last = ?, endedAt = ? WHERE id = ?", [last.iso, signature.at, id])
            try db.audit(
                closure.isHoliday ? .removeHoliday : .endClosure, school: closure.scope.school,
                day: max(last, closure.first), closure: id, by: signature)
        }
    }
}

extension Database {
    func closures(since day: SchoolDay?) throws -> [StoredClosure] {
        guard let day else { return try values("SELECT * FROM closure ORDER BY first, id", [], StoredClosure.init) }
        return try values(
            "SELECT * FROM closure WHERE last >= ? AND last >= first ORDER BY first, id", [day.iso], StoredClosure.init)
    }

    /// Those that close one of the schools.
    func closures(since day: SchoolDay, of schools: [School]) throws -> [Closure] {
        // Few reach a day or a later one, and the place of a school is in its row, not in theirs.
        try values("SELECT * FROM closure WHERE last >= ? AND last >= first ORDER BY first, id", [day.iso]) { row in
            let scope = try SchoolScope(row)
            return schools.contains(where: scope.covers) ? try StoredClosure(row).closure : nil
        }.compactMap(\.self)
    }

    fileprivate func closure(_ id: Int64) throws -> StoredClosure {
        guard let row = try row("SELECT * FROM closure WHERE id = ?", [id]) else { throw StoreError.noSuchClosure(id) }
        return try StoredClosure(row)
    }

    fileprivate func standing(_ closure: Closure) throws -> Int64? {
        try closures(since: closure.last).first { $0.closure == closure }?.id
    }

    fileprivate func insert(_ closure: Closure, by signature: Signature) throws -> Int64 {
        var (kind, feast): (String, SchoolDay?) = ("closure", nil)
        if case .localHoliday(let day) = closure.kind { (kind, feast) = ("localHoliday", day) }
        try run(
            """
            INSERT INTO closure (scope, codMod, anexo, area, first, last, kind, feast, reason, enteredBy, enteredAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                closure.scope.word, closure.scope.school?.codMod, closure.scope.school?.anexo, closure.scope.area,
                closure.first.iso, closure.last.iso, kind, feast?.iso, closure.reason, signature.person, signature.at,
            ])
        let id = lastInsertedRowID
        try audit(
            closure.isHoliday ? .addHoliday : .addClosure, school: closure.scope.school, day: closure.first,
            closure: id, by: signature)
        return id
    }
}

extension SchoolScope {
    /// As the column `scope` holds it.
    var word: String {
        switch self {
        case .school: "school"
        case .cluster: "cluster"
        case .district: "district"
        case .office: "office"
        }
    }

    var school: SchoolKey? { if case .school(let key) = self { key } else { nil } }

    /// The name of a cluster or district.
    var area: String? {
        switch self {
        case .cluster(let name), .district(let name): name
        case .school, .office: nil
        }
    }

    init(_ row: Row) throws {
        let area: String = row["area"] ?? ""
        self =
            switch row["scope"] as String {
            case "school": .school(SchoolKey(row["codMod"], anexo: row["anexo"]))
            case "cluster": .cluster(area)
            case "district": .district(area)
            default: .office
            }
    }
}
