import ControlSocket
import Foundation
import ServiceWatch
import Store
import Synchronization

/// The alarms that last, for `edutrac status` and the figures.
final class AlarmBoard: Sendable {
    private let alarms = Mutex<[Alarm]>([])

    /// The oldest first.
    var open: [Alarm] { alarms.withLock { $0 } }

    func set(_ open: [Alarm]) { alarms.withLock { $0 = open } }
}

extension Alarm {
    init(_ stored: StoredAlarm) {
        self.init(
            key: stored.key, modem: stored.modem, since: stored.since, words: stored.words, remedy: stored.remedy)
    }
}
