import Attendance
import Foundation
import GRDB

extension Row {
    /// A state or kind; the schema's CHECK admits no other text.
    func value<Value: RawRepresentable>(_ column: String) throws -> Value where Value.RawValue == String {
        let text: String = self[column]
        guard let value = Value(rawValue: text) else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT, message: "\(column) holds \(text), which this version does not know")
        }
        return value
    }

    func day(_ column: String) throws -> SchoolDay {
        let text: String = self[column]
        guard let day = SchoolDay(iso: text) else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT, message: "\(column) holds \(text), which is no day")
        }
        return day
    }

    var schoolKey: SchoolKey? {
        guard let codMod: String = self["codMod"], let anexo: Int = self["anexo"] else { return nil }
        return SchoolKey(codMod, anexo: anexo)
    }

    func phone(_ column: String) -> PhoneNumber? {
        (self[column] as String?).flatMap(PhoneNumber.init(peruvianMobile:))
    }

    func requiredPhone(_ column: String) throws -> PhoneNumber {
        guard let phone = phone(column) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(column) holds no mobile number")
        }
        return phone
    }

    func schoolKeys(_ column: String) -> [SchoolKey] {
        (self[column] as String).split(separator: ",").compactMap { SchoolKey(text: String($0)) }
    }

    var slot: StorageSlot? {
        guard let memory: String = self["memory"], let index: Int = self["slot"] else { return nil }
        return StorageSlot(memory: memory, index: index)
    }

    func stepKey(for phone: PhoneNumber) throws -> StepKey? {
        guard self["step"] as String? != nil else { return nil }
        return StepKey(
            phone: phone, school: schoolKey, day: try day("stepDay"), step: try value("step"), question: self["question"])
    }
}

extension StoredReport {
    init(_ row: Row) throws {
        let counts = AttendanceCounts(boys: row["boys"], girls: row["girls"], teachers: row["teachers"])
        let content: AttendanceReport.Content =
            if row["noClass"] as Bool {
                .noClass(reason: row["noClassReason"])
            } else if let held: Bool = row["heldClass"] {
                .heldClass(held)
            } else {
                .present(counts)
            }
        let marks = (row["marks"] as String).split(separator: ",")
            .compactMap { AttendanceReport.Mark(rawValue: String($0)) }
        self.init(
            id: row["id"],
            report: AttendanceReport(
                school: SchoolKey(row["codMod"], anexo: row["anexo"]), day: try row.day("day"),
                stream: try row.value("stream"), content: content, isLate: row["isLate"],
                isTraining: row["isTraining"], marks: Set(marks), phone: row.phone("phone"),
                receivedAt: row["receivedAt"], sentAt: row["sentAt"]),
            state: try row.value("state"), source: try row.value("source"))
    }
}

extension StoredClosure {
    init(_ row: Row) throws {
        let kind: Closure.Kind = row["feast"] as String? == nil ? .closure : .localHoliday(feast: try row.day("feast"))
        self.init(
            id: row["id"],
            closure: Closure(
                scope: try SchoolScope(row), first: try row.day("first"), last: try row.day("last"),
                reason: row["reason"], kind: kind),
            enteredBy: row["enteredBy"], enteredAt: row["enteredAt"], endedAt: row["endedAt"])
    }
}

extension OpenQuestion {
    init(_ row: Row) throws {
        self.init(
            kind: try row.value("kind"), school: row.schoolKey, day: try row.day("day"),
            counts: AttendanceCounts(boys: row["boys"], girls: row["girls"], teachers: row["teachers"]),
            isTraining: row["isTraining"], askedAt: row["askedAt"], said: row["said"])
    }
}
