import Attendance
import Foundation
import Stage
import Store

/// Lives a scenario through simulator and daemon. Both are started for each session, with its hour on their clocks;
/// between two sessions nothing runs, so that nights and vacations take no time and each session is a restart too.
final class TermRun {
    /// A text as it was given to the network.
    struct Written: Hashable {
        let text: Int
        /// As the service centre stamped it.
        let sent: String
    }

    struct OnAir {
        let submit: SubmittedText
        let session: Int
    }

    let scenario: TermScenario
    private let play: Play
    private let store: AttendanceStore
    private var random: EndToEnd.Random
    private(set) var written: [Written] = []
    private(set) var air: [OnAir] = []
    /// Texts that wait for words that never came.
    private(set) var unsaid: [Int] = []
    /// Sessions in which not enough left.
    private(set) var late: [String] = []
    /// How many texts leave unasked in a session.
    private let unasked: [Int: Int]
    private var closures: [TermOffice.Closure]
    private var writtenOfDay: [TermDay: Int] = [:]

    /// A second is twenty, so that a session is over long before the next one's hour.
    static let speed = 20

    init(_ reckoner: TermReckoner, on play: Play, random: EndToEnd.Random) throws {
        scenario = reckoner.scenario
        unasked = Dictionary(grouping: reckoner.unasked, by: \.session).mapValues(\.count)
        self.play = play
        self.random = random
        closures = scenario.office.closures
        try play.seed()
        store = try AttendanceStore(path: play.folder.store)
    }

    static func clock(_ session: TermScenario.Session) throws -> StageClock {
        try StageClock(iso(session.moment), speed: speed)
    }

    static func iso(_ moment: Date) -> String {
        let (day, minute) = TermDay.of(moment)
        let second = Int(moment.timeIntervalSince(day.at(0, minute)))
        return day.iso + String(format: "T%02d:%02d:%02d-05:00", minute / 60, minute % 60, second)
    }

    func live() throws {
        let texts = Dictionary(grouping: scenario.texts.indices, by: { scenario.texts[$0].arrival })
        for session in scenario.sessions.indices {
            try live(session, texts[session] ?? [])
        }
    }

    private func live(_ place: Int, _ texts: [Int]) throws {
        let session = scenario.sessions[place]
        guard play.clock.now() < session.moment || place == 0 else {
            throw StageError("This machine is too slow: \(session) begins while the one before goes on.")
        }
        try close(until: session.moment)
        play.clock = try Self.clock(session)
        try play.startSimulator()
        try play.startDaemonAndModem()
        for text in texts.sorted(by: { scenario.texts[$0].planned < scenario.texts[$1].planned }) {
            if case .sent(let sent, _) = scenario.texts[text].when { try write(text, sent: sent, on: session.day) }
        }
        var waiting = texts.filter { if case .told = scenario.texts[$0].when { true } else { false } }
        try awaitSteps(of: place)
        var seen = 0
        while true {
            try settle(session)
            let submits = try play.simulator.submits(after: seen)
            seen = submits.last?.id ?? seen
            air += submits.map { OnAir(submit: $0, session: place) }
            let answers = waiting.filter { text in submits.contains { isTold(text, by: $0) } }
            guard !answers.isEmpty else { break }
            waiting.removeAll { answers.contains($0) }
            for text in answers { try write(text, sent: play.clock.now(), on: session.day) }
        }
        unsaid += waiting
        // A power cut, or somebody who switches the computer off.
        if random.chance(50) { play.killDaemon() } else { try play.stopDaemon() }
        try play.stopSimulator()
    }

    private func isTold(_ text: Int, by submit: SubmittedText) -> Bool {
        guard case .told(_, let words) = scenario.texts[text].when else { return false }
        return submit.to == scenario.texts[text].sender && submit.text.contains(words)
    }

    private func write(_ place: Int, sent: Date, on day: TermDay) throws {
        let text = scenario.texts[place]
        let stamp = Self.iso(sent)
        for _ in 0..<text.copies { try play.simulator.text(from: text.sender, text.body, sent: stamp) }
        written.append(Written(text: place, sent: stamp))
        writtenOfDay[day, default: 0] += 1
    }

    /// Gives the daemon the time that it needs for as many texts as are reckoned to leave unasked. Whether they are the
    /// right ones, and no more, is looked at in the end.
    private func awaitSteps(of place: Int) throws {
        let count = unasked[place] ?? 0
        guard count > 0 else { return }
        do {
            try play.simulator.awaitSubmits(count, within: 60)
        } catch {
            late.append("\(scenario.sessions[place]), \(count) texts reckoned: \(error)")
        }
    }

    /// Waits until every text is read and everything that is due has left.
    private func settle(_ session: TermScenario.Session) throws {
        guard let day = SchoolDay(iso: session.day.iso), let zone = TimeZone(identifier: "America/Lima") else {
            throw StageError("\(session.day) is no day.")
        }
        func isSettled() throws -> Bool {
            let counts = try store.counts(on: day, in: zone)
            return counts.queued == 0 && counts.receivedToday == writtenOfDay[session.day, default: 0]
        }
        repeat {
            _ = try play.waitForStore("the texts of \(session)", within: 120) { try isSettled() ? true : nil }
            try play.simulator.awaitIdle(quiet: 0.2, within: 120)
        } while try !isSettled()
    }

    /// Closures that the office enters by that moment. There is no command for them yet.
    private func close(until moment: Date) throws {
        for closure in closures where closure.entered <= moment {
            guard let first = SchoolDay(iso: closure.first.iso), let last = SchoolDay(iso: closure.last.iso) else {
                throw StageError("\(closure) is on no days.")
            }
            let cluster = closure.schools.count == 10 ? TermOffice.cluster(closure.schools.lowerBound / 10) : nil
            let scopes: [SchoolScope] =
                cluster.map { [.cluster($0)] }
                ?? closure.schools.map { .school(SchoolKey(scenario.office.schools[$0].codMod)) }
            for scope in scopes {
                _ = try store.addClosure(
                    Closure(scope: scope, first: first, last: last, reason: "huaico"),
                    by: Signature(person: "ana", at: closure.entered))
            }
        }
        closures.removeAll { $0.entered <= moment }
    }
}
