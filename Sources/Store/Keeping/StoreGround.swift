import Foundation

/// The disk under a database, and what went wrong on it: what `edutrac status` tells before somebody reads the log.
final class StoreGround: Sendable {
    private struct State {
        /// Of the last write; nil when it went well.
        var failure: StoreError?
        /// A torn page heals by nothing that we do, though much goes well beside it.
        var damage: StoreError?
    }

    /// Octets: what is left of a log that is written over and over takes one or two texts more.
    private static let least: UInt64 = 256 << 10

    private let path: String
    private let look: @Sendable (String) -> DiskFacts?
    private let lock = NSLock()
    /// Only under the lock.
    private nonisolated(unsafe) var state = State()

    init(path: String, disk: @escaping @Sendable (String) -> DiskFacts?) {
        self.path = path
        look = disk
    }

    var disk: DiskFacts? { look(path) }

    var trouble: StoreError? {
        let disk = disk
        if disk?.isReadOnly == true { return .readOnlyDisk(path: path) }
        if let disk, disk.free < Self.least { return .diskFull(path: path) }
        return lock.withLock { state.damage ?? state.failure }
    }

    /// - Throws: ``StoreError/readOnlyDisk(path:)``.
    func requireWritable() throws(StoreError) {
        guard let disk, disk.isReadOnly else { return }
        throw .readOnlyDisk(path: path)
    }

    /// Remembers how a write ended.
    func watching<Value>(_ write: () throws -> Value) throws -> Value {
        do {
            let value = try write()
            lock.withLock { state.failure = nil }
            return value
        } catch let error as StoreError {
            noteDamage(error)
            if error.isOfDisk { lock.withLock { state.failure = error } }
            throw error
        }
    }

    func noteDamage(_ error: StoreError) {
        guard case .damaged = error else { return }
        lock.withLock { state.damage = error }
    }
}

extension StoreError {
    /// Nothing can be kept meanwhile. A lock that another process holds passes by itself.
    fileprivate var isOfDisk: Bool {
        switch self {
        case .notWritable, .readOnlyDisk, .diskFull, .diskFailed, .cannotOpen: true
        default: false
        }
    }
}
