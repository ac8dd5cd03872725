extension SchoolCalendar {
    /// Easter Sunday of a year in the Gregorian calendar.
    ///
    /// - Source: the anonymous algorithm of Nature 13 (1876), as given by Meeus, ch. 8.
    package static func easter(year: Int) -> SchoolDay? {
        let golden = year % 19
        let (century, yearOfCentury) = (year / 100, year % 100)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let sunday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let shift = (golden + 11 * epact + 22 * sunday) / 451
        let march = epact + sunday - 7 * shift + 114
        return SchoolDay(year: year, month: march / 31, day: march % 31 + 1)
    }

    /// The sixteen national holidays of Peru; they keep their date.
    ///
    /// - Source: DL 713 and the laws that added to it, as of 2026.
    package static func nationalHolidays(year: Int) -> [Holiday] {
        let fixed = fixedHolidays.compactMap { month, day, name in
            SchoolDay(year: year, month: month, day: day).map { Holiday(day: $0, name: name) }
        }
        guard let easter = easter(year: year) else { return fixed }
        let movable = [
            Holiday(day: easter.adding(days: -3), name: "Jueves Santo"),
            Holiday(day: easter.adding(days: -2), name: "Viernes Santo"),
        ]
        return (fixed + movable).sorted { $0.day < $1.day }
    }

    private static let fixedHolidays: [(month: Int, day: Int, name: String)] = [
        (1, 1, "Año Nuevo"),
        (5, 1, "Día del Trabajo"),
        (6, 7, "Batalla de Arica y Día de la Bandera"),
        (6, 29, "San Pedro y San Pablo"),
        (7, 23, "Día de la Fuerza Aérea"),
        (7, 28, "Fiestas Patrias"),
        (7, 29, "Fiestas Patrias"),
        (8, 6, "Batalla de Junín"),
        (8, 30, "Santa Rosa de Lima"),
        (10, 8, "Combate de Angamos"),
        (11, 1, "Todos los Santos"),
        (12, 8, "Inmaculada Concepción"),
        (12, 9, "Batalla de Ayacucho"),
        (12, 25, "Navidad"),
    ]
}
