import Glibc

/// How a tty is set up: always raw, eight bits, no parity, one stop bit.
///
/// A pseudo-terminal stores the speed and ignores it.
package struct LineSettings: Hashable, Sendable {
    /// Bits per second; one of ``supportedBauds``.
    package var baud: Int
    /// RTS/CTS. Off unless the cable carries the lines: with them open nothing would ever be sent.
    package var usesHardwareFlowControl: Bool

    package init(baud: Int = 115_200, usesHardwareFlowControl: Bool = false) {
        self.baud = baud
        self.usesHardwareFlowControl = usesHardwareFlowControl
    }

    package static var supportedBauds: [Int] { speeds.map(\.baud) }

    private static let speeds: [(baud: Int, code: speed_t)] = [
        (1200, speed_t(B1200)), (2400, speed_t(B2400)), (4800, speed_t(B4800)), (9600, speed_t(B9600)),
        (19_200, speed_t(B19200)), (38_400, speed_t(B38400)), (57_600, speed_t(B57600)),
        (115_200, speed_t(B115200)), (230_400, speed_t(B230400)), (460_800, speed_t(B460800)),
        (921_600, speed_t(B921600)),
    ]

    /// Sets the tty up and drops what waits on it from before.
    ///
    /// - Returns: what the driver did not take over, in words; the line may work all the same.
    func apply(to descriptor: Int32, path: String) throws(SerialError) -> [String] {
        guard let speed = Self.speeds.first(where: { $0.baud == baud })?.code else {
            throw .unsupportedSpeed(path: path, baud: baud)
        }
        var line = termios()
        guard tcgetattr(descriptor, &line) == 0 else { throw .failed(path: path, doing: "tcgetattr", errno) }
        cfmakeraw(&line)
        // CLOCAL: carrier detect is not wired on most modems and would block or hang up.
        line.c_cflag |= tcflag_t(CLOCAL) | tcflag_t(CREAD)
        // HUPCL: without it DTR stays up when we close; with it some modems reset at each close.
        line.c_cflag &= ~(tcflag_t(HUPCL) | tcflag_t(CSTOPB) | tcflag_t(CRTSCTS))
        if usesHardwareFlowControl { line.c_cflag |= tcflag_t(CRTSCTS) }
        // Only for those who read the descriptor without O_NONBLOCK, as a debugging tool may.
        withUnsafeMutableBytes(of: &line.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
        cfsetispeed(&line, speed)
        cfsetospeed(&line, speed)
        guard tcsetattr(descriptor, TCSANOW, &line) == 0 else {
            throw .failed(path: path, doing: "tcsetattr", errno)
        }
        _ = tcflush(descriptor, TCIOFLUSH)
        return differences(from: line, on: descriptor)
    }

    /// tcsetattr(3) succeeds when any of the changes could be made, so the result is read back.
    private func differences(from wanted: termios, on descriptor: Int32) -> [String] {
        var found = termios()
        guard tcgetattr(descriptor, &found) == 0 else { return ["the line settings cannot be read back"] }
        var problems: [String] = []
        if cfgetospeed(&found) != wanted.c_ospeed { problems.append("the driver did not take \(baud) baud") }
        if found.c_cflag & tcflag_t(CRTSCTS) != wanted.c_cflag & tcflag_t(CRTSCTS) {
            problems.append("the driver did not take the hardware flow control setting")
        }
        if found.c_lflag & tcflag_t(ICANON | ECHO) != 0 { problems.append("the line is not raw") }
        return problems
    }
}
