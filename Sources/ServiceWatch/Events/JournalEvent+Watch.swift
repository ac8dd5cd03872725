extension JournalEvent {
    /// Alarms and figures.
    static let watch = [
        JournalEvent(
            "f0a41ca4020e456dae0122030544b4b1", "alarm raised",
            "Something keeps the service from working, or soon will; the line says what, of which modem, and since when.",
            do: "Do what the remedy in the line says; edutrac status shows all alarms that last."),
        JournalEvent(
            "ac485765d48a4d1fa30abaa863cfaf0b", "alarm over",
            "What an alarm was raised for has not been seen for five minutes.",
            do: "Nothing."),
        JournalEvent(
            "1f99a4fbefb44318805b7b5a4baaf935", "alarms cannot be kept",
            "The database cannot be read or written; the line says why. Alarms are raised all the same, but nobody is texted, and after a restart they are raised again.",
            do: "Mend what the line says; sudo edutrac doctor looks at disk and database."),
        JournalEvent(
            "79593120733d4f838abd3effda1b9606", "no text about an alarm",
            "As many texts about alarms were sent today as texts_per_day of [alarm] allows.",
            do: "Look at edutrac status. If so many are right, raise texts_per_day and reload; if an alarm comes and goes, mend its cause."),
        JournalEvent(
            "75a69d19edb64337b77cc180dde38e66", "the alarm command failed",
            "The command of [alarm] cannot be run, ended with an error, or took longer than timeout_seconds; the line says which.",
            do: "Run it by hand as the user edutrac with the variables that edutrac.toml(5) lists, and mind the sandbox of the unit."),
        JournalEvent(
            "f38fab83667843fab3fb30e301fca6e1", "the figures cannot be written",
            "The textfile of [metrics] cannot be written; the line says why. Said once, until it works or something else stands against it.",
            do: "Let the user edutrac write to its folder, and allow it in the unit: ReadWritePaths= in a drop-in, see edutracd(8), METRICS."),
    ]
}
