/// What is done about a modem that does not work, one rung after the other, each in its time.
///
/// Decides only: it is told what was seen and when, and says which rung is next. Outlives the sessions of its modem,
/// because half of the rungs end the session. While a trouble lasts its rungs are climbed in their order; at the
/// top there is a pause, each longer than the last, and then it begins again: a modem that hangs for days costs a
/// few commands and a few log lines a day.
package struct RecoveryLadder: Hashable, Sendable {
    package enum Trouble: String, CaseIterable, Hashable, Sendable {
        case silent = "the modem does not answer"
        case simFailed = "the SIM fails"
        /// It served, and was not pulled out as far as anybody knows.
        case simDropped = "the SIM that served is not seen any more"
        case storeStuck = "its message memory cannot be read"
        case refusals = "it refuses one text after the other for reasons of its own"
        case packetRefusals = "texts are refused while it is on LTE"
        case deaf = "registered, and suspected of being deaf"
        case unregistered = "no network for a long time"
    }

    /// In the order of what they cost.
    package enum Rung: Int, CaseIterable, Comparable, Hashable, Sendable {
        /// Back into step, and everything is set anew.
        case resynchronise
        /// The other bearer for texts.
        case otherBearer
        /// The port is closed and opened.
        case reopen
        /// The owner speaks to another port of the same modem, and opens this one anew after.
        case otherPort
        /// The radio off and on: not where a modem may stay silent after that.
        case cycleRadio
        /// Leave the network and search for one.
        case registerAnew
        /// The modem starts anew, and may leave the bus for that.
        case restart
        /// The owner takes its power or resets its bus.
        case ownerReset
        /// Somebody must look at it.
        case alert

        package static func < (one: Rung, other: Rung) -> Bool { one.rawValue < other.rawValue }
    }

    struct Step: Hashable, Sendable {
        let rung: Rung
        /// Since the trouble began.
        let after: Duration
        init(_ rung: Rung, after seconds: Int) {
            self.rung = rung
            after = .seconds(seconds)
        }
    }

    package struct Decision: Hashable, Sendable {
        package let rung: Rung
        package let trouble: Trouble
    }

    static let steps: [Trouble: [Step]] = [
        .silent: [
            Step(.reopen, after: 0), Step(.otherPort, after: 20), Step(.restart, after: 60),
            Step(.ownerReset, after: 180), Step(.alert, after: 300),
        ],
        .simFailed: [Step(.cycleRadio, after: 20), Step(.restart, after: 300), Step(.alert, after: 600)],
        // Nobody knows that it was not taken out: only what does not hurt.
        .simDropped: [Step(.cycleRadio, after: 20)],
        .storeStuck: [
            Step(.resynchronise, after: 0), Step(.reopen, after: 120), Step(.restart, after: 300),
            Step(.ownerReset, after: 1800), Step(.alert, after: 1800),
        ],
        .refusals: [
            Step(.resynchronise, after: 0), Step(.cycleRadio, after: 60), Step(.restart, after: 300),
            Step(.alert, after: 1800),
        ],
        .packetRefusals: [Step(.otherBearer, after: 0)],
        .deaf: [Step(.cycleRadio, after: 0), Step(.registerAnew, after: 0), Step(.restart, after: 0)],
        .unregistered: [
            Step(.cycleRadio, after: 180), Step(.registerAnew, after: 360), Step(.restart, after: 900),
            Step(.alert, after: 1800),
        ],
    ]

    /// Whatever the trouble, a rung is not taken again before this has passed.
    package static let intervals: [Rung: Duration] = [
        .resynchronise: .seconds(60), .otherBearer: .seconds(86_400), .reopen: .seconds(30),
        .otherPort: .seconds(300), .cycleRadio: .seconds(600), .registerAnew: .seconds(600), .restart: .seconds(1200),
        .ownerReset: .seconds(3600), .alert: .seconds(3600),
    ]
    /// How long a rung may take to help before the next one is thought of.
    static let settling: [Rung: Duration] = [
        .resynchronise: .seconds(30), .otherBearer: .seconds(60), .reopen: .seconds(20), .otherPort: .seconds(20),
        .cycleRadio: .seconds(120),
        .registerAnew: .seconds(180), .restart: .seconds(180), .ownerReset: .seconds(120), .alert: .zero,
    ]
    /// After the highest rung; doubled each time.
    package static let firstPause = Duration.seconds(1800)
    package static let longestPause = Duration.seconds(6 * 3600)
    /// A modem that fell silent is not over it because it answered once.
    static let calm: [Trouble: Duration] = [.silent: .seconds(300)]
    /// What was not seen for so long is a new trouble when it is seen again. Not so where it shows only with a text;
    /// there each rung wants new evidence.
    static let lapse = Duration.seconds(300)
    private static let seenSeldom: Set<Trouble> = [.refusals, .packetRefusals, .deaf]

    /// One trouble while it lasts.
    private struct Course: Hashable, Sendable {
        let began: Duration
        var lastSeen: Duration
        var notBefore: Duration
        var next = 0
        var rounds = 0
        var lastRung: Duration?
    }

    private var courses: [Trouble: Course] = [:]
    private var lastTaken: [Rung: Duration] = [:]

    package init() {}

    package mutating func saw(_ trouble: Trouble, at now: Duration) {
        var course = courses[trouble] ?? Course(began: now, lastSeen: now, notBefore: now)
        if now - course.lastSeen > Self.lapse, !Self.seenSeldom.contains(trouble) {
            course = Course(began: now, lastSeen: now, notBefore: now)
        }
        course.lastSeen = now
        courses[trouble] = course
    }

    /// A fresh start: it gets some time to pass by itself.
    package mutating func wait(for trouble: Trouble, until moment: Duration) {
        guard let course = courses[trouble] else { return }
        courses[trouble]?.notBefore = max(course.notBefore, moment)
    }

    /// It is not there any more.
    package mutating func passed(_ trouble: Trouble, at now: Duration) {
        guard let course = courses[trouble], now - course.lastSeen >= Self.calm[trouble] ?? .zero else { return }
        courses[trouble] = nil
    }

    /// The rung that is due, which counts as taken with that.
    ///
    /// - Parameters:
    ///   - allowed: rungs that can be taken now; others of a trouble are passed over.
    ///   - troubles: those that may be looked at.
    /// - Returns: nil while there is nothing to do but wait.
    package mutating func next(
        at now: Duration, allowed: Set<Rung> = Set(Rung.allCases), of troubles: [Trouble] = Trouble.allCases
    ) -> Decision? {
        for trouble in troubles {
            if let rung = climb(trouble, at: now, allowed) { return Decision(rung: rung, trouble: trouble) }
        }
        return nil
    }

    private mutating func climb(_ trouble: Trouble, at now: Duration, _ allowed: Set<Rung>) -> Rung? {
        guard var course = courses[trouble], course.notBefore <= now else { return nil }
        if Self.seenSeldom.contains(trouble) {
            if let last = course.lastRung, course.lastSeen <= last { return nil }
        } else if now - course.lastSeen > Self.lapse {
            // Nobody has said that it is over, and nobody sees it.
            return nil
        }
        let steps = Self.steps[trouble] ?? []
        defer { courses[trouble] = course }
        while course.next < steps.count {
            let step = steps[course.next]
            guard allowed.contains(step.rung) else {
                course.next += 1
                continue
            }
            // Only the first time round do the steps wait for the trouble to be old.
            if course.rounds == 0, now - course.began < step.after { return nil }
            if let last = lastTaken[step.rung], now - last < Self.intervals[step.rung] ?? .zero { return nil }
            lastTaken[step.rung] = now
            course.lastRung = now
            course.next += 1
            course.notBefore = now + (Self.settling[step.rung] ?? .zero)
            return step.rung
        }
        course.next = 0
        course.notBefore = now + min(Self.firstPause * (1 << min(course.rounds, 8)), Self.longestPause)
        course.rounds += 1
        return nil
    }
}
