import Attendance
import ControlSocket
import Foundation
import Gateway
import Logging
import ModemDriver
import OfficeConfiguration
import Store
import Synchronization

// What the paths return, as log lines: a fixed message, facts as metadata, no text of a message.

extension Logger {
    func log(_ receipt: InboundPath.Receipt) {
        let id: Logger.Metadata = ["part": "\(receipt.id)"]
        switch receipt.outcome {
        case .part:
            info("part kept", metadata: id)
        case .statusReport:
            info("status report kept", metadata: id)
        case .copy(let original):
            notice("copy of a text kept and flagged", metadata: id.with("of", "\(original)"))
        case .seenBefore:
            notice("part read again, the modem had not deleted it", metadata: id)
        case .undecodable(let reason):
            warning("PDU kept although it cannot be read", metadata: id.with("reason", reason))
        }
    }

    func log(_ settled: InboundPath.Settled) {
        var facts: Logger.Metadata = [
            "text": "\(settled.id)", "reading": "\(settled.settlement.reading)",
            "phone": "\(settled.sender?.masked ?? "no mobile")",
        ]
        if let school = settled.settlement.school { facts["school"] = "\(school.codMod)" }
        if let report = settled.settlement.report { facts["day"] = "\(report.day.iso)" }
        if settled.parts > 1 { facts["parts"] = "\(settled.parts)" }
        if settled.kind != .text { facts["kind"] = "\(settled.kind.rawValue)" }
        switch settled.settlement.answer {
        case .reply: facts["answer"] = "queued"
        case .silence(let why): facts["answer"] = "none (\(why.rawValue))"
        }
        if settled.isCompleted {
            if !settled.missing.isEmpty { facts["missing"] = "\(settled.missing)" }
            notice("late part added to its text, read anew", metadata: facts)
        } else if settled.missing.isEmpty {
            info("text read", metadata: facts)
        } else {
            notice("text read without its missing parts", metadata: facts.with("missing", "\(settled.missing)"))
        }
    }

    func log(_ call: MissedCall) {
        info(
            "missed call",
            metadata: [
                "call": "\(call.id)", "phone": "\(call.number.map { "…" + $0.suffix(3) } ?? "withheld")",
                "known": "\(call.reporter != nil)", "answer": "\(call.answer == nil ? "none" : "queued")",
            ])
    }

    func log(_ sequel: OutboundPath.Sequel, of message: OutboundMessage, _ part: OutboundPath.Part) {
        var facts: Logger.Metadata = [
            "message": "\(message.id)", "kind": "\(message.kind.rawValue)",
            "phone": "\(message.recipient.masked)",
        ]
        if part.total > 1 { facts["part"] = "\(part.sequence)/\(part.total)" }
        if !message.schools.isEmpty { facts["school"] = "\(message.schools.map(\.codMod).joined(separator: ","))" }
        switch sequel {
        case .sent:
            info("text sent", metadata: facts)
        case .unknown(let reason):
            error("outcome of a text unknown: held, not sent again", metadata: facts.with("reason", reason))
        case .failed(let reason):
            error("text failed for good", metadata: facts.with("reason", reason))
        case .retry(let until, let reason, _), .pause(let until, let reason), .suspended(let until, let reason):
            warning(
                "text put off",
                metadata: facts.with("reason", reason).with("until", until.formatted(.iso8601)))
        case .taken:
            debug("text taken by another modem", metadata: facts)
        case .waits(let reason):
            notice("text waits for the modem", metadata: facts.with("reason", reason))
        }
    }
}

extension Logger {
    /// A rung of the ladder, with the reason it is taken for.
    func log(_ rung: RecoveryLadder.Rung, because reason: String) {
        let facts: Logger.Metadata = ["step": "\(rung.words)", "reason": "\(reason)"]
        if rung == .alert {
            error("modem does not recover", metadata: facts)
        } else {
            warning("modem in trouble", metadata: facts)
        }
    }
}

extension Logger {
    /// What changes nothing for anybody but who reads the log.
    func log(_ event: ModemEvent) {
        switch event {
        case .commandRefused(let command, let error) where !command.isEmpty:
            warning("command refused", metadata: ["command": "\(command)", "error": "\(error)"])
        case .commandRefused(_, let error):
            // A bare AT, to see whether anybody is there.
            debug("no answer", metadata: ["error": "\(error)"])
        case .unsolicited(let line):
            debug("unsolicited", metadata: ["prefix": "\(line.prefix(while: { $0 != ":" }).prefix(16))"])
        case .recovering(let rung, let reason): log(rung, because: reason)
        case .foreignQuestion: warning("another program talks to this modem")
        case .announcementsRestored: notice("announcements were off, they are on again")
        // All others are acted upon.
        default: break
        }
    }
}

extension RecoveryLadder.Rung {
    var words: String {
        switch self {
        case .resynchronise: "set up anew"
        case .otherBearer: "texts by the other bearer"
        case .reopen: "port opened anew"
        case .otherPort: "another of its ports touched"
        case .cycleRadio: "radio off and on"
        case .registerAnew: "registered anew"
        case .restart: "restarted"
        case .ownerReset: "power cut or bus reset needed"
        case .alert: "somebody must look at it"
        }
    }
}

extension Logger.Metadata {
    func with(_ key: String, _ value: String) -> Logger.Metadata {
        var copy = self
        copy[key] = "\(value)"
        return copy
    }
}

extension Desk {
    /// Settles what is complete and wakes the sender. Also at start: a text cut short by a power
    /// failure is answered after all.
    func settle(_ logger: Logger) {
        do {
            let round = try settling.withLock { _ in
                // As long as nobody knows better.
                leavesParts.withLock { $0 = true }
                let round = try inbound.settleCompleteTexts(at: clock.now())
                leavesParts.withLock { $0 = round.leavesParts }
                return round
            }
            for text in round.settled {
                logger.log(text)
                textCounts.note(text)
                sayCap(of: text, logger)
            }
            for failure in round.failures {
                logger.error(
                    "text not settled, tried again at the next sweep",
                    metadata: ["parts": "\(failure.parts)", "error": "\(failure.error)"])
            }
            if !round.settled.isEmpty { changed.ring() }
        } catch {
            logger.error("texts cannot be settled", metadata: ["error": "\(error)"])
        }
    }

    /// Whether parts wait to be settled although nothing came.
    var hasPartsToSettle: Bool { leavesParts.withLock { $0 } }

    func hasModemNews(_ name: String) -> Bool { board.news(of: name, at: clock.now()) != nil }

    private func sayCap(of text: InboundPath.Settled, _ logger: Logger) {
        guard case .silence(let silence) = text.settlement.answer, silence.isCap,
            capAlarm.isNews(silence, of: text.sender, on: SchoolDay(clock.now(), in: rules.zone))
        else { return }
        logger.warning(
            silence == .officeBudget
                ? "the replies of a day are used up: no more texts are answered today; raise [sending.caps] office_per_day if this is right"
                : "a phone gets no more replies for now: what it sends is read and kept; edutrac status counts it",
            metadata: ["cap": "\(silence.rawValue)", "phone": "\(text.sender?.masked ?? "no mobile")"])
    }

    /// The last known state of a modem, for commands while the daemon is down.
    func recordModem(_ name: String) {
        let now = clock.now()
        guard let status = board.news(of: name, at: now) else { return }
        do {
            board.noteRecorded(try store.recordModem(status, at: now))
        } catch {
            logger.error("modem status not stored", metadata: ["modem": "\(name)", "error": "\(error)"])
        }
    }
}

extension ModemSession {
    func show(_ identity: ModemIdentity) {
        update {
            $0.imei = identity.imei
            $0.iccid = identity.iccid
            $0.model = [identity.manufacturer, identity.model].compactMap(\.self).joined(separator: " ")
            $0.serviceCentre = identity.serviceCentre
        }
        logger.info(
            "modem identified",
            metadata: [
                "model": "\(identity.model ?? "unknown")", "revision": "\(identity.revision ?? "unknown")",
                "imei": "…\(identity.imei?.suffix(3) ?? "")", "iccid": "…\(identity.iccid?.suffix(3) ?? "")",
            ])
    }

    func show(_ state: ModemState) {
        update {
            $0.state = state.name
            $0.detail = state.detail
            $0.remedy = nil
            $0.device = device
        }
        var facts: Logger.Metadata = ["state": "\(state.name)"]
        facts["detail"] = state.detail.map { "\($0)" }
        switch state {
        case .ready: logger.notice("modem ready", metadata: facts)
        case .pinNeeded, .pukNeeded, .simMissing, .refused: logger.error("modem cannot work", metadata: facts)
        case .opening: logger.debug("modem state", metadata: facts)
        case .searching, .waitingForSIM: logger.info("modem state", metadata: facts)
        }
    }

    func show(_ network: NetworkStatus) {
        update {
            $0.registration = "\(network.registration)"
            $0.operatorName = network.operatorName
            $0.rssi = network.rssi
            $0.dBm = network.signalDBm
        }
        logger.debug(
            "network",
            metadata: [
                "registration": "\(network.registration)", "operator": "\(network.operatorName ?? "unknown")",
                "dbm": "\(network.signalDBm.map(String.init) ?? "unknown")",
            ])
    }

    /// Twice a minute, and so without a look at the database.
    func show(memory: String, used: Int, total: Int) {
        let use = MemoryUse(memory: memory, used: used, total: total)
        var before: MemoryUse?
        desk.board.update(configuration.name) {
            before = $0.storage[memory].flatMap { MemoryUse(memory: memory, words: $0) }
            $0.storage[memory] = use.words
            $0.lastSweepAt = desk.clock.now()
        }
        let facts: Logger.Metadata = ["memory": "\(memory)", "used": "\(used)", "total": "\(total)"]
        switch use.news(since: before) {
        case .alarm(.full):
            logger.error(
                "modem memory is full: nothing more is received until texts leave it; ask edutrac doctor what to do",
                metadata: facts)
        case .alarm(.filling):
            logger.warning(
                "modem memory is filling: when it is full nothing is received; ask edutrac doctor what to do",
                metadata: facts)
        case .cleared:
            logger.notice("modem memory has room again", metadata: facts)
        case nil: return
        }
    }

    func show(profile: String, _ quirks: QuirksInForce) {
        update {
            $0.profile = profile
            $0.quirks = quirks.words
        }
        logger.info(
            "modem treated", metadata: ["profile": "\(profile)", "quirks": "\(quirks.words.joined(separator: ", "))"])
    }

    private func update(_ change: (inout ModemReport) -> Void) {
        desk.board.update(configuration.name, change)
        desk.recordModem(configuration.name)
    }
}

extension ModemState {
    /// Stable name for status, JSON and journal.
    var name: String {
        switch self {
        case .opening: "opening"
        case .waitingForSIM: "waiting for SIM"
        case .pinNeeded: "PIN needed"
        case .pukNeeded: "PUK needed"
        case .simMissing: "no SIM"
        case .searching: "searching network"
        case .ready: "ready"
        case .refused: "refused"
        }
    }

    var detail: String? {
        switch self {
        case .waitingForSIM(let why), .pinNeeded(let why), .refused(let why): why
        case .pukNeeded: "the SIM is locked: unlock it with its PUK in a phone"
        case .simMissing: "put a SIM into the modem"
        case .opening, .searching, .ready: nil
        }
    }
}

extension ModemStatus {
    init(_ report: ModemReport) {
        self.init(
            name: report.name, state: report.state, detail: report.detail, device: report.device,
            imei: report.imei, iccid: report.iccid, model: report.model,
            operatorName: report.operatorName, registration: report.registration, rssi: report.rssi,
            signalDBm: report.dBm, lastSweepAt: report.lastSweepAt)
    }
}
