extension WordingKey {
    /// The built-in text; Catalogues/es.toml says the same, for offices to start from.
    package var spanish: String {
        switch self {
        case .question:
            "{greeting}. Hoy es dia de reporte. Cuantos asistieron? Responda asi: {example} ({legend}). Gracias."
        case .questionSeveral:
            "{greeting}. Hoy es dia de reporte: {schools}. Envie un mensaje por escuela, asi: {example} ({legend})."
        case .communityQuestion:
            "Autoridad: hoy hubo clases en {school}? Responda SI o NO. Su respuesta no se publica con su nombre."
        case .reminder1:
            "Recordatorio: falta el reporte de {school} del {day}. Si no hubo clases, responda: {address}SIN CLASES y el motivo."
        case .reminder2:
            "Ultimo aviso: hasta hoy {limit} recibimos el reporte de {school} del {day}. Si necesita ayuda responda AYUDA."
        case .accepted: "Recibido {school} {day}: {counts}. {pupils} Si hay error, envie el mensaje de nuevo. Gracias."
        case .acceptedOnHoliday:
            "Recibido {school} {day} (feriado): {counts}. El proximo dia de reporte es {next}. Gracias."
        case .corrected: "Corregido {school} {day}: {counts} (antes {before}). Gracias."
        case .sameAgain:
            "Ya teniamos este mismo reporte de {school} {day}: {counts}. No hace falta enviarlo otra vez. Gracias."
        case .noClass:
            "Recibido: {school} sin clases {day}. Cuando reinicien clases, envie su reporte normal. Gracias."
        case .noClassWithReason:
            "Recibido: {school} sin clases {day} ({reason}). Cuando reinicien clases, envie su reporte normal. Gracias."
        case .closedDay: "Ya tenemos de {school} {day}: {counts}. De que dia es SIN CLASES? Escriba: {example}"
        case .noClassAgain: "Ya teniamos: {school} sin clases {day}. No hace falta enviarlo otra vez. Gracias."
        case .holiday: "Hoy {date} es feriado, no hay reporte. El proximo dia de reporte es {next}. Gracias."
        case .holidayWithoutNext: "Hoy {date} es feriado, no hay reporte. Gracias."
        case .communityHeld: "Recibido {school} {day}: si hubo clases. Gracias."
        case .communityNotHeld: "Recibido {school} {day}: no hubo clases. Gracias."
        case .partMissing: "Falta {missing}. Recibi {counts}. Envie solo lo que falta, asi: {example}"
        case .allMissing: "Falta {missing}. Responda asi: {example}"
        case .notANumber: "No entendi \"{word}\". Escriba con numeros, asi: {example}"
        case .notADate: "No entendi \"{word}\". Escriba el dia con numeros, primero, asi: {example}"
        case .classOrNot:
            "Hubo clases? Si hubo, envie: {example}. Si no hubo, envie solo: {address}SIN CLASES y el motivo."
        case .twoSchools: "Envie un mensaje por escuela, asi: {example}"
        case .numbersUnclear: "No entendi que es cada numero. Escriba las letras, asi: {example} ({legend})"
        case .tooManyNumbers: "Hay demasiados numeros. Escriba solo los que asistieron, asi: {example} ({legend})"
        case .tooLarge: "{number} es demasiado. Revise y envie de nuevo, asi: {example}"
        case .present: "Envie cuantos asistieron, no cuantos faltaron, asi: {example} ({legend})"
        case .overEnrolmentSeveral:
            "{school} tiene {before} y usted envio {counts}. Si es correcto responda SI. Si no, envie de nuevo: {example}"
        case .overEnrolment:
            "{school} tiene {enrolled} {what} y usted envio {number}. Si es correcto responda SI. Si no, envie de nuevo: {example}"
        case .everybody:
            "{school}: asistieron todos, {counts}? Si es correcto responda SI. Si no, envie sus numeros, asi: {example}"
        case .totalOrBoys:
            "{number} es el total de alumnos? Responda con hombres y mujeres por separado, asi: {example}"
        case .totalOnly: "Recibi {number} en total. Responda con hombres y mujeres por separado, asi: {example}"
        case .totalDiffers:
            "{counts} suman {sum} alumnos, pero usted envio {number} en total. Envie de nuevo, asi: {example}"
        case .incomplete: "Su mensaje llego incompleto. Envielo otra vez, por favor, asi: {example}"
        default: spanishConversation
        }
    }

    private var spanishConversation: String {
        switch self {
        case .whichSchool:
            "Usted reporta por {number} escuelas. De cual es? Escriba {letters} y sus numeros. {schools}. Ej: {example}"
        case .notYourSchool: "Usted no reporta por {word}. Sus escuelas: {schools}. Envie asi: {example}"
        case .futureDay: "El {date} todavia no llega. Envie el reporte de un dia que ya paso, asi: {example}"
        case .twoDays: "De que dia es? Escriba un solo dia, asi: LUN {example}"
        case .nothingToConfirm: "No tenemos una pregunta pendiente con usted. Para reportar envie: {example}"
        case .nothingToCorrect: "No tenemos un reporte suyo para corregir. Envielo completo, asi: {example}"
        case .sendAgain: "Entonces envie de nuevo sus numeros, asi: {example}"
        case .help:
            "AYUDA: envie {example}. Otro dia: agregue LUN o 04/05. Sin clases: SIN CLASES LLUVIA. Corregir: envie de nuevo. No recibir mas: BAJA.{office}"
        case .optedOut: "Listo, no le enviaremos mas mensajes. Para volver a participar responda ALTA."
        case .registered:
            "Le escribe la oficina de educacion. Guardamos su nombre y celular solo para los reportes de su escuela. Puede salir con BAJA.{consultations}"
        case .unregistered:
            "Este numero no esta registrado. Si es docente o autoridad, responda: ALTA, su nombre y el codigo modular. Ej: ALTA ROSA QUISPE 9999996"
        case .applied: "Recibimos su pedido: {name}, codigo {code}. La oficina lo revisara y le avisara. Gracias."
        case .pending: "Su pedido de registro esta en la oficina. Le avisaremos.{consultations}"
        case .officeReads: "Lo leera una persona de la oficina."
        case .training: "PRUEBA: "
        case .morning: "Buenos dias"
        case .afternoon: "Buenas tardes"
        case .and: "y"
        case .or: "o"
        case .pupilsOf: "Alumnos {number} de {enrolled}."
        case .pupils: "Alumnos {number}."
        case .consultations: " Consultas: {phone}"
        case .officePhone: " Oficina {phone}"
        case .boys: "hombres"
        case .girls: "mujeres"
        case .teachers: "docentes"
        case .boysEnrolled: "hombres matriculados"
        case .girlsEnrolled: "mujeres matriculadas"
        case .teachersOnStaff: "docentes"
        case .withoutClass: "sin clases"
        case .shortWeekdays: "lun mar mie jue vie sab dom"
        case .months: "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre"
        case .longWeekdays: "lunes martes miercoles jueves viernes sabado domingo"
        default: spanishCommands
        }
    }
}
