import Foundation
import Stage
import Testing

/// The same short day with a modem of some kind: three schools report, one of them in a text of two
/// parts and one with octets written down by hand; each is answered once, an answer is reported as
/// delivered, and nothing is left in the modem.
struct ModemDay {
    /// Arguments of the simulator.
    let options: [String]
    /// The SIM is locked, and the office has configured its PIN.
    let pin: String?
    /// The modem does not say what became of the first reply.
    let losesFirstReply: Bool
    /// What nobody sent lies in the modem, and may stay there: dummies, a phone owner's own texts.
    let strangeTexts: Int
    /// How long each thing may take, in seconds.
    let patience: Double
    /// Of the wall clock, where a text is put off by minutes.
    let speed: Int
    /// What the office says of the modem.
    let modemLines: [String]

    init(preset: String, strangeTexts: Int = 0) {
        options = ["--preset", preset]
        pin = nil
        losesFirstReply = false
        self.strangeTexts = strangeTexts
        patience = 60
        speed = 1
        modemLines = []
    }

    /// - Parameter capacity: of each memory, when it is to be small.
    init(
        quirks: [String], pin: String? = nil, capacity: Int? = nil, losesFirstReply: Bool = false,
        strangeTexts: Int = 0, patience: Double = 60, modemLines: [String] = []
    ) {
        options =
            quirks.flatMap { ["--quirk", $0] } + (pin.map { ["--pin", $0] } ?? [])
            + (capacity.map { ["--memory", "SM:\($0)", "--memory", "ME:\($0)"] } ?? [])
        self.pin = pin
        self.losesFirstReply = losesFirstReply
        self.strangeTexts = strangeTexts
        self.patience = patience
        speed = capacity == nil ? 1 : 30
        self.modemLines = modemLines
    }

    func live() throws {
        var office = Office.kimbiri
        office.modemLines = modemLines + (pin.map { ["pin = \"\($0)\""] } ?? [])
        try Play.perform(office, clock: StageClock(Moment.quietDay, speed: speed)) { play in
            try play.seed()
            try play.startSimulator(networkSeconds: 0, options)
            try play.startDaemon()
            try play.waitForLog("modem ready", within: patience)
            try receive(play)
            if losesFirstReply {
                try play.waitForLog("outcome of a text unknown", within: patience)
            } else {
                let reply = try play.simulator.awaitSubmit(within: patience) { $0.to == play.rosa.e164 }
                try play.simulator.pdu(Raw.statusReport(reference: reply.reference, status: 0), smsc: true)
                try play.waitForLog("status report kept", within: patience)
            }
            for reporter in [play.julio, play.elmer] {
                _ = try play.simulator.awaitSubmit(within: patience) { $0.to == reporter.e164 }
            }
            try play.simulator.awaitMemory(strangeTexts, within: patience)
            try play.simulator.awaitIdle(within: patience)
            try check(play)
        }
    }

    /// What the schools send.
    private func receive(_ play: Play) throws {
        let polite = "Buenos dias estimada oficina de educacion, le saluda el director de la escuela. "
        try play.simulator.pdu(Raw.rosaReports, smsc: true)
        try play.simulator.text(from: play.julio.e164, polite + "Hoy tuvimos H 9 M 11 D 1 " + polite)
        try play.simulator.text(from: play.elmer.e164, "H 18 M 15 D 2")
    }

    private func check(_ play: Play) throws {
        let people = [play.rosa, play.julio, play.elmer].map(\.e164)
        let texts = try play.inbox().compactMap { $0["sender"].string }.filter { people.contains($0) }
        #expect(texts.sorted() == people.sorted(), "each text is there once")
        let reports = try play.list("report", "list", "--history").elements.compactMap { $0["phone"].string }
        #expect(reports.sorted() == people.sorted(), "each school's report is there once")
        let onAir = try play.simulator.submits().map(\.to)
        #expect(Set(onAir).count == onAir.count, "nothing leaves twice: \(onAir)")
        let first = losesFirstReply ? Set([play.rosa.e164]) : []
        #expect(Set(onAir).union(first) == Set(people), "each reply leaves")
        let states = try play.outbox().filter { $0["recipient"].string == play.rosa.e164 }.map { $0["state"].string }
        #expect(states == [losesFirstReply ? "unknown" : "delivered"], "the first reply")
    }
}
