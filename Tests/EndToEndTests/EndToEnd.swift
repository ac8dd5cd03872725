import Foundation
import Stage
import Testing

/// The real programs, as processes, against the simulated modem. One play at a time: the machine
/// has few cores, and each play is three programs.
@Suite("edutrac as a whole", .serialized)
enum EndToEnd {}

/// Whether the long tests are wanted: `make soak`.
enum Soak {
    static let isWanted = ProcessInfo.processInfo.environment["EDUTRAC_SOAK"] == "1"
}

/// Moments at which plays begin, by the clock of the office.
enum Moment {
    /// A Wednesday: every step of the week's ladder is over, so nothing leaves unasked.
    static let quietDay = "2026-05-06T11:00:00-05:00"
    /// Shortly before the question of a reporting Monday.
    static let mondayMorning = "2026-05-04T09:59:00-05:00"
}

/// PDUs written down by hand from TS 23.040, so that no code of ours has a say in them.
enum Raw {
    /// SMS-DELIVER from +51987654321, sent on Monday 2026-05-04 at 10:05 in Lima: H 12 M 15 D 2
    static let rosaReports = "07911589674503F0040B911589674523F100006250400150000A0D48504C066A82623510112403"

    /// SMS-STATUS-REPORT on a text to +51987654321.
    ///
    /// - Parameter reference: TP-MR of the submit. - Parameter status: TP-ST.
    static func statusReport(reference: Int, status: Int) -> String {
        "00" + "06" + hex(reference) + "0B911589674523F1" + "6250600101000A" + "6250600101500A" + hex(status)
    }

    private static func hex(_ octet: Int) -> String {
        let digits = String(octet, radix: 16, uppercase: true)
        return octet < 16 ? "0" + digits : digits
    }
}

extension Play {
    /// The office's people in the order of ``Office/kimbiri``.
    var rosa: Office.Reporter { office.reporters[0] }
    var marisol: Office.Reporter { office.reporters[1] }
    var julio: Office.Reporter { office.reporters[2] }
    var elmer: Office.Reporter { office.reporters[3] }

    /// Imports the roster and brings simulator and daemon up to a modem that is ready.
    func begin(networkSeconds: Double = 0, _ simulatorOptions: [String] = []) throws {
        try seed()
        try startSimulator(networkSeconds: networkSeconds, simulatorOptions)
        try startDaemonAndModem()
    }

    func startDaemonAndModem() throws {
        try startDaemon()
        try waitForLog("modem ready")
    }

    /// One text there, and the next part that goes back to the same phone.
    @discardableResult
    func exchange(_ sender: String, _ text: String) throws -> SubmittedText {
        let last = try simulator.submits().last?.id ?? 0
        try simulator.text(from: sender, text)
        return try simulator.awaitSubmit(after: last) { $0.to == sender }
    }

    /// Asks for help and waits for the answer. Texts leave one after the other, replies in the order
    /// in which they were queued, so every reply that was to leave before has left and its row is
    /// written.
    func passBarrier(as reporter: Office.Reporter) throws {
        try exchange(reporter.e164, "AYUDA")
    }

    func inbox() throws -> [JSONValue] { try list("inbox", "list").elements }
    func outbox() throws -> [JSONValue] { try list("outbox", "list").elements }
    func reports() throws -> [JSONValue] { try list("report", "list").elements }
}
