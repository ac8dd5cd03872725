extension Quirk {
    /// Storage: +CPMS, +CMGL, +CMGR, +CMGD, +CMTI.
    static let memoryQuirks = [
        Quirk(
            34, "locations are counted from 0", devices: "Huawei E150 to K4511, GlobeTrotter, GC79",
            source: "gammu gsmphones.c:887-987, #995; smstools memory_start"),
        Quirk(35, "+CPMS=… answers OK and nothing else", devices: "E220", source: "gammu #1067"),
        Quirk(
            36,
            "+CPMS wants three memories, or one, or not ME as the third, or nothing comes before it is set four times;"
                + " the test form is another",
            devices: "T77W968, MC35/TC35, MC75i, Wavecom Q2, iWOW, Thuraya, Samsung, Nokia S60",
            source: "oFono sms.c:1048-1150; gammu #985, #1206; luci-app-sms-tool-js #42",
            words: ["three", "one", "third-not-me", "toggle", "wavecom", "bare", "spaces", "empty", "nokia"]),
        Quirk(
            37, "+CPMS counts nothing in the first MILLISECONDS after a text came", devices: "E3531",
            source: "gammu at-sms.c:1326-1343, #994", numbers: [("milliseconds", 500)]),
        Quirk(
            38, "+CMTI names SM for ME and ME for SM; stored: texts go to ME whatever +CPMS says",
            devices: "E303/E3531, MF103, A7670E, SIM800C",
            source: "gammu #991, #508; DbusSmsForwardCPlus #10; PavelVe #27",
            words: ["named", "stored"]),
        Quirk(
            39, "+CMTI with a bad index, an MMS PUSH tail, or SR", devices: "SIM7000G, SIM900 MMS, E169",
            source: "T-SIM7600X #63; serialport-gsm #60; gammu #23",
            words: ["minus", "empty", "mms", "sr", "big"]),
        Quirk(
            40, "every NTH +CMTI and +CDSI is lost", devices: "any",
            source: "ModemManager mm-broadband-modem.c:7581-7586",
            numbers: [("nth", 1)]),
        Quirk(
            41, "+CMGL is never answered, takes SECONDS, or numbers locations that are not theirs",
            devices: "J700, B2100, GT-E2370, B2710, SGH-P900", source: "gammu F_DISABLE_CMGL, F_BROKEN_CMGL, #4, #323",
            words: ["hang", "slow", "broken"], numbers: [("seconds", 10)]),
        Quirk(
            42, "a text that was sent and one to be sent lie in the memory and are listed", devices: "any",
            source: "gammu #333"),
        Quirk(
            43, "the header before the PDU: no stat, quotes, one field more, a name with commas, no field at all",
            devices: "Qualcomm, ZTE, ES75", source: "python-gsmmodem; gammu",
            words: ["no-stat", "quotes", "trailing", "alpha", "no-fields"]),
        Quirk(
            44, "wrong length, dummy PDU of FF, PDU 00, padding, a cut PDU, octets after its end",
            devices: "MC35i and others",
            source: "gammu at-sms.c:603-606, #993; smstools 3.1.12",
            words: ["length", "dummy", "zero", "padded", "cut", "extra"]),
        Quirk(
            45, "reading an empty location is OK, or +CMGR: 0,,0", devices: "Quectel and others",
            source: "smstools 3.0.8",
            words: ["ok", "zero"]),
        Quirk(
            46, "text mode at power-up and after +CFUN; falls: again after every third listing",
            devices: "A7670G and others",
            source: "gammu #979; LilyGo-Modem-Series #264", words: ["lost", "falls"]),
        Quirk(
            47, "+CMGD: no flag allowed, takes SECONDS, or fails at the first try", devices: "MC35/TC35 and others",
            source: "gammu #217; Kannel", words: ["no-flag", "slow", "once"], numbers: [("seconds", 7)]),
        Quirk(
            48, "deleting the first part of a text deletes them all", devices: "SIM600",
            source: "smstools check_memory_method 5; the joined listing is not shown: no source gives its form"),
        Quirk(
            49, "says that the memory is full, and then sends nothing either", devices: "Huawei, SIMCom, Cinterion",
            source: "LilyGo-Modem-Series #184; smstools receive_before_send", words: ["huawei", "simcom", "cinterion"]),
        Quirk(50, "stores every text twice", devices: "A7670E", source: "LilyGo-Modem-Series #155"),
        Quirk(
            51, "+CDSI: \"SM\",0 for a report that lies in SR; location 0 of SM is OK and nothing",
            devices: "TRM240, EC25",
            source: "chan-quectel PR #75; gammu #695, #759"),
    ]

    /// Notifications: +CNMI, +CSMS, +CNMA.
    static let indicationQuirks = [
        Quirk(
            52,
            "+CNMI refuses the mode MODE or the ds +CNMI=? offers; buffered: takes MODE and keeps all; bfr: has only bfr 1",
            devices: "MSM, GOBI, Novatel, Huawei, ZTE, SIMCom, Quectel, DROID, A7670X",
            source: "oFono sms.c:840-860; ModemManager novatel:1141, :7799-7808; sms-server #12",
            words: ["mode", "ds1", "ds2", "buffered", "bfr"], numbers: [("mode", 2)]),
        Quirk(
            53, "mt 2 and ds 1 want +CSMS=1 first", devices: "strict modems", source: "warthog618/modem PR #8"),
        Quirk(
            54, "without +CNMA in SECONDS routing ends and mt and ds become 0", devices: "Telit LE910, Siemens MC55",
            source: "Telit LE910 manual p.168; Siemens MC55 p.347; without this number it is 17",
            numbers: [("seconds", 17)]),
        Quirk(
            55,
            "only one form of +CNMA is known: plain, =0, =1, =1,<length>, none; lost: it is refused, and missed too",
            devices: "Quectel, Gemalto, Huawei, SIMCom, Novatel", source: "oFono sms.c:336-354, 467, 892-897, 991-997",
            words: ["plain", "zero", "one", "pdu", "none", "lost"]),
        Quirk(
            56, "+CDS: ,25 or +CMT: 23 or +CMT: \"alpha\",23", devices: "ZTE, Gemalto",
            source: "oFono sms.c:224, 381, 425",
            words: ["cds-comma", "cmt-number", "cmt-alpha"]),
        Quirk(
            57, "unsolicited lines go to another port until AT+QURCCFG or AT^PORTSEL=1", devices: "EC25, Huawei",
            source: "serialport-gsm #12; emilsedgh/modem #30", words: ["quectel", "huawei"]),
        Quirk(
            58, "+CNMI is +CMS ERROR: 322 and takes effect; ignored: OK and takes none", devices: "Iridium",
            source: "ModemManager mm-broadband-modem-iridium.c:114; gammu #486", words: ["harmless", "ignored"]),
        Quirk(59, "+CMTI of everything stored once +CNMI is set", devices: "any", source: "gammu; bfr 0 flushes"),
    ]
}
