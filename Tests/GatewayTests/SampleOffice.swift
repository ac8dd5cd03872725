import Attendance
import Foundation
import Gateway
import ModemDriver
import SMSCodec
import Store

/// A small fictitious office on Monday 4 May 2026, and PDUs as its modem would list them.
struct SampleOffice {
    let store: AttendanceStore
    let rules: OfficeRules
    let modem = ModemTag(name: "principal", sim: "8951000000000000001")

    static let zone = TimeZone(identifier: "America/Lima") ?? .gmt
    static let school = SchoolKey("9999996")
    static let rosa = "+51987654321"
    static let julio = "+51987654322"

    init() throws { try self.init(in: AttendanceStore.inMemory()) }

    /// A database that has been used before.
    init(reopening path: String) throws {
        store = try AttendanceStore(path: path)
        rules = try Self.makeRules()
    }

    init(in store: AttendanceStore) throws {
        self.store = store
        rules = try Self.makeRules()
        let start = Self.day("2026-03-16")
        _ = try store.importSchools(
            [
                School(
                    key: Self.school, name: "501 Kimbiri", level: "primaria", district: "Kimbiri",
                    ugel: "UGEL Ejemplo", enrolment: Enrolment(boys: 14, girls: 16, teachers: 2))
            ], validFrom: start, retireMissing: false, at: Self.at("2026-03-16T08:00:00-05:00"))
        let reporters = [(Self.rosa, "Rosa Quispe"), (Self.julio, "Julio Ramos")].compactMap { number, name in
            PhoneNumber(peruvianMobile: number).map {
                Reporter(phone: $0, name: name, role: .teacher, assignments: [Assignment(school: Self.school)])
            }
        }
        _ = try store.importReporters(
            reporters, validFrom: start, retireMissing: false, at: Self.at("2026-03-16T08:00:00-05:00"))
    }

    var inbound: InboundPath { InboundPath(store: store, office: rules) }
    var outbound: OutboundPath { OutboundPath(store: store, office: rules) }
    var time: TimePath { TimePath(store: store, office: rules) }

    static func at(_ iso: String) -> Date {
        (try? Date(iso, strategy: .iso8601)) ?? .distantPast
    }

    static func day(_ iso: String) -> SchoolDay {
        SchoolDay(iso: iso) ?? SchoolDay(.distantPast, in: zone)
    }

    /// A text of one part in a slot of the SIM.
    static func line(
        from sender: String, _ text: String, slot index: Int = 1, at iso: String = "2026-05-04T10:30:00-05:00",
        loopPrevention: Bool = false
    ) throws -> PDULine {
        try lines(from: sender, text, firstSlot: index, at: iso, loopPrevention: loopPrevention)[0]
    }

    /// A text of as many parts as it takes, in slots one after the other.
    static func lines(
        from sender: String, _ text: String, firstSlot: Int = 1,
        at iso: String = "2026-05-04T10:30:00-05:00", loopPrevention: Bool = false, reference: UInt8 = 7,
        serviceCentre: String? = nil
    ) throws -> [PDULine] {
        let isNumber = sender.allSatisfy { "+0123456789".contains($0) }
        let address = try isNumber ? Address(dialled: sender) : Address(alphanumeric: sender)
        return try PartSplitter.parts(of: text, reference: reference).enumerated().map { index, part in
            let deliver = Deliver(
                originatingAddress: address,
                serviceCentreTimestamp: ServiceCentreTimestamp(
                    unixSeconds: Int(at(iso).timeIntervalSince1970), quarterHours: -20),
                userData: part.userData, loopPrevention: loopPrevention)
            return stored(
                TPDU.deliver(deliver).octets, slot: firstSlot + index,
                serviceCentre: try serviceCentre.map { try Address(dialled: $0) })
        }
    }

    static func statusReport(
        of reference: UInt8, to recipient: String, status: UInt8, at iso: String
    ) throws -> PDULine {
        let stamp = ServiceCentreTimestamp(unixSeconds: Int(at(iso).timeIntervalSince1970), quarterHours: -20)
        let report = StatusReport(
            messageReference: reference, recipientAddress: try Address(dialled: recipient),
            serviceCentreTimestamp: stamp, dischargeTime: stamp, status: DeliveryStatus(rawValue: status))
        let frame = PDUFrame(tpdu: TPDU.statusReport(report).octets)
        return PDULine(hex: frame.hex, tpduLength: frame.tpduLength, origin: .routed)
    }

    static func stored(_ tpdu: [UInt8], slot: Int, serviceCentre: Address? = nil) -> PDULine {
        let frame = PDUFrame(serviceCentre: serviceCentre, tpdu: tpdu)
        return PDULine(
            hex: frame.hex, tpduLength: frame.tpduLength, origin: .slot(memory: "SM", index: slot))
    }
}

extension SampleOffice {
    static func makeRules() throws -> OfficeRules {
        func time(_ hour: Int, _ minute: Int = 0) -> TimeOfDay { TimeOfDay(hour: hour, minute: minute) ?? .noon }
        return OfficeRules(
            name: "UGEL Ejemplo", phone: PhoneNumber(peruvianMobile: "987654300"), zone: zone,
            reporting: ReportingRules(
                day: .monday, questionAt: time(10), reminderAt: time(15), lastReminderAt: time(9),
                window: time(7, 30)...time(19), zone: zone),
            calendar: try SchoolCalendar(
                years: [
                    .init(
                        year: 2026, blocks: [.init(first: day("2026-03-16"), last: day("2026-05-15"))])
                ], holidays: SchoolCalendar.nationalHolidays(year: 2026)))
    }
}
