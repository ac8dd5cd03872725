// What came in, and what was understood of it.
extension ExportTable {
    static let conversation = [
        ExportTable(
            "inboundMessage", "Texts that came, parts joined.", person: "phone = ?1",
            """
            id number its number in the inbox
            sender text as received; empty once it may not be kept any more
            phone phone the same where it is a mobile of Peru
            body text the text; empty once it may not be kept any more
            serviceCentreTime moment stamp of the service centre: when it was sent
            receivedAt moment when the modem gave it to us
            settledAt moment when it was read
            kind text text, or what no person wrote: mmsNotice, messageWaiting, data …
            reading text what it was taken for: report, noClass, unclear, officeText … (edutrac(8), inbox list)
            codMod text código modular that it is about
            anexo number anexo
            silence text why it was not answered; empty where it was
            tellsUnregistered yes-no the answer says that the phone is not registered
            missingParts text numbers of parts that never came
            completedAt moment when a late part completed it
            isUnread yes-no waits for a person of the office
            wentOnIn number the text that went on from what we asked back
            """),
        ExportTable(
            "inboundPart", "Every PDU as a modem gave it.", person: "phone = ?1",
            """
            id number its number
            pdu text the PDU in hexadecimal; empty once it may not be kept any more
            modem text name of the modem
            sim text ICCID of its SIM
            memory text message memory that it lay in
            slot number its index there
            receivedAt moment when
            deletedAt moment when it was deleted there
            content text part (of a text), statusReport or undecodable
            duplicateOf number the row that it repeats
            reason text why it could not be decoded
            sender text as received
            phone phone the same where it is a mobile of Peru
            serviceCentreTime moment stamp of the service centre
            forbidsAutomaticReply yes-no TP-LP: the sender wants no automatic answer
            reference number of a long text
            total number parts of it
            sequence number which one this is
            bits number width of the reference, 8 or 16
            inboundMessage number the text that it belongs to
            isUnread yes-no nobody of the office has looked at what could not be decoded
            """),
        ExportTable(
            "missedCall", "Calls that were hung up.", person: "phone = ?1",
            """
            id number its number
            number text who rang; empty where it was withheld or may not be kept any more
            phone phone the same where it is a mobile of Peru
            modem text name of the modem
            sim text ICCID of its SIM
            receivedAt moment first ring
            lastAt moment last ring
            rings number how many
            answer number text that was sent for it
            """),
        ExportTable(
            "report", "Attendance, also what was corrected or taken back.", person: "phone = ?1",
            """
            id number its number
            codMod text código modular
            anexo number anexo
            day day the day it is about
            stream text school or community: who says it
            state text current (counts), superseded (a later one counts) or void (taken back)
            source text sms or office
            boys number boys present
            girls number girls present
            teachers number teachers present
            heldClass yes-no answer of the community
            noClass yes-no there was no class
            noClassReason text why, as written
            isLate yes-no sent after the limit of its day
            isTraining yes-no PRUEBA: counts nowhere
            marks text what is odd about it, for the office
            phone phone who sent it; empty where nobody did, or they were erased
            inboundMessage number the text that it came in
            inboundPart number the PDU that the office read it from
            receivedAt moment when it came
            sentAt moment when it was sent
            """),
        ExportTable(
            "openQuestion", "What we asked back and wait for.", person: "phone = ?1",
            """
            phone phone whom
            kind text missingPart, whichSchool, overEnrolment, totalOrBoys, whoWrites, meantCode, extraAnswer or classOrNot
            codMod text código modular
            anexo number anexo
            day day the day it is about
            boys number boys, as far as they were told
            girls number girls
            teachers number teachers
            isTraining yes-no PRUEBA
            askedAt moment when; it lasts 24 hours
            inboundMessage number the text that it is about
            said text what waits for the answer
            """),
        ExportTable(
            "absence", "FALTA: why teachers were not there; a row for each reason.", person: "phone = ?1",
            """
            id number its number
            codMod text código modular
            anexo number anexo
            day day the day it is about
            reason text justified, unjustified, leave, permission, late or strike
            teachers number how many
            state text current or superseded
            isTraining yes-no PRUEBA
            phone phone who told it; empty once they were erased
            inboundMessage number the text that it came in
            receivedAt moment when
            """),
        ExportTable(
            "answer", "Answers to extra questions.", person: "phone = ?1",
            """
            id number its number
            codMod text código modular
            anexo number anexo
            question text key of the question in edutrac.toml
            period day reporting day of a weekly question, first of the month of a monthly one
            stream text school or community
            value number 1 and 0 for yes and no, else the number
            state text current or superseded
            isTraining yes-no PRUEBA
            phone phone who told it; empty once they were erased
            inboundMessage number the text that it came in
            receivedAt moment when
            """),
        ExportTable(
            "enrolmentProposal", "MATRICULA: what reporters say is enrolled.", person: "phone = ?1",
            """
            id number its number
            codMod text código modular
            anexo number anexo
            boys number boys; empty: not said
            girls number girls
            teachers number teachers
            state text waiting (for the office), accepted, refused or superseded
            phone phone who told it
            inboundMessage number the text that it came in
            receivedAt moment when
            """),
    ]
}
