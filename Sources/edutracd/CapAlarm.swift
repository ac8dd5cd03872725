import Attendance
import Synchronization

/// Which caps have been spoken of today: a loop of a thousand texts is one line in the log.
final class CapAlarm: Sendable {
    private struct Key: Hashable {
        let silence: Settlement.Silence
        /// Nil for the budget of the office, which no phone in particular has used up.
        let phone: PhoneNumber?
    }

    private let said = Mutex<(day: SchoolDay?, keys: Set<Key>)>((nil, []))

    /// Whether this has not been said yet on that day.
    func isNews(_ silence: Settlement.Silence, of phone: PhoneNumber?, on day: SchoolDay) -> Bool {
        said.withLock { said in
            if said.day != day { said = (day, []) }
            return said.keys.insert(Key(silence: silence, phone: silence == .officeBudget ? nil : phone)).inserted
        }
    }
}
