// Words that say what a number is about when it is no figure of the report.
extension Vocabulary {
    /// Who was not there: `faltaron`, `ausentes`, `inasistencias`. "Falta" alone also means to lack.
    static func isAbsent(_ word: String) -> Bool {
        ["falt", "ausen", "inasist"].contains { word.hasPrefix($0) } && word != "falta"
    }

    /// With a number beside them, these too count who was not there, or who is enrolled.
    static let notPresent: Set<String> = words(
        """
        enfermo enferma enfermos enfermas enfermito enfermita enfermitos enfermitas retirado retirada retirados retiradas \
        trasladado trasladada trasladados trasladadas permiso permisos licencia licencias viaje tardanza tardanzas \
        matriculado matriculada matriculados matriculadas inscrito inscrita inscritos inscritas
        """)

    /// "Todos menos 2".
    static let except: Set<String> = words("menos excepto salvo")

    /// A number beside these is theirs: `2 grado`, `aula 2`.
    static let places: Set<String> = words(
        """
        grado grados gdo aula aulas seccion secciones ciclo ciclos piso km kilometro kilometros am pm soles metros veces \
        red zona ruta sector lote manzana bimestre trimestre unidad sesion ugel anexo folio
        """
    )
    /// Only before a number: `el 15`, `a las 3`, `dia 12`.
    static let beforeDates: Set<String> = words(
        "el dia fecha las hora horas pagina edad semana mes n nro num numero codigo cod")
    /// Counted in the plural, or after "un": `3 dias`, `1 señora`. `2 señora Rosa` signs.
    static let countedPeople: Set<String> = words(
        "dia dias hora horas semana semanas mes meses ano anos minuto minutos senor senora senores senoras mensaje mensajes prueba pruebas"
    )
    /// Between a number and what it counts: `2 de ellos`, `3 de mis hijos`.
    static let countLinks: Set<String> = words(
        "de del los las ellos ellas mi mis su sus nuestros nuestras otro otra otros otras nuevo nueva nuevos nuevas")

    static let months: [String: Int] = {
        let names = words(
            in: "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre")
        var months = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0 + 1) })
        months["septiembre"] = 9
        return months
    }()

    /// Frequent names of people and places in the Andes and the Amazon, as they come without capitals.
    static let names: Set<String> = words(
        """
        quispe mamani huaman condori flores rojas garcia rodriguez sanchez ramos chavez vasquez torres lopez gonzales \
        mendoza diaz castillo espinoza gutierrez huamani vargas perez fernandez ramirez cruz apaza choque cusi puma \
        yupanqui cardenas soto ochoa ponce palomino taipe ccahuana ccori huallpa huillca sulca ticona cutipa chura \
        cahuana maynas sinuiri barbaran silvano pinedo tangoa ahuanari murayari shapiama tapullima amasifuen sangama \
        ricopa yaicate tello caceres paredes salazar zarate aguilar alvarado campos cabrera onofre \
        rosa maria juan jose luis carmen ana julia elena juana victor jorge carlos miguel pedro pablo nilda nadia nelly \
        nilo elsa elva flor gladys gloria irma isabel lidia lucia luz marcos mario marta martha mercedes noemi norma olga \
        percy raul ricardo roberto rocio ruth sandra saul sonia susana teodoro teresa valentin vilma wilber wilfredo yeni \
        yolanda zenon edith edwin efrain eloy enrique ernesto esteban eusebio felix fidel fortunato francisca francisco \
        gregorio hilda hilario javier jesus joel justina leonardo margarita martin cirilo ciro claudia cesar cristina \
        delia dina doris caro carolina felipa diana nora nina \
        santa san santo puerto villa nueva puno cusco cuzco lima ayacucho apurimac huancavelica pucallpa iquitos loreto \
        ucayali kimbiri pichari livitaca masisea chumbivilcas
        """)

    /// Whether a word has a meaning of its own in the grammar, so that it names nobody.
    static func isKnown(_ word: String) -> Bool { isMeant(word) || label(word) != nil }

    /// The same without labels that are one letter off.
    static func isMeant(_ word: String) -> Bool {
        if labels[word] != nil || weekdays[word] != nil || months[word] != nil || isAbsent(word) { return true }
        if case .exact? = NumberWords.read(word) { return true }
        if NumberWords.units[word] != nil || NumberWords.twenties.contains(word) { return true }
        return word.isEverybody || NoClassPhrase.words.contains(word) || known.contains(word)
    }

    private static let known: Set<String> = fillers.union(polite).union(confirmation).union(vague).union(notPresent)
        .union(except).union(places).union(beforeDates).union(countedPeople).union(training).union(help).union(optOut)
        .union(correct).union(cancel).union(enrolment).union(["alta", "falta", "ayer", "anteayer", "antier"])
}
