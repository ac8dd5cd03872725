import Foundation

/// The user to whom the database's folder belongs: the one the daemon runs as.
package enum DatabaseOwner {
    /// Gives a folder that root has just made to that user, who is to write into it. Does nothing for an ordinary user.
    ///
    /// - Throws: ``StoreError/cannotBecomeOwner(folder:reason:)``.
    package static func give(_ made: String, ofDatabase path: String) throws(StoreError) {
        guard geteuid() == 0 else { return }
        var facts = stat()
        guard stat(URL(filePath: path).deletingLastPathComponent().path, &facts) == 0 else { return }
        guard lchown(made, facts.st_uid, facts.st_gid) == 0 else {
            throw .cannotBecomeOwner(folder: made, reason: String(cString: strerror(errno)))
        }
    }

    /// Root becomes that user, so that no file of root's is left in the folder, which the daemon could
    /// not write. Does nothing for an ordinary user, for a folder of root's, and where there is none.
    ///
    /// - Throws: ``StoreError/cannotBecomeOwner(folder:reason:)``.
    package static func become(ofDatabase path: String) throws(StoreError) {
        guard geteuid() == 0 else { return }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        var facts = stat()
        guard stat(folder, &facts) == 0, facts.st_uid != 0 else { return }
        let done: Bool
        if let entry = getpwuid(facts.st_uid) {
            done = initgroups(entry.pointee.pw_name, entry.pointee.pw_gid) == 0
                && setgid(entry.pointee.pw_gid) == 0
        } else {
            done = setgroups(0, nil) == 0 && setgid(facts.st_gid) == 0
        }
        guard done, setuid(facts.st_uid) == 0 else {
            throw .cannotBecomeOwner(folder: folder, reason: String(cString: strerror(errno)))
        }
    }
}
