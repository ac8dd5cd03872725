import Foundation
import Stage

/// What the office holds after a term, beside what it should hold. Every difference in words.
struct TermCheck {
    private let scenario: TermScenario
    private let reckoner: TermReckoner
    private let run: TermRun
    private let inbox: [JSONValue]
    private let outbox: [JSONValue]
    private let reports: [JSONValue]

    init(_ run: TermRun, against reckoner: TermReckoner, _ play: Play) throws {
        self.run = run
        self.reckoner = reckoner
        scenario = reckoner.scenario
        inbox = try play.inbox()
        outbox = try play.outbox()
        reports = try play.reports()
    }

    func differences() throws -> [String] {
        run.late + unsaid() + figures() + texts() + onceOnAir() + caps() + (try steps())
    }

    // MARK: What was said

    private func unsaid() -> [String] {
        run.unsaid.map { place in
            let text = scenario.texts[place]
            guard case .told(let session, let words) = text.when else { return "" }
            return
                "\(text.sender) was never told \"\(words)\" in \(scenario.sessions[session])"
                + " and did not write \"\(text.body)\"."
        }
    }

    private struct Place: Hashable {
        let school: String
        let day: String
        let stream: String
    }

    private func figures() -> [String] {
        var reckoned: [Place: String] = [:]
        for (key, content) in reckoner.reports {
            let codMod = scenario.office.schools[key.school].codMod
            reckoned[Place(school: codMod, day: key.day.iso, stream: key.stream.rawValue)] = "\(content)"
        }
        var held: [Place: [String]] = [:]
        for report in reports where report["training"].bool != true {
            let place = Place(
                school: report.word("codMod"), day: report.word("day"), stream: report.word("stream"))
            held[place, default: []].append(Self.content(report))
        }
        let places = Set(reckoned.keys).union(held.keys).sorted { ($0.day, $0.school) < ($1.day, $1.school) }
        return places.compactMap { place in
            let (should, has) = (reckoned[place].map { [$0] } ?? [], held[place] ?? [])
            guard should != has else { return nil }
            return
                "\(place.school) on \(place.day), \(place.stream): reckoned \(should), the office holds \(has)."
                + " \(said(place))"
        }
    }

    private static func content(_ report: JSONValue) -> String {
        let noClass = report["noClass"].bool == true
        guard report["stream"].string == "school" else {
            return "\(TermScenario.Content.heldClass(!noClass))"
        }
        guard !noClass else { return "\(TermScenario.Content.noClass)" }
        let figures = Figures(
            boys: report["boys"].int ?? -1, girls: report["girls"].int ?? -1, teachers: report["teachers"].int ?? -1)
        return "\(TermScenario.Content.present(figures))"
    }

    /// What the people of a school wrote in the week after a day.
    private func said(_ place: Place) -> String {
        guard let school = scenario.office.schools.first(where: { $0.codMod == place.school }) else { return "" }
        let reporters = scenario.office.people.filter { $0.role != .promoter && $0.schools.contains(school.number) }
        let senders = Set(reporters.map(\.e164))
        let words = run.written.filter { written in
            senders.contains(scenario.texts[written.text].sender) && written.sent.prefix(10) >= place.day.prefix(10)
        }.prefix(4).map { "\"\(scenario.texts[$0.text].body)\" (\($0.sent.prefix(16)))" }
        return "Written there: \(words.joined(separator: ", "))."
    }

    // MARK: What came in

    private struct Arrival: Hashable {
        let sender: String
        let body: String
        let sent: String
    }

    /// Every text in once, answered or not as it should be, and before a person when a person is needed.
    private func texts() -> [String] {
        var entries = Dictionary(grouping: inbox) { entry in
            Arrival(
                sender: entry.word("sender"), body: entry.word("text"), sent: entry.word("serviceCentreTime"))
        }
        var differences: [String] = []
        for written in run.written {
            let text = scenario.texts[written.text]
            let arrival = Arrival(sender: text.sender, body: text.body, sent: written.sent)
            let found = entries.removeValue(forKey: arrival) ?? []
            let name = "\"\(text.body)\" of \(text.sender) at \(written.sent)"
            guard found.count == 1, let entry = found.first else {
                differences.append("\(name) is in the inbox \(found.count) times.")
                continue
            }
            let reading = "\(name), read as \(entry.word("reading")):"
            let isAnswered = entry["reply"].string != nil
            if text.answer != .byCaps, isAnswered != (text.answer == .reply) {
                let answer = isAnswered ? "answered with \"\(entry.word("reply"))\"" : "no answer"
                differences.append("\(reading) \(answer) \(entry.word("silence")).")
            }
            if (entry["unread"].bool == true) != text.isForPerson {
                differences.append("\(reading) \(text.isForPerson ? "nobody" : "a person") has to read it.")
            }
        }
        return differences
            + entries.keys.map { "Nobody wrote \"\($0.body)\", said to be of \($0.sender) at \($0.sent)." }
    }

    // MARK: What went out

    private struct Words: Hashable {
        let to: String
        let text: String
    }

    /// Every row is sent, none twice, and nothing is on the air without a row.
    private func onceOnAir() -> [String] {
        var rows = Dictionary(grouping: outbox) { Words(to: $0.word("recipient"), text: $0.word("text")) }
        var differences = outbox.filter { $0["state"].string != "sent" }.map {
            "\"\($0.word("text"))\" to \($0.word("recipient")) is \($0.word("state")): \($0.word("reason"))."
        }
        for (words, submits) in Dictionary(grouping: run.air, by: { Words(to: $0.submit.to, text: $0.submit.text) }) {
            let count = rows.removeValue(forKey: words)?.count ?? 0
            guard count != submits.count else { continue }
            differences.append(
                "\"\(words.text)\" left \(submits.count) times for \(words.to) and was queued \(count) times.")
        }
        let answered = Dictionary(grouping: outbox.compactMap { $0["inReplyTo"].int }, by: { $0 }).filter {
            $0.value.count > 1
        }
        return differences + rows.keys.map { "\"\($0.text)\" never left for \($0.to)." }
            + answered.keys.map { "Text \($0) was answered twice." }
    }

    private static let perHour = 6
    private static let perDay = 12

    /// Nobody gets more replies than the caps, and those who write too much get as many.
    private func caps() -> [String] {
        let replies = Dictionary(grouping: outbox.filter { $0["kind"].string == "reply" }) {
            $0.word("recipient")
        }
        let chatterers = Set(scenario.texts.filter { $0.answer == .byCaps }.map(\.sender))
        return replies.flatMap { phone, rows -> [String] in
            let moments = rows.compactMap { $0["createdAt"].string.flatMap(StageClock.moment) }.sorted()
            func most(in seconds: Double) -> Int {
                moments.map { first in moments.count { first <= $0 && $0.timeIntervalSince(first) < seconds } }.max()
                    ?? 0
            }
            let (hour, day) = (most(in: 3600), most(in: 86_400))
            if hour > Self.perHour || day > Self.perDay {
                return ["\(phone) got \(hour) replies in an hour, \(day) in a day."]
            }
            let isShort = chatterers.contains(phone) && (hour, day) != (Self.perHour, Self.perDay)
            return isShort
                ? ["\(phone) wrote more than the caps allow and got \(hour) replies an hour, \(day) a day."] : []
        }
    }

    // MARK: What leaves unasked

    private func steps() throws -> [String] {
        let unaskedRows = outbox.filter { ["question", "reminder"].contains($0["kind"].string) }
        let unasked = Set(unaskedRows.map { Words(to: $0.word("recipient"), text: $0.word("text")) })
        let sent = run.air.filter { unasked.contains(Words(to: $0.submit.to, text: $0.submit.text)) }
        var differences = sent.filter { !Self.isAllowed(at: $0.submit.at) }.map {
            "\"\($0.submit.text)\" left for \($0.submit.to) at \($0.submit.at)."
        }
        var counted: [TermReckoner.Unasked: Int] = [:]
        var remindersOfWeek: [String: Set<TermReckoner.Step>] = [:]
        for text in sent {
            guard let step = Self.step(text.submit.text) else {
                differences.append("\"\(text.submit.text)\" is no step of the week.")
                continue
            }
            counted[TermReckoner.Unasked(phone: text.submit.to, session: text.session, step: step), default: 0] += 1
            if case .reminder(_, let school, _) = step {
                remindersOfWeek["I.E. \(school) in week \(scenario.sessions[text.session].day.week)", default: []]
                    .insert(step)
            }
        }
        differences += remindersOfWeek.filter { $0.value.count > 2 }.map {
            "\($0.key) got \($0.value.count) reminders."
        }
        differences += counted.filter { $0.value > 1 }.map { "\(words($0.key)) left \($0.value) times." }
        differences += counted.keys.filter { !reckoner.unasked.contains($0) }.map {
            "\(words($0)) left and should not have."
        }
        return differences + reckoner.unasked.filter { counted[$0] == nil }.map { "\(words($0)) did not leave." }
    }

    private func words(_ unasked: TermReckoner.Unasked) -> String {
        "\(unasked.step) to \(unasked.phone) in \(scenario.sessions[unasked.session])"
    }

    /// 07:30 to 19:00, never on a Sunday or a holiday.
    private static func isAllowed(at moment: String) -> Bool {
        guard let date = StageClock.moment(moment) else { return false }
        let (day, minute) = TermDay.of(date)
        return (450...1140).contains(minute) && day.weekday < 6 && !day.isHoliday
    }

    private static func step(_ text: String) -> TermReckoner.Step? {
        if text.contains("Hoy es dia de reporte") { return .question }
        if text.hasPrefix("Autoridad: hoy hubo clases") { return .communityQuestion }
        if let found = text.firstMatch(of: /(Recordatorio|Ultimo aviso).*I\.E\. (\d+).* del \w+ (\d\d\/\d\d)/) {
            return .reminder(found.1 == "Recordatorio" ? 1 : 2, school: Int(found.2) ?? 0, day: String(found.3))
        }
        if text.hasPrefix("Sin reporte: ") {
            let more = text.firstMatch(of: /y (\d+) mas/).flatMap { Int($0.1) } ?? 0
            return .list(text.matches(of: /I\.E\. \d+/).count + more)
        }
        if let found = text.firstMatch(of: /Semana del .*, (\d+) de (\d+)\./) {
            return .summary(reported: Int(found.1) ?? -1, of: Int(found.2) ?? -1)
        }
        if let found = text.firstMatch(of: /Semana del .*reportaron (\d+) de (\d+) escuelas/) {
            return .summary(reported: Int(found.1) ?? -1, of: Int(found.2) ?? -1)
        }
        return nil
    }
}

extension JSONValue {
    /// A member that is a text; empty where it is none.
    fileprivate func word(_ key: String) -> String { self[key].string ?? "" }
}
