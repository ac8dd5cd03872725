/// The words of the grammar, folded: no accents, lower case (domain: what teachers write).
enum Vocabulary {
    struct LabelWord: Hashable, Sendable {
        var label: Figures.Label
        var kind: Kind

        enum Kind: Hashable, Sendable {
            case plain
            /// `alumnos`: may also be said beside another label.
            case loose
            /// `asistieron`: a label only where there is no other.
            case verb
            /// `niñas`: with it, `niños` are the boys.
            case feminine
            /// `alumnas`: with it, `alumnos` are the boys too.
            case femininePupil
            /// `profesora`: may be the one who writes.
            case person
        }
    }

    static let labels: [String: LabelWord] = {
        var words: [String: LabelWord] = [:]
        func add(_ label: Figures.Label, _ kind: LabelWord.Kind, _ list: String) {
            for word in list.split(separator: " ") { words[String(word)] = LabelWord(label: label, kind: kind) }
        }
        add(
            .boys, .plain,
            "h hombre hombres hom varon varones baron barones var chico chicos muchachos varoncitos "
                + "varonsitos hombrecitos hombresitos masculino masculinos masc caballeros")
        add(
            .girls, .plain,
            "m f mujer mujeres muj hembras chica chicas mujercitas mujersitas senoritas femenino femeninos femenina "
                + "femeninas fem damas damitas")
        add(.girls, .feminine, "nina ninas ninitas")
        add(.girls, .femininePupil, "alumna alumnas")
        add(.boysOrPupils, .plain, "nino ninos ninitos jovenes jovencitos")
        add(.pupils, .plain, "t total totales")
        add(.pupils, .verb, "asistieron asistio")
        add(.pupils, .loose, "alumno alumnos alum estudiante estudiantes est escolares educandos alumnado")
        add(.teachers, .plain, "d docentes profes profesores profesoras maestros maestras p")
        add(.teachers, .person, "docente doc prof profe profesor profesora maestro maestra")
        addQuechua()
        func addQuechua() {
            add(.boys, .plain, "qari qarikuna qhari qharikuna maqta maqtakuna")
            add(.girls, .plain, "warmi warmikuna huarmi huarmikuna sipas sipaskuna")
            add(.pupils, .loose, "wawakuna warmakuna irqikuna yachaqkuna yachakuqkuna")
            add(.teachers, .plain, "yachachiq yachachiqkuna amauta amautas amautakuna")
        }
        return words
    }()

    /// A label, also with one letter off from length 5 up if that leads to one label only.
    static func label(_ word: String) -> LabelWord? {
        if let exact = labels[word] { return exact }
        guard word.count >= 5, !isMeant(word) else { return nil }
        let lengths = (word.utf8.count - 1)...(word.utf8.count + 1)
        let near = Set(
            lengths.flatMap { misspelt[$0] ?? [] }.filter { isWithinOneEdit($0.word, word) }.map(\.label))
        guard Set(near.map(\.label)).count == 1, let one = near.first else { return nil }
        return near.count == 1 ? one : LabelWord(label: one.label, kind: .person)
    }

    /// Labels that a word one letter off may stand for, by their length. Lamas is a town, Sipan a lord, and
    /// warma a child.
    private static let misspelt: [Int: [(word: String, label: LabelWord)]] = Dictionary(
        grouping: labels.filter {
            $0.key.count >= 5 && !["damas", "warmi", "huarmi", "sipas", "maqta", "qhari", "amauta"].contains($0.key)
        }.map { (word: $0.key, label: $0.value) }, by: \.word.utf8.count)

    /// Known and meaningless beside figures; also what must not be taken for a misspelt number.
    static let fillers: Set<String> = words(
        """
        a al ante con de del desde el en entre es esta este estan estamos eso esa la las lo los le les me mi mis \
        su sus se nos nuestra nuestro para por q que k x o u y ya si no ni muy mas e \
        hay hoy dia dias fecha son fue fueron era eran han ha he vinieron vino llegaron llego presentes presente \
        tenemos tuvimos tengo hubo solo solamente apenas total cantidad numero nro num n asistencia reporte reporto \
        reportar informe informo informar envio mando escuela colegio institucion educativa ie iei iep i pronoei \
        primaria secundaria inicial nivel aula clase clases grado registro pero porque como cuando donde dice digo \
        bien mal todo toda pues soy somos yo usted ustedes ella ellos ellas mensaje mensajes favor porfavor \
        nuevo nueva nuevos nuevas unos unas eres otro otra otros otras tras dios cerro cada mes ano siente \
        lugar pueblo comunidad senor senora senorita srta sr sra estimado estimada estimados director directora \
        oficina educacion saludo saludos saluda manana tarde noche ahora semana quien cual correccion corregir \
        corrijo corrige disculpe disculpa perdon error equivoque sin promotor promotora coordinador coordinadora \
        especialista nosotros nuestros tambien ademas colega colegas companero companera atte att nomas siguiente siguientes \
        datos detalle comunico hago llegar slds reportando novedad novedades normal normalidad regular local don dona \
        cel celular telf telefono movil
        """)

    /// What stands beside the name of a school when nothing else is said of it.
    static let aroundSchool: Set<String> = words(
        "es soy era de del la el las los escuela escuelas colegio ie iei i institucion educativa nivel letra codigo o u ambas ambos dos")

    /// A text of nothing but these is never answered.
    static let polite: Set<String> = words(
        """
        gracias grasias muchas ok oki okey okay oka okis listo lista bueno buena buenas buenos dia dias tarde tardes noche \
        noches hola ola saludo saludos cordial cordiales cordialmente atentamente estimado estimada estimados senor senora senores senoras srta senorita sr sra \
        recibido entendido perfecto excelente genial de nada por favor porfavor muy amable bendiciones igualmente \
        usted ustedes a le lo su con todo bien hasta luego pronto manana chau adios feliz y e que tenga pase un una buen \
        acuerdo esta ya vale profesor profesora profe director directora ingeniero ing jaja jeje muchisimas mil \
        la el esto
        """)

    /// They ask how a text is to be written.
    static let howTo: Set<String> = words(
        "como cual reporto reportar reporte enviar envio envia mandar mando mensaje mensajes sms texto escribir"
            + " escribo entiendo entendi formato numero numeros codigo responder respondo hacer hago usar")

    /// Polite words that say yes to a question.
    static let agreed: Set<String> = words("ok oki okey okay oka okis")

    static let confirmation: Set<String> = words("correcto conforme efectivamente afirmativo")

    /// A quantity that is no number from 0 to 100.
    static let vague: Set<String> = words(
        "ciento cientos mil docena docenas medio media mitad varios varias algunos algunas pocos pocas muchos par casi")

    static let approximate: Set<String> = words("unos unas aprox aproximadamente")

    static let training: Set<String> = words("prueba pruebas ensayo")
    static let help: Set<String> = words("ayuda help ayudeme ayudenme auxilio aiuda alluda")
    static let optOut: Set<String> = words("baja parar salir stop")
    static let correct: Set<String> = words("corregir corrijo corrige correccion correjir corrija")
    static let cancel: Set<String> = words("anular anula anulen anule borrar borra borren borre")
    static let absence: Set<String> = words("falta faltas falto faltaron")
    static let pause: Set<String> = words("pausa pausar pausen")
    static let resume: Set<String> = words("seguir reanudar")
    static let enrolment: Set<String> = words("matricula matriculas matriculados matriculadas")

    static let weekdays: [String: Weekday] = [
        "lun": .monday, "lunes": .monday, "mar": .tuesday, "martes": .tuesday, "mie": .wednesday,
        "mier": .wednesday, "miercoles": .wednesday, "jue": .thursday, "jueves": .thursday, "juebes": .thursday,
        "vie": .friday, "viernes": .friday, "biernes": .friday, "sab": .saturday, "sabado": .saturday,
        "dom": .sunday, "domingo": .sunday,
    ]

    /// What stands before a reason and is not part of it.
    static let reasonLinks: Set<String> = words(
        """
        por que debido a causa de del motivo motivos porque x fue es hoy dia el la las los clases escuela colegio en \
        local y todo toda escolares academicas pedagogicas
        """)

    /// School letters on a phone skip the labels and P, T, Y (ruling 33).
    static func isSchoolLetter(_ text: String) -> Bool {
        text.count == 1 && text.allSatisfy { ("A"..."Z").contains($0) && !"DFHMPTY".contains($0) }
    }

    /// Letters that are no word of Spanish, nor short for one.
    static let onlyLetters: Set<String> = ["b", "c", "g", "j", "r", "s", "w", "z"]

    static func words(_ list: String) -> Set<String> { Set(words(in: list)) }

    static func words(in list: String) -> [String] { list.split { $0 == " " || $0 == "\n" }.map(String.init) }
}
