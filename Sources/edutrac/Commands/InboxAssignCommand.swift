import ArgumentParser
import Attendance
import Foundation
import Store

struct AssignText: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Makes a text that came in the source of a report: figures that only a person could read.")

    @OptionGroup var ids: InboxIDs

    @Option(help: ArgumentHelp("The school; the sender's by default, where it is one.", valueName: "codMod[/anexo]"))
    var school: SchoolKey?

    @Option(help: ArgumentHelp("The day; by default the one that the text counts for.", valueName: "2026-05-04"))
    var day: SchoolDay?

    @OptionGroup var figures: FigureOptions

    @Flag(help: "Take the place of the report that stands for the school and the day.")
    var replace = false

    @Flag(help: "Tell the sender that the report was received.")
    var tell = false

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws { try ids.requireOne() }

    func run() async throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let entry = try workplace.inboxEntry(ids.numbers[0])
        if let complaint = try Self.complaint(aboutReportOf: entry.id, workplace) { throw complaint }
        let (key, day) = try TextPlace(entry, workplace).place(school: school, day: day)
        let desk = try EntryDesk(workplace, key, on: day)
        let report = try desk.report(
            figures.content(), phone: entry.phone, sentAt: entry.sentAt, evenSo: figures.evenSo)
        let standing = try desk.standing()
        if let standing, !replace {
            throw Complaint(
                .badData,
                "\(key.words) has a report for \(day.iso) already: number \(standing.id), \(standing.report.inWords). "
                    + "Add --replace to put this one in its place. Nothing was changed.")
        }
        let draft = try tell ? Self.acceptance(of: report, at: desk.school, replacing: standing, entry, workplace) : nil
        let assigned: AssignedText
        do {
            assigned = try workplace.store.assign(
                entry.id, to: report, replacing: standing?.id, telling: draft, by: signing.signature(person, workplace))
        } catch StoreError.hasReport {
            // Somebody was quicker.
            throw try Self.complaint(aboutReportOf: entry.id, workplace)
                ?? Complaint(.tryAgain, "The report of text \(entry.id) was just taken back. Run the command again.")
        }
        if draft != nil { await workplace.wakeDaemon() }
        try say(assigned, report, desk, of: entry, replacing: standing, telling: draft)
    }

    private func say(
        _ assigned: AssignedText, _ report: AttendanceReport, _ desk: EntryDesk, of entry: InboxEntry,
        replacing standing: StoredReport?, telling draft: OutboundDraft?
    ) throws {
        let terminal = desk.workplace.terminal
        if options.json {
            let stored = StoredReport(id: assigned.report, report: report, state: .current, source: .office)
            guard case .object(let members) = stored.json(desk.workplace.time) else { return }
            return try terminal.write(
                .object(
                    members + [
                        .init(key: "text", value: .number(Int(entry.id))),
                        .init(key: "replaced", value: JSON(standing.map { Int($0.id) })),
                        .init(key: "message", value: JSON(assigned.message.map { Int($0) })),
                    ]))
        }
        try terminal.write(
            "Text \(entry.id) is report \(assigned.report) now: \(desk.school.name), \(report.day.iso), "
                + "\(report.inWords).")
        if let standing { try terminal.write("Report \(standing.id) (\(standing.report.inWords)) is history.") }
        if let draft, let message = assigned.message {
            try terminal.write("Message \(message) to \(draft.recipient.national): \(draft.text)")
        }
    }

    /// What became of the text before, by itself or by another person's hand; nil when nothing did that stands.
    private static func complaint(aboutReportOf text: Int64, _ workplace: Workplace) throws -> Complaint? {
        let history = try workplace.store.history(of: text)
        let known = history.reports.first { $0.state != .void && !$0.report.isTraining }
        guard let known else { return nil }
        let deed = history.deeds.last { $0.report == known.id }
        let by = deed.map { " (assigned by \($0.person) at \(workplace.time.short($0.at)))" } ?? ""
        let remedy =
            known.state == .current
            ? "\"edutrac report correct \(known.id)\" changes its figures, "
                + "\"edutrac report void \(known.id)\" takes it back."
            : "Something newer stands for its school and day: \"edutrac report list --history\" shows it."
        return Complaint(
            .badData, "Text \(text) is the source of report \(known.id) already\(by). \(remedy) Nothing was changed.")
    }

    /// The usual words, in the language of the sender.
    private static func acceptance(
        of report: AttendanceReport, at school: School, replacing standing: StoredReport?, _ entry: InboxEntry,
        _ workplace: Workplace
    ) throws -> OutboundDraft {
        let phone = try entry.recipient(workplace, otherwise: "Leave --tell out. Nothing was changed.")
        try workplace.requireConsent(of: phone, remedy: "Leave --tell out. Nothing was changed.")
        let office = workplace.office
        let text = OfficeEntry(office: office, closures: []).acceptance(
            of: report, at: school, replacing: standing?.report,
            in: try workplace.reporter(phone, on: workplace.today)?.language, fits: office.fitsOnePart)
        return OutboundDraft(
            recipient: phone, text: text, kind: .office, dueAt: workplace.now,
            expiresAt: workplace.now.addingTimeInterval(OutgoingText.lifetime), officeReplyTo: entry.id,
            schools: [school.key])
    }
}

/// Which school and which day a text is about.
struct TextPlace {
    let entry: InboxEntry
    let workplace: Workplace

    init(_ entry: InboxEntry, _ workplace: Workplace) {
        self.entry = entry
        self.workplace = workplace
    }

    /// - Parameters: what the person named; the rest is taken from the text and its sender.
    /// - Throws: ``Complaint`` that names the option which is wanted.
    func place(school: SchoolKey?, day: SchoolDay?) throws -> (SchoolKey, SchoolDay) {
        if let school, let day { return (school, day) }
        guard let text = entry.asItCame else {
            throw Complaint(
                .usage,
                "Text \(entry.id) could not be decoded, so it tells neither school nor day: give --school and --day. "
                    + "Nothing was changed.")
        }
        let rules = OfficeEntry(office: workplace.office, closures: try workplace.store.closures().map(\.closure))
        let rosterDay = day ?? rules.sendingDay(of: text)
        let key = try school ?? onlySchool(on: rosterDay)
        if let day { return (key, day) }
        guard let school = try workplace.store.schools(on: rosterDay).first(where: { $0.key == key }) else {
            throw Complaint.notInRoster(key, on: rosterDay)
        }
        guard let day = rules.day(of: text, at: school) else {
            throw Complaint(
                .usage, "Which day text \(entry.id) is about cannot be told: give --day. Nothing was changed.")
        }
        return (key, day)
    }

    private func onlySchool(on day: SchoolDay) throws -> SchoolKey {
        let sender = try entry.phone.flatMap { try workplace.reporter($0, on: day) }
        if let school = OfficeEntry.onlySchool(of: sender) { return school }
        let name = entry.phone?.national ?? entry.sender
        let schools = sender?.assignments.map(\.school.words) ?? []
        let why =
            switch schools.count {
            case 0: "\(name) reports for no school on \(day.iso)"
            case 1: "\(name) is \(sender?.role.rawValue ?? "no reporter") and does not report figures for \(schools[0])"
            default: "\(name) reports for \(schools.joined(separator: ", "))"
            }
        throw Complaint(.usage, "\(why): give --school. Nothing was changed.")
    }
}

extension InboxEntry {
    /// Nil when it could not be decoded.
    var asItCame: InboundText? {
        text.map {
            InboundText(
                sender: sender, phone: phone, body: $0, serviceCentreTime: serviceCentreTime, receivedAt: receivedAt,
                missingParts: missing)
        }
    }

    var sentAt: Date { asItCame?.sentAt ?? receivedAt }

    /// Whom an answer goes to.
    ///
    /// - Throws: ``Complaint`` where nobody can be written to.
    func recipient(_ workplace: Workplace, otherwise remedy: String) throws(Complaint) -> PhoneNumber {
        guard let phone else {
            let who = senderIfKnown.map { "\($0.withoutControls) is no Peruvian mobile" } ?? "nobody knows who sent it"
            throw Complaint(.badData, "Text \(id) cannot be answered: \(who). \(remedy)")
        }
        guard !workplace.office.ownNumbers.contains(phone) else {
            throw Complaint(
                .badData, "Text \(id) cannot be answered: \(phone.national) is a SIM of this office. \(remedy)")
        }
        return phone
    }
}

extension Workplace {
    func inboxEntry(_ id: Int64) throws -> InboxEntry {
        guard let entry = try store.inboxEntry(id) else { throw StoreError.noSuchText(id) }
        return entry
    }
}
