package import Foundation

/// Something that a person must see to, from when it was noticed until it is over.
package struct Alarm: Hashable, Sendable, Codable {
    /// What it is: `modem-missing`, `disk-full` …; edutracd(8), ALARMS, has all of them. Never renamed.
    package var key: String
    /// The `[[modem]]` that it is about; nil for what is about the computer or the office.
    package var modem: String?
    /// When its cause was first seen.
    package var since: Date
    /// What is wrong, in a sentence.
    package var words: String
    /// What to do now, in a sentence.
    package var remedy: String

    package init(key: String, modem: String? = nil, since: Date, words: String, remedy: String) {
        self.key = key
        self.modem = modem
        self.since = since
        self.words = words
        self.remedy = remedy
    }
}

/// What is wrong with the SIM of a modem, as far as its own care finds out.
package struct SIMAlarm: Hashable, Sendable, Codable {
    /// `sim-life`, `sim-balance` or `sim-deaf`.
    package var key: String
    package var words: String

    package init(key: String, words: String) {
        self.key = key
        self.words = words
    }
}
