import CLinux
import Glibc

/// Who is at the other end of a connection.
struct ControlPeer: Hashable, Sendable {
    var user: uid_t
    var groups: Set<gid_t>

    init(user: uid_t, groups: Set<gid_t>) {
        self.user = user
        self.groups = groups
    }

    /// Nil when the kernel does not tell; such a peer is not served.
    init?(connectedOn descriptor: Int32) {
        var (user, group, process) = (uid_t(), gid_t(), pid_t())
        guard edutrac_peer_credentials(descriptor, &user, &group, &process) == 0 else { return nil }
        self.init(user: user, groups: Self.groups(of: descriptor).union([group]))
    }

    /// Root, the daemon's own user, and the members of the socket's group when the mode lets the group
    /// write. The kernel has looked at the mode already; this holds where a folder or a filesystem does not
    /// keep it.
    func mayAsk(owner: uid_t, group: gid_t, mode: mode_t) -> Bool {
        if user == 0 || user == owner { return true }
        return mode & 0o020 != 0 && groups.contains(group)
    }

    /// The supplementary groups the peer had when it connected (SO_PEERGROUPS).
    private static func groups(of descriptor: Int32) -> Set<gid_t> {
        // NGROUPS_MAX is 65,536; a member of more than 1024 is judged by its primary group alone.
        var list = [gid_t](repeating: 0, count: 1024)
        var length = socklen_t(list.count * MemoryLayout<gid_t>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_PEERGROUPS, &list, &length) == 0 else { return [] }
        return Set(list.prefix(Int(length) / MemoryLayout<gid_t>.size))
    }
}
