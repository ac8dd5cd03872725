package import Attendance
import GRDB

/// Why the database did not do what was asked. Each case is a decision that the caller can take;
/// the description says what is wrong and what to do now.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    case cannotOpen(path: String, reason: String)
    /// File or folder are closed to this user.
    case noAccess(path: String)
    case notThere(path: String)
    case noFolder(path: String)
    case notAFile(path: String)
    /// Root could not become the user to whom the folder belongs.
    case cannotBecomeOwner(folder: String, reason: String)
    case notADatabase(path: String)
    /// An SQLite file that some other program made.
    case otherProgram(path: String)
    case newerSchema(path: String)
    case notDurable(path: String, synchronous: Int)
    case notWritable(path: String)
    /// The file system turned read-only: nothing that is written reaches the disk, whatever SQLite says.
    case readOnlyDisk(path: String)
    case diskFull(path: String)
    /// Another process held the database for longer than ``AttendanceStore/busyTimeout``.
    case busy(path: String)
    /// The disk did not do what it was told: mounted read-only after an error, worn out, unplugged.
    case diskFailed(path: String, reason: String)
    case damaged(path: String, reason: String)
    case refused(path: String, reason: String)

    /// No backup came about.
    case noCopy(path: String, reason: String)
    /// A backup was written, and is not whole.
    case brokenCopy(path: String, reason: String)
    /// Somebody else makes a backup there now.
    case copying(folder: String)
    case notRestorable(path: String, reason: String)
    /// Holds the database, so that it cannot be replaced.
    case daemonRuns(path: String)

    case noSuchMessage(Int64)
    case wrongState(message: Int64, state: String, wanted: String)
    case wrongPart(message: Int64, sequence: Int, state: String, wanted: String)
    case noSuchSchool(SchoolKey, phone: PhoneNumber)
    case noSuchClosure(Int64)
    case noSuchHold(Int64)
    /// Entered before, with the same schools, days and words.
    case closureStands(Int64)
    /// Nobody with this phone waits for the office.
    case notWaiting(PhoneNumber)
    /// No proposal of enrolment with that number waits for the office.
    case noProposal(Int64)
    case noSuchReport(Int64)
    /// Taken back, or something newer stands for its school and day.
    case notCurrent(report: Int64)
    /// By the number that the inbox shows.
    case noSuchText(Int64)
    /// A report came of it before, by itself or by the office's hand.
    case hasReport(text: Int64, report: Int64)

    /// Its figures are frozen; a new edition has to be asked for.
    case monthClosed(Month)
    /// There is no edition that a new one could follow.
    case monthNotClosed(Month)
    case noSuchAgreement(Int64)

    /// Waiting may help: another process is done, or somebody has freed some room.
    package var mayPass: Bool {
        switch self {
        case .busy, .diskFull, .diskFailed, .notWritable, .readOnlyDisk: true
        default: false
        }
    }

    package var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "The database \(path) cannot be opened (\(reason)). Its folder must exist and belong to "
                + "the user who runs this; see `[store] path`."
        case .noAccess(let path):
            "The database \(path) may not be used by this user. Run the command with sudo, or join the "
                + "group of its folder (`sudo adduser USER edutrac`) and log in again."
        case .notThere(let path):
            "There is no database at \(path) yet. Import the schools first (edutrac school import), or "
                + "correct `[store] path`."
        case .noFolder(let path):
            "The folder of the database \(path) is not there. Make it, owned by the user edutracd runs "
                + "as, or correct `[store] path`."
        case .notAFile(let path):
            "\(path) is no file. Set `[store] path` to a file; it is made when it is not there."
        case .cannotBecomeOwner(let folder, let reason):
            "Cannot become the owner of \(folder) (\(reason)). Run the command as that user."
        case .notADatabase(let path):
            "\(path) is no SQLite database. Set `[store] path` to the right file; if this is the right one, it is damaged: "
                + "put the last backup in its place (sudo edutrac restore FILE)."
        case .otherProgram(let path):
            "\(path) is a database of another program and was left as it is. Set `[store] path` to "
                + "another file."
        case .newerSchema(let path):
            "The database \(path) was written by a newer edutrac. Install that version again; an "
                + "older one would lose what it does not know. To go back for good, see UPGRADES in edutracd(8)."
        case .notDurable(let path, let synchronous):
            "The database \(path) runs with synchronous = \(synchronous) instead of 2 (FULL): a power "
                + "cut could lose texts. This is a defect of edutrac; please report it."
        case .notWritable(let path):
            "The database \(path) cannot be written. File, -wal, -shm and folder must be writable for "
                + "the user who runs this, and the file system must not be mounted read-only."
        case .readOnlyDisk(let path):
            "The file system of the database \(path) is mounted read-only, as after an error of the disk. Texts wait in the "
                + "modem meanwhile. Look at `dmesg`, restart the computer, and have the disk replaced if it happens again."
        case .diskFull(let path):
            "There is no room left for the database \(path). Free some space; texts wait in the modem "
                + "meanwhile."
        case .busy(let path):
            "Another program holds the database \(path) for more than "
                + "\(Int(AttendanceStore.busyTimeout)) seconds. Close it and try again."
        case .diskFailed(let path, let reason):
            "The disk under the database \(path) failed (\(reason)). Look at `dmesg` and whether it is "
                + "mounted read-only; texts wait in the modem meanwhile, and nothing stored is lost by this."
        case .damaged(let path, let reason):
            "The database \(path) is damaged (\(reason)). Stop edutracd (sudo systemctl stop edutracd) and put the last "
                + "backup in its place: sudo edutrac restore FILE. What is there now is kept beside it."
        case .refused(let path, let reason):
            "The database \(path) refused this (\(reason)); nothing was changed. This is a defect of "
                + "edutrac; please report it."
        case .noCopy(let path, let reason):
            "No backup was made at \(path): \(reason). Those made before are untouched. Make room there, let the owner of the "
                + "database write there, or name another folder."
        case .brokenCopy(let path, let reason):
            "The backup \(path) came out damaged (\(reason)) and was thrown away; those made before are untouched. Either the "
                + "database is damaged, which \"edutrac check\" tells, or the disk of the backup is."
        case .copying(let folder):
            "Another backup is being made in \(folder). Try again when it is done."
        case .notRestorable(let path, let reason):
            "\(path) cannot be restored: \(reason). Nothing was changed. Take another backup: those that there are lie in the "
                + "folder of `[backup] directory`, and on the stick."
        case .daemonRuns(let path):
            "edutracd runs on the database \(path). Stop it first (sudo systemctl stop edutracd), and start it again "
                + "afterwards. Nothing was changed."
        case .noSuchMessage(let message):
            "There is no message \(message). \"edutrac outbox list\" shows the ids."
        case .wrongState(let message, let state, let wanted):
            "Message \(message) is \(state), not \(wanted); it was left as it is."
        case .wrongPart(let message, let sequence, let state, let wanted):
            "Part \(sequence) of message \(message) is \(state), not \(wanted); it was left as it is."
        case .noSuchSchool(let key, let phone):
            "The school \(key.codMod) (anexo \(key.anexo)) of \(phone.masked) is not in the roster. "
                + "Import the schools before their reporters; nothing was changed."
        case .noSuchClosure(let id):
            "There is no closure or local holiday \(id). \"edutrac closure list --all\" shows the numbers."
        case .noSuchHold(let id):
            "There is no hold \(id). \"edutrac reminders holds --all\" shows the numbers."
        case .closureStands(let id):
            "The same stands there already, as number \(id); nothing was changed."
        case .notWaiting(let phone):
            "\(phone.national) does not wait for the office. \"edutrac reporter list\" shows who does, and who was refused."
        case .noProposal(let id):
            "No proposal \(id) waits for the office. \"edutrac enrolment list\" shows those that do; nothing was changed."
        case .noSuchReport(let id):
            "There is no report \(id). \"edutrac report list --json\" shows the ids."
        case .notCurrent(let id):
            "Report \(id) does not stand alone for its school and day. \"edutrac report list --history\" shows what does; "
                + "nothing was changed."
        case .noSuchText(let id):
            "There is no text \(id) in the inbox. \"edutrac inbox list\" shows the ids. Nothing was changed."
        case .hasReport(let text, let report):
            "Text \(text) is the source of report \(report) already; nothing was changed."
        case .monthClosed(let month):
            "\(month.iso) is closed. `edutrac month close \(month.iso) --edition` makes a new edition of its figures; "
                + "nothing was changed."
        case .monthNotClosed(let month):
            "\(month.iso) is not closed yet. Close it first, without --edition; nothing was changed."
        case .noSuchAgreement(let id):
            "There is no agreement \(id). \"edutrac agreement list --all\" shows the ids. Nothing was changed."
        }
    }

    /// What SQLite said, as a decision.
    init(_ error: DatabaseError, path: String) {
        let reason = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, reason: reason)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .notWritable(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_IOERR: self = .diskFailed(path: path, reason: reason)
        case .SQLITE_CORRUPT: self = .damaged(path: path, reason: reason)
        default: self = .refused(path: path, reason: reason)
        }
    }
}
