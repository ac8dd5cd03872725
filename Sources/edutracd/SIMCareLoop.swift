import ControlSocket
import Foundation
import Gateway
import Logging
import ModemDriver
import OfficeConfiguration
import ServiceWatch
import Synchronization

/// Looks after the SIM of one modem as long as its port is open: balance, days to its end, the text to
/// itself. See ``SIMCare`` for what is done when.
final class SIMCareLoop: Sendable {
    private struct State {
        var tag: ModemTag?
        var isReady = false
    }

    private let configuration: ModemConfiguration
    private let rules: SIMCareRules
    private let modem: Modem
    private let desk: Desk
    private let logger: Logger
    private let state = Mutex(State())

    static let interval: TimeInterval = 60

    init?(_ configuration: ModemConfiguration, modem: Modem, desk: Desk, logger: Logger) {
        rules = configuration.careRules
        guard rules != SIMCareRules(ownNumber: configuration.number) else { return nil }
        self.configuration = configuration
        self.modem = modem
        self.desk = desk
        self.logger = logger
    }

    func use(_ tag: ModemTag) { state.withLock { $0.tag = tag } }
    func setReady(_ ready: Bool) { state.withLock { $0.isReady = ready } }

    func run() async {
        while !Task.isCancelled {
            let now = desk.clock.now()
            if let tag = state.withLock({ $0.isReady ? $0.tag : nil }) { await look(at: tag, now) }
            let pause = max(desk.clock.real(until: now.addingTimeInterval(Self.interval)), .seconds(1))
            do { try await Task.sleep(for: pause) } catch { return }
        }
    }

    private func look(at tag: ModemTag, _ now: Date) async {
        do {
            let care = SIMCare(store: desk.store, office: desk.rules)
            let askedAt = desk.careMemory[configuration.name].balanceAskedAt
            let stoppedAt = desk.senders[configuration.name].breaker.opening?.since
            let look = try care.look(
                at: tag, rules, balanceAskedAt: askedAt, sendingStoppedAt: stoppedAt, at: now)
            if let id = look.selfText {
                logger.info("text to itself queued", metadata: ["message": "\(id)"])
                desk.changed.ring()
            }
            tell(look.alarms)
            if look.wantsBalance, let rule = rules.balance { try await askBalance(rule, tag, care) }
            if case .deaf(let since)? = look.alarms.first(where: \.isDeaf) { await wakeRadio(deafSince: since) }
        } catch {
            logger.error("the SIM cannot be looked after", metadata: ["error": "\(error)"])
        }
    }

    private func askBalance(_ rule: BalanceRule, _ tag: ModemTag, _ care: SIMCare) async throws {
        desk.careMemory.update(configuration.name) { $0.balanceAskedAt = desk.clock.now() }
        guard case .answered(let answer, let isPacked) = await modem.ussd(plain: rule.code.plain, packed: rule.code.packed),
            let text = USSDCode.text(of: answer, isPacked: isPacked)
        else {
            return logger.warning("the balance was asked for in vain: it is asked again in some hours")
        }
        if let amount = try care.keep(answer: text, rule, of: tag, at: desk.clock.now()) {
            logger.info("balance told", metadata: ["amount": "\(amount)"])
        } else {
            logger.warning(
                "the balance is not understood: compare `pattern` with what \"edutrac modem ussd\" shows",
                metadata: ["code": "\(rule.code.plain)"])
        }
    }

    private func wakeRadio(deafSince since: Date) async {
        guard desk.careMemory[configuration.name].radioHelpedFor != since else { return }
        // Not while a text is on its way out: then at the next look.
        guard await modem.cycleRadio(reason: "a text to itself has not come back") else { return }
        desk.careMemory.update(configuration.name) { $0.radioHelpedFor = since }
        logger.warning(
            "the modem seems deaf, its radio is helped where it bears that",
            metadata: ["since": "\(since.formatted(desk.localTime))"])
    }

    /// Once when it comes, once when it goes.
    private func tell(_ alarms: [SIMCare.Alarm]) {
        let before = desk.careMemory.update(configuration.name) { memory in
            defer { memory.alarms = alarms }
            return memory.alarms
        }
        desk.board.update(configuration.name) {
            $0.alarms = alarms.map { words($0) }
            $0.simAlarms = alarms.map { SIMAlarm(key: $0.key, words: words($0)) }
        }
        for alarm in alarms where !before.contains(where: { $0.isSameKind(as: alarm) }) {
            logger.error("SIM in trouble", metadata: ["trouble": "\(words(alarm))"])
        }
        for alarm in before where !alarms.contains(where: { $0.isSameKind(as: alarm) }) {
            logger.notice("SIM out of trouble", metadata: ["trouble": "\(words(alarm))"])
        }
    }

    private func words(_ alarm: SIMCare.Alarm) -> String {
        switch alarm {
        case .dying(let days, let limit):
            "neither sent nor paid into for \(days) days, the carrier ends it after \(limit): top it up and say so with \"edutrac modem topup\""
        case .lowBalance(let amount, let minimum):
            "\(desk.configuration.office.currency) \(amount.money) are left, less than \(minimum.money): top it up"
        case .deaf(let since):
            "the text that it sent to itself at \(since.formatted(desk.localTime)) has not come back: it may get no texts"
        }
    }
}

/// What was done for each SIM. Outlives the sessions: a modem that flaps is not asked and told anew each time.
final class CareMemory: Sendable {
    struct Entry: Sendable {
        var alarms: [SIMCare.Alarm] = []
        var balanceAskedAt: Date?
        /// The text to itself that did not come back and for which the radio was helped.
        var radioHelpedFor: Date?
    }

    private let entries = Mutex<[String: Entry]>([:])

    subscript(modem: String) -> Entry { entries.withLock { $0[modem] ?? Entry() } }

    @discardableResult
    func update<Result>(_ modem: String, _ change: (inout Entry) -> Result) -> Result {
        entries.withLock { change(&$0[modem, default: Entry()]) }
    }
}

extension SIMCare.Alarm {
    /// Of the alarm that is raised for it.
    var key: String {
        switch self {
        case .dying: AlarmKind.simLife.rawValue
        case .lowBalance: AlarmKind.simBalance.rawValue
        case .deaf: AlarmKind.simDeaf.rawValue
        }
    }

    var isDeaf: Bool { if case .deaf = self { true } else { false } }

    func isSameKind(as other: Self) -> Bool {
        switch (self, other) {
        case (.dying, .dying), (.lowBalance, .lowBalance), (.deaf, .deaf): true
        default: false
        }
    }
}

extension Double {
    /// Two decimals, as prices are written.
    var money: String { String(format: "%.2f", self) }
}

extension ModemConfiguration {
    var careRules: SIMCareRules {
        SIMCareRules(
            keepAliveDays: sim.keepAliveDays, balance: sim.balance.flatMap(BalanceRule.init),
            selfTextLead: sim.selfTextMinutes.map { Double($0) * 60 }, ownNumber: number)
    }
}

extension BalanceRule {
    /// Nil for a code that the configuration let through by mistake.
    init?(_ balance: SIMConfiguration.Balance) {
        do {
            self.init(
                code: try USSDCode(balance.code), pattern: balance.pattern, minimum: balance.minimum,
                interval: Double(balance.everyHours) * 3600)
        } catch {
            return nil
        }
    }
}
