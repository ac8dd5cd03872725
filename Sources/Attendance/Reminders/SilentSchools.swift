package import Foundation

extension OfficeRules {
    /// How many schools were asked this week and have not reported. Those left alone today, and those whose hour has not
    /// come, owe nothing.
    ///
    /// - Parameter inputs: of this moment, all schools.
    package func schoolsSilent(_ inputs: PlanningInputs, at now: Date) -> Int {
        let week = WeekView(inputs, self, at: now)
        return week.schools.indices.count { place in
            guard let ladder = week.timetable(place).ofThisWeek, !week.isHeld(place, on: week.moment.today),
                now >= ladder.day.moment(at: reporting.questionAt, in: reporting.zone)
            else { return false }
            return !week.hasReported(place, ladder, as: .head)
        }
    }
}
