import Attendance
import Foundation

extension SchoolMonth {
    /// - Parameter notes: what never is on a page.
    func json(_ notes: OfficeNotes?, _ time: OfficeTime) -> JSON {
        var members = head(time) + figures.received.members + pupilMembers + staffMembers
        members += figures.comparison.members
        members += [
            .init(key: "cluster", value: JSON(figures.comparison.cluster?.name)),
            .init(key: "clusterPercent", value: JSON(figures.comparison.cluster?.percent)),
            .init(key: "clusterSchools", value: JSON(figures.comparison.cluster?.schools)),
            .init(key: "communityHeld", value: JSON(figures.community?.held)),
            .init(key: "communityAnswered", value: JSON(figures.community?.answered)),
        ]
        return .object(members + lists(notes))
    }

    private func lists(_ notes: OfficeNotes?) -> [JSON.Member] {
        [
            .init(key: "days", value: .list(figures.days.map(\.json))),
            .init(key: "answers", value: .list(figures.answers.map(\.json))),
            .init(key: "context", value: .list(context.map(JSON.text))),
            .init(key: "agreements", value: .list(agreements.map(\.json))),
            .init(key: "contradictions", value: .list((notes?.contradictions ?? []).map { JSON.text($0.iso) })),
            .init(key: "absences", value: .list((notes?.absences ?? []).map(\.json))),
        ]
    }

    private func head(_ time: OfficeTime) -> [JSON.Member] {
        var closed: (number: Int, at: Date)?
        if case .closed(let number, let at, _) = edition { closed = (number, at) }
        return [
            .init(key: "month", value: .text(figures.month.iso)),
            .init(key: "codMod", value: .text(school.key.codMod)),
            .init(key: "anexo", value: .number(school.key.anexo)),
            .init(key: "name", value: .text(school.name)), .init(key: "provisional", value: .boolean(closed == nil)),
            .init(key: "edition", value: JSON(closed?.number)), .init(key: "closedAt", value: time.json(closed?.at)),
            .init(key: "reportsSince", value: .number(reportsSince)),
        ]
    }

    private var pupilMembers: [JSON.Member] {
        let pupils = figures.pupils
        var (bySex, sexes): (String, [(String, AttendanceFigure)]) = ("noData", [("boys", .noData), ("girls", .noData)])
        switch pupils.bySex {
        case .noData: break
        case .tooFew: bySex = "tooFew"
        case .split(let boys, let girls): (bySex, sexes) = ("split", [("boys", boys), ("girls", girls)])
        }
        return pupils.total.members(of: "pupils")
            + [
                .init(key: "pupilsAsCounts", value: .boolean(pupils.total.rate?.isPrintedAsCounts ?? false)),
                .init(key: "pupilsLevel", value: .text(pupils.level.rawValue)),
                .init(key: "bySex", value: .text(bySex)),
            ] + sexes.flatMap { $1.members(of: $0) }
    }

    private var staffMembers: [JSON.Member] {
        var (teachers, days): (AttendanceFigure, ClassDays?) = (.noData, nil)
        switch figures.staff {
        case .teachers(let figure, _): teachers = figure
        case .classDays(let held, _): days = held
        }
        return teachers.members(of: "teachers") + [
            .init(key: "classDays", value: JSON(days?.held)), .init(key: "classDaysKnown", value: JSON(days?.known)),
            .init(key: "staffLevel", value: .text(figures.staff.level.rawValue)),
        ]
    }
}

extension ReportsReceived {
    fileprivate var members: [JSON.Member] {
        [
            .init(key: "received", value: .number(received)), .init(key: "expected", value: .number(expected)),
            .init(key: "late", value: .number(late)), .init(key: "afterClose", value: .number(afterClose)),
        ]
    }
}

extension AttendanceFigure {
    /// `pupilsPresent`, `pupilsEnrolled`, `pupilsReports`, `pupilsPercent`; null is no figure.
    fileprivate func members(of group: String) -> [JSON.Member] {
        var (present, reports): (Int?, Int?)
        switch self {
        case .noData: break
        case .present(let sum, let count): (present, reports) = (sum, count)
        case .rate(let rate): (present, reports) = (rate.present, rate.reports)
        }
        return [
            .init(key: group + "Present", value: JSON(present)),
            .init(key: group + "Enrolled", value: JSON(rate?.expected)),
            .init(key: group + "Reports", value: JSON(reports)),
            .init(key: group + "Percent", value: JSON(rate?.percent)),
        ]
    }
}

extension MonthComparison {
    fileprivate var members: [JSON.Member] {
        Self.members(of: lastMonth, named: "lastMonth") + Self.members(of: lastYear, named: "lastYear")
    }

    private static func members(of other: Other?, named name: String) -> [JSON.Member] {
        [
            .init(key: name + "Percent", value: JSON(other?.pupils.total.rate?.percent)),
            .init(key: name + "Change", value: JSON(other?.pupilsChange.rawValue)),
            .init(key: name + "StaffChange", value: JSON(other?.staffChange.rawValue)),
            .init(key: name + "Received", value: JSON(other?.received.received)),
            .init(key: name + "Expected", value: JSON(other?.received.expected)),
        ]
    }
}

extension MonthDay {
    fileprivate var json: JSON {
        var reason: String? = report?.noClassReason
        if case .skipped(let off) = state { reason = off.words }
        let state =
            switch state {
            case .report: "report"
            case .noReport: "noReport"
            case .notYet: "notYet"
            case .skipped: "skipped"
            }
        return [
            "day": .text(day.iso), "state": .text(state), "reportedDay": JSON(report?.day.iso),
            "heldClass": JSON(report?.heldClass), "pupils": JSON(report?.pupils), "enrolled": JSON(report?.enrolled),
            "reason": JSON(reason), "came": JSON(report?.timeliness.rawValue), "movedFrom": JSON(movedFrom?.iso),
            "movedBecause": JSON(movedBecause?.words),
        ]
    }
}

extension MonthAnswer {
    fileprivate var json: JSON { ["question": .text(question), "value": JSON(value)] }
}

extension OfficeNotes.Absence {
    fileprivate var json: JSON {
        ["day": .text(day.iso), "reason": .text(reason.rawValue), "teachers": .number(teachers)]
    }
}
