extension Quirk {
    /// Start-up, SIM and PIN.
    static let startQuirks = [
        Quirk(
            23, "SIM busy for SECONDS after power-up: +CME ERROR: CODE (14, 515, 13 or 10)",
            devices: "Wavecom, Siemens and others", source: "python-gsmmodem #10, #11; gammu #93",
            numbers: [("seconds", 8), ("code", 14)]),
        Quirk(
            24, "starts again when it is talked to within SECONDS of the PIN or of +CFUN=1",
            devices: "Huawei, Sierra AC881, Option",
            source: "ModemManager mm-broadband-modem-huawei.c:732, mm-broadband-modem-sierra.c:927",
            numbers: [("seconds", 3)]),
        Quirk(
            25, "+CPIN? without OK; only-ok: without +CPIN", devices: "Wavecom, A2D, MULTIBAND 900E, SL8084TR",
            source: "gammu F_CPIN_NO_OK; smstools 3.1.20", words: ["no-ok", "only-ok"]),
        Quirk(
            26, "+CPIN? speaks of another lock than there is", devices: "several phones; Option",
            source: "smstools configure pin, hardwarecomp note 3", words: ["pin2", "puk2", "pin"]),
        Quirk(
            27, "+CPINR is unknown; tries left are told by a maker's command, or not at all",
            devices: "Huawei, Quectel, SIMCom", source: "general knowledge; gammu #458, MKRGSM #98",
            words: ["huawei", "quectel", "simcom", "none"]),
        Quirk(
            28, "forgets the PIN once, SECONDS after it was right", devices: "EG25-G",
            source: "genode-allwinner #9", numbers: [("seconds", 3)]),
        Quirk(
            29, "message commands fail for SECONDS after power-up: ERROR, or +CMS ERROR: CODE",
            devices: "SIM800, SIMCom A76xx, Quectel", source: "Seeed #39; serialport-gsm #88; opentracker #21",
            numbers: [("seconds", 8), ("code", 0)]),
        Quirk(
            30, "says so at power-up; quectel: RDY and ten seconds of silence", devices: "u-blox, Quectel",
            source: "general knowledge", words: ["quectel", "ublox"]),
        Quirk(
            31, "answers nothing once the radio is off, until power comes again", devices: "M590E",
            source: "smstools configure check_sim_reset"),
        Quirk(
            32, "loses the SIM SECONDS after it is switched on, until +CFUN=0 or 4 and +CFUN=1", devices: "Quectel",
            source: "gsm-sip-bridge PR #13", numbers: [("seconds", 10)]),
        Quirk(
            33, "+CSCA? without type, empty, or in UCS2; erased: +CSMP empties it", devices: "M6280, K3565Z and others",
            source: "python-gsmmodem #8", words: ["no-type", "empty", "ucs2", "erased"]),
    ]

    /// Registration, liveness, recovery.
    static let lifeQuirks = [
        Quirk(
            74, "registered, and no text comes until one is sent, the radio is switched, or the call is hung up",
            devices: "E3372h and others", source: "PavelVe #40", words: ["sending", "cfun", "call"],
            usual: ["sending", "cfun"]),
        Quirk(
            75, "+CREG says 2 although texts pass; lte: +CEREG says 1; late: for SECONDS; sms-only: it says 6",
            devices: "LTE modems", source: "general knowledge; TS 27.007", words: ["lte", "late", "sms-only"],
            numbers: [("seconds", 20)]),
        Quirk(76, "+CSQ: 99,99 while registered", devices: "LTE modems", source: "smstools signal_quality_ber_ignore"),
        Quirk(
            77, "+CFUN=1,1 takes the terminal away for SECONDS, after its OK or without one", devices: "E173, E372",
            source: "gammu #687, #286, #552, #323", words: ["ok", "mute"], numbers: [("seconds", 4)]),
        Quirk(
            78, "^RESET and ^SRESET are ERROR", devices: "E3531", source: "gammu #316", showing: .always),
        Quirk(79, "+CLAC is never answered", devices: "E3531", source: "gammu #369"),
        Quirk(
            80, "+CLIP, +CRC and +CUSD=2 are never answered", devices: "HP un2420 and others",
            source: "gammu F_NO_CLIP, F_NO_STOP_CUSD", words: ["clip", "crc", "cusd"], usual: ["clip", "crc", "cusd"]),
        Quirk(
            81, "slow: +CMGS, +CFUN=0 and +COPS=? take that many seconds", devices: "any",
            source: "ModemManager mm-base-sms.h:33; general knowledge",
            numbers: [("cmgs", 30), ("cfun", 15), ("cops", 60)]),
        Quirk(
            82, "the driver hangs in close()", devices: "old usb-serial and option",
            source: "gammu #45; ncs-serial-modem PR #402",
            showing: .notShown("close(2) of a pseudo-terminal never waits")),
        Quirk(
            83, "hangs up AFTER seconds, once, and is back SECONDS later", devices: "any",
            source: "espmonitor #12; can-utils #14", numbers: [("after", 5), ("seconds", 3)]),
        Quirk(
            84, "answers again only when another port is touched", devices: "SIM7000G", source: "SIM7000 #298",
            showing: .notShown("there is one port")),
        Quirk(
            85, "stalls after SECONDS without a command, until the terminal is opened again", devices: "E372",
            source: "raspisms #56", numbers: [("seconds", 60)]),
        Quirk(
            86, "another reader on the port: its commands and their answers come in between, every SECONDS",
            devices: "ModemManager, brltty, a second gammu", source: "gammu #907; gsm-sip-bridge PR #13",
            numbers: [("seconds", 5)]),
        Quirk(
            87, "PPP frames on the port every SECONDS", devices: "any after a data call",
            source: "oFono gatsyntax.c; gammu #30", numbers: [("seconds", 3)]),
        Quirk(
            88, "AT commands depend on DTR", devices: "Ericsson GM22, Nokia", source: "smstools hardwarecomp note 1",
            showing: .notShown("a pseudo-terminal has no DTR")),
        Quirk(
            89, "the clock: four digits for the year, no zone, or told unasked", devices: "several",
            source: "gammu F_FOUR_DIGIT_YEAR", words: ["four-digits", "no-zone", "nitz"]),
    ]
}
