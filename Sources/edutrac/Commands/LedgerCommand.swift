import ArgumentParser
import Attendance
import Foundation
import OfficeConfiguration
import Store

struct ModemLedger: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "What each SIM has sent and cost, its top-ups and its balance.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let rows = try Ledger(workplace).rows
        if options.json { return try workplace.terminal.write(.list(rows.map { $0.json(workplace.time) })) }
        try workplace.terminal.write(
            Table(
                [
                    .init("modem"), .init("SIM"), .init("today", isNumber: true), .init("month", isNumber: true),
                    .init("last month", isNumber: true), .init("unknown", isNumber: true), .init("cost"),
                    .init("last sent"), .init("top-up"), .init("balance"),
                ], rows: rows.map { $0.cells(workplace.time, now: workplace.now) }), of: "SIMs")
    }
}

struct TopUpModem: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topup", abstract: "Says that the SIM of a modem was paid into.")

    @Option(name: .customLong("modem"), help: ArgumentHelp("Its name in the configuration; needed when there are several.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("How much, in the office's currency.", valueName: "number"))
    var amount: Double?

    @Option(help: ArgumentHelp("On which day; today by default.", valueName: "YYYY-MM-DD"))
    var on: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        // Before root becomes somebody else.
        let person = Person.name
        let workplace = try Workplace.open(options)
        let modem = try ModemOptions.chosen(name, of: workplace.configuration)
        let day = try day(workplace.today)
        if let amount, !(0.01...1_000_000).contains(amount) {
            throw Complaint(.usage, "--amount \(amount) is no sum of money: write it as 12.50.")
        }
        guard let sim = try workplace.store.modemStatuses().first(where: { $0.name == modem })?.simKey else {
            throw Complaint(
                .unavailable, "Which SIM is in \(modem) is not known yet: plug the modem in, start edutracd, and look at `edutrac modem show`.")
        }
        try workplace.store.recordTopUp(
            sim: sim, modem: modem, amount: amount, on: day,
            by: Signature(person: person, at: workplace.now, note: "\(modem)\(amount.map { " \($0.money)" } ?? "")"))
        if options.json {
            return try workplace.terminal.write([
                "modem": .text(modem), "sim": .text(sim), "amount": JSON(amount?.money), "paidOn": .text(day.iso),
                "enteredBy": .text(person),
            ])
        }
        let sum = amount.map { " of \(workplace.configuration.office.currency) \($0.money)" } ?? ""
        try workplace.terminal.write("Noted: a top-up\(sum) of the SIM …\(sim.suffix(3)) in \(modem) on \(day.iso).")
    }

    private func day(_ today: SchoolDay) throws(Complaint) -> SchoolDay {
        guard let on else { return today }
        guard let day = SchoolDay(iso: on) else {
            throw Complaint(.usage, "--on \(on) is no day: write it as \(today.iso).")
        }
        guard day <= today else { throw Complaint(.usage, "--on \(on) has not been yet: today is \(today.iso).") }
        return day
    }
}

/// The ledger with what the configuration knows of prices.
struct Ledger {
    struct Row {
        var entry: LedgerEntry
        var price: Double?
        var currency: String
    }

    let rows: [Row]

    init(_ workplace: Workplace) throws {
        let configuration = workplace.configuration
        let prices = Dictionary(
            configuration.modems.map { ($0.name, $0.sim.pricePerPart) }, uniquingKeysWith: { first, _ in first })
        rows = try workplace.store.ledger(on: workplace.today, in: workplace.time.zone).map { entry in
            Row(entry: entry, price: prices[entry.modem] ?? nil, currency: configuration.office.currency)
        }
    }

    /// What this month has cost so far; nil where no price is known.
    var costThisMonth: String? {
        let costs = rows.compactMap(\.cost)
        guard let currency = rows.first?.currency, !costs.isEmpty else { return nil }
        return "\(currency) \(costs.reduce(0, +).money)"
    }
}

extension Ledger.Row {
    var cost: Double? { price.map { $0 * Double(entry.partsThisMonth) } }

    func cells(_ time: OfficeTime, now: Date) -> [String?] {
        [
            entry.modem, "…\(entry.sim.suffix(6))", "\(entry.partsToday)", "\(entry.partsThisMonth)",
            "\(entry.partsLastMonth)", "\(entry.unknownThisMonth)", cost.map { "\(currency) \($0.money)" },
            entry.lastSentAt.map { time.brief($0, now: now) },
            entry.lastTopUp.map { "\($0.paidOn.iso)\($0.amount.map { ", \(currency) \($0.money)" } ?? "")" },
            entry.balance.map { "\(currency) \($0.amount.money), \(time.brief($0.askedAt, now: now))" },
        ]
    }

    func json(_ time: OfficeTime) -> JSON {
        [
            "modem": .text(entry.modem), "sim": .text(entry.sim), "partsToday": .number(entry.partsToday),
            "partsThisMonth": .number(entry.partsThisMonth), "partsLastMonth": .number(entry.partsLastMonth),
            "unknownThisMonth": .number(entry.unknownThisMonth), "costThisMonth": JSON(cost?.money),
            "lastSentAt": time.json(entry.lastSentAt), "lastTopUpOn": JSON(entry.lastTopUp?.paidOn.iso),
            "lastTopUp": JSON(entry.lastTopUp?.amount?.money), "balance": JSON(entry.balance?.amount.money),
            "balanceAskedAt": time.json(entry.balance?.askedAt),
        ]
    }
}

extension ModemStatus {
    /// As the daemon calls a SIM; nil while none was seen.
    var simKey: String? { iccid ?? imei.map { "imei:\($0)" } }
}

extension Double {
    /// Two decimals, as prices are written.
    var money: String { String(format: "%.2f", self) }
}
