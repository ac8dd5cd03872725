import ArgumentParser
import Attendance
import Store

struct SchoolCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "school", abstract: "The schools of the office.",
        subcommands: [ImportSchools.self, ListSchools.self])
}

struct ImportSchools: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Adds and updates schools from a table, all rows or none.",
        discussion: """
            Columns: cod_mod, anexo, cod_local, name, level, district, ugel, community, cluster, \
            teaching_form, boys, girls, teachers, reporting_day; optional: attendance_form, valid_from. A column that is \
            left out keeps what is stored; an empty field clears it.
            """)

    @OptionGroup var source: ImportOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let input = try NamedInput(source.file)
        let workplace = try Workplace.open(options, creating: true)
        let file = try RosterFile(input)
        let current = try workplace.store.schools(on: workplace.today)
        let read = RosterImport.schools(
            header: file.table.header, rows: file.table.rows, current: current)
        let schools = try file.values(read.schools, problems: read.problems, called: "schools")
        workplace.warn(read.warnings, file)
        let day = workplace.validFrom(file, isFirst: current.isEmpty)
        let summary = try workplace.store.importSchools(
            schools, validFrom: day, daysFrom: workplace.reportingDaysFrom(day), retireMissing: source.retireMissing, rehearsing: source.check,
            at: workplace.now)
        try workplace.say(
            summary, of: file, schools.count, "schools", validFrom: day, rehearsed: source.check)
    }
}

struct ListSchools: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the schools with the enrolment of today.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let schools = try workplace.store.schools(on: workplace.today).sorted { $0.key < $1.key }
        if options.json { return try workplace.terminal.write(.list(schools.map { $0.json(on: workplace.today) })) }
        try workplace.terminal.write(Self.table(schools, on: workplace.today), of: "Schools")
    }

    static func table(_ schools: [School], on day: SchoolDay) -> Table {
        Table(
            [
                .init("codMod"), .init("name", .cut), .init("level", .cut), .init("district", .cut),
                .init("cluster", .cut), .init("H", isNumber: true), .init("M", isNumber: true),
                .init("D", isNumber: true), .init("day"),
            ],
            rows: schools.map { school in
                [
                    school.key.words, school.name, school.level, school.district, school.cluster,
                    school.enrolment.boys.map(String.init), school.enrolment.girls.map(String.init),
                    school.enrolment.teachers.map(String.init), school.schedule.day(inWeekOf: day)?.rawValue,
                ]
            })
    }
}

extension School {
    func json(on day: SchoolDay) -> JSON {
        [
            "codMod": .text(key.codMod),
            "anexo": .number(key.anexo),
            "codLocal": JSON(codLocal),
            "name": .text(name),
            "level": .text(level),
            "district": .text(district),
            "ugel": .text(ugel),
            "community": JSON(community),
            "cluster": JSON(cluster),
            "teachingForm": .text(teachingForm.rawValue),
            "attendanceForm": .text(attendanceForm.rawValue),
            "boys": JSON(enrolment.boys),
            "girls": JSON(enrolment.girls),
            "teachers": JSON(enrolment.teachers),
            "reportingDay": JSON(schedule.day(inWeekOf: day)?.rawValue),
        ]
    }
}
