extension JournalEvent {
    static let sending = [
        JournalEvent(
            "3332b84b5e5d481d91d8e951b93bd4cd", "sending stops, receiving goes on",
            "By this modem several texts were refused, or the network took texts and said nothing. After the time in the line one text is tried.",
            do: "Look at the answer in the line, and at credit, plan and SIM: edutrac modem ledger, edutrac modem ussd."),
        JournalEvent(
            "e220578b9cf5422ea6f282c285d32692", "a limit of texts is reached",
            "As many SMS have left as limits of this [[modem]] allows. Sending goes on at the time in the line.",
            do: "Nothing if that is right; else raise limits in the [[modem]] and restart edutracd."),
        JournalEvent(
            "6cf03d3a79194b05b564cd051acd0e4a", "a limit of texts is near",
            "Four fifths of limits of this [[modem]] are used: questions and reminders wait, replies leave.",
            do: "Nothing if that is right; else raise limits in the [[modem]] and restart edutracd."),
        JournalEvent(
            "181c25b655cc4efd9fbeb03793fb58de", "text put off",
            "The network or the modem refused the text for now. It is tried again at the time in the line.",
            do: "Nothing, unless it goes on for hours: then look at signal and credit, edutrac status."),
        JournalEvent(
            "1aff6c7a8399480292ae8476c02d5d7e", "text failed for good",
            "The network refused the text for a reason that does not pass, such as a number that does not exist.",
            do: "Look at the number: edutrac outbox list --state failed. Correct it in the roster."),
        JournalEvent(
            "f5f555c61b164f78990cb440e81a9d91", "outcome of a text unknown: held",
            "The modem fell silent after the text was handed over. It may have been sent, and is not sent again.",
            do: "Look at edutrac outbox list --state unknown, and call who matters. A status report may still settle it."),
        JournalEvent(
            "34fa092c6d144384a1a442289aef4611", "outcome of a text unknown: edutracd ended",
            "The daemon ended while the text was being sent: a crash or a power cut. It may have been sent, and is not sent again.",
            do: "Look at edutrac outbox list --state unknown, and call who matters. A status report may still settle it."),
        JournalEvent(
            "795a4be9c7f14681be28a0a6b6c62ed6", "texts expired unsent",
            "Texts could not leave before their time was over, and are not sent any more.",
            do: "Look at edutrac outbox list --state expired, and at why: edutrac status."),
        JournalEvent(
            "6f32f00c41834de2935933c7c083a2bd", "a late answer could not be stored",
            "That a text was sent after all could not be written; the line says why.",
            do: "Mend what the line says; sudo edutrac doctor looks at disk and database."),
        JournalEvent(
            "9ffcae90fce14b1ebea9179721d92a10", "an outcome is not stored yet",
            "What became of a text could not be written. It is tried each second until it works.",
            do: "Make room on the disk, or mend what the line says."),
        JournalEvent(
            "d725085ab5ce492d895f5d4ae2041504", "an outcome cannot be stored",
            "What became of a text cannot be written any more; its row says something else by now.",
            do: "Look at the text: edutrac outbox list."),
        JournalEvent(
            "79fb780d32764ea0ade79bcab3cb3097", "the queue could not be read or written",
            "The database is locked, full or damaged; the line says which. Nothing is sent meanwhile.",
            do: "Mend what the line says; sudo edutrac doctor looks at disk and database."),
    ]

    static let receiving = [
        JournalEvent(
            "85089957a7354a8981b3c4405ae31115", "texts not stored, they stay in the modem",
            "The database cannot be written: disk full, read-only, or a wrong owner. Nothing is lost until the modem's memory is full.",
            do: "Make room on the disk at once, or mend what the line says."),
        JournalEvent(
            "2667b309f5ef429397f62698b74d1b26", "PDU kept although it cannot be read",
            "Something came that is no text as the standards have it. It is in the database as it came.",
            do: "Look at it: edutrac inbox list --unread. edutrac pdu decode says what is wrong with it."),
        JournalEvent(
            "13c7bb0a7c3843aa8794683aec13927f", "text not settled, tried again at the next sweep",
            "A text is stored and could not be read and answered; the line says why.",
            do: "Nothing where it is not said again; else sudo edutrac doctor."),
        JournalEvent(
            "74f4a38738d14d709da0063c4f0c1457", "texts cannot be settled",
            "Texts are stored and not answered yet: the database cannot be read or written.",
            do: "Mend what the line says; sudo edutrac doctor looks at disk and database."),
        JournalEvent(
            "4d10f64742994a58a82038f4b387fc8e", "deletion not noted",
            "That the modem has deleted a text could not be written. It may be read again, and is recognised then.",
            do: "Make room on the disk, or mend what the line says."),
        JournalEvent(
            "5148618f866d4e08a439fb3e1138d2f6", "a missed call could not be stored",
            "Somebody rang, and the database could not be written; the line says why.",
            do: "Mend what the line says; sudo edutrac doctor looks at disk and database."),
        JournalEvent(
            "d448531abec740f1b18f967044cc5c64", "a phone gets no more replies for now",
            "A cap of [sending.caps] stopped the reply, or the phone sends the same again and again. What it sends is read and kept.",
            do: "Look at what it sends: edutrac inbox list. If a machine answers us there, take the number out of the roster."),
        JournalEvent(
            "823c470966ce42338b5e5da6dcc3177d", "the replies of a day are used up",
            "As many replies as office_per_day of [sending.caps] allows have been queued: no more texts are answered today. All are read and kept.",
            do: "If so many are right, raise office_per_day and reload; else look for a loop: edutrac inbox list."),
    ]
}
