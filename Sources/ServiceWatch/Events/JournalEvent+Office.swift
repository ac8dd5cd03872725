extension JournalEvent {
    /// Calendar, clock, configuration, database and the daemon itself.
    static let office = [
        JournalEvent(
            "40c193f538f5495bbd0655e73d639ffd", "the file system of the database is mounted read-only",
            "The kernel does so after an error of the disk. Nothing can be kept; texts stay in the modem until they can.",
            do: "Look at dmesg and restart the computer. If it happens again, replace the disk or card, and restore a backup: edutrac restore."),
        JournalEvent(
            "540fd14b05ca43889fb694645d5936ba", "little room is left for the database",
            "Under 50 MB are free on its disk. When there is none, texts stay in the modem until it is full.",
            do: "Make room on that disk: journalctl --vacuum-size=100M, apt clean, old files of the office."),
        JournalEvent(
            "993845342b7e4e51a5d3a870f53b5af5", "no school year in the calendar",
            "The calendar file has no [[year]] for this year, or, from November on, for the next one. In such a year nobody is asked.",
            do: "Add the year to the calendar file that the line names, and reload: systemctl reload edutracd."),
        JournalEvent(
            "a7f883e5a3494c30a3fc8ed0e46c60cf", "the clock stands before a moment that has been",
            "The computer has lost its time. Questions and reminders are held; texts are received and answered, with the day of their service centre.",
            do: "Set the clock: timedatectl set-time. If it is right, say so: edutrac clock accept."),
        JournalEvent(
            "8840ffa462364be4a1a038c8dd7d7137", "texts say that the clock is late",
            "Two texts were stamped by their service centre more than ten minutes ahead of the clock. Questions and reminders are held.",
            do: "Set the clock: timedatectl set-time. If it is right, say so: edutrac clock accept."),
        JournalEvent(
            "81d2b83fc1b3459b85e4640ba8408f51", "the clock cannot be compared",
            "The database cannot be read or written; the line says why.",
            do: "Mend what the line says; sudo edutrac doctor looks at disk and database."),
        JournalEvent(
            "8dbfd6ce22744402bc377dcb22720c82", "configuration not reloaded, the one in force stays",
            "A file of the configuration is wrong; the line says file, line and remedy. What was in force stays so.",
            do: "Correct the file and reload again: systemctl reload edutracd."),
        JournalEvent(
            "906771433e8544eeab96a57e55114594", "store, socket and modem settings are read at start only",
            "They have changed in the configuration, and the running daemon still has the old ones.",
            do: "Restart it: systemctl restart edutracd."),
        JournalEvent(
            "48d67de2f7394f20961a018e9b48e11e", "the configuration allows what is unwise",
            "It works, and somebody will be sorry for it; the line says what it is and what to do.",
            do: "Do what the line says, and reload: systemctl reload edutracd."),
        JournalEvent(
            "5032d34244064f27ad655243a7bf322c", "the plan of the day could not be made",
            "The database is locked, full or damaged; the line says which. Nobody is asked or reminded meanwhile.",
            do: "Mend what the line says; sudo edutrac doctor looks at disk and database."),
        JournalEvent(
            "5d7e6233e8fb490da24ed4922ccc9ad7", "the database cannot be read",
            "It is locked, on a disk that fails, or damaged; the line says which.",
            do: "Mend what the line says; sudo edutrac doctor looks at disk and database."),
        JournalEvent(
            "5aecb93481c34943a62dc65a4477bcbb", "modem status not stored",
            "How a modem is could not be written into the database; the line says why.",
            do: "Mend what the line says; sudo edutrac doctor looks at disk and database."),
        JournalEvent(
            "b5e0941c38a5497a8e0b5b01bb138d0c", "no control socket",
            "Commands cannot ask the daemon: edutrac status shows only what is stored. Another program may hold the socket.",
            do: "End that program, or look at the owner of /run/edutrac; then restart edutracd."),
        JournalEvent(
            "713da52545414e0f8e70ff2574bcd6fc", "the main loop stands still",
            "The daemon has not looked at the database for too long. systemd's watchdog restarts it.",
            do: "If it comes again, look at the disk: sudo edutrac doctor, and the kernel's messages: journalctl -k."),
        JournalEvent(
            "0284a3e8085941e7bd32593cfc17e8ae", "the thread of a modem stands still",
            "The thread that talks to the port of the modem has not answered for too long. systemd's watchdog restarts the daemon.",
            do: "If it comes again, unplug the modem, and look at the kernel's messages: journalctl -k."),
        JournalEvent(
            "1f79e829377a4300acbe4071093323c8", "the wall clock is simulated",
            "The daemon was started with --clock: its days are not those of the calendar.",
            do: "Nothing in a demonstration. In an office, take --clock out of the unit and restart edutracd."),
    ]
}
