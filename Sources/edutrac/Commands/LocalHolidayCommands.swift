import ArgumentParser
import Attendance
import Foundation
import Store

struct AddLocalHoliday: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Adds a local holiday, observed on the following Monday.",
        discussion: "For all schools, unless some are named. The feast's own date is a class day then.")

    @Option(help: ArgumentHelp("The date of the feast.", valueName: "2026-05-06"))
    var day: SchoolDay

    @Option(help: ArgumentHelp("What is celebrated.", valueName: "words"))
    var name: String

    @Flag(help: "It is observed on its own date and not on the following Monday.")
    var onTheDay = false

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws { try ClosureWords.check(name, option: "--name") }

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let place = try workplace.place(scope.scope ?? .office)
        let holiday = Closure.localHoliday(name, of: day, for: place.scope, onTheDay: onTheDay)
        let others = try workplace.store.closures(since: holiday.first)
        let id = try workplace.store.addClosure(holiday, by: signing.signature(person, workplace))
        let notes = try ClosureNotes(holiday, place, others, workplace).words
        if options.json { return try workplace.terminal.write(workplace.json(of: id)) }
        try workplace.terminal.write(
            "Local holiday \(id): \(place.words), \(name), observed on \(holiday.first.weekday.name) \(holiday.first.iso)."
        )
        if holiday.first != day, workplace.office.calendar.kind(of: day) == .classDay {
            try workplace.terminal.write(
                "\(day.weekday.name) \(day.iso) itself stays a class day; --on-the-day makes it the holiday.")
        }
        for note in notes { try workplace.terminal.write(note) }
    }
}

struct RemoveLocalHoliday: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes a local holiday back: the day is a class day again.")

    @Argument(help: "Its number, as \"calendar show\" and \"closure list\" show it.")
    var id: Int64

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let holiday = try workplace.store.closure(id).closure
        guard holiday.isHoliday else {
            throw Complaint(.badData, "Number \(id) is a closure. Use \"edutrac closure end \(id)\".")
        }
        if holiday.isTakenBack { throw Complaint(.badData, "Local holiday \(id) was removed before.") }
        try workplace.store.endClosure(
            id, last: holiday.first.adding(days: -1), by: signing.signature(person, workplace))
        if options.json { return try workplace.terminal.write(workplace.json(of: id)) }
        try workplace.terminal.write(
            "Local holiday \(id) (\(holiday.scope.words), \(holiday.reason)) on \(holiday.first.iso) is removed.")
        if holiday.first < workplace.today {
            try workplace.terminal.write("It lies in the past: reports stay for the days that they were counted for.")
        }
    }
}

extension Weekday {
    /// `Monday`
    var name: String { rawValue.capitalized }
}
