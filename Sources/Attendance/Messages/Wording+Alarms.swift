// What a person of the office is texted when something is wrong.
extension WordingKey {
    var spanishAlarms: String {
        switch self {
        case .alarmRaised: "Alarma de EDUTRAC desde {date} {limit}: {what}. En la computadora: edutrac status"
        case .alarmOver: "EDUTRAC: termino la alarma de {date} {limit}: {what}."
        case .alarmNoModem: "no hay ningun modem configurado"
        case .alarmModemMissing: "el modem {name} no funciona: mire cable, luz y antena"
        case .alarmMemoryFull: "el modem {name} tiene la memoria llena y no recibe"
        case .alarmSIMLife: "el chip de {name} vence pronto: hagale una recarga"
        case .alarmSIMBalance: "el chip de {name} tiene poco saldo: hagale una recarga"
        case .alarmSIMDeaf: "el chip de {name} no recibe mensajes"
        case .alarmSendingStopped: "el modem {name} no envia: mire saldo y limites"
        case .alarmUnknownOutcome: "no se sabe si salieron algunos mensajes"
        case .alarmQueueStuck: "hay mensajes que no pueden salir hace una hora"
        case .alarmReplyCap: "se acabaron las respuestas de hoy"
        case .alarmClockSuspect: "el reloj de la computadora esta mal"
        case .alarmYearMissing: "el calendario escolar no esta completo"
        case .alarmBackupOverdue: "hace dias que no hay copia de los datos"
        case .alarmDiskLow: "queda poco espacio en el disco"
        case .alarmDiskFull: "el disco esta lleno y no se guardan mensajes"
        case .alarmDatabase: "la base de datos no se puede usar"
        default: ""
        }
    }
}
