import Glibc

/// Root becomes the owner of the database's folder, so that no file of root's is left there which the
/// daemon could not write.
enum Privileges {
    /// Does nothing for an ordinary user, for a folder of root's, and where there is no folder.
    static func dropToOwner(ofFolder folder: String) throws(Complaint) {
        guard geteuid() == 0 else { return }
        var status = stat()
        guard stat(folder, &status) == 0, status.st_uid != 0 else { return }
        let done: Bool
        if let entry = getpwuid(status.st_uid) {
            done = initgroups(entry.pointee.pw_name, entry.pointee.pw_gid) == 0
                && setgid(entry.pointee.pw_gid) == 0
        } else {
            done = setgroups(0, nil) == 0 && setgid(status.st_gid) == 0
        }
        guard done, setuid(status.st_uid) == 0 else {
            throw Complaint(
                .noPermission, "Cannot become the owner of \(folder) (user \(status.st_uid)): \(String(cString: strerror(errno))). Run the command as that user.")
        }
    }
}
