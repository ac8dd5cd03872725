/// A fictitious education office: what its configuration says and who is in its roster.
package struct Office: Sendable {
    package struct School: Sendable {
        package var codMod: String
        package var name: String
        package var boys: Int
        package var girls: Int
        package var teachers: Int
        /// A weekday as the configuration names it; empty where the office's day holds.
        package var reportingDay: String
        package var district = "Kimbiri"
        package var cluster = "Red 1"

        package init(
            _ codMod: String, _ name: String, boys: Int, girls: Int, teachers: Int, reportingDay: String = ""
        ) {
            self.codMod = codMod
            self.name = name
            self.boys = boys
            self.girls = girls
            self.teachers = teachers
            self.reportingDay = reportingDay
        }
    }

    package struct Reporter: Sendable {
        package var phone: String
        package var name: String
        package var role: String
        /// Empty for an official.
        package var codMod: String
        /// Of the school on this phone; empty where the import shall choose.
        package var letter = ""
        /// Only an official's.
        package var ugel = ""

        package init(_ phone: String, _ name: String, _ role: String, _ codMod: String) {
            self.phone = phone
            self.name = name
            self.role = role
            self.codMod = codMod
        }

        /// As the network shows the number.
        package var e164: String { "+51" + phone }
    }

    package var schools: [School]
    package var reporters: [Reporter]
    package var questionAt = "10:00"
    package var reminderAt = "15:00"
    package var lastReminderAt = "09:00"
    /// Lines of the `[[modem]]` table besides name and device.
    package var modemLines: [String] = []
    /// Further modems: their names, and the lines of their tables besides name and device.
    package var moreModems: [(name: String, lines: [String])] = []
    /// Tables that the configuration has besides.
    package var moreTables: [String] = []

    package init(schools: [School], reporters: [Reporter]) {
        self.schools = schools
        self.reporters = reporters
    }

    /// Three schools and five people in the hills; numbers and codes are nobody's.
    package static let kimbiri = Office(
        schools: [
            School("9999996", "I.E. 501 Kimbiri", boys: 14, girls: 16, teachers: 2),
            School("9999988", "I.E. 502 Pampa Alta", boys: 9, girls: 11, teachers: 1),
            School("9999970", "I.E. 503 Quebrada", boys: 18, girls: 15, teachers: 2),
        ],
        reporters: [
            Reporter("987654321", "Rosa Quispe", "head", "9999996"),
            Reporter("987654322", "Marisol Huaman", "teacher", "9999996"),
            Reporter("987654323", "Julio Mamani", "head", "9999988"),
            Reporter("987654324", "Elmer Ccori", "head", "9999970"),
            Reporter("987654325", "Nilda Rojas", "teacher", "9999970"),
        ])

    package var schoolTable: String {
        let header =
            "cod_mod,anexo,cod_local,name,level,district,ugel,community,cluster,teaching_form,"
            + "boys,girls,teachers,reporting_day"
        let rows = schools.enumerated().map { number, school in
            "\(school.codMod),0,\(900_001 + number),\(school.name),primaria,\(school.district),UGEL Pichari,,\(school.cluster),"
                + "\(school.teachers == 1 ? "unidocente" : "multigrado"),"
                + "\(school.boys),\(school.girls),\(school.teachers),\(school.reportingDay)"
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }

    package var reporterTable: String {
        let rows = reporters.map { "\($0.phone),\($0.name),\($0.role),\($0.codMod),\($0.codMod.isEmpty ? "" : "0"),\($0.letter),es,\($0.ugel)" }
        return (["phone,name,role,cod_mod,anexo,letter,language,ugel"] + rows).joined(separator: "\n") + "\n"
    }

    /// The configuration file, all its paths inside the folder.
    func configuration(in folder: StageFolder) -> String {
        """
        [office]
        name = "Oficina de educacion de Kimbiri"
        phone = "987654300"
        time_zone = "America/Lima"
        language = "es"

        [store]
        path = "\(folder.store)"

        [socket]
        path = "\(folder.daemonSocket)"

        [[modem]]
        name = "sim1"
        device = "\(folder.modem)"
        \(modemLines.joined(separator: "\n"))

        \(moreModems.map { modem in
            """
            [[modem]]
            name = "\(modem.name)"
            device = "\(folder.modem(modem.name))"
            \(modem.lines.joined(separator: "\n"))
            """
        }.joined(separator: "\n\n"))

        \(moreTables.joined(separator: "\n\n"))

        [reporting]
        day = "monday"
        question_at = "\(questionAt)"
        reminder_at = "\(reminderAt)"
        last_reminder_at = "\(lastReminderAt)"
        window = "07:30-19:00"

        [calendar]
        file = "\(folder.calendar)"

        """
    }
}
