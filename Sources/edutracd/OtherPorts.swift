import DeviceWatch
import SerialIO

/// The other ports of a stick that fell silent: some modems answer again on one port when another is spoken to.
enum OtherPorts {
    /// The ports to touch, by path. Decides only.
    ///
    /// - Parameters:
    ///   - taken: ttys that other `[[modem]]` name, links followed.
    ///   - role: what a port is for: diagnosis and positions take no AT.
    static func toTouch(
        of port: Port, among devices: [ModemDevice], taken: Set<String>, role: (ModemDevice) -> PortRole
    ) -> [String] {
        guard let own = port.device, own.usbPath != nil else { return [] }
        return devices.filter {
            $0.stick == own.stick && $0.path != own.path && !taken.contains($0.path) && !$0.isDownloadPort
                && role($0) != .other
        }.map(\.path).sorted()
    }

    /// One `AT`, and nothing is made of what comes back.
    ///
    /// - Parameter patience: until something comes.
    /// - Returns: whether anything came.
    /// - Throws: where the port is held by another program or cannot be opened; then nothing was written.
    static func touch(
        _ path: String, settings: LineSettings, patience: Duration = .seconds(1)
    ) async throws -> Bool {
        let port = try await SerialPort.open(path, settings: settings)
        defer { port.close() }
        try port.write(Array("AT\r".utf8))
        return await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    for try await _ in port.received { return true }
                } catch {
                    // Gone: our own port will be as well, and is opened anew in any case.
                }
                return false
            }
            group.addTask {
                try? await Task.sleep(for: patience)
                return false
            }
            let isAnswered = await group.next() ?? false
            group.cancelAll()
            return isAnswered
        }
    }
}
