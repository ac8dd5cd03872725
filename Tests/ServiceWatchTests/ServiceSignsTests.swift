import ControlSocket
import Foundation
import Testing

@testable import ServiceWatch

@Suite("Signs of trouble")
struct ServiceSignsTests {
    static let now = Date(timeIntervalSince1970: 1_777_906_800)

    static func modem(_ state: String = "ready", _ change: (inout ModemReport) -> Void = { _ in }) -> ModemReport {
        var report = ModemReport(name: "sim1", state: state)
        change(&report)
        return report
    }

    static func troubles(_ change: (inout ServiceSigns) -> Void) -> [Trouble] {
        var signs = ServiceSigns()
        signs.modems = [modem()]
        signs.storeFolder = "/var/lib/edutrac"
        signs.freeBytes = 5 << 30
        change(&signs)
        return signs.troubles(at: now)
    }

    @Test func `a service that works has none`() {
        #expect(Self.troubles { _ in }.isEmpty)
        // What nobody has looked at is no trouble.
        #expect(Self.troubles { $0.freeBytes = nil }.isEmpty)
    }

    static let cases: [(AlarmKind, @Sendable (inout ServiceSigns) -> Void)] = [
        (.daemonDown, { $0.silence = "edutracd is not running." }),
        (.database, { $0.databaseError = "disk I/O error." }),
        (.clockSuspect, { $0.held = "the clock stands before 2026-05-04" }),
        (.noModem, { $0.modems = [] }),
        (.modemMissing, { $0.modems = [modem("absent")] }),
        (.sendingStopped, { $0.modems = [modem { $0.sending = "no: the limit of 100 an hour is reached" }] }),
        (.memoryFull, { $0.modems = [modem { $0.storage = ["SM": "30/30"] }] }),
        (.simLife, { $0.modems = [modem { $0.simAlarms = [SIMAlarm(key: "sim-life", words: "it ends")] }] }),
        (.simBalance, { $0.modems = [modem { $0.simAlarms = [SIMAlarm(key: "sim-balance", words: "S/ 1.00 are left")] }] }),
        (.simDeaf, { $0.modems = [modem { $0.simAlarms = [SIMAlarm(key: "sim-deaf", words: "no text came back")] }] }),
        (.diskLow, { $0.freeBytes = DiskRoom.low - 1 }),
        (.diskFull, { $0.freeBytes = DiskRoom.least - 1 }),
        (.queueStuck, { $0.oldestDue = now.addingTimeInterval(-3601) }),
        (.replyCap, { $0.isReplyCapReached = true }),
        (.unknownOutcome, { $0.unknownOfLastDay = 2 }),
        (.yearMissing, { $0.missingYears = [2027] }),
        (.backupOverdue, { $0.daysWithoutBackup = 3 }),
    ]

    @Test(arguments: cases.map(\.0))
    func `each is found alone, and says what it is and what to do in sentences`(_ kind: AlarmKind) throws {
        let change = try #require(Self.cases.first { $0.0 == kind }).1
        let found = Self.troubles(change)
        #expect(found.map(\.kind) == [kind])
        for text in [found[0].words, found[0].remedy] {
            #expect(text.hasSuffix(".") && !text.hasSuffix(".."), "\(text)")
            #expect(text.first?.isUppercase == true || text.hasPrefix("edutrac"), "\(text)")
        }
    }

    @Test func `every kind is in the table`() { #expect(Set(Self.cases.map(\.0)) == Set(AlarmKind.allCases)) }

    @Test func `at the edge nothing is wrong yet`() {
        #expect(Self.troubles { $0.freeBytes = DiskRoom.low }.isEmpty)
        #expect(Self.troubles { $0.oldestDue = Self.now.addingTimeInterval(-3600) }.isEmpty)
        #expect(Self.troubles { $0.freeBytes = DiskRoom.least }.map(\.kind) == [.diskLow])
    }

    @Test(arguments: [("is it plugged in?", "?"), ("put a SIM in.", "."), ("no SIM", ".")])
    func `words of others keep their own stop`(_ detail: String, _ end: String) throws {
        let words = try #require(Self.troubles { $0.modems = [Self.modem("absent") { $0.detail = detail }] }.first).words
        #expect(words == "Modem sim1 is not ready: absent, " + detail + (detail.hasSuffix(end) ? "" : end))
    }

    @Test func `without a daemon nothing is said of modems, which nobody knows`() {
        let found = Self.troubles {
            $0.silence = "edutracd is not running."
            $0.modems = [Self.modem("absent")]
        }
        #expect(found.map(\.kind) == [.daemonDown])
    }
}

@Suite("Course of alarms")
struct AlarmCourseTests {
    static let start = ServiceSignsTests.now
    static let absent = Trouble(.modemMissing, of: "sim1", "Modem sim1 is not ready: absent.", do: "Plug it in.")
    static let disk = Trouble(.diskFull, "Only 3 MB are free.", do: "Make room.")

    static func at(_ minutes: Double) -> Date { start.addingTimeInterval(minutes * 60) }

    /// What was told at which minute: `+key` and `-key`.
    static func told(_ course: inout AlarmCourse, _ minutes: [Double], _ troubles: (Double) -> [Trouble]) -> [String] {
        minutes.flatMap { minute in
            course.look(troubles(minute), at: at(minute)).map { news in
                switch news {
                case .raised(let alarm): "\(minute)+\(alarm.key)"
                case .cleared(let alarm): "\(minute)-\(alarm.key)"
                }
            }
        }
    }

    @Test func `what lasts is raised once, with when it began, and cleared once`() {
        var course = AlarmCourse(at: Self.start)
        let told = Self.told(&course, (0...40).map(Double.init)) { $0 < 20 ? [Self.absent] : [] }
        #expect(told == ["10.0+modem-missing", "24.0-modem-missing"])
        #expect(course.open.isEmpty)
    }

    @Test func `a disk that is full is told at once`() {
        var course = AlarmCourse(at: Self.start)
        #expect(Self.told(&course, [0]) { _ in [Self.disk] } == ["0.0+disk-full"])
        #expect(course.open.first?.since == Self.start)
    }

    @Test func `a stick that is replugged alarms nobody`() {
        var course = AlarmCourse(at: Self.start)
        #expect(Self.told(&course, (0...60).map(Double.init)) { $0.truncatingRemainder(dividingBy: 20) < 9 ? [Self.absent] : [] }.isEmpty)
    }

    @Test func `what flaps is one alarm, as long as it flaps`() {
        var course = AlarmCourse(at: Self.start)
        // Two minutes there, two minutes gone.
        let told = Self.told(&course, (0...120).map(Double.init)) { Int($0) / 2 % 2 == 0 ? [Self.absent] : [] }
        #expect(told == ["12.0+modem-missing"])
        #expect(course.open.first?.since == Self.start)
    }

    @Test func `each modem has its own, and the words are those of now`() {
        var course = AlarmCourse(at: Self.start)
        let other = Trouble(.modemMissing, of: "sim2", "Modem sim2 is not ready: no SIM.", do: "Put one in.")
        _ = Self.told(&course, [0, 10]) { _ in [Self.absent, other] }
        #expect(course.open.map(\.modem) == ["sim1", "sim2"])
        _ = course.look([Trouble(.modemMissing, of: "sim1", "Modem sim1 is not ready: no answer.", do: "x."), other], at: Self.at(11))
        #expect(course.open.first?.words == "Modem sim1 is not ready: no answer.")
        // Its end is told in the words of its beginning.
        #expect(course.look([other], at: Self.at(16)).map(\.alarm.words) == [Self.absent.words])
    }

    @Test func `what was raised before a restart is not raised again, and is cleared when it is over`() {
        let alarm = Alarm(key: "modem-missing", modem: "sim1", since: Self.at(-60), words: "x.", remedy: "y.")
        var course = AlarmCourse(open: [alarm], at: Self.start)
        #expect(Self.told(&course, [0, 1, 20]) { _ in [Self.absent] }.isEmpty)
        #expect(course.open.first?.since == Self.at(-60))
        #expect(Self.told(&course, [21, 26]) { _ in [] } == ["26.0-modem-missing"])
        // Of one that ended while nobody looked.
        var other = AlarmCourse(open: [alarm], at: Self.start)
        #expect(Self.told(&other, [0, 4, 5]) { _ in [] } == ["5.0-modem-missing"])
    }

    @Test func `an alarm of a later version is kept until it is over`() {
        var course = AlarmCourse(open: [Alarm(key: "flood", since: Self.start, words: "x.", remedy: "y.")], at: Self.start)
        #expect(course.open.map(\.key) == ["flood"])
        #expect(Self.told(&course, [5]) { _ in [] } == ["5.0-flood"])
    }

    @Test func `a clock that is set back does not make it last, and does not keep it for ever`() {
        var course = AlarmCourse(at: Self.start)
        #expect(Self.told(&course, [0, 9]) { _ in [Self.absent] }.isEmpty)
        #expect(Self.told(&course, [-500_000, -499_995]) { _ in [Self.absent] }.isEmpty)
        #expect(Self.told(&course, [-499_990]) { _ in [Self.absent] } == ["-499990.0+modem-missing"])
        #expect(Self.told(&course, [-600_000, -599_995]) { _ in [] } == ["-599995.0-modem-missing"])
    }
}
