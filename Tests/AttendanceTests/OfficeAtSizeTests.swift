import Attendance
import Foundation
import Synchronization
import Testing

/// Schools that are asked alike are reckoned once. So a whole office must be planned as its schools are one by one.
@Suite("An office of many schools")
struct OfficeAtSizeTests {
    /// Sixty schools in six districts with days, baselines, closures and holds of every scope, drawn for each seed.
    struct Office {
        let inputs: PlanningInputs

        init(seed: UInt64) {
            var dice = Dice(state: seed)
            let monday = Sample.day("2026-04-27")
            let plain = (0..<60).map { number in
                School(
                    key: SchoolKey(String(9_100_000 + number)), name: "I.E. \(number)", level: "primaria",
                    district: "Distrito \(number % 6)", ugel: "UGEL \(number % 2)",
                    cluster: number % 7 == 0 ? nil : "Red \(number % 12)",
                    enrolment: Enrolment(boys: 9, girls: 9, teachers: number % 4 == 0 ? nil : 2))
            }
            func scope() -> SchoolScope {
                switch dice.below(8) {
                case 0: .office
                case 1: .district("Distrito \(dice.below(6))")
                case 2: .cluster("Red \(dice.below(12))")
                default: .school(plain[dice.below(60)].key)
                }
            }
            func day() -> SchoolDay { monday.adding(days: dice.below(21)) }
            let settings = ReportingSettings(
                overrides: (0..<20).map { _ in
                    ReportingOverride(area: scope(), from: day(), day: Weekday.allCases[dice.below(5)])
                }.filter { $0.area != .office },
                baselines: (0..<4).map { _ in Baseline(area: scope(), first: day(), weeks: 1) }, salt: "sal")
            let schools = plain.map { school in
                var school = school
                school.schedule = settings.schedule(of: school)
                return school
            }
            let closures = (0..<25).map { _ -> Closure in
                let first = day()
                return dice.below(4) == 0
                    ? Closure.localHoliday("feria", of: first, for: scope())
                    : Closure(scope: scope(), first: first, last: first.adding(days: dice.below(3)), reason: "huayco")
            }
            let holds = (0..<6).map { _ -> Hold in
                let first = day()
                let last = dice.below(3) == 0 ? nil : first.adding(days: dice.below(9))
                return Hold(scope: scope(), first: first, last: last, note: "", origin: .office)
            }.filter { $0.scope != .office }
            let reports = (0..<60).map { _ -> StoredReport in
                let school = schools[dice.below(60)]
                let stream: ReportStream = dice.below(4) == 0 ? .community : .school
                return Sample.stored(school, day().iso, .heldClass(true), stream: stream)
            }
            inputs = PlanningInputs(
                schools: schools, reporters: Self.reporters(of: schools), reports: reports, closures: closures,
                lastReportDays: Dictionary(
                    reports.filter { $0.report.stream == .school }.map { ($0.report.school, $0.report.day) },
                    uniquingKeysWith: max), holds: holds)
        }

        /// One school a phone, so that no text is about two.
        private static func reporters(of schools: [School]) -> [Reporter] {
            let roles: [ReporterRole] = [.head, .community, .promoter]
            return schools.enumerated().flatMap { number, school in
                roles.enumerated().map { place, role in
                    Sample.reporter(
                        Sample.phone(String(900_000_000 + 3 * number + place)), role,
                        number % 11 == place ? .optedOut : .active, schools: [(school, nil)])
                }
            }
        }

        func only(_ school: School) -> PlanningInputs {
            var own = inputs
            own.schools = [school]
            own.reporters = own.reporters.filter { $0.assignments.first?.school == school.key }
            own.sent = own.sent.filter { step in own.reporters.contains { $0.phone == step.key.phone } }
            return own
        }
    }

    /// Knuth's MMIX generator: the same offices each time.
    struct Dice {
        var state: UInt64

        mutating func below(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
    }

    static func planner(_ fits: @escaping @Sendable (String) -> Bool = Sample.fits) throws -> ReminderPlanner {
        var office = try Sample.office()
        office.reporting.secondDay = .random
        office.questions = ExtraQuestion.readyMade
        return ReminderPlanner(office: office, fits: fits)
    }

    @Test(arguments: 1...3)
    func `is planned as its schools are one by one, through two weeks`(seed: UInt64) throws {
        let office = Office(seed: seed)
        let planner = try Self.planner()
        var due = 0
        let hours = ["08:30", "09:00", "10:00", "12:00", "15:00", "19:01"]
        let moments = (0..<12).flatMap { offset in
            hours.map { Sample.moment("\(Sample.day("2026-05-04").adding(days: offset).iso) \($0)") }
        }
        for now in moments {
            let whole = planner.plan(office.inputs, at: now)
            let single = office.inputs.schools.map { planner.plan(office.only($0), at: now) }
            #expect(Set(whole.due) == Set(single.flatMap(\.due)), "\(Sample.clock(now))")
            #expect(Set(whole.leftOut) == Set(single.flatMap(\.leftOut)), "\(Sample.clock(now))")
            // Some schools alone have nothing to look for within two weeks, and say midnight.
            #expect(single.contains { $0.nextLook == whole.nextLook }, "\(Sample.clock(now))")
            due += whole.due.count
        }
        #expect(due > 500, "little was due: \(due)")
    }

    @Test(arguments: 1...3)
    func `objects to a step by what concerns its school alone`(seed: UInt64) throws {
        let office = Office(seed: seed)
        let planner = try Self.planner()
        var objections = Set<LeftOut.Reason?>()
        for moment in ["2026-05-04 10:00", "2026-05-05 10:00", "2026-05-05 15:00", "2026-05-06 12:00"] {
            let now = Sample.moment(moment)
            for text in planner.plan(office.inputs, at: now).due {
                let school = try #require(office.inputs.schools.first { text.schools.contains($0.key) })
                for later in [0, 3600, 5 * 3600, 86_400].map({ now.addingTimeInterval($0) }) {
                    let whole = planner.objection(to: text.key, schools: text.schools, office.inputs, at: later)
                    let own = planner.objection(to: text.key, schools: text.schools, office.only(school), at: later)
                    #expect(whole == own, "\(text.key)")
                    objections.insert(whole)
                }
            }
        }
        #expect(objections.count > 2)
    }

    @Test
    func `puts a question that many are asked into words once`() throws {
        let measured = Mutex(0)
        let planner = try Self.planner { text in
            measured.withLock { $0 += 1 }
            return Sample.fits(text)
        }
        var inputs = Office(seed: 1).inputs
        (inputs.closures, inputs.holds) = ([], [])
        inputs.schools = inputs.schools.map { school in
            var school = school
            school.schedule = ReportingSchedule()
            return school
        }
        inputs.reporters = inputs.reporters.filter { $0.role == .head }
        let due = planner.plan(inputs, at: Sample.moment("2026-05-11 10:00")).due
        #expect(due.count > 40)
        // With a teacher figure and without.
        #expect(measured.withLock { $0 } == 2)
    }

    @Test
    func `looks again when a report has waited a day for its SI`() throws {
        let asked = Sample.moment("2026-05-03 16:20")
        let question = OpenQuestion(
            kind: .overEnrolment, school: Sample.one.key, day: Sample.day("2026-05-04"),
            counts: AttendanceCounts(boys: 41, girls: 15, teachers: 2), askedAt: asked)
        let inputs = PlanningInputs(
            schools: [Sample.one], reporters: [Sample.reporter(Sample.rosa, schools: [(Sample.one, nil)])],
            openQuestions: [question])
        let planner = ReminderPlanner(office: try Sample.office(), fits: Sample.fits)
        let plan = planner.plan(inputs, at: Sample.moment("2026-05-04 15:00"))
        #expect(plan.due.isEmpty)
        #expect(Sample.clock(plan.nextLook) == "2026-05-04 16:20")
        #expect(planner.plan(inputs, at: plan.nextLook).due.map(\.key.step) == [.reminder1])
    }
}
