import Glibc

/// A tty that is open, locked and set up, before a channel runs on it.
struct PortDescriptor: Sendable {
    let path: String
    let descriptor: Int32
    let lock: UUCPLock?
    let warnings: [String]

    /// - Throws: ``SerialError``; nothing stays open or locked then.
    static func open(
        _ path: String, settings: LineSettings, lockDirectory: String
    ) throws(SerialError) -> PortDescriptor {
        // O_NONBLOCK: a tty without carrier blocks in open(2) else, for ever.
        let descriptor = Glibc.open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw SerialError(opening: path, errno, lockDirectory: lockDirectory) }
        var lock: UUCPLock?
        do throws(SerialError) {
            guard isatty(descriptor) == 1 else { throw .notATerminal(path: path) }
            try claim(descriptor, path, lockDirectory)
            var warnings: [String] = []
            switch UUCPLock.acquire(for: path, in: lockDirectory) {
            case .locked(let acquired): lock = acquired
            case .heldBy(let pid): throw .busy(path: path, holder: PortHolder.describe(pid))
            case .unavailable(let words): warnings.append(words)
            }
            if !isPseudoTerminal(descriptor) {
                _ = ioctl(descriptor, UInt(TIOCEXCL))
                // It came before us and knows no locks; what the modem says goes to whoever reads first.
                for pid in PortHolder.users(of: path) {
                    let holder = PortHolder.describe(pid)
                    warnings.append("the port is open in \(holder) too, which takes texts away: \(PortHolder.remedy(for: holder))")
                }
            }
            warnings += try settings.apply(to: descriptor, path: path)
            raiseModemLines(descriptor)
            return PortDescriptor(path: path, descriptor: descriptor, lock: lock, warnings: warnings)
        } catch {
            lock?.release()
            close(descriptor)
            throw error
        }
    }

    private static func claim(_ descriptor: Int32, _ path: String, _ lockDirectory: String)
        throws(SerialError)
    {
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return }
        guard errno == EWOULDBLOCK else { throw .failed(path: path, doing: "flock", errno) }
        throw .busy(path: path, holder: PortHolder.find(of: path, lockDirectory: lockDirectory))
    }

    /// The exclusive mark of a pseudo-terminal outlives us as long as its other side keeps it open:
    /// after a crash nobody but root could open it again. The locks hold there all the same.
    private static func isPseudoTerminal(_ descriptor: Int32) -> Bool {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { return false }
        // Unix98 slaves: majors 136 to 143 (Documentation/admin-guide/devices.txt).
        return (136...143).contains((facts.st_rdev >> 8) & 0xfff)
    }

    /// DTR and RTS up: a modem may not talk without. Refused by pseudo-terminals.
    private static func raiseModemLines(_ descriptor: Int32) {
        var lines = Int32(TIOCM_DTR | TIOCM_RTS)
        _ = ioctl(descriptor, UInt(TIOCMBIS), &lines)
    }

    func abandon() {
        lock?.release()
        close(descriptor)
    }
}
