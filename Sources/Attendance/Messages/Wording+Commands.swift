// What is said to commands, to a call, to a phone of which we do not know whose it is, and to promoters and officials.
extension WordingKey {
    var spanishCommands: String {
        switch self {
        case .questionConfirming:
            "{greeting}, {name}. Si ya no es su numero, responda NO. Cuantos asistieron hoy? Asi: {example} ({legend})."
        case .callQuestion: "{greeting}. Para reportar {school} {day} responda asi: {example} ({legend}). Gracias."
        case .callQuestionSeveral: "{greeting}. Envie un mensaje por escuela, asi: {example}. {schools} ({legend})."
        case .newerKnown:
            "Ya teniamos un reporte mas nuevo de {school} {day}: {counts}. Si hay error, envie el mensaje de nuevo. Gracias."
        case .laterCounts: "Usted nos escribio despues sobre lo mismo de {school}. Vale su ultimo mensaje. Gracias."
        case .cancelled: "Anulado {school} {day}: {counts}. Si hubo clases ese dia, envie: {example}"
        case .cancelledRestored: "Anulado {school} {day}: {counts}. Vale otra vez: {before}. Si no es correcto, envie: {example}"
        case .cancelledBeside:
            "Anulado su reporte de {school} {day}: {counts}. Vale el de otra persona: {before}. Si no, envie: {example}"
        case .cancelledWaiting: "Anulado: no contamos su mensaje anterior. Para reportar envie: {example}"
        case .helpCommunity:
            "AYUDA: si hubo clases envie {example}, si no hubo NO. Otro dia: LUN SI. Corregir: envie de nuevo. No recibir mas: BAJA.{office}"
        case .helpPromoter:
            "AYUDA: ESTADO dice quien falta. PAUSA {code} hasta 20/05 no molesta a esa escuela. SEGUIR {code}. No recibir mas: BAJA.{office}"
        case .cancelledAnswer: "Anulada su respuesta de {school} {day}. Gracias."
        case .nothingToCancel: "No tenemos un reporte suyo para anular. Para reportar envie: {example}"
        case .absence: "Recibido {school} {day}: falta de docentes {absences}. Gracias."
        case .absenceNobody: "Recibido {school} {day}: no falto ningun docente. Gracias."
        case .absenceCancelled: "Anulado {school} {day}: falta de docentes {absences}. Gracias."
        case .absenceUnclear:
            "No entendi \"{word}\". J justificada, I injustificada, L licencia, P permiso, T tardanza, H huelga. Asi: {example}"
        case .absenceTooMany:
            "{school} tiene {enrolled} docentes y usted envio {number} faltas. Revise y envie de nuevo, asi: {example}"
        case .enrolmentProposed:
            "Recibido: matricula de {school} {counts} (antes {before}). La oficina lo revisara. Gracias."
        case .enrolmentSame: "Ya tenemos esa matricula de {school}: {counts}. Gracias."
        case .enrolmentUnclear: "Para avisar la matricula escriba hombres y mujeres, asi: {example}"
        case .statusReported: "Tenemos el reporte de {school} {day}: {counts}. Gracias."
        case .statusMissing: "Falta el reporte de {school} {day}. Envie asi: {example}"
        case .statusNone: "Esta semana no hay dia de reporte en {school}. El proximo es {next}. Gracias."
        case .statusNoneKnown: "Esta semana no hay dia de reporte en {school}. Gracias."
        case .statusSeveral:
            "Esta semana falta el reporte de {schools}. Tenemos {number} de {enrolled}. Envie asi: {example}"
        case .statusAll: "Tenemos todos sus reportes de esta semana: {number} de {enrolled}. Gracias."
        case .statusSilent: "Esta semana falta el reporte de {number} de {enrolled} escuelas: {schools}."
        case .statusNoSilent: "Esta semana reportaron todas sus escuelas: {number} de {enrolled}."
        case .whoWrites:
            "Hace tiempo que no nos escribe. Es usted {name}, de {school}? Responda SI y su mensaje vale. Si no, responda NO."
        case .disowned: "Gracias. No enviaremos mas mensajes a este numero."
        case .meantCode: "No conocemos el codigo {number}. Quiso decir {code}, {school}? Responda SI o NO."
        case .appliedMeant:
            "Recibimos su pedido: {name}. No conocemos el codigo {number}. Quiso decir {code}? Responda SI o NO."
        case .applyCode: "Falta el codigo modular de su escuela, de 7 digitos. Envie asi: ALTA {name} 9999996"
        case .applyName: "Falta su nombre. Envie asi: ALTA ROSA QUISPE {code}"
        case .holdSet:
            "{school} en pausa hasta el {day}: no enviaremos preguntas ni recordatorios. Para terminarla envie: {example}"
        case .holdSetOpen:
            "{school} en pausa hasta nuevo aviso: no enviaremos preguntas ni recordatorios. Para terminarla envie: {example}"
        case .holdEnded: "Termino la pausa de {school}. Volveremos a enviar preguntas y recordatorios. Gracias."
        case .holdNone: "{school} no esta en pausa. Para ponerla en pausa envie: {example}"
        case .holdOfOffice: "La oficina puso en pausa a {school}. Para terminarla hable con la oficina.{consultations}"
        case .holdUnclear: "Para una pausa envie el codigo modular de su escuela y hasta cuando, asi: {example}"
        case .holdEndUnclear: "No entendi hasta cuando es la pausa de {school}. Escriba un dia que todavia no llega, asi: {example}"
        case .resumeUnclear: "Para terminar una pausa envie el codigo modular de su escuela, asi: {example}"
        case .absenceJustified: "justificada"
        case .absenceUnjustified: "injustificada"
        case .absenceLeave: "licencia"
        case .absencePermission: "permiso"
        case .absenceLate: "tardanza"
        case .absenceStrike: "huelga"
        case .noData: "sin dato"
        case .more: "y {number} mas"
        case .silentList: "Sin reporte: {schools}."
        case .summary: "Semana del {date}: reportaron {number} de {enrolled} escuelas. Faltan: {schools}."
        case .summaryAll: "Semana del {date}: reportaron todas las escuelas, {number} de {enrolled}."
        case .silentOneWeek: "1 semana"
        case .silentTwoWeeks: "2 semanas"
        case .silentMoreWeeks: "3 semanas o mas"
        case .silentNobody: "sin reportante"
        case .closedMark: "cerrada"
        case .answered: "Recibido {school}: {answers}. Gracias."
        case .answeredInPart: "Recibido {school}: {answers}. No entendi {word}. Escriba asi: {example}"
        case .answerUnclear: "No entendi su respuesta sobre {word}. Escriba asi: {example}"
        case .answerAsk: "Escriba tambien: {example}"
        case .monthGood:
            "Gracias. En {month} {school} envio {number} de {enrolled} reportes. Sus datos ayudan a la escuela y a la comunidad."
        case .monthLow:
            "En {month} recibimos {number} de {enrolled} reportes de {school}. Cada reporte cuenta. Necesita ayuda? Responda AYUDA."
        default: spanishAlarms
        }
    }
}
