/// What we can say to a reporter. The raw value is the key in a catalogue file.
package enum WordingKey: String, CaseIterable, Sendable {
    case question, questionSeveral, communityQuestion
    case reminder1, reminder2
    case accepted, acceptedOnHoliday, corrected, sameAgain
    case noClass, noClassWithReason, noClassAgain, closedDay, holiday, holidayWithoutNext
    case communityHeld, communityNotHeld
    case partMissing, allMissing, notANumber, notADate, classOrNot, twoSchools, numbersUnclear, tooManyNumbers,
        tooLarge, present
    case overEnrolment, overEnrolmentSeveral, everybody, totalOrBoys, totalOnly, totalDiffers, incomplete
    case whichSchool, notYourSchool, futureDay, twoDays
    case nothingToConfirm, nothingToCorrect, sendAgain
    case help, optedOut, registered, unregistered, applied, pending, officeReads
    case questionConfirming, callQuestion, callQuestionSeveral
    case newerKnown, laterCounts, cancelled, cancelledRestored, cancelledBeside, cancelledAnswer,
        cancelledWaiting, helpCommunity, helpPromoter, nothingToCancel
    case absence, absenceNobody, absenceCancelled, absenceUnclear, absenceTooMany
    case enrolmentProposed, enrolmentSame, enrolmentUnclear
    case statusReported, statusMissing, statusNone, statusNoneKnown, statusSeveral, statusAll, statusSilent,
        statusNoSilent
    case whoWrites, disowned, meantCode, appliedMeant, applyCode, applyName
    case silentList, summary, summaryAll
    case answered, answeredInPart, answerUnclear
    case holdSet, holdSetOpen, holdEnded, holdNone, holdOfOffice, holdUnclear, holdEndUnclear, resumeUnclear
    case monthGood, monthLow
    case alarmRaised, alarmOver
    case training
    // Words that are put into the texts above.
    case morning, afternoon, and, or, pupilsOf, pupils, consultations, officePhone
    case boys, girls, teachers, boysEnrolled, girlsEnrolled, teachersOnStaff
    case withoutClass, shortWeekdays, longWeekdays, months
    case absenceJustified, absenceUnjustified, absenceLeave, absencePermission, absenceLate, absenceStrike
    case noData, more, answerAsk
    case silentOneWeek, silentTwoWeeks, silentMoreWeeks, silentNobody, closedMark
    case alarmNoModem, alarmModemMissing, alarmMemoryFull, alarmSIMLife, alarmSIMBalance, alarmSIMDeaf,
        alarmSendingStopped, alarmUnknownOutcome, alarmQueueStuck, alarmReplyCap, alarmClockSuspect, alarmYearMissing, alarmBackupOverdue,
        alarmDiskLow, alarmDiskFull, alarmDatabase

    /// Sent in answer to a report, so that PRUEBA may stand before it.
    package var answersReport: Bool {
        switch self {
        case .question, .questionSeveral, .communityQuestion, .reminder1, .reminder2, .help, .optedOut,
            .registered, .unregistered, .applied, .pending, .officeReads, .incomplete, .notYourSchool,
            .questionConfirming, .callQuestion, .callQuestionSeveral, .statusReported, .statusMissing, .statusNone,
            .statusNoneKnown, .statusSeveral, .statusAll, .statusSilent, .statusNoSilent, .whoWrites, .disowned,
            .meantCode, .appliedMeant, .applyCode, .applyName, .absenceUnclear, .silentList, .summary, .summaryAll,
            .answerUnclear, .monthGood, .monthLow, .alarmRaised, .alarmOver:
            false
        default: !isWord
        }
    }

    /// Only put into other texts, never sent alone.
    package var isWord: Bool {
        switch self {
        case .training, .morning, .afternoon, .and, .or, .pupilsOf, .pupils, .consultations,
            .officePhone, .boys, .girls, .teachers, .boysEnrolled, .girlsEnrolled, .teachersOnStaff,
            .withoutClass, .shortWeekdays, .longWeekdays, .months, .absenceJustified, .absenceUnjustified, .absenceLeave,
            .absencePermission, .absenceLate, .absenceStrike, .noData, .more, .answerAsk, .silentOneWeek, .silentTwoWeeks,
            .silentMoreWeeks, .silentNobody, .closedMark, .alarmNoModem, .alarmModemMissing, .alarmMemoryFull, .alarmSIMLife,
            .alarmSIMBalance, .alarmSIMDeaf, .alarmSendingStopped, .alarmUnknownOutcome, .alarmQueueStuck, .alarmReplyCap,
            .alarmClockSuspect, .alarmYearMissing, .alarmBackupOverdue, .alarmDiskLow, .alarmDiskFull, .alarmDatabase:
            true
        default: false
        }
    }
}

/// What a template leaves open, written `{school}`.
package enum WordingSlot: String, CaseIterable, Sendable {
    case school, schools, name, word, reason
    case day, next, date, counts, before, example, address, missing, legend, greeting, limit
    case number, enrolled, what, sum, letters, code, phone, office, pupils, consultations
    case absences, answers, month

    /// The longest value that may come in a text; of what is cut to fit, as much as it takes to be
    /// understood.
    package func longest(in key: WordingKey) -> String {
        switch self {
        // Only there the example repeats what was sent.
        case .example where key == .overEnrolment || key == .overEnrolmentSeveral: "PRUEBA W H 999 M 999 D 999"
        case .example where key == .absenceUnclear || key == .absenceTooMany: "W FALTA 1 L"
        case .example where key == .answeredInPart || key == .answerUnclear || key == .answerAsk: "W MANTENIMIENTO SI"
        case .example where key == .enrolmentUnclear: "W MATRICULA H 14 M 16"
        case .example where key == .closedDay: "W MAR SIN CLASES o W LUN SIN CLASES"
        case .example where key == .notADate: "30/12 PRUEBA W H 12 M 15 D 2"
        case .example where key == .resumeUnclear: "SEGUIR 9999996"
        case .example where key == .holdEndUnclear: "PAUSA 9999996 hasta 30/12"
        case .example where key == .holdNone || key == .holdUnclear: "PAUSA 9999996 hasta 30/12"
        case .school: "I.E. 38387"
        case .schools: "A=38387, B=38388, C=38389"
        case .name: "ROSA QUISPE"
        // A código modular, or a word with the number beside it.
        case .word: "12 enfermos"
        case .reason: "LLUVIA"
        case .day, .next: "miercoles 30/12"
        case .date: "30/12"
        case .counts, .before: "H999 M999 D999"
        case .example: (key.answersReport ? "PRUEBA " : "") + "W H 12 M 15 D 2"
        case .address: "W "
        case .missing: "H (hombres), M (mujeres) y D (docentes)"
        // Schools are named before letters are explained.
        case .legend where key.spanish.contains("{schools}"): ""
        case .legend: "H hombres, M mujeres, D docentes"
        case .greeting: "Buenas tardes"
        case .limit: "12:00"
        // There it is a código modular that we do not know.
        case .number where key == .meantCode || key == .appliedMeant: "9999969"
        case .number, .enrolled, .sum: "9999"
        case .answers: "MATERIALES 100, MANTENIMIENTO 100"
        case .absences: "1 justificada, 1 injustificada, 1 licencia, 1 permiso, 1 tardanza, 1 huelga"
        case .month: "septiembre"
        // The longest of what an alarm may be about, with the longest name of a modem.
        case .what where key == .alarmRaised || key == .alarmOver:
            "el modem principal-respaldo-2 no funciona: mire cable, luz y antena"
        case .what: "mujeres matriculadas"
        case .letters: "A, B o C"
        case .code: "9999996"
        case .phone: "987654321"
        case .office: " Oficina 987654321"
        case .pupils: "Alumnos 1998 de 1998."
        case .consultations: " Consultas: 987654321."
        }
    }
}
