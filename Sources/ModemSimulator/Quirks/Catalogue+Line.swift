extension Quirk {
    /// Every quirk of the catalogue, by its number.
    package static let catalogue: [Quirk] =
        lineQuirks + chatterQuirks + startQuirks + memoryQuirks + indicationQuirks + sendingQuirks + lifeQuirks
        + contentQuirks + ussdQuirks

    /// Framing, echo, prompt.
    private static let lineQuirks = [
        Quirk(
            1, "every command is echoed, ATE0 or not", devices: "any; echo is on until ATE0",
            source: "ModemManager mm-serial-parsers.c:115-127, test-at-serial-port.c"),
        Quirk(
            2, "echo comes back after +CFUN and after a refusal", devices: "SIM7000 and others",
            source: "botletics/SIM7000 #57; gammu atgen.c:2347"),
        Quirk(
            3, "the PDU is echoed after the prompt, though echo is off; glued: the result follows on the same line",
            devices: "several", source: "gammu #264; oFono gatsyntax.c; smstools verify_pdu",
            words: ["own-line", "glued"]),
        Quirk(
            4, "another prompt than CR LF > space", devices: "several",
            source: "oFono gatsyntax.c SHORT_PROMPT; ModemManager regex; warthog618/modem",
            words: ["no-space", "short", "bare", "after-urc"]),
        Quirk(
            5,
            "stays in the prompt for ever after a malformed body, and after the NTH body whatever it is; ESC ends it",
            devices: "Huawei E1550 class", source: "chan_dongle BUGS #13; gammu #975", numbers: [("nth", 0)]),
        Quirk(
            6, "is in the prompt of a dead +CMGS at power-up; control-Z would send what was typed",
            devices: "any after a crash", source: "gammu atgen.c ~2330"),
        Quirk(
            7, "sleeps when idle and loses the first command line then",
            devices: "BenQ M32, Alcatel BE5, Wavecom, SIM800 autobaud, Cinterion cyclic sleep",
            source: "smstools needs_wakeup_at; gammu atgen.c", numbers: [("seconds", 10)]),
        Quirk(
            8, "finds its speed from what is typed: garbage for the first lines, and nothing is said at power-up",
            devices: "SIM800/SIM808 with +IPR=0", source: "blemasle/arduino-sim808 #23", numbers: [("lines", 3)]),
        Quirk(
            9,
            "other line ends: LF alone, CR CR LF, blank lines before OK, an empty line before the PDU, OK ended by LF",
            devices: "Huawei E1752, Thuraya, CDMA Huawei",
            source: "gammu #996, protocol/at/at.c:67-69; ModemManager huawei:4868-4914",
            words: ["lf", "crcrlf", "blank", "double", "lf-final"]),
        Quirk(
            10, "NUL before every answer; flood: nothing but NULs",
            devices: "ZTE-branded Qualcomm, SIM800L powered off",
            source: "ModemManager mm-port-probe.c:1063-1075; serialport-gsm #2", words: ["leading", "flood"],
            numbers: [("count", 3)]),
        Quirk(
            11, "is no AT port: QCDM frames, DIAG runs of FF, or a banner", devices: "Qualcomm, EG915Q, Option NOZOMI",
            source: "ModemManager mm-port-probe.c:1056-1061", words: ["qcdm", "diag", "banner"]),
        Quirk(
            12, "answers OK, or ERROR, to everything", devices: "Sierra APP port, Icera second port",
            source: "ModemManager mm-common-sierra.c:130-158", words: ["ok", "error"]),
        Quirk(
            13, "glued lines: +CMGL to the PDU before it, +CSSI to the answer, +CNUM to ERROR",
            devices: "several phones",
            source: "gammu at-sms.c:1293-1301; chan_dongle at_read.c:151", words: ["cmgl", "cssi", "cnum"]),
        Quirk(
            14, "an unsolicited line within an answer, and between header and PDU", devices: "Huawei",
            source: "gammu at.c SpecialAnswers; oFono gatchat", words: ["reply", "pdu"], usual: ["reply", "pdu"]),
        Quirk(
            15, "the NTH command from now is never answered while unsolicited lines go on every second",
            devices: "Huawei", source: "gammu #392, #146", numbers: [("nth", 5)]),
        Quirk(
            16, "other final results than ERROR and +CMS ERROR: n",
            devices: "Huawei, Motorola EZX, Samsung Z810, Cross PD1101wi, RDA",
            source: "gammu at.c:62-81,122-123, #394; mm-serial-parsers.c:118-127",
            words: [
                "not-supported", "modem-error", "na", "not-found", "cme-text", "cms-no-space", "too-many", "no-carrier",
                "aborted",
            ]),
        Quirk(
            17, "the answer to the NTH command from now comes SECONDS late, among later ones", devices: "Huawei",
            source: "chan_dongle BUGS #8", numbers: [("nth", 4), ("seconds", 20)]),
        Quirk(
            18, "spaces, quotes and fields that are missing or too many", devices: "Motorola and others",
            source: "smstools history 3.1.5; gammu tests/at-creg-corner",
            words: ["cpin", "cpin-quoted", "creg-quotes", "creg-zeros", "creg-more", "creg-empty"]),
    ]

    /// Unsolicited floods.
    private static let chatterQuirks = [
        Quirk(
            19, "Huawei's unsolicited lines; rejected: ^CURC is refused; dead: they go on and nothing is answered",
            devices: "Huawei", source: "ModemManager huawei:4866-4934; gammu #286; chan_dongle BUGS #4",
            words: ["flood", "rejected", "dead"], numbers: [("seconds", 2)]),
        Quirk(
            20, "+ZUSIMR:2 every second until +CPMS is asked; the modem crashes after LINES of them (0: never)",
            devices: "ZTE, ONDA", source: "ModemManager mm-plugin-zte.c:52, mm-broadband-modem-zte.c:193",
            numbers: [("lines", 60)]),
        Quirk(
            21, "unsolicited lines of other makers", devices: "see the words",
            source: "gammu at.c:86-154; ModemManager plugins; LilyGo issues",
            words: [
                "telit", "option", "sony-ericsson", "motorola", "dlink", "icera", "fibocom", "ublox", "cinterion",
                "simcom", "quectel", "stk",
            ], numbers: [("seconds", 2)]),
        Quirk(
            22, "browns out in the NTH +CMGS: gone before its result, back after SECONDS; nothing is on the air",
            devices: "SIM800 on a weak supply, SIM7000G", source: "MKRGSM #66; LilyGO-T-SIM7000G #227",
            numbers: [("nth", 1), ("seconds", 3)]),
    ]
}
