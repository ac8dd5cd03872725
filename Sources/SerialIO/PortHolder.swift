import Glibc

/// Finds out which program holds a port, as far as an ordinary user may see it.
enum PortHolder {
    static let limitOfProcLocks = 1 << 20

    /// From the UUCP lock file, then from the flock(2) table of the kernel, then from the open files of all
    /// processes (root sees those of others), then by the programs that are known to open every modem they
    /// see. Nil when none of them tells.
    static func find(of path: String, lockDirectory: String) -> String? {
        if let pid = UUCPLock.holder(of: path, in: lockDirectory) { return describe(pid) }
        if let pid = flockHolder(of: path) { return describe(pid) }
        if let pid = users(of: path).first { return describe(pid) }
        return usualSuspect()
    }

    /// Other processes that have the port open, as far as their files may be looked at.
    static func users(of path: String) -> [pid_t] {
        guard let real = realpath(path, nil) else { return [] }
        defer { free(real) }
        let wanted = String(cString: real)
        let own = getpid()
        return names(in: "/proc").compactMap { pid_t($0) }.filter { pid in
            pid != own && names(in: "/proc/\(pid)/fd").contains { target(of: "/proc/\(pid)/fd/\($0)") == wanted }
        }
    }

    /// What to do about a holder as ``describe(_:)`` names it.
    static func remedy(for holder: String) -> String {
        for (program, remedy) in [
            ("ModemManager", "sudo systemctl disable --now ModemManager, or install edutrac's udev rule (70-edutrac-modem.rules), which keeps it off modems, and plug the modem in again."),
            ("brltty", "It takes serial adapters for braille displays: sudo apt remove brltty, and plug the modem in again."),
            ("gammu-smsd", "sudo systemctl disable --now gammu-smsd"),
            ("smsd", "sudo systemctl disable --now smstools"),
        ] where holder.contains(program) {
            return remedy
        }
        return "Stop that program, or give it another port."
    }

    /// `minicom (process 4711)`.
    static func describe(_ pid: pid_t) -> String {
        if pid == getpid() { return "this very process (\(pid))" }
        guard let name = command(of: pid) else { return "process \(pid)" }
        return "\(name) (process \(pid))"
    }

    /// The pid in a line such as `3: FLOCK  ADVISORY  WRITE 4711 00:18:5 0 EOF`: device numbers in hex, then the
    /// inode in decimal.
    ///
    /// - Source: proc_locks(5).
    static func pid(inLockLine line: some StringProtocol, device: (major: UInt, minor: UInt), inode: UInt)
        -> pid_t?
    {
        let fields = line.split(separator: " ", omittingEmptySubsequences: true)
        guard fields.count >= 6, fields[1] == "FLOCK", let pid = pid_t(fields[4]), pid > 0 else { return nil }
        let place = fields[5].split(separator: ":")
        guard place.count == 3, UInt(place[0], radix: 16) == device.major,
            UInt(place[1], radix: 16) == device.minor, UInt(place[2]) == inode
        else { return nil }
        return pid
    }

    private static func flockHolder(of path: String) -> pid_t? {
        var facts = stat()
        guard stat(path, &facts) == 0, let bytes = SmallFile.read("/proc/locks", limit: limitOfProcLocks)
        else {
            return nil
        }
        let device = facts.st_dev
        // gnu_dev_major and gnu_dev_minor are inline functions that Swift does not see.
        let major = UInt((device >> 8) & 0xfff | (device >> 32) & ~0xfff)
        let minor = UInt(device & 0xff | (device >> 12) & ~0xff)
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            if let pid = pid(inLockLine: line, device: (major, minor), inode: UInt(facts.st_ino)) {
                return pid
            }
        }
        return nil
    }

    private static func usualSuspect() -> String? {
        let suspects: Set<String> = ["ModemManager", "brltty", "gammu-smsd", "smsd", "pppd", "minicom"]
        for name in names(in: "/proc") {
            guard let pid = pid_t(name), let command = command(of: pid), suspects.contains(command) else {
                continue
            }
            return "another program, perhaps \(command) (process \(pid))"
        }
        return nil
    }

    /// What is in a folder; nothing where it may not be read.
    private static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func target(of link: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(link, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }

    private static func command(of pid: pid_t) -> String? {
        guard let bytes = SmallFile.read("/proc/\(pid)/comm", limit: 64) else { return nil }
        let name = String(decoding: bytes, as: UTF8.self)
        return name.hasSuffix("\n") ? String(name.dropLast()) : name
    }
}
