/// How people write figures. Every style can be read by a person without a doubt.
enum Style: CaseIterable {
    case exact, bare, glued, sentence, typos, words

    func text(_ figures: Figures, _ random: inout EndToEnd.Random) -> String {
        let (h, m, d) = (figures.boys, figures.girls, figures.teachers)
        return switch self {
        case .exact:
            random.pick(["H \(h) M \(m) D \(d)", "H\(h) M\(m) D\(d)", "h \(h), m \(m), d \(d)", "D \(d) H \(h) M \(m)"])
        case .bare: random.pick(["\(h) \(m) \(d)", "\(h), \(m), \(d)", "\(h) y \(m) y \(d)", "\(h)  \(m)  \(d)."])
        case .glued:
            random.pick(["h\(h)m\(m)d\(d)", "\(h)h\(m)m\(d)d", "H\(h)M\(m)D\(d)", "hombres\(h)mujeres\(m)docentes\(d)"])
        case .sentence:
            random.pick([
                "Buenos dias asistieron \(h) varones y \(m) mujeres, \(d) docentes",
                "Buenas tardes, hoy vinieron \(h) niños y \(m) niñas y \(d) docentes",
                "Estimados señores: Hombres \(h). Mujeres \(m). Docentes \(d). Atte. Rosa Quispe",
                "Profesor le informo asistieron \(h) hombres, \(m) mujeres y \(d) profesores"
            ])
        case .typos: Self.mistyped(figures, &random)
        case .words:
            random.pick([
                "H \(Self.word(h)) M \(Self.word(m)) D \(Self.word(d))",
                "\(Self.word(h)) varones, \(Self.word(m)) mujeres, \(Self.word(d)) docentes"
            ])
        }
    }

    private static func mistyped(_ figures: Figures, _ random: inout EndToEnd.Random) -> String {
        let (h, m, d) = (figures.boys, figures.girls, figures.teachers)
        // Where a digit is left: nobody could read "ll".
        func keys(_ number: Int) -> String {
            let typed = String(number).replacing("1", with: "l").replacing("0", with: "o")
            return typed.contains(where: \.isNumber) ? typed : String(number)
        }
        return random.pick([
            "H \(keys(h)) M \(keys(m)) D \(d)", "\(h) honbres \(m) mugeres \(d) dosentes", "H \(h)  M \(m)..D \(d)",
            "ombres \(h) mujeres \(m) docente \(d)", "\(h) barones, \(m) mujeres, \(d) profesore"
        ])
    }

    /// 0 to 39 as they are said, some as they are often written.
    static func word(_ number: Int) -> String {
        let small = [
            "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "dies", "once", "doce",
            "trece", "catorce", "quinse", "dieciseis", "diecisiete", "dieciocho", "diecinueve", "beinte", "veintiuno",
            "veintidos", "veintitres", "veinticuatro", "veinticinco", "veintiseis", "veintisiete", "veintiocho",
            "veintinueve", "treinta"
        ]
        return number < small.count ? small[number] : "treinta y \(small[number - 30])"
    }
}

/// What a person does on a reporting day, more weeks than not.
enum Habit: CaseIterable {
    case exact, bare, glued, sentence, typos, words
    /// In the evening, on the day after, hours or a day later because of the network.
    case lateHours, lateDay, networkLate, networkLater
    /// The same text once more: the network's doing, or the person's.
    case networkTwice, twice
    /// Another report, CORREGIR, one that comes before the older one, ANULAR.
    case corrects, correctsByWord, overtakes, takesBack
    case silent, onlyReminded, onlyLastReminded
    case forgetsTeachers, neverCompletes
    /// Practises where the teachers were asked for, and says all of it later or never.
    case practisesBetween
    case noClass, thanks, wrongDay, dates
    /// More than are enrolled, with SI and without.
    case confirms, neverConfirms
    case talks, trains, asksStatus, leaves, chatters

    var style: Style? {
        switch self {
        case .exact: .exact
        case .bare: .bare
        case .glued: .glued
        case .sentence: .sentence
        case .typos: .typos
        case .words: .words
        default: nil
        }
    }
}

/// What a person means to report.
struct Figures: Hashable, CustomStringConvertible {
    var boys: Int
    var girls: Int
    var teachers: Int

    var description: String { "H\(boys) M\(girls) D\(teachers)" }
}
