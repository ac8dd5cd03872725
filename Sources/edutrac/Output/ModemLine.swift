import ControlSocket
import Foundation
import Store

/// One modem as `edutrac status` shows it: as it is, or as it was when the daemon last ran.
struct ModemLine: Sendable {
    var name: String
    var state: String
    var detail: String?
    var device: String?
    var imei: String?
    var iccid: String?
    var model: String?
    var operatorName: String?
    var registration: String?
    var signalDBm: Int?
    var lastSweepAt: Date?
    /// Why it sends nothing, or not all.
    var sending: String?
    var alarms: [String] = []
    /// Nothing is known of them while the daemon is down.
    var memories: [MemoryUse] = []
    var remedy: String?
    /// What its SIM has sent and has left.
    var sim: Ledger.Row?

    var isReady: Bool { state == "ready" }
    private var fullMemories: [MemoryUse] { memories.filter { $0.alarm != nil } }
}

extension ModemLine {
    init(_ report: ModemReport) {
        self.init(
            name: report.name, state: report.state, detail: report.detail, device: report.device,
            imei: report.imei, iccid: report.iccid, model: report.model, operatorName: report.operatorName,
            registration: report.registration, signalDBm: report.dBm, lastSweepAt: report.lastSweepAt,
            sending: report.sending, alarms: report.alarms, memories: report.memories, remedy: report.remedy)
    }

    /// What was known when the daemon last ran. The signal of then says nothing about now.
    init(_ status: ModemStatus) {
        self.init(
            name: status.name, state: status.state, detail: status.detail, device: status.device,
            imei: status.imei, iccid: status.iccid, model: status.model, operatorName: status.operatorName,
            registration: status.registration, lastSweepAt: status.lastSweepAt)
    }

    func facts(_ time: OfficeTime, now: Date) -> [String] {
        var facts: [String] = []
        if let detail { facts.append(detail) }
        if let operatorName { facts.append(operatorName) }
        if let registration { facts.append("network: \(registration)") }
        if let signalDBm { facts.append("signal \(signalDBm) dBm (\(Self.quality(signalDBm)))") }
        facts += fullMemories.map { "memory \($0.memory) \($0.alarm?.rawValue ?? ""): \($0.words)" }
        if let device { facts.append(device) }
        if let lastSweepAt { facts.append("last looked for texts \(time.brief(lastSweepAt, now: now))") }
        return facts
    }

    /// Nil where nothing is known of it.
    func simFacts(_ time: OfficeTime, now: Date) -> String? {
        var facts: [String] = []
        if let iccid { facts.append("…\(iccid.suffix(3))") }
        if let sim {
            facts.append("\(sim.entry.partsToday) SMS today")
            if let balance = sim.entry.balance {
                facts.append("balance \(sim.currency) \(balance.amount.money) at \(time.brief(balance.askedAt, now: now))")
            }
        }
        return facts.isEmpty ? nil : facts.joined(separator: ", ")
    }

    /// - Source: TS 27.007 §8.5 gives the figures; the words are field use for 2G.
    private static func quality(_ dBm: Int) -> String {
        switch dBm {
        case (-75)...: "good"
        case (-90)...: "fair"
        case (-105)...: "weak"
        default: "hardly any"
        }
    }

    func json(_ time: OfficeTime) -> JSON {
        [
            "name": .text(name), "state": .text(state), "detail": JSON(detail), "device": JSON(device),
            "imei": JSON(imei), "iccid": JSON(iccid), "model": JSON(model),
            "operatorName": JSON(operatorName), "registration": JSON(registration),
            "signalDBm": JSON(signalDBm), "lastSweepAt": time.json(lastSweepAt), "sending": JSON(sending),
            "alarms": .list(alarms.map(JSON.text)), "memories": .list(memories.map(\.json)), "remedy": JSON(remedy),
        ]
    }
}

extension MemoryUse {
    var json: JSON {
        [
            "memory": .text(memory), "used": .number(used), "total": .number(total),
            "alarm": JSON(alarm?.rawValue),
        ]
    }
}
