import ArgumentParser
import Attendance
import Foundation
import OfficeConfiguration
import Store

/// `reminders plan --until`: a month or a term before it begins, with how long its mornings take and what it costs.
struct PlanPreviewView {
    private let workplace: Workplace
    private let preview: PlanPreview
    private let start: Date
    private let end: Date
    private let capacity: SendingCapacity
    /// The dearest of the configured modems; nil where no price is configured.
    private let price: Double?

    /// Days of sending that tell how long a text takes.
    private static let measuredDays = 30.0

    init(_ workplace: Workplace, from start: Date, until end: Date, assuming: PlanPreview.Assumption) throws {
        self.workplace = workplace
        self.start = start
        self.end = end
        let inputs = try workplace.store.planningInputs(on: SchoolDay(start, in: workplace.time.zone), at: start)
        let planner = ReminderPlanner(office: workplace.office, fits: workplace.office.fitsOnePart)
        preview = PlanPreview(planner, inputs, from: start, until: end, assuming: assuming)
        let modems = workplace.configuration.modems
        capacity = SendingCapacity(
            measured: try workplace.store.secondsPerPart(
                since: workplace.now.addingTimeInterval(-Self.measuredDays * 86_400)),
            modems: modems.count)
        price = modems.compactMap(\.sim.pricePerPart).max()
    }

    /// The texts of one step that become due at one moment.
    private struct Row {
        let at: Date
        let texts: [PlannedText]

        var first: PlannedText { texts[0] }

        func takes(_ departure: PlanPreview.Departure) -> Bool {
            at == departure.at && first.key.step == departure.text.key.step
                && first.occasion == departure.text.occasion
        }
    }

    private var rows: [Row] {
        var rows: [Row] = []
        for departure in preview.departures {
            if let last = rows.last, last.takes(departure) {
                rows[rows.count - 1] = Row(at: last.at, texts: last.texts + [departure.text])
            } else {
                rows.append(Row(at: departure.at, texts: [departure.text]))
            }
        }
        return rows
    }

    func write(asJSON: Bool) throws {
        guard !asJSON else { return try workplace.terminal.write(json) }
        let terminal = workplace.terminal
        try terminal.write("Plan from \(workplace.time.short(start)) until \(workplace.time.short(end)).")
        try terminal.write("")
        let table = Table(
            [
                .init("due"), .init("step"), .init("texts", isNumber: true), .init("schools", isNumber: true),
                .init("last leaves"), .init("notes", .below),
            ],
            rows: rows.map { row in
                let last = capacity.end(of: row.texts.count, from: row.at)
                return [
                    workplace.time.short(row.at), row.first.key.step.words(row.first.occasion), String(row.texts.count),
                    String(Set(row.texts.flatMap(\.schools)).count), TimeOfDay(last, in: workplace.time.zone).description,
                    tooShort(row, last),
                ]
            })
        try terminal.write(table, of: "Steps")
        try terminal.write("")
        for line in summary { for part in line.wrapped(to: terminal.width) { try terminal.write(part) } }
    }

    private func tooShort(_ row: Row, _ last: Date) -> String? {
        guard let expiry = row.texts.map(\.expiresAt).min(), last > expiry else { return nil }
        let late = Int((last.timeIntervalSince(expiry) / capacity.secondsPerText).rounded(.up)) * capacity.modems
        return "too short: until \(workplace.time.short(expiry)) about \(min(late, row.texts.count)) of them do not leave; another modem, an earlier hour or another day helps"
    }

    private var summary: [String] {
        let texts = preview.departures.count
        let cost = price.map { ", \(workplace.configuration.office.currency) \(($0 * Double(texts)).money) at most" } ?? ""
        var lines = ["\(texts) texts in all\(cost)."]
        let seconds = capacity.secondsPerText.formatted(.number.precision(.fractionLength(1)).locale(Locale(identifier: "en_US_POSIX")))
        lines.append(
            "Counted with \(capacity.modems) \(capacity.modems == 1 ? "modem" : "modems") and \(seconds) s a text, \(capacity.isMeasured ? "as measured in the last 30 days" : "a usual figure: too few texts were sent to measure it").")
        if !preview.idleWeeks.isEmpty {
            lines.append(
                "No school is asked in the weeks of \(preview.idleWeeks.map(\.iso).joined(separator: ", ")).")
        }
        return lines
    }

    private var json: JSON {
        [
            "from": workplace.time.json(start), "until": workplace.time.json(end),
            "secondsPerText": .text(String(format: "%.2f", capacity.secondsPerText)),
            "measured": .boolean(capacity.isMeasured), "modems": .number(capacity.modems),
            "idleWeeks": .list(preview.idleWeeks.map { .text($0.iso) }),
            "texts": .list(
                preview.departures.map { departure in
                    guard case .object(let members) = departure.text.json(workplace.time) else { return .null }
                    return .object([JSON.Member(key: "leavesAt", value: workplace.time.json(departure.at))] + members)
                }),
        ]
    }
}
