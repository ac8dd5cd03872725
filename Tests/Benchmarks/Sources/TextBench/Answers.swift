import Attendance
import Foundation
import Gateway
import Glibc
import ModemDriver
import SMSCodec
import Store

/// What one text costs: kept and committed, then read, decided, answered and committed, on a file and with its fsyncs,
/// beside the bare fsync of the same disk in the same minutes.
struct Answers {
    private static let texts = 1500
    private static let bodies = [
        "H 12 M 15 D 2", "12 14 2", "h11m15d2", "Buenos dias asistieron 12 varones y 13 mujeres, 2 docentes",
        "SIN CLASES LLUVIA"
    ]

    private let folder: String
    private let store: AttendanceStore
    private let inbound: InboundPath
    private let phones: [PhoneNumber]

    /// Sixty schools, a hundred and fifty people, no cap in the way.
    init(in folder: String) throws {
        self.folder = folder
        let path = folder + "/edutrac.sqlite"
        for end in ["", "-wal", "-shm"] { unlink(path + end) }
        store = try AttendanceStore(path: path)
        phones = (0..<150).compactMap { PhoneNumber(peruvianMobile: String(900_000_100 + $0)) }
        let office = try BenchOffice.rules()
        inbound = InboundPath(store: store, office: office)
        try BenchOffice.fill(store, phones)
    }

    func measure() throws {
        var kept: [Double] = []
        var answered: [Double] = []
        var cpu = 0.0
        var bare: [Double] = []
        let disk = try BareDisk(folder + "/fsync")
        let modem = ModemTag(name: "bench", sim: "8951000000000000001")
        let start = try BenchOffice.moment("2026-05-04T08:00:00-05:00")
        for number in 0..<Self.texts {
            let now = start.addingTimeInterval(Double(30 * number))
            let line = try Self.line(
                Self.bodies[number % Self.bodies.count], of: phones[number % phones.count], at: now)
            kept.append(try Self.milliseconds { _ = try inbound.receive([line], from: modem, at: now) })
            let before = Self.cpuMilliseconds()
            var settled = 0
            answered.append(
                try Self.milliseconds {
                    let round = try inbound.settleCompleteTexts(at: now)
                    settled = round.settled.count
                })
            cpu += Self.cpuMilliseconds() - before
            guard settled == 1 else { throw Complaint("text \(number) was not answered") }
            bare.append(try Self.milliseconds { try disk.write() })
        }
        let replies = try store.outbox(states: nil, limit: Self.texts + 1).count
        guard replies == Self.texts else { throw Complaint("\(replies) replies to \(Self.texts) texts") }
        report(kept, answered, cpu / Double(Self.texts), bare)
    }

    private func report(_ kept: [Double], _ answered: [Double], _ cpu: Double, _ bare: [Double]) {
        let (median, fsync) = (Self.quantile(0.5, answered), Self.quantile(0.5, bare))
        let texts = "\(Self.texts) texts of \(phones.count) phones"
        print("\nAnswering one text at a time, \(texts), a database with its fsyncs\n")
        TextBench.row("ms to keep the part, median", Self.quantile(0.5, kept), digits: 2)
        TextBench.row("ms from committed part to committed reply, median", median, digits: 2)
        TextBench.row("the same, 95 %", Self.quantile(0.95, answered), digits: 2)
        TextBench.row("CPU ms of that, each text", cpu, digits: 2)
        TextBench.row("ms of a bare write of 4 kB with fdatasync, median", fsync, digits: 2)
        TextBench.row("ratio of part to reply to the bare fdatasync", median / fsync, digits: 1)
    }

    // MARK: Measuring

    private static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        try ContinuousClock().measure(body) / .milliseconds(1)
    }

    private static func cpuMilliseconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
    }

    private static func quantile(_ part: Double, _ values: [Double]) -> Double {
        values.sorted()[min(values.count - 1, Int(part * Double(values.count)))]
    }

    private static func line(_ body: String, of phone: PhoneNumber, at now: Date) throws -> PDULine {
        let deliver = Deliver(
            originatingAddress: try Address(dialled: phone.e164),
            serviceCentreTimestamp: ServiceCentreTimestamp(
                unixSeconds: Int(now.timeIntervalSince1970), quarterHours: -20),
            userData: PartSplitter.parts(of: body, reference: 7)[0].userData)
        let frame = PDUFrame(serviceCentre: nil, tpdu: TPDU.deliver(deliver).octets)
        return PDULine(hex: frame.hex, tpduLength: frame.tpduLength, origin: .slot(memory: "SM", index: 1))
    }
}

/// A file that is written to and made durable as SQLite does it.
private final class BareDisk {
    private let descriptor: Int32
    private let block = [UInt8](repeating: 0x5A, count: 4096)

    init(_ path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw Complaint("\(path) cannot be written") }
    }

    deinit { close(descriptor) }

    func write() throws {
        guard Glibc.write(descriptor, block, block.count) == block.count, fdatasync(descriptor) == 0 else {
            throw Complaint("the disk does not write")
        }
    }
}
