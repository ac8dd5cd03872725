import Attendance
import OfficeConfiguration
import PrintedReports
import Store

/// The roster as cards.
struct CardMaterial {
    private let workplace: Workplace
    private let reporters: [Reporter]
    private let schools: [SchoolKey: School]

    init(_ workplace: Workplace) throws {
        self.workplace = workplace
        reporters = try workplace.store.reporters(on: workplace.today)
        schools = Dictionary(
            try workplace.store.schools(on: workplace.today).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameters:
    ///   - reporter: only this one's card.
    ///   - school: only of those who have it.
    func plan(reporter: PhoneNumber?, school: SchoolKey?) throws(Complaint) -> CardPlan {
        if let reporter {
            let card = try card(of: reporter)
            return CardPlan([card], named: card.reporter.name)
        }
        let all = reporters.filter { $0.status == .active }.compactMap(card)
        guard let school else {
            guard !all.isEmpty else {
                throw Complaint(.noInput, "Nobody reports for a school yet. Import the people first (`edutrac reporter import`).")
            }
            return CardPlan(all)
        }
        guard let place = schools[school] else {
            throw Complaint(.noInput, "There is no school \(school.words). `edutrac school list` has the codes.")
        }
        let own = all.filter { card in card.places.contains { $0.school.key == school } }
        guard !own.isEmpty else {
            throw Complaint(
                .noInput, "Nobody reports for \(place.name) yet. Import them (`edutrac reporter import`), or let them in "
                    + "(`edutrac reporter approve`).")
        }
        return CardPlan(own, named: school.text)
    }

    private func card(_ reporter: Reporter) -> ReporterCard? {
        ReporterCard(
            of: reporter, schools: schools, office: workplace.office,
            number: workplace.configuration.number(for: reporter.phone), today: workplace.today)
    }

    private func card(of phone: PhoneNumber) throws(Complaint) -> ReporterCard {
        guard let reporter = reporters.first(where: { $0.phone == phone }) else {
            throw Complaint(.noInput, "\(phone.national) is not in the roster. `edutrac reporter list` has everybody.")
        }
        guard reporter.status == .active else {
            throw Complaint(.noInput, "\(phone.national) does not report: \(Self.reason(reporter.status)).")
        }
        guard let card = card(reporter) else {
            let reason = ReporterCard.Kind(reporter.role) == nil ? "the role \(reporter.role.rawValue) has no card" : "no school of theirs is in the roster"
            throw Complaint(.noInput, "\(phone.national) gets no card: \(reason).")
        }
        return card
    }

    private static func reason(_ status: ReporterStatus) -> String {
        switch status {
        case .active: "active"
        case .pending: "they wait for the office; let them in with `edutrac reporter approve`"
        case .refused: "the office has refused them"
        case .optedOut: "they have left with BAJA, and come back by sending ALTA"
        case .retired: "they are no longer in the office's list"
        }
    }
}
