import ControlSocket
import Foundation
import Logging
import OfficeConfiguration
import ServiceLifecycle
import Store
import ServiceWatch

/// Answers `edutrac` on the unix socket.
struct ControlService: Service {
    let desk: Desk

    func run() async throws {
        let server: ControlServer
        do {
            server = try await ControlServer.start(
                path: desk.configuration.socketPath, mode: 0o660
            ) { [desk] request in await answer(request, desk) }
        } catch {
            // Everything but the live part of `edutrac status` works without it.
            desk.logger.error("no control socket", metadata: ["error": "\(error)"])
            try await gracefulShutdown()
            return
        }
        try await gracefulShutdown()
        await server.stop()
    }
}

private func answer(_ request: ControlRequest, _ desk: Desk) async -> ControlAnswer {
    switch request {
    case .status:
        .status(
            DaemonStatus(
                version: EdutracVersion.current, startedAt: desk.startedAt, modems: desk.modemReports,
                held: desk.heldInWords, database: desk.store.trouble.map { "\($0)" }, alarms: desk.alarms.open))
    case .reload:
        desk.reload().map { .failure($0) } ?? .done("calendar, wording and rules are read again")
    case .sweep:
        .done("\(desk.board.sweepAll()) modems are asked for texts")
    case .look:
        desk.look()
    case .metrics:
        .lines(desk.figures.split(separator: "\n").map(String.init))
    case .modem(let name, let request):
        await OperatorDesk(desk: desk, name: name).answer(request)
    }
}

extension Desk {
    /// With why each sends nothing, as it is now.
    var modemReports: [ModemReport] {
        board.all.map { report in
            var report = report
            report.sending = senders[report.name].sendingInWords(at: clock.now(), localTime)
            return report
        }
    }

    /// As OpenMetrics text.
    fileprivate var figures: String {
        let now = clock.now()
        return ServiceLook(self, at: now).figures(of: self, at: now).exposition(at: now).text
    }

    fileprivate func look() -> ControlAnswer {
        changed.ring()
        return .done("the database is looked at")
    }
}
