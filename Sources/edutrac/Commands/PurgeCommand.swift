import ArgumentParser
import Attendance
import Store

struct PurgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge", abstract: "Empties texts and erases people that are kept no longer than [retention] says.")

    @Flag(help: "Only says how much it would be.")
    var check = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = Person.name
        let workplace = try Workplace.open(options)
        let rules = workplace.office.retention
        let texts = rules.textsSince(workplace.today)
        let people = rules.peopleSince(workplace.today)
        let bounds = PurgeBounds(
            textsBefore: texts.start(in: workplace.time.zone), leftBefore: people.start(in: workplace.time.zone))
        let purged = try workplace.store.purge(
            bounds, rehearsing: check, by: Signature(person: person, at: workplace.now))
        if options.json {
            return try workplace.terminal.write([
                "textsBefore": .text(texts.iso), "leftBefore": .text(people.iso), "changesMade": .boolean(!check),
                "received": .number(purged.received), "unread": .number(purged.unread), "sent": .number(purged.sent),
                "calls": .number(purged.calls), "people": .number(purged.people),
            ])
        }
        try workplace.terminal.write(words(purged, texts, people))
        if purged.unread > 0, !check {
            workplace.terminal.complain(
                "edutrac: warning: nobody had read \(purged.unread) of the texts that are empty now. Read the inbox every week: \"edutrac inbox list --unread\".")
        }
    }

    private func words(_ purged: Purged, _ texts: SchoolDay, _ people: SchoolDay) -> String {
        let what = "texts before \(texts.iso), \(purged.received) received and \(purged.sent) sent; \(purged.calls) calls; \(purged.people) people who left before \(people.iso)"
        if purged.isNothing { return "Nothing is older than it may be: no text before \(texts.iso), nobody who left before \(people.iso)." }
        return check ? "Would be emptied or erased: \(what). Nothing was changed." : "Emptied or erased: \(what)."
    }
}
