import Foundation
import OfficeConfiguration

/// The USB stick that gets a copy of each backup.
struct BackupStick: Hashable, Sendable {
    enum State: Hashable {
        /// Not plugged in.
        case absent
        /// Plugged in, and nothing can be put on it; why.
        case unusable(String)
        case ready
    }

    /// Where udev names disks by their labels. A task-local value, so that a test can have another.
    @TaskLocal static var labels = "/dev/disk/by-label"

    let label: String
    /// Where it is mounted.
    let folder: String

    /// - Returns: nil where the office wants none.
    init?(_ backup: OfficeConfiguration.Backup) {
        guard let label = backup.stick else { return nil }
        self.label = label
        folder = backup.stickFolder
    }

    /// Looks at the folder only when the stick is there: an automount would wait for one, and fail.
    var state: State {
        var facts = stat()
        guard stat("\(Self.labels)/\(label)", &facts) == 0 else { return .absent }
        guard let inside = Self.device(of: folder + "/."), let outside = Self.device(of: folder + "/..") else {
            return .unusable("\(folder) cannot be looked at: \(String(cString: strerror(errno)))")
        }
        return inside == outside ? .unusable("it is not mounted at \(folder): look at systemctl status media-edutrac.automount") : .ready
    }

    private static func device(of path: String) -> dev_t? {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts.st_dev : nil
    }
}
