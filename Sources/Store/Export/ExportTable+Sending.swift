// What left, and by which SIM.
extension ExportTable {
    private static let ours = "message IN (SELECT id FROM outboundMessage WHERE recipient = ?1)"

    static let sending = [
        ExportTable(
            "outboundMessage", "Texts of ours.", person: "recipient = ?1",
            """
            id number its number in the outbox
            recipient text to whom; erased:… once it may not be kept any more
            text text the text; empty once it may not be kept any more
            kind text reply, office, alarm, question or reminder
            priority number 0 leaves first
            state text queued, held, submitting, sent, delivered, failed, unknown (nobody knows whether it left), expired or withdrawn
            reason text why
            dueAt moment not before
            expiresAt moment not after
            attempts number how often it was tried
            inReplyTo number the text that it answers by itself
            isSecondReply yes-no answers a text that a late part completed
            officeReplyTo number the text that a person answers with it
            alarm number the alarm that it tells of
            alarmIsOver yes-no it says that the alarm is over
            resendOf number the text of unknown outcome that it repeats
            step text question, reminder1, reminder2, silentList, weeklySummary or extra
            question text key of the extra question
            stepDay day reporting day of the step
            codMod text código modular of a reminder
            anexo number anexo
            ordinal number of lists in several texts
            schools text schools that it is about: codMod-anexo, commas between
            createdAt moment when it was queued
            sentAt moment when the modem took it
            partsTotal number parts
            """),
        ExportTable(
            "outboundPart", "Parts of texts that were given to a modem.", person: ours,
            """
            message number number of the text
            sequence number which part
            state text submitting, sent, delivered, failed, refused or unknown
            reason text why
            messageReference number TP-MR
            modem text name of the modem
            sim text ICCID of its SIM
            submittedAt moment just before it left
            sentAt moment when the modem said so
            deliveredAt moment when the phone had it
            status number TP-ST of the status report
            """),
        ExportTable(
            "deliveryReport", "Status reports of the network.", person: ours,
            """
            id number its number
            inboundPart number the PDU
            sim text ICCID of the SIM
            messageReference number TP-MR
            recipient text as in the report; empty once it may not be kept any more
            status number TP-ST
            category text completed, stillTrying, permanentError or givenUp
            dischargedAt moment by the network
            receivedAt moment when it came
            message number text that it is about
            sequence number part of it
            """),
        ExportTable(
            "topUp", "What was paid into a SIM.",
            """
            id number its number
            sim text ICCID
            modem text name of the modem
            amount number money; empty is not told
            paidOn day when
            enteredBy text who
            enteredAt moment when it was entered
            """),
        ExportTable(
            "balance", "What a carrier said is left on a SIM.",
            """
            id number its number
            sim text ICCID
            modem text name of the modem
            amount number money
            askedAt moment when
            """),
        ExportTable(
            "simCard", "SIMs that were seen.",
            """
            sim text ICCID
            firstSeenAt moment when first
            """),
    ]
}
