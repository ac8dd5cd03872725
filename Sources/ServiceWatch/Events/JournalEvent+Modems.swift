extension JournalEvent {
    /// Ports, and the modems behind them.
    static let modems = [
        JournalEvent(
            "72adf4d98e0947969d3806fa3ce38240", "modem absent",
            "The port of a [[modem]] is not there.",
            do: "Plug the modem in; it is found within five seconds. If it is plugged in, correct device or match of its [[modem]]."),
        JournalEvent(
            "6d877ac64dde45d3989e0b7691d58fdd", "a modem is plugged in and cannot serve",
            "A stick that fits the [[modem]] shows itself as a disk, is a network card without an AT port, has no driver, or waits for firmware.",
            do: "Do what the remedy in the line says."),
        JournalEvent(
            "c3ee1a55d4424662b8e48e33b1878b25", "port not opened",
            "The port is there and cannot be used: another program has it, or the user edutrac may not open it.",
            do: "End the program that the line names, or put edutrac into the group of the port (dialout). sudo edutrac doctor sees programs that the daemon may not see."),
        JournalEvent(
            "8243e06e2dbd4bb0a9c63431ede5a392", "the port is not as it should be",
            "The port works, but not all of it: a lock file cannot be written, or a program reads from it too.",
            do: "End the program that the line names; for a lock file look at the owner of /run/lock."),
        JournalEvent(
            "69a0051ba8e744e58411425da6efd05a", "not this modem",
            "The IMEI or the ICCID is not the one that match asks for, or another [[modem]] names it.",
            do: "Plug in the right stick, or correct match of the [[modem]]. It is looked at again after a minute."),
        JournalEvent(
            "e95059d8fe2d4e0cba18915f0db365f3", "modem gone",
            "The port was closed: the modem was unplugged, reset itself, or lost its power. It is opened again as soon as it is back.",
            do: "Nothing where it comes back. If it goes again and again, give it a stronger supply, a shorter cable or a powered hub."),
        JournalEvent(
            "eace444711fa427d86386399cd1054e6", "modem in trouble",
            "The modem does not work as it should; the line says what was seen and which step is taken to help it.",
            do: "Nothing, unless \"modem does not recover\" follows."),
        JournalEvent(
            "c15080c06828483c8e0b88c886eaaa92", "modem does not recover",
            "All that can be typed was tried, and the modem still does not work.",
            do: "Look at the modem: power, antenna, SIM, the place where it stands. Unplug it, wait ten seconds, plug it in again."),
        JournalEvent(
            "cd5b33fa2fb5439ca1a26b06b4dd9556", "modem hangs and nothing here can cut its power",
            "It does not answer, a restart did not reach it, and its USB device could not be reset; the line says why.",
            do: "Unplug it, wait ten seconds, plug it in again."),
        JournalEvent(
            "7d29420f0a9b4342baabc81889c68e71", "USB device of the modem is reset",
            "It does not answer, and nothing that can be typed has helped: it was taken off the bus and put back.",
            do: "Wait a minute or so. \"modem does not recover\" follows where that has not helped."),
        JournalEvent(
            "8a97cc33bcd94c13b13c2e9523d6b7c7", "another program talks to this modem",
            "An answer came to a question that edutracd has not asked. Whoever asks takes answers and announcements away.",
            do: "Stop ModemManager, brltty, gammu or whatever else has the port open; sudo edutrac doctor may name it."),
        JournalEvent(
            "9e14bd90185d489cbca3171d3e580ef8", "the modem's last traffic could not be kept",
            "What was said with the modem before it was lost could not be written beside the database.",
            do: "Make room on that disk, and look at the owner of the folder: it is edutrac."),
        JournalEvent(
            "adc2ae941064419eb5d97aa04d08fff8", "modem memory is filling",
            "Over four fifths of a message memory are used. When it is full the network keeps what comes, and nothing is received.",
            do: "Wait a few minutes: after days without power it passes by itself. Else look for \"texts not stored\", and delete old texts of the SIM in a phone."),
        JournalEvent(
            "25f7c6ba573c4390b43b5225ea0428ab", "modem memory is full",
            "A message memory has no room: nothing more is received, and a full SIM may not send either.",
            do: "Look for \"texts not stored\" and mend the disk if it is there; else delete old texts of the SIM in a phone."),
        JournalEvent(
            "8d3e58c931324dd8afe15d27326b1ce2", "command refused",
            "The modem refused a command; the line says which and why. It goes on without what is not needed.",
            do: "Nothing while the modem is ready: edutrac status."),
        JournalEvent(
            "2a640fe1a9d7423a8fb6fc7af9800528", "no [[modem]] is configured",
            "The configuration names no modem: nothing is received or sent.",
            do: "Add a [[modem]] to /etc/edutrac/edutrac.toml and restart edutracd; edutrac.toml(5) says how."),
    ]

    /// What is about a SIM: its lock, its money, its network.
    static let sims = [
        JournalEvent(
            "1630e9ba478c4bdfbfed54f5bbfd37ba", "modem cannot work",
            "The SIM is missing, or wants its PIN or PUK. Each PIN is tried once for a SIM.",
            do: "Do what the detail in the line says: put a SIM in, write the PIN into pin of the [[modem]], or enter the PUK in a phone."),
        JournalEvent(
            "f40c0a1accaa4792b6ca4b81dcc59bfb", "the SIM is in another carrier's network",
            "It roams. send_while_roaming of the [[modem]] decides whether texts are sent there.",
            do: "Look at the antenna and the place of the modem, and whether the carrier of the SIM covers this place."),
        JournalEvent(
            "2e4c253e10e34ea29414cca217467a43", "SIM in trouble",
            "The SIM will be ended by its carrier, has too little credit, or gets no texts any more; the line says which.",
            do: "Top it up and say so with edutrac modem topup; where it gets no texts, text it from a phone and look at the modem."),
        JournalEvent(
            "ab1546262f4d4cff9546289e558f0895", "the balance was asked for in vain",
            "The network did not answer the code of balance. It is asked again in some hours.",
            do: "Try the code: edutrac modem ussd. Correct it in the [[modem]] if the network does not know it."),
        JournalEvent(
            "6d4b62de3ac347cfad209334913c37a0", "the balance is not understood",
            "The pattern of balance does not find an amount in what the network answers.",
            do: "Compare pattern with what edutrac modem ussd shows."),
        JournalEvent(
            "f6382c10548c4650ab91a873d5c3b777", "the modem seems deaf",
            "A text that the SIM sent to itself has not come back: it may get no texts. Its radio is helped where it bears that.",
            do: "Text the SIM from a phone; if it does not arrive, unplug the modem and plug it in again, then try the SIM in a phone."),
        JournalEvent(
            "a796d485006348babe46ccdc0c75e732", "the SIM cannot be looked after",
            "The database cannot be read or written; the line says why.",
            do: "Mend what the line says; sudo edutrac doctor looks at disk and database."),
        JournalEvent(
            "9bf3cd632ee54bf2b42ba8acd3d127fe", "that the PIN is right could not be stored",
            "The database cannot be written; the line says why. The PIN may not be typed again by itself.",
            do: "Mend what the line says, and restart edutracd."),
    ]
}
