/// How a school service is known: código modular and anexo.
///
/// - Shape: `codMod` is seven digits kept as text, because leading zeros are common; `anexo` counts
///   from 0.
package struct SchoolKey: Hashable, Comparable, Sendable {
    package let codMod: String
    package let anexo: Int

    package init(_ codMod: String, anexo: Int = 0) {
        self.codMod = codMod
        self.anexo = anexo
    }

    /// Reads what ``text`` gives.
    package init?(text: String) {
        let fields = text.split(separator: "-")
        guard fields.count == 2, let anexo = Int(fields[1]) else { return nil }
        self.init(String(fields[0]), anexo: anexo)
    }

    /// `9999996-0`, as rows of the database hold it.
    package var text: String { "\(codMod)-\(anexo)" }

    package static func < (one: SchoolKey, other: SchoolKey) -> Bool {
        (one.codMod, one.anexo) < (other.codMod, other.anexo)
    }
}

/// Whether one teacher, some teachers with several grades each, or one teacher a grade.
package enum TeachingForm: String, CaseIterable, Sendable {
    case unidocente
    case multigrado
    case completo
}

/// Whether all pupils are to come each week. Where they are not, enrolment is no measure of presence.
package enum AttendanceForm: String, CaseIterable, Sendable, Codable {
    case regular
    /// Two weeks at school, two at home.
    case alternancia
    /// A programme with a promotora, not a school with docentes.
    case pronoei
}

/// Pupils and staff expected at a school from a day on. A figure of May uses May's row.
package struct Enrolment: Hashable, Sendable {
    package var boys: Int?
    package var girls: Int?
    package var teachers: Int?

    package init(boys: Int? = nil, girls: Int? = nil, teachers: Int? = nil) {
        self.boys = boys
        self.girls = girls
        self.teachers = teachers
    }

    /// Boys and girls together; nil as long as one of them is not known.
    package var pupils: Int? {
        guard let boys, let girls else { return nil }
        return boys + girls
    }
}

/// A school service with the enrolment in force on the day it was read for.
package struct School: Hashable, Sendable {
    package var key: SchoolKey
    /// Código de local, six digits: the building that several services share.
    package var codLocal: String?
    package var name: String
    package var level: String
    package var district: String
    package var ugel: String
    package var community: String?
    package var cluster: String?
    package var teachingForm: TeachingForm
    package var attendanceForm: AttendanceForm
    package var enrolment: Enrolment
    /// The reporting day that was last set for the school itself, by the roster or by hand; nil where none was.
    package var ownReportingDay: Weekday?
    /// The reporting day that holds for it, whoever set it.
    package var schedule: ReportingSchedule

    package init(
        key: SchoolKey, codLocal: String? = nil, name: String, level: String, district: String,
        ugel: String, community: String? = nil, cluster: String? = nil,
        teachingForm: TeachingForm = .multigrado, attendanceForm: AttendanceForm = .regular,
        enrolment: Enrolment = .init(),
        reportingDay: Weekday? = nil
    ) {
        self.key = key
        self.codLocal = codLocal
        self.name = name
        self.level = level
        self.district = district
        self.ugel = ugel
        self.community = community
        self.cluster = cluster
        self.teachingForm = teachingForm
        self.attendanceForm = attendanceForm
        self.enrolment = enrolment
        ownReportingDay = reportingDay
        schedule = ReportingSchedule(reportingDay)
    }
}
