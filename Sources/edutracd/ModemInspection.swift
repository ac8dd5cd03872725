import ArgumentParser
import ControlSocket
import Foundation
import OfficeConfiguration
import Store

/// `edutracd --check --probe`: every configured modem in turn, one block of lines for each, or one JSON list.
struct ModemInspection: Sendable {
    let office: OfficeConfiguration
    let asJSON: Bool

    /// - Throws: with exit code 69 when a daemon runs, when there is no modem, or when one is not well.
    func run() async throws {
        let lock: InstanceLock?
        do {
            lock = try InstanceLock(lookingAt: office.storePath)
        } catch {
            throw Failure.say("edutracd runs (\(error.path) is locked) and has the modems: `edutrac doctor` asks it", code: .unavailable)
        }
        guard !office.modems.isEmpty else {
            throw Failure.say("no [[modem]] is configured in \(office.path), see edutrac.toml(5)", code: .unavailable)
        }
        let register = PortRegister()
        var reports: [ModemReport] = []
        for modem in office.modems {
            let report = await ModemProbe(configuration: modem, others: office.modems, register: register).look()
            if !asJSON { for line in Self.block(report) { print(line) } }
            reports.append(report)
        }
        if asJSON {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(reports), as: UTF8.self))
        }
        withExtendedLifetime(lock) {}
        guard reports.allSatisfy(ModemProbe.isWell) else { throw ExitCode(Failure.Code.unavailable.rawValue) }
    }

    static func block(_ report: ModemReport) -> [String] {
        let registration = [report.registration, report.operatorName].compactMap(\.self).joined(separator: ", ")
        let facts: [(String, String?)] = [
            ("device", report.device), ("model", report.model), ("IMEI", report.imei), ("ICCID", report.iccid),
            ("SMSC", report.serviceCentre), ("network", registration.isEmpty ? nil : registration),
            ("signal", report.rssi.map { "\($0) of 31\(report.dBm.map { ", \($0) dBm" } ?? "")" }),
            ("memory", report.storage.isEmpty ? nil : report.storage.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")),
            ("to do", ModemProbe.isWell(report) ? nil : report.whatToDo),
        ]
        let verdict = ModemProbe.isWell(report) ? "ok " : "BAD"
        let state = [report.state, report.detail].compactMap(\.self).joined(separator: ", ")
        return ["", "\(verdict) modem \(report.name): \(state)"]
            + facts.compactMap { label, value in value.map { "    " + label.padding(toLength: 10, withPad: " ", startingAt: 0) + $0 } }
    }
}
