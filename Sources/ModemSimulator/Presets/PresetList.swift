extension ModemPreset {
    package static let all = [generic] + sticks + simcom + modules + cinterion

    /// The simulator's own modem, by the letter of the standards.
    private static let generic = ModemPreset(
        "generic", "by the letter of TS 27.005 and TS 27.007", manufacturer: "EDUTRAC", model: "Simulated modem",
        revision: "1.0", capacities: ["SM": 30, "ME": 100, "SR": 20],
        memoryLists: [["SM", "ME", "SR"], ["SM", "ME"], ["SM", "ME"]], firstMemories: ["SM", "SM", "SM"],
        indicationRanges: ["(0-3)", "(0-3)", "(0)", "(0-2)", "(0,1)"],
        cardCommands: ["+CCID": "+CCID: ", "+ICCID": "+ICCID: ", "+QCCID": "+QCCID: "], quirks: [])

    /// USB sticks.
    private static let sticks = [
        ModemPreset(
            "huawei-e173", "Huawei E173, a 3G stick", manufacturer: "huawei", model: "E173",
            revision: "11.126.85.00.209", capacities: ["SM": 20, "ME": 99],
            memoryLists: [["SM", "ME"], ["SM", "ME"], ["SM", "ME"]], firstMemories: ["SM", "SM", "SM"],
            indicationRanges: ["(0,1,2)", "(0,1,2,3)", "(0,2)", "(0,1,2)", "(0,1)"],
            cardCommands: ["^ICCID": "^ICCID: "],
            bootLines: [("^BOOT:27710117,0,0,0,20", 0.5), ("^SRVST:2", 1), ("^SIMST:1", 1.5), ("^MODE:5,4", 2)],
            quirks: [
                "Q-14", "Q-16=not-supported", "Q-19", "Q-27=huawei", "Q-34", "Q-38", "Q-49=huawei", "Q-52=buffered,2",
                "Q-55=zero", "Q-77", "Q-101=packed",
            ]),
        ModemPreset(
            "huawei-e3372", "Huawei E3372 in stick mode, LTE", manufacturer: "huawei", model: "E3372",
            revision: "21.200.07.00.00", capacities: ["SM": 30, "ME": 23],
            memoryLists: [["SM", "ME"], ["SM", "ME"], ["SM", "ME"]], firstMemories: ["SM", "SM", "SM"],
            indicationRanges: ["(0,1,2)", "(0,1,2,3)", "(0,2)", "(0,1,2)", "(0,1)"],
            cardCommands: ["^ICCID": "^ICCID: "], bootLines: [("^SIMST:1", 1), ("^SRVST:2", 1.5)],
            quirks: [
                "Q-14", "Q-16=too-many", "Q-19", "Q-27=huawei", "Q-34", "Q-37", "Q-38", "Q-49=huawei", "Q-55=zero",
                "Q-74=call", "Q-77=mute", "Q-79",
            ]),
        ModemPreset(
            "zte-mf", "ZTE MF190, a 3G stick", manufacturer: "ZTE INCORPORATED", model: "MF190",
            revision: "BD_P673A2V1.0.0B09", capacities: ["SM": 25, "ME": 100, "SR": 10],
            memoryLists: [["ME", "MT", "SM", "SR"], ["ME", "MT", "SM", "SR"], ["ME", "MT", "SM", "SR"]],
            aliases: ["MT": "ME"], firstMemories: ["ME", "ME", "ME"],
            indicationRanges: ["(0,1,2)", "(0,1,2,3)", "(0,2)", "(0,1,2)", "(0,1)"],
            cardCommands: ["+ZGETICCID": "+ZGETICCID: "],
            bootLines: [("+ZDONR: \"EDUTRAC TEST\",1,1,\"CS_PS\",\"ROAM_OFF\"", 1)],
            quirks: [
                "Q-10=leading,2", "Q-20", "Q-27=none", "Q-43=no-stat", "Q-52=mode,2", "Q-55=zero", "Q-56=cds-comma",
                "Q-77",
            ]),
    ]

    private static let simcom = [
        ModemPreset(
            "sim800", "SIMCom SIM800L, a 2G module", manufacturer: "SIMCOM_Ltd", model: "SIMCOM_SIM800L",
            revision: "Revision:1418B05SIM800L24", capacities: ["SM": 30],
            memoryLists: [["SM"], ["SM"], ["SM"]], firstMemories: ["SM", "SM", "SM"],
            indicationRanges: ["(0-3)", "(0-2)", "(0,2)", "(0,1)", "(0,1)"], cardCommands: ["+CCID": ""],
            bootLines: [("+CPIN: READY", 1), ("Call Ready", 3)],
            quirks: [
                "Q-7=20", "Q-8=2", "Q-23=2,14", "Q-27=simcom", "Q-29=4", "Q-39=mms", "Q-49=simcom", "Q-54=4",
                "Q-55=none",
            ]),
        ModemPreset(
            "sim7600", "SIMCom SIM7600, an LTE module", manufacturer: "SIMCOM INCORPORATED", model: "SIMCOM_SIM7600E-H",
            revision: "LE20B04SIM7600M22", capacities: ["SM": 30, "ME": 23, "SR": 20],
            memoryLists: [["ME", "MT", "SM", "SR"], ["ME", "MT", "SM", "SR"], ["ME", "MT", "SM", "SR"]],
            aliases: ["MT": "ME"], firstMemories: ["ME", "ME", "ME"],
            indicationRanges: ["(0,1,2)", "(0,1,2,3)", "(0,2)", "(0,1,2)", "(0,1)"],
            cardCommands: ["+CICCID": "+ICCID: "],
            bootLines: [
                ("*ATREADY: 1", 0.2), ("+CPIN: READY", 1), ("SMS DONE", 2), ("+NITZ: 26/5/4,14:55:0", 2.5),
                ("PB DONE", 3),
            ],
            quirks: [
                "Q-21=simcom", "Q-27=simcom", "Q-29=2,302", "Q-49=simcom", "Q-50", "Q-52=ds1", "Q-75=lte", "Q-76",
            ]),
    ]

    private static let modules = [
        ModemPreset(
            "quectel-ec25", "Quectel EC25, an LTE module", manufacturer: "Quectel", model: "EC25",
            revision: "EC25EFAR06A03M4G", capacities: ["SM": 30, "ME": 127, "SR": 20],
            memoryLists: [["ME", "MT", "SM", "SR"], ["ME", "MT", "SM", "SR"], ["ME", "MT", "SM", "SR"]],
            aliases: ["MT": "ME"], firstMemories: ["ME", "ME", "ME"],
            indicationRanges: ["(0-2)", "(0-3)", "(0,2)", "(0-2)", "(0,1)"], cardCommands: ["+QCCID": "+QCCID: "],
            bootLines: [
                ("RDY", 0.2), ("+CPIN: READY", 1), ("+QUSIM: 1", 1), ("+QIND: SMS DONE", 2), ("+QIND: PB DONE", 2.5),
            ],
            quirks: ["Q-21=quectel", "Q-27=quectel", "Q-29=2,302", "Q-45=ok", "Q-51", "Q-55=one", "Q-75=lte"]),
        ModemPreset(
            "telit-le910", "Telit LE910, an LTE module", manufacturer: "Telit", model: "LE910-EU1",
            revision: "20.00.402", capacities: ["SM": 40, "ME": 100, "SR": 20],
            memoryLists: [["SM", "ME", "SR"], ["SM", "ME"], ["SM", "ME"]], firstMemories: ["SM", "SM", "SM"],
            indicationRanges: ["(0-3)", "(0-3)", "(0,2,3)", "(0-2)", "(0,1)"], cardCommands: ["#CCID": "#CCID: "],
            bootLines: [("#QSS: 3", 1)],
            quirks: ["Q-4=bare", "Q-21=telit", "Q-27=none", "Q-33=no-type", "Q-53", "Q-54=17", "Q-75=lte"]),
    ]

    private static let cinterion = [
        ModemPreset(
            "cinterion-mc55", "Cinterion (Siemens) MC55, a 2G module", manufacturer: "SIEMENS", model: "MC55",
            revision: "REVISION 04.00", capacities: ["SM": 20, "ME": 25],
            memoryLists: [["SM", "ME", "MT"], ["SM", "ME", "MT"], ["SM", "MT"]], aliases: ["MT": "ME"],
            firstMemories: ["MT", "MT", "MT"],
            indicationRanges: ["(0-3)", "(0,1,2,3)", "(0,2,3)", "(0-2)", "(1)"], cardCommands: ["^SCID": "^SCID: "],
            bootLines: [("^SYSSTART", 0.2)],
            quirks: [
                "Q-2", "Q-21=cinterion", "Q-23=2,515", "Q-27=none", "Q-36=third-not-me", "Q-44=dummy", "Q-47=no-flag",
                "Q-52=bfr",
            ]
        ),
        ModemPreset(
            "cinterion-ehs", "Cinterion (Gemalto) EHS6, a 3G module", manufacturer: "Cinterion", model: "EHS6",
            revision: "REVISION 02.000", capacities: ["SM": 30, "ME": 99, "SR": 10],
            memoryLists: [["SM", "ME", "MT"], ["SM", "ME", "MT"], ["SM", "ME", "MT"]], aliases: ["MT": "ME"],
            firstMemories: ["MT", "MT", "MT"],
            indicationRanges: ["(0,1,2)", "(0,1,2,3)", "(0,2)", "(0,1)", "(1)"], cardCommands: ["+CCID": "+CCID: "],
            bootLines: [("^SYSSTART", 0.2), ("+CIEV: prov,0,\"fallb3gpp\"", 0.5)],
            quirks: ["Q-3", "Q-21=cinterion", "Q-27=none", "Q-55=one", "Q-56=cmt-number", "Q-71"]),
    ]
}
