extension Quirk {
    /// Sending.
    static let sendingQuirks = [
        Quirk(
            60, "the NTH +CMGS (0: each) fails although it is on the air: CODE, ERROR, or the result comes 40 s late",
            devices: "several", source: "gammu #438, #264, #976; Seeed #25", words: ["code", "error", "late"],
            numbers: [("nth", 1), ("code", 500)]),
        Quirk(
            61, "MMS pushes come as texts", devices: "any", source: "MddIdd #85, PR #87", showing: .texts),
        Quirk(
            62, "+CMGS fails with these codes, one after the other; collision: +CMTI comes between prompt and result",
            devices: "any", source: "smstools FAQ; serialport-gsm #50, #61", words: ["codes", "collision"],
            numbers: [("code", 512)], isList: true),
        Quirk(
            63, "the NTH +CMGS (0: each) is never answered and not on the air; dead: nor is anything after it",
            devices: "SIM800 without credit", source: "serialport-gsm #119", words: ["lost", "dead"],
            numbers: [("nth", 1)]),
        Quirk(
            64, "+CMGS within SECONDS of the last one fails with CODE (0: ERROR)", devices: "E220 and others",
            source: "serialport-gsm #74; python-messaging #38", numbers: [("seconds", 2), ("code", 0)]),
        Quirk(
            65, "loses what it is given beyond COUNT bytes in 10 ms while a body is typed",
            devices: "Siemens M20, Nokia 6310",
            source: "Kannel smsc_at.c:2287-2310", numbers: [("count", 18)]),
        Quirk(
            66, "dies of a PDU longer than LENGTH; reboots: starts again", devices: "Huawei",
            source: "chan_dongle BUGS #5, #10", words: ["dies", "reboots"], numbers: [("length", 140)]),
        Quirk(
            67, "parts of a text more than SECONDS apart are never reported as delivered", devices: "a network",
            source: "gammu #345", numbers: [("seconds", 600)]),
        Quirk(
            68, "+CMGS says 0 each time, or no reference at all", devices: "several",
            source: "gammu #87; smstools smsd.c",
            words: ["zero", "absent"]),
        Quirk(
            69, "a status report names the number in national form, and comes from another service centre",
            devices: "networks", source: "gammu #894", words: ["national", "centre"], usual: ["national", "centre"]),
        Quirk(
            70, "a status report with STATUS (temporary) comes before the final one", devices: "networks",
            source: "xlab/at PR #27", numbers: [("status", 33)]),
        Quirk(71, "+CMMS is ERROR", devices: "Gemalto", source: "oFono sms.c submit"),
        Quirk(
            72, "+CMS ERROR: Unknown error until +CNMP=14 or +CGSMS=1", devices: "SIM7600G on one network",
            source: "T-SIM7600X #85"),
        Quirk(
            73, "+CSCS=\"UCS2\" is OK and without effect", devices: "E-series", source: "catalogue of text mode traps"),
    ]

    /// What is in a PDU. The texts are of ``FieldPDU``.
    static let contentQuirks = [
        Quirk(
            90, "a time zone of 2C, a date of zeros", devices: "networks", source: "python-gsmmodem #15, PR #42",
            showing: .texts),
        Quirk(
            91, "a service centre of no digits, and none", devices: "Wavecom, Iridium", source: "catalogue",
            showing: .texts),
        Quirk(
            92, "an alphanumeric sender, counted in semi-octets", devices: "networks",
            source: "warthog618/sms #3; PDUlib #16",
            showing: .texts),
        Quirk(93, "seven septets in seven octets", devices: "networks", source: "smspdudecoder PR #4", showing: .texts),
        Quirk(
            94, "concatenation: reference 0, total 0, part 0, part beyond the total", devices: "networks",
            source: "onomondo-uicc PR #174, #158", showing: .texts),
        Quirk(
            95, "parts out of order, one of them twice", devices: "networks",
            source: "jasmin #513; gsm-sip-bridge PR #67",
            showing: .texts),
        Quirk(
            96, "septets after a header, with fill bits", devices: "networks", source: "wdoekes #13", showing: .texts),
        Quirk(
            97, "UCS-2 of odd length, a lone surrogate", devices: "networks", source: "catalogue", showing: .texts),
        Quirk(
            98, "a length beyond the data, a header beyond the length", devices: "networks", source: "catalogue",
            showing: .texts),
        Quirk(99, "a protocol identifier that is not 0", devices: "networks", source: "bg111 #72", showing: .texts),
        Quirk(
            100, "reserved coding, message waiting, 8-bit class 0", devices: "networks", source: "catalogue",
            showing: .texts),
    ]

    static let ussdQuirks = [
        Quirk(
            101, "USSD packed in hex, UCS2 in hex, in pieces, with CR LF inside, several, before OK, or SECONDS later",
            devices: "Huawei, SIM300D, E169, E3131, MF667",
            source: "gammu F_ENCODED_USSD; smstools 3.1.21; python-gsmmodem #20",
            words: ["packed", "ucs2", "pieces", "crlf", "several", "early", "late"], numbers: [("seconds", 10)]),
        Quirk(
            102, "a USSD string of 7 mod 8 characters gets no answer unless it is packed and padded with CR",
            devices: "networks",
            source: "smspdudecoder PR #4"),
    ]
}
