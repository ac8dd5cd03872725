// Months as they were printed, what was agreed on, and what people of the office did.
extension ExportTable {
    static let months = [
        ExportTable(
            "monthClosing", "Months whose figures were frozen.",
            """
            month text YYYY-MM
            edition number counts from 1; the last one is in force
            closedAt moment when
            person text who
            """),
        ExportTable(
            "monthFigures", "The figures of a school as they were frozen; edutrac month export has them in columns.",
            """
            month text YYYY-MM
            edition number edition
            codMod text código modular
            anexo number anexo
            version number of the shape of the figures
            figures text JSON
            """),
        ExportTable(
            "monthThanks", "Texts of thanks for a month.", person: "phone = ?1",
            """
            month text YYYY-MM
            codMod text código modular
            anexo number anexo
            phone phone to whom
            outboundMessage number the text
            """),
        ExportTable(
            "monthContext", "Lines that a month is to be read with.",
            """
            id number its number
            month text YYYY-MM
            scope text school, cluster, district or office
            codMod text código modular
            anexo number anexo
            area text name of cluster or district
            text text the line
            """),
        ExportTable(
            "agreement", "What meetings agreed on over the page of a month.",
            """
            id number its number
            codMod text código modular
            anexo number anexo
            codLocal text building, where it is of all its services
            month text YYYY-MM
            text text what
            who text who does it
            untilDay day until when
            state text open, done or notDone
            settledOn day when it was said to be done or not
            enteredAt moment when
            """),
    ]

    static let service = [
        ExportTable(
            "audit", "What people of the office did by hand.", person: "phone = ?1",
            """
            id number its number
            at moment when
            person text who
            deed text what (edutrac(8), audit list)
            phone phone whom it is about; empty once they were erased
            codMod text código modular
            anexo number anexo
            day day the day it is about
            report number report
            inboundMessage number text
            inboundPart number PDU
            outboundMessage number text that was queued
            closure number closure
            hold number hold
            note text why, in their words
            """),
        ExportTable(
            "alarm", "What a person had to see to.",
            """
            id number its number
            key text which (edutracd(8), ALARMS)
            modem text name of the modem; empty where it is about none
            since moment when its cause was first seen
            words text what was wrong
            remedy text what to do
            raisedAt moment when it was raised
            clearedAt moment when it was over
            """),
        ExportTable(
            "backup", "Copies of the database that were made, and tries that failed.",
            """
            id number its number
            at moment when
            place text main, stick or named
            path text the file
            octets number its size
            failure text why there is none
            """),
        ExportTable(
            "modemStatus", "Modems as they were last seen.",
            """
            name text name in edutrac.toml
            state text ready, absent …
            detail text why
            device text tty
            imei text IMEI
            iccid text ICCID of its SIM
            model text model
            operatorName text network
            registration text registered or not
            rssi number as the modem said it
            signalDBm number signal in dBm
            lastSweepAt moment when its memory was last read
            seenAt moment when
            """),
    ]

    /// Tables and columns that are in no export, and why.
    package static let leftOut: [String: String] = [
        "pinAttempt": "digests of PINs",
        "drawing": "the secret that second days are drawn with",
        "keptOut": "digests of phones that were erased",
        "planning": "a number that tells the daemon when to plan anew",
        "clockMark": "how far the clock had come",
        "grdb_migrations": "versions of the schema",
        "sqlite_sequence": "SQLite's own",
        "inboundPart.partKey": "a digest that tells copies",
        "inboundPart.textKey": "a digest that tells repetitions",
        "inboundPart.bodyKey": "a digest that tells repetitions",
        "outboundPart.recipientTail": "the end of the recipient's number",
        "deliveryReport.recipientTail": "the end of the recipient's number",
    ]
}
