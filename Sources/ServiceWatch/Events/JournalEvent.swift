/// A kind of log line of edutracd that an operator should understand, and perhaps act on.
///
/// The journal has its id in `MESSAGE_ID=`; `journalctl -x` and `edutrac log` look up by it what to do.
package struct JournalEvent: Hashable, Sendable {
    /// 32 hex digits, made up once. It never changes, and is never given to another event: what was logged years ago is
    /// looked up by it too.
    package let id: String
    /// How the log line begins.
    package let message: String
    /// What has happened, in whole sentences.
    package let meaning: String
    /// What to do now, in whole sentences.
    package let remedy: String

    init(_ id: String, _ message: String, _ meaning: String, do remedy: String) {
        self.id = id
        self.message = message
        self.meaning = meaning
        self.remedy = remedy
    }

    /// All there are, by what they are about.
    package static let all = modems + sims + sending + receiving + office + watch

    /// The event of a log line; nil for a line on which nobody needs to act.
    ///
    /// - Parameter message: the fixed words of the line, without its facts.
    package static func of(message: String) -> JournalEvent? {
        let words = message.utf8
        return all.filter { words.starts(with: $0.message.utf8) }.max { $0.message.utf8.count < $1.message.utf8.count }
    }

    /// The event of a `MESSAGE_ID`; nil for those of other programs, and of lines that tell of no trouble.
    package static func of(id: String) -> JournalEvent? { byID[id] }

    private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
}
