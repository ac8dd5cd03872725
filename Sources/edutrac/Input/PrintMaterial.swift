import Attendance
import Foundation
import OfficeConfiguration
import PrintedReports
import Store

/// What the pages of a month are made of, read from the store and the configuration.
struct PrintMaterial {
    private let month: Month
    private let workplace: Workplace
    private let inputs: MonthInputs
    private let months: [SchoolMonth]
    private let reckoning: MonthReckoning

    init(_ month: Month, _ workplace: Workplace) throws {
        self.month = month
        self.workplace = workplace
        inputs = try workplace.store.monthInputs(of: month)
        reckoning = MonthReckoning(inputs, office: workplace.office, today: workplace.today)
        months = reckoning.schoolMonths
        guard !months.isEmpty else {
            throw Complaint(.noInput, "No school was in the roster in \(month.iso): there is nothing to print.")
        }
    }

    var edition: Int? { inputs.closings.last?.edition }
    var schools: Int { months.count }

    // MARK: Who gets what

    /// - Parameters:
    ///   - school: only its building.
    ///   - promoter: only those of this one, by name or phone.
    func rounds(school: SchoolKey?, promoter: String?) throws -> [PrintedRound] {
        let trend = try trend()
        let schools = months.map { month in
            let key = month.school.key
            return PrintedSchool(
                month, notes: reckoning.notes(of: key), trend: trend.compactMapValues { $0[key] })
        }
        let locals = PrintedLocal.grouping(schools)
        // Whoever looks after a school now takes its envelope along.
        let promoters = try workplace.store.reporters(on: workplace.today).filter {
            $0.role == .promoter && $0.status != .retired && $0.status != .refused
        }
        var rounds = PrintedRound.dividing(
            locals, among: promoters.map { ($0.name, Set($0.assignments.map(\.school))) })
        if let promoter {
            let wanted = promoter.foldedForMatching.lowercased()
            let phone = PhoneNumber(peruvianMobile: promoter)
            let names = Set(
                promoters.filter { $0.phone == phone || $0.name.foldedForMatching.lowercased() == wanted }.map(\.name))
            rounds = rounds.filter { $0.promoter.map(names.contains) ?? false }
            guard !rounds.isEmpty else {
                throw Complaint(
                    .noInput, "There is no promoter \(promoter) with schools in \(month.iso). `edutrac reporter list` has them.")
            }
        }
        guard let school else { return rounds }
        let own = rounds.compactMap { round -> PrintedRound? in
            let locals = round.locals.filter { $0.has(school) }
            return locals.isEmpty ? nil : PrintedRound(promoter: round.promoter, locals: locals)
        }
        guard !own.isEmpty else {
            throw Complaint(.noInput, "\(school.words) was not in the roster in \(month.iso). Check the code.")
        }
        return own
    }

    /// Pupils of the eleven months before: as they were closed, and where an office closes nothing, as they are now.
    private func trend() throws -> [Month: [SchoolKey: PupilFigures]] {
        let before = PrintedSchool.trendMonths(to: month).dropLast()
        var trend = try workplace.store.pupilFigures(of: Array(before))
        guard let first = try workplace.store.firstReportDay() else { return trend }
        for month in before where trend[month] == nil && month >= Month(of: first) {
            let open = MonthReckoning(
                try workplace.store.monthInputs(of: month), office: workplace.office, today: workplace.today)
            trend[month] = Dictionary(
                open.figures.map { ($0.school, $0.pupils) }, uniquingKeysWith: { first, _ in first })
        }
        return trend
    }

    // MARK: Tables

    /// The same as `month export` writes.
    ///
    /// - Returns: their names.
    func writeTables(into folder: SheetFolder) throws -> [String] {
        let tables = MonthTables(months, workplace.time)
        let reports = try workplace.store.allReports(from: month.first, to: month.last)
        let names = Dictionary(months.map { ($0.school.key, $0.school.name) }, uniquingKeysWith: { first, _ in first })
        let texts = [tables.reports(reports, names: names), tables.figures, tables.ugel]
        for (name, text) in zip(MonthTables.names, texts) { try folder.write(text, to: name) }
        return MonthTables.names
    }
}
