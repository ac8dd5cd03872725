// Sums of one school's month, by the rules of domain.md §8.
extension MonthTally {
    var basis: AttendanceBasis {
        record.school.attendanceForm == .regular ? .enrolment : .none(record.school.attendanceForm)
    }

    /// Boys and girls together: where only one of them was told, nobody knows the total.
    private var pupilPairs: [Pair] { counted.compactMap { Pair($0.counts.pupils, of: $0.enrolment.pupils) } }

    func pupils(_ rules: MonthRules) -> PupilFigures {
        let total = figure(pupilPairs)
        return PupilFigures(total: total, bySex: bySex, level: rules.level(total.rate?.percent, of: received))
    }

    /// Over the reports of the total, so that both add up to it.
    private var bySex: PupilFigures.BySex {
        let whole = counted.filter { $0.counts.pupils != nil && $0.enrolment.pupils != nil }
        guard !whole.isEmpty else { return .noData }
        let groups = whole.flatMap { [$0.enrolment.boys, $0.enrolment.girls].compactMap(\.self) }
        guard groups.allSatisfy({ $0 >= AttendanceRate.fewestForSplit }) else { return .tooFew }
        return .split(
            boys: figure(whole.compactMap { Pair($0.counts.boys, of: $0.enrolment.boys) }),
            girls: figure(whole.compactMap { Pair($0.counts.girls, of: $0.enrolment.girls) }))
    }

    /// Also where a page may not print it.
    var teachers: AttendanceFigure {
        Self.rate(counted.compactMap { Pair($0.counts.teachers, of: $0.enrolment.teachers) })
    }

    func staff(_ rules: MonthRules) -> StaffFigures {
        guard namesATeacher else {
            return .teachers(teachers, level: rules.level(teachers.rate?.percent, of: received))
        }
        let reports = days.compactMap(\.report)
        let held = reports.count(where: \.heldClass)
        let percent = reports.isEmpty ? nil : AttendanceRate.percent(held, of: reports.count)
        return .classDays(
            ClassDays(held: held, known: reports.count), level: rules.level(percent, of: received))
    }

    /// A rate of one person is that person.
    private var namesATeacher: Bool {
        let staff = [record.school.enrolment.teachers] + counted.map(\.enrolment.teachers)
        return record.school.teachingForm == .unidocente || record.school.attendanceForm == .pronoei
            || staff.contains { $0.map { $0 <= 1 } ?? false }
    }

    /// One report's figure, with what it is measured by where that is known.
    private struct Pair {
        let present: Int
        let expected: Int?

        init?(_ present: Int?, of expected: Int?) {
            guard let present else { return nil }
            self.present = present
            self.expected = expected
        }
    }

    private func figure(_ pairs: [Pair]) -> AttendanceFigure {
        basis == .enrolment ? Self.rate(pairs) : Self.sum(pairs)
    }

    private static func sum(_ pairs: [Pair]) -> AttendanceFigure {
        pairs.isEmpty ? .noData : .present(sum: pairs.map(\.present).reduce(0, +), reports: pairs.count)
    }

    private static func rate(_ pairs: [Pair]) -> AttendanceFigure {
        let measured = pairs.compactMap { pair in pair.expected.map { (present: pair.present, expected: $0) } }
        guard let smallest = measured.map(\.expected).min() else { return sum(pairs) }
        let expected = measured.map(\.expected).reduce(0, +)
        guard expected > 0 else { return .noData }
        return .rate(
            AttendanceRate(
                present: measured.map(\.present).reduce(0, +), expected: expected, reports: measured.count,
                smallestGroup: smallest))
    }
}
