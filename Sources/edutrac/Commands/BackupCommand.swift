import ArgumentParser
import Attendance
import Foundation
import OfficeConfiguration
import Store

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies the database while edutracd goes on, looks whether the copy is whole, and removes old ones.",
        discussion: "A stick with the label EDUTRAC gets a copy too. edutrac-backup.timer runs it every night.")

    @Option(help: ArgumentHelp("Into this file, which is replaced; nothing else is written or removed.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Into this folder instead of the one of `[backup]`, and not on the stick.", valueName: "folder"))
    var directory: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if output != nil, directory != nil { throw ValidationError("Give --output or --directory, not both.") }
        if output?.isEmpty == true || directory?.isEmpty == true { throw ValidationError("The name is empty.") }
    }

    func run() throws {
        if let directory { try makeFolder(directory) }
        let workplace = try Workplace.open(options)
        let desk = BackupDesk(workplace)
        let done: BackupDesk.Done
        if let output {
            done = try desk.backUp(to: workplace.absolute(output))
        } else {
            done = try desk.backUp(into: directory.map(workplace.absolute))
        }
        if options.json {
            try workplace.terminal.write(done.json(workplace.time))
        } else {
            for line in done.lines { try workplace.terminal.write(line) }
        }
        if let failure = done.failure { throw failure }
    }

    /// Root makes it, and who writes into it is the owner of the database.
    private func makeFolder(_ path: String) throws {
        guard mkdir(path, 0o770) == 0 else { return }
        try DatabaseOwner.give(path, ofDatabase: try OfficeConfiguration.load(options.config).storePath)
    }
}

/// Makes backups for a command, and has each of them remembered.
struct BackupDesk {
    struct Done {
        let at: Date
        var made: MadeBackup?
        var stick: MadeBackup?
        /// Why there is no copy on a stick that is plugged in.
        var stickFailure: String?
        /// Why there is none where it should be.
        var failure: StoreError?
    }

    private let workplace: Workplace

    init(_ workplace: Workplace) { self.workplace = workplace }

    private var settings: OfficeConfiguration.Backup { workplace.configuration.backup }

    func backUp(to file: String) throws -> Done {
        let made = try attempt(.named, file) { try workplace.store.backUp(to: file, progress: show) }
        try remember(.init(at: workplace.now, place: .named, path: file, octets: made.octets))
        return Done(at: workplace.now, made: made)
    }

    /// - Parameter named: the folder that the operator wants; else that of the configuration, and the stick.
    func backUp(into named: String?) throws -> Done {
        var done = Done(at: workplace.now)
        let rules = try believableRules()
        do {
            done.made = try backUp(named == nil ? .main : .named, into: named ?? settings.folder, keeping: rules)
        } catch let error as StoreError {
            // A disk that is full may have a stick in it that is not.
            done.failure = error
        }
        if named == nil, let stick = BackupStick(settings) { try copy(to: stick, keeping: rules, &done) }
        return done
    }

    private func copy(to stick: BackupStick, keeping rules: BackupRules?, _ done: inout Done) throws {
        let file = "\(stick.folder)/\(BackupName(at: workplace.now, in: workplace.time.zone).file)"
        switch stick.state {
        case .absent: return
        case .unusable(let why):
            try remember(.init(at: workplace.now, place: .stick, path: file, failure: why))
            done.stickFailure = why
        case .ready:
            do {
                done.stick = try backUp(.stick, into: stick.folder, keeping: rules)
            } catch let error as StoreError {
                done.stickFailure = "\(error)"
            }
        }
        if let why = done.stickFailure {
            workplace.terminal.complain("edutrac: warning: no copy on the stick \(stick.label): \(why)")
        }
    }

    private func backUp(
        _ place: BackupRecord.Place, into folder: String, keeping rules: BackupRules?
    ) throws -> MadeBackup {
        let name = BackupName(at: workplace.now, in: workplace.time.zone)
        let made = try attempt(place, "\(folder)/\(name.file)") {
            if place == .main { try makeMainFolder() }
            return try workplace.store.backUp(into: folder, named: name, keeping: rules, progress: show)
        }
        try remember(.init(at: workplace.now, place: place, path: made.path, octets: made.octets))
        return made
    }

    /// What fails is remembered too, so that `status` can tell.
    private func attempt<Value>(_ place: BackupRecord.Place, _ path: String, _ body: () throws -> Value) throws -> Value {
        defer { workplace.terminal.endProgress() }
        do {
            return try body()
        } catch let error as StoreError {
            try remember(.init(at: workplace.now, place: place, path: path, failure: "\(error)"))
            throw error
        }
    }

    /// A database that cannot be written is copied all the same.
    private func remember(_ record: BackupRecord) throws {
        do {
            try workplace.store.record(record)
        } catch let error as StoreError where error.mayPass {
            workplace.terminal.complain("edutrac: warning: \(record.failure == nil ? "the backup is made" : "it failed"), and that is not noted: \(error)")
        }
    }

    private func show(done: Int, of pages: Int) {
        guard pages > 0 else { return }
        workplace.terminal.show("backup: \(done * 100 / pages) per cent")
    }

    private func makeMainFolder() throws(StoreError) {
        guard mkdir(settings.folder, 0o770) != 0, errno != EEXIST else { return }
        throw .noCopy(path: settings.folder, reason: String(cString: strerror(errno)))
    }

    /// A clock that fell back names a backup wrongly, and must not choose which ones go.
    private func believableRules() throws -> BackupRules? {
        if let latest = try workplace.store.clockMark().latest, workplace.now < latest.addingTimeInterval(-120) {
            workplace.terminal.complain(
                "edutrac: warning: the clock stands at \(workplace.time.short(workplace.now)), but it has been "
                    + "\(workplace.time.short(latest)) already: the backup is named by it, and no older one is removed. "
                    + "Set it right, or see `edutrac clock show`.")
            return nil
        }
        return BackupRules(daily: settings.daily, weekly: settings.weekly, monthly: settings.monthly)
    }
}

extension BackupDesk.Done {
    var lines: [String] {
        var lines: [String] = []
        if let made {
            lines.append("Backup: \(made.words).")
            if let kept = made.kept {
                let removed = made.removed.isEmpty ? "" : ", \(made.removed.count) that had their time removed"
                lines.append("\(kept == 1 ? "1 backup is" : "\(kept) backups are") there\(removed).")
            }
        }
        if let stick { lines.append("On the stick: \(stick.words).") }
        return lines
    }

    func json(_ time: OfficeTime) -> JSON {
        [
            "at": time.json(at), "path": JSON(made?.path), "octets": JSON(made?.octets), "kept": JSON(made?.kept),
            "removed": .list((made?.removed ?? []).map(JSON.text)), "stickPath": JSON(stick?.path),
            "stickFailure": JSON(stickFailure),
        ]
    }
}

extension MadeBackup {
    fileprivate var words: String { "\(path), \(octets.octetsInWords), whole" }
}

extension Int {
    /// `812 kB`, `12 MB`, `18 GB`.
    var octetsInWords: String {
        switch self {
        case ..<10_000_000: "\((self + 999) / 1000) kB"
        case ..<10_000_000_000: "\((self + 500_000) / 1_000_000) MB"
        default: "\(self / 1_000_000_000) GB"
        }
    }
}

extension Workplace {
    /// Counted from the folder in which the command was typed.
    func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
