import ATChannel
import ControlSocket
import Gateway
import Logging
import ModemDriver
import OfficeConfiguration

/// What an operator asks of one modem, and how it is told in words.
struct OperatorDesk: Sendable {
    let desk: Desk
    let name: String

    func answer(_ request: ModemRequest) async -> ControlAnswer {
        guard let recorder = desk.board.recorder(of: name) else {
            let known = desk.configuration.modems.map(\.name).joined(separator: ", ")
            return .failure("There is no modem \(name). Configured are: \(known.isEmpty ? "none" : known).")
        }
        if case .record = request { return .lines(recorder.lines) }
        guard let modem = desk.board.modem(name) else {
            return .failure("Modem \(name) is not there: \(desk.board.report(of: name)?.detail ?? "its port is not open").")
        }
        let logger = desk.logger.naming(modem: name)
        switch request {
        case .signal: return await signal(modem)
        case .at(let typed): return await command(typed, modem, logger)
        case .ussd(let code): return await ussd(code, modem, logger)
        case .reset:
            logger.notice("an operator restarts the modem")
            // Some go before they have said OK (Q-77).
            if case .failure(let error) = await modem.reset(), error != .gone {
                return .failure("Modem \(name) did not take the restart (\(error)); it is brought up anew all the same.")
            }
            return .done("Modem \(name) restarts; it is back in a minute or so.")
        case .record: return .lines(recorder.lines)
        }
    }

    private func signal(_ modem: Modem) async -> ControlAnswer {
        guard let status = await modem.networkNow() else { return notUp }
        let strength = status.rssi.map { "\($0) of 31, \(status.signalDBm ?? 0) dBm" } ?? "not told"
        var lines = [
            "registration: \(status.registration.rawValue)", "operator: \(status.operatorName ?? "none")", "signal: \(strength)",
        ]
        if let time = await modem.networkTime() { lines.append("network's clock: \(time.words)") }
        return .lines(lines)
    }

    private func command(_ typed: String, _ modem: Modem, _ logger: Logger) async -> ControlAnswer {
        let command: OperatorCommand
        do { command = try OperatorCommand(typed) } catch { return .failure("\(error)") }
        logger.notice("an operator's command", metadata: ["command": "\(command.command.name)"])
        switch await modem.perform(command) {
        case .success(let lines): return .lines(lines + ["OK"])
        case .failure(.gone): return notUp
        case .failure(let error): return .failure("The modem answered: \(error).")
        }
    }

    private func ussd(_ typed: String, _ modem: Modem, _ logger: Logger) async -> ControlAnswer {
        let code: USSDCode
        do { code = try USSDCode(typed) } catch { return .failure("\(error)") }
        logger.notice("an operator's USSD code")
        switch await modem.ussd(plain: code.plain, packed: code.packed) {
        case .answered(let answer, let isPacked):
            if let text = USSDCode.text(of: answer, isPacked: isPacked) {
                return .lines(text.split(whereSeparator: \.isNewline).map(String.init))
            }
            return .failure("The network answered without words: \(answer.meaning).")
        case .refused(let error): return .failure("The modem refused the code: \(error).")
        case .silent: return .failure("The network did not answer in time. Try again later.")
        case .notNow(let why): return .failure("Not now: \(why).")
        }
    }

    private var notUp: ControlAnswer {
        .failure("Modem \(name) is not up: \(desk.board.report(of: name)?.state ?? "its state is not known").")
    }
}

extension NetworkTime {
    /// `2026-05-04 09:55:00 -05:00`, local time.
    var words: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let zone = quarterHours.map { " \($0 < 0 ? "-" : "+")\(two(abs($0) / 4)):\(two(abs($0) % 4 * 15))" }
        return "\(year)-\(two(month))-\(two(day)) \(two(hour)):\(two(minute)):\(two(second))\(zone ?? "")"
    }
}
