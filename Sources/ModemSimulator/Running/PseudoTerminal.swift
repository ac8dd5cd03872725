internal import CLinux
internal import Glibc

/// The pseudo-terminal behind the link: its master is the modem's end of the cable.
///
/// No descriptor of the slave is kept, so that the terminal behaves as a serial device nobody has
/// open: what the modem says then is lost, and what the last user left unread does not reach the
/// next one. While nobody has it open, poll(2) reports POLLHUP without end; so it is left alone
/// until inotify(7) tells of an open(2).
final class PseudoTerminal {
    private let link: String
    /// Nil when the rate is not limited.
    private let bytesPerSecond: Double?
    private var master: Int32 = -1
    private var watch: Int32 = -1
    private var slave = ""
    private(set) var isInUse = false
    private var output: ArraySlice<UInt8> = []
    /// How many bytes of the output are on a line of limited rate, and until when.
    private var writing = 0
    private var writtenAt = 0.0
    /// Typed, and still on such a line until then.
    private var typing: [UInt8] = []
    private var typedAt = 0.0
    /// The portion before these was a whole one: these were waiting for it.
    private var wasFull = false

    /// Bytes go through a line of limited rate in portions of so many seconds.
    private static let portion = 0.01
    /// Who wakes up late by less has not made a pause.
    private static let lateness = 0.002
    /// Beyond this a terminal that does not read loses what the modem says.
    private static let longestOutput = 1 << 20

    /// `bitsPerSecond` of 0 does not limit the rate; a byte takes ten bits.
    init(link: String, bitsPerSecond: Int) {
        self.link = link
        bytesPerSecond = bitsPerSecond > 0 ? Double(bitsPerSecond) / 10 : nil
    }

    /// Makes a new terminal and points the link at it.
    func open() throws(SimulatorError) {
        var name = [CChar](repeating: 0, count: 128)
        master = edutrac_open_pseudo_terminal(&name, name.count)
        guard master >= 0 else { throw SimulatorError("cannot make a pseudo-terminal", errno) }
        slave = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try makeRaw()
        watch = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard watch >= 0, inotify_add_watch(watch, slave, UInt32(IN_OPEN)) >= 0 else {
            throw SimulatorError("cannot watch \(slave)", errno)
        }
        try makeLink()
        isInUse = false
    }

    /// Hangs up: users read end of file and their writes fail with EIO, as when a stick is pulled.
    func close() {
        removeLink()
        if master >= 0 { _ = Glibc.close(master) }
        if watch >= 0 { _ = Glibc.close(watch) }
        (master, watch) = (-1, -1)
        (output, typing) = ([], [])
        isInUse = false
    }

    /// A line discipline that would echo or edit would talk to the modem by itself until the
    /// terminal is set up by its first user.
    private func makeRaw() throws(SimulatorError) {
        let descriptor = Glibc.open(slave, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SimulatorError("cannot open \(slave)", errno) }
        defer { _ = Glibc.close(descriptor) }
        var attributes = termios()
        guard tcgetattr(descriptor, &attributes) == 0 else { throw SimulatorError("cannot set up \(slave)", errno) }
        cfmakeraw(&attributes)
        attributes.c_cflag |= tcflag_t(CLOCAL)
        guard tcsetattr(descriptor, TCSANOW, &attributes) == 0 else {
            throw SimulatorError("cannot set up \(slave)", errno)
        }
    }

    /// A link of an earlier run is replaced, anything else in its place is an error.
    private func makeLink() throws(SimulatorError) {
        var status = stat()
        if lstat(link, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFLNK else {
                throw SimulatorError("\(link) exists and is no symbolic link; choose another --link")
            }
            _ = unlink(link)
        }
        guard symlink(slave, link) == 0 else { throw SimulatorError("cannot make the link \(link)", errno) }
    }

    /// Only our own: another simulator may have taken the place.
    private func removeLink() {
        var target = [CChar](repeating: 0, count: 128)
        let length = readlink(link, &target, target.count)
        guard length > 0 else { return }
        let path = String(decoding: target.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if path == slave { _ = unlink(link) }
    }

    // MARK: Bytes

    /// Lost while nobody has the terminal open.
    func send(_ bytes: [UInt8], at uptime: Double) {
        guard isInUse, output.count + bytes.count <= Self.longestOutput else { return }
        let isFirst = output.isEmpty
        output += bytes
        if isFirst { beginWriting(at: uptime, goesOn: false) }
        flush(at: uptime)
    }

    /// What poll(2) is to look at.
    func pollEntries(at uptime: Double) -> [pollfd] {
        guard master >= 0 else { return [] }
        var entries = [pollfd(fd: watch, events: Int16(POLLIN), revents: 0)]
        if isInUse {
            var events: Int16 = 0
            if typing.isEmpty { events |= Int16(POLLIN) }
            if !output.isEmpty, writtenAt <= uptime { events |= Int16(POLLOUT) }
            entries.append(pollfd(fd: master, events: events, revents: 0))
        }
        return entries
    }

    /// When the next bytes are through a line of limited rate.
    func nextArrival(after uptime: Double) -> Double? {
        [typing.isEmpty ? nil : typedAt, output.isEmpty || writtenAt <= uptime ? nil : writtenAt]
            .compactMap(\.self).min()
    }

    /// What has come through such a line by now.
    func arrived(by uptime: Double) -> [UInt8] {
        guard !typing.isEmpty, typedAt <= uptime else { return [] }
        defer { typing = [] }
        return typing
    }

    private var portion: Int? { bytesPerSecond.map { max(1, Int($0 * Self.portion)) } }

    /// When so many bytes are through that begin now.
    ///
    /// - Parameter goesOn: they were waiting for the last ones to be through.
    private func end(of count: Int, after last: Double, at uptime: Double, goesOn: Bool) -> Double {
        guard let bytesPerSecond else { return uptime }
        let start = goesOn && uptime - last < Self.lateness ? last : max(last, uptime)
        return start + Double(count) / bytesPerSecond
    }

    /// Looks after one polled entry and returns what was typed.
    func handle(_ entry: pollfd, at uptime: Double) -> [UInt8] {
        guard entry.revents != 0 else { return [] }
        if entry.fd == watch {
            drainWatch()
            isInUse = true
            return []
        }
        guard entry.fd == master else { return [] }
        if Int32(entry.revents) & POLLOUT != 0 { flush(at: uptime) }
        let bytes = Int32(entry.revents) & (POLLIN | POLLHUP) != 0 ? read(at: uptime) : []
        if bytes.isEmpty, Int32(entry.revents) & POLLHUP != 0 { closedByLastUser() }
        return bytes
    }

    private func read(at uptime: Double) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: min(4096, portion ?? 4096))
        let count = Glibc.read(master, &buffer, buffer.count)
        guard count > 0 else { return [] }
        let bytes = Array(buffer.prefix(count))
        guard bytesPerSecond != nil else { return bytes }
        typing = bytes
        typedAt = end(of: count, after: typedAt, at: uptime, goesOn: wasFull)
        wasFull = count == portion
        return []
    }

    private func beginWriting(at uptime: Double, goesOn: Bool) {
        writing = min(output.count, portion ?? output.count)
        writtenAt = end(of: writing, after: writtenAt, at: uptime, goesOn: goesOn)
    }

    private func flush(at uptime: Double) {
        guard !output.isEmpty, writtenAt <= uptime else { return }
        let chunk = Array(output.prefix(bytesPerSecond == nil ? output.count : writing))
        let count = write(master, chunk, chunk.count)
        guard count > 0 else { return }
        output = output.dropFirst(count)
        if !output.isEmpty { beginWriting(at: uptime, goesOn: true) }
    }

    private func closedByLastUser() {
        (output, typing) = ([], [])
        isInUse = false
        let descriptor = Glibc.open(slave, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        if descriptor >= 0 {
            _ = tcflush(descriptor, TCIFLUSH)
            _ = Glibc.close(descriptor)
        }
        // That open was seen by inotify too. Somebody who came meanwhile shows by the missing POLLHUP.
        drainWatch()
        var entry = pollfd(fd: master, events: 0, revents: 0)
        if poll(&entry, 1, 0) >= 0, Int32(entry.revents) & POLLHUP == 0 { isInUse = true }
    }

    private func drainWatch() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while Glibc.read(watch, &buffer, buffer.count) > 0 {}
    }
}

/// Why the simulator cannot run, in words for its user.
package struct SimulatorError: Error, CustomStringConvertible {
    package let description: String

    init(_ what: String, _ code: Int32? = nil) {
        description = code.map { "\(what): \(String(cString: strerror($0)))" } ?? what
    }
}
