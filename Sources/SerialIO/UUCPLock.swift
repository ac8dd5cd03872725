import Glibc
import Synchronization

/// The lock file by which serial programs keep out of each other's way since UUCP.
///
/// - Shape: `LCK..ttyUSB2`, holding the process number in ten columns and a line feed. A lock whose
///   process is dead is stale and taken over. The file is a courtesy to others: between our own
///   processes flock(2) decides.
/// - Source: FHS 3.0 §5.9 (/run/lock).
struct UUCPLock: Sendable {
    let path: String

    enum Outcome: Sendable {
        case locked(UUCPLock)
        case heldBy(pid_t)
        /// The directory cannot be written, or is not there; the words say which.
        case unavailable(String)
    }

    /// Lock files of this process: one with our process number that is not among them was left by a
    /// dead process that had our number before (a container gives the same one at each start).
    private static let ours = Mutex<Set<String>>([])

    /// `/dev/ttyUSB2` → `LCK..ttyUSB2`, `/dev/pts/5` → `LCK..pts_5`; symbolic links are followed.
    static func fileName(of device: String) -> String {
        let real = resolved(device)
        let name = real.hasPrefix("/dev/") ? String(real.dropFirst(5)) : String(real.drop { $0 == "/" })
        return "LCK.." + name.replacing(separator: "/", with: "_")
    }

    static func acquire(for device: String, in directory: String) -> Outcome {
        let path = directory + "/" + fileName(of: device)
        let temporary = directory + "/LTMP.\(getpid()).\(UInt64.random(in: .min ... .max))"
        let digits = String(getpid())
        let content = String(repeating: " ", count: max(0, 10 - digits.count)) + digits + "\n"
        if let code = SmallFile.create(temporary, content) { return .unavailable(words(path, code)) }
        defer { unlink(temporary) }
        // link(2) is atomic; a file created in place could be read while it is still empty.
        for _ in 0..<3 {
            if link(temporary, path) == 0 {
                ours.withLock { _ = $0.insert(path) }
                return .locked(UUCPLock(path: path))
            }
            guard errno == EEXIST else { return .unavailable(words(path, errno)) }
            if let pid = liveHolder(path) { return .heldBy(pid) }
            if unlink(path) != 0, errno != ENOENT { return .unavailable(words(path, errno)) }
        }
        return .unavailable("\(path) keeps being taken by others")
    }

    func release() {
        Self.ours.withLock { _ = $0.remove(path) }
        // Another program may have judged our lock stale and put its own there.
        if Self.process(in: SmallFile.read(path, limit: 64) ?? []) == getpid() { unlink(path) }
    }

    /// The living process that holds the lock of a device, if any.
    static func holder(of device: String, in directory: String) -> pid_t? {
        liveHolder(directory + "/" + fileName(of: device))
    }

    /// Reads the number as text (HDB) or, as some programs write it, as four bytes.
    static func process(in content: [UInt8]) -> pid_t? {
        let text = String(decoding: content, as: UTF8.self)
        let digits = text.drop { $0 == " " }.prefix { $0 != "\n" && $0 != " " }
        if let pid = pid_t(digits), pid > 0 { return pid }
        guard content.count == 4 else { return nil }
        let pid = content.withUnsafeBytes { $0.loadUnaligned(as: Int32.self) }
        return pid > 0 ? pid : nil
    }

    private static func liveHolder(_ path: String) -> pid_t? {
        guard let content = SmallFile.read(path, limit: 64), let pid = process(in: content) else {
            return nil
        }
        if pid == getpid() { return ours.withLock { $0.contains(path) } ? pid : nil }
        // EPERM: it lives, as somebody else.
        return kill(pid, 0) == 0 || errno == EPERM ? pid : nil
    }

    private static func words(_ path: String, _ code: Int32) -> String {
        "no lock file \(path): \(String(cString: strerror(code)))"
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}

extension String {
    fileprivate func replacing(separator: Character, with other: Character) -> String {
        String(map { $0 == separator ? other : $0 })
    }
}
