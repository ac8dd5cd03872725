import Foundation
import Gateway
import Logging
import ModemDriver
import Store
import Synchronization

/// What could not be written about texts on their way, tried again until it is. Until then their rows say
/// `submitting`, so that nobody sends them again; a death in between makes them `unknown`.
final class Unsaved: Sendable {
    enum Note: Sendable {
        case outcome(OutboundPath.Part, SubmitOutcome, attempts: Int)
        /// Some parts are out and the next could not be begun.
        case rest(of: Int64)

        var message: Int64 {
            switch self {
            case .outcome(let part, _, _): part.message
            case .rest(let message): message
            }
        }
    }

    private let notes = Mutex<[Note]>([])

    /// Rings when something waits to be written.
    let added = Bell()

    func add(_ note: Note) {
        notes.withLock { $0.append(note) }
        added.ring()
    }

    var isEmpty: Bool { notes.withLock { $0.isEmpty } }

    /// - Returns: whether something was written.
    func write(_ outbound: OutboundPath, at now: Date, _ logger: Logger) -> Bool {
        var hasWritten = false
        for _ in 0..<notes.withLock({ $0.count }) {
            guard let note = notes.withLock({ $0.first }) else { break }
            do {
                switch note {
                case .outcome(let part, let outcome, let attempts):
                    _ = try outbound.finish(part, attempts: attempts, outcome, goesOn: false, at: now)
                case .rest(let message):
                    try outbound.requeueRest(of: message, at: now)
                }
                logger.notice("an outcome is stored after all", metadata: ["message": "\(note.message)"])
            } catch let error as StoreError where error.mayPass {
                // In their order, and not all of them against a database that is locked.
                break
            } catch {
                // The row says something else by now, or cannot be written ever.
                logger.error(
                    "an outcome cannot be stored", metadata: ["message": "\(note.message)", "error": "\(error)"])
            }
            notes.withLock { _ = $0.removeFirst() }
            hasWritten = true
        }
        return hasWritten
    }
}
