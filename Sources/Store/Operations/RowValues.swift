import Attendance
import Foundation
import GRDB

extension Row {
    /// A state or kind; the schema's CHECK admits no other text.
    func value<Value: RawRepresentable>(_ column: String) throws -> Value where Value.RawValue == String {
        try Self.value(self[column], in: column)
    }

    func value<Value: RawRepresentable>(at position: Int) throws -> Value where Value.RawValue == String {
        try Self.value(self[position], in: "column \(position)")
    }

    private static func value<Value: RawRepresentable>(
        _ text: String, in place: @autoclosure () -> String
    ) throws -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: text) else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT, message: "\(place()) holds \(text), which this version does not know")
        }
        return value
    }

    func day(_ column: String) throws -> SchoolDay { try Self.day(self[column], in: column) }

    func day(at position: Int) throws -> SchoolDay { try Self.day(self[position], in: "column \(position)") }

    private static func day(_ text: String, in place: @autoclosure () -> String) throws -> SchoolDay {
        guard let day = SchoolDay(iso: text) else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT, message: "\(place()) holds \(text), which is no day")
        }
        return day
    }

    var schoolKey: SchoolKey? {
        guard let codMod: String = self["codMod"], let anexo: Int = self["anexo"] else { return nil }
        return SchoolKey(codMod, anexo: anexo)
    }

    /// A moment as GRDB writes it, `2026-05-04 14:55:00.000` in UTC, read without a calendar: a plan reads a great many.
    func moment(at position: Int) -> Date? {
        guard let text: String = self[position] else { return nil }
        return StoredMoment.date(text) ?? self[position]
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

    func phone(at position: Int) throws -> PhoneNumber {
        guard let phone = (self[position] as String?).flatMap(PhoneNumber.init(peruvianMobile:)) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "column \(position) holds no mobile number")
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

enum StoredMoment {
    private static let reference = SchoolDay(Date(timeIntervalSinceReferenceDate: 0), in: .gmt)

    /// Nil for any other shape.
    static func date(_ text: String) -> Date? {
        let octets = Array(text.utf8)
        guard octets.count == 23, octets[10] == UInt8(ascii: " "), octets[13] == UInt8(ascii: ":"),
            octets[16] == UInt8(ascii: ":"), octets[19] == UInt8(ascii: "."), octets[4] == UInt8(ascii: "-"),
            octets[7] == UInt8(ascii: "-")
        else { return nil }
        func number(_ places: Range<Int>) -> Int? {
            var value = 0
            for octet in octets[places] {
                guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= octet else { return nil }
                value = value * 10 + Int(octet & 0x0F)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let dayOfMonth = number(8..<10),
            let day = SchoolDay(year: year, month: month, day: dayOfMonth), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19), let thousandths = number(20..<23), hour < 24,
            minute < 60, second < 60
        else { return nil }
        let seconds = reference.days(to: day) * 86_400 + hour * 3600 + minute * 60 + second
        return Date(timeIntervalSinceReferenceDate: Double(seconds) + Double(thousandths) / 1000)
    }
}

extension StoredReport {
    /// In the order in which ``init(columns:)`` reads them.
    static let columns = """
        id, codMod, anexo, day, stream, state, source, boys, girls, teachers, noClass, noClassReason, heldClass, marks,
        isLate, isTraining, phone, receivedAt, sentAt
        """

    init(_ row: Row) throws {
        self.init(
            id: row["id"],
            report: AttendanceReport(
                school: SchoolKey(row["codMod"], anexo: row["anexo"]), day: try row.day("day"),
                stream: try row.value("stream"),
                content: Self.content(
                    AttendanceCounts(boys: row["boys"], girls: row["girls"], teachers: row["teachers"]),
                    noClass: row["noClass"], reason: row["noClassReason"], heldClass: row["heldClass"]),
                isLate: row["isLate"], isTraining: row["isTraining"], marks: Self.marks(row["marks"]),
                phone: row.phone("phone"), receivedAt: row["receivedAt"], sentAt: row["sentAt"]),
            state: try row.value("state"), source: try row.value("source"))
    }

    /// Of a row of ``columns``: by place, as a plan reads a great many.
    init(columns row: Row) throws {
        let receivedAt = row.moment(at: 17) ?? row[17]
        self.init(
            id: row[0],
            report: AttendanceReport(
                school: SchoolKey(row[1], anexo: row[2]), day: try row.day(at: 3), stream: try row.value(at: 4),
                content: Self.content(
                    AttendanceCounts(boys: row[7], girls: row[8], teachers: row[9]), noClass: row[10], reason: row[11],
                    heldClass: row[12]),
                isLate: row[14], isTraining: row[15], marks: Self.marks(row[13]),
                phone: (row[16] as String?).flatMap(PhoneNumber.init(peruvianMobile:)), receivedAt: receivedAt,
                sentAt: row.moment(at: 18)),
            state: try row.value(at: 5), source: try row.value(at: 6))
    }

    private static func content(
        _ counts: AttendanceCounts, noClass: Bool, reason: String?, heldClass: Bool?
    ) -> AttendanceReport.Content {
        if noClass { return .noClass(reason: reason) }
        return heldClass.map { .heldClass($0) } ?? .present(counts)
    }

    private static func marks(_ text: String) -> Set<AttendanceReport.Mark> {
        text.isEmpty ? [] : Set(text.split(separator: ",").compactMap { AttendanceReport.Mark(rawValue: String($0)) })
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

    /// Planning reads no texts.
    init(withoutText row: Row) throws {
        try self.init(row)
        said = nil
    }
}
