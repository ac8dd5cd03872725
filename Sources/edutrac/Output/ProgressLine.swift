/// How far long work is: count, rate and time left. Only for a terminal, on one line that is written over.
struct ProgressLine {
    private let total: Int
    private let what: String
    private let started: ContinuousClock.Instant
    private var shown: ContinuousClock.Instant?

    init(_ what: String, of total: Int, at now: ContinuousClock.Instant) {
        self.what = what
        self.total = total
        started = now
    }

    /// A line for each quarter of a second is enough.
    private static let pause = Duration.milliseconds(250)

    /// - Returns: nil where nothing new is to be shown yet.
    mutating func text(done: Int, at now: ContinuousClock.Instant) -> String? {
        if let shown, shown.duration(to: now) < Self.pause, done < total { return nil }
        shown = now
        let seconds = Self.seconds(started.duration(to: now))
        guard done > 0, seconds > 0 else { return "\(what): \(done) of \(total)" }
        let rate = Double(done) / seconds
        let tenths = Int((rate * 10).rounded())
        let left = Int((Double(total - done) / rate).rounded(.up))
        return "\(what): \(done) of \(total), \(tenths / 10).\(tenths % 10) a second, \(Self.words(left)) left"
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    private static func words(_ seconds: Int) -> String {
        seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
    }
}
