import ATChannel
import Testing

@Suite("Answers of memories")
struct StorageAnswersTests {
    @Test(
        arguments: [
            (#"+CPMS: ("SM","ME"),("SM"),("SM")"#, ["SM", "ME"]),
            (#"+CPMS: (("SM","BM","SR"),("SM"))"#, ["SM", "BM", "SR"]),
            (#"+CPMS: "SM","ME""#, ["SM", "ME"]),
            (#"+CPMS: ("SM" "ME") ("SM")"#, ["SM", "ME"]),
            (#"+CPMS: ("SM","SM"),("ME")"#, ["SM"]),
            ("+CPMS: ", []), ("+CPMS: (),(),()", []),
            (#"+CPMS: ("S;","toolong")"#, []),
        ] as [(String, [String])])
    func `choices are names, however bracketed (Q-36)`(_ line: String, _ names: [String]) {
        #expect(StorageAnswers.choices([line]) == names)
    }

    @Test(
        arguments: [
            (#"+CPMS: "SM",3,30,"ME",1,50,"MT",4,80"#, ["SM", "ME", "MT"]),
            (#"+CPMS: "SM",3,30"#, ["SM"]),
            ("+CPMS: ", []), (#"+CPMS: "SM",-3,30"#, []), (#"+CPMS: "SM",3"#, []),
        ] as [(String, [String])])
    func `the read form has names and counters`(_ line: String, _ names: [String]) {
        #expect(StorageAnswers.status([line]).map(\.name) == names)
    }

    @Test func `the set form has counters`() {
        #expect(
            StorageAnswers.counters(["+CPMS: 3,30,1,50,4,80"], of: "SM")
                == .init(name: "SM", used: 3, total: 30))
        #expect(StorageAnswers.counters([], of: "SM") == nil)
        #expect(StorageAnswers.counters(["+CPMS: 99999,30"], of: "SM") == nil)
    }
}

@Suite("Notification ladder")
struct NotificationModeTests {
    @Test(
        arguments: [
            (
                "+CNMI: (0-2),(0-3),(0,2),(0-2),(0,1)",
                ["2,1,0,1,0", "1,1,0,1,0", "2,1,0,2,0", "1,1,0,2,0", "2,1,0,0,0", "1,1,0,0,0"]
            ),
            ("+CNMI: (2),(0,1),(0),(0),(1)", ["2,1,0,0,1"]),
            ("+CNMI: (0,1),(0-1),(0),(0,1),(1)", ["1,1,0,1,1", "1,1,0,0,1"]),
            ("+CNMI: (3),(0),(0),(0),(0)", []),
        ] as [(String, [String])])
    func `offers only what the modem offers (Q-52)`(_ line: String, _ expected: [String]) {
        #expect(NotificationMode.ladder([line]).map(\.text) == expected)
    }

    @Test func `without an answer everything is tried`() {
        #expect(NotificationMode.ladder([]).count == 6)
    }

    @Test func `what is announced counts, mode and buffer do not`() throws {
        let set = try #require(NotificationMode(["+CNMI: 1,1,0,1,1"]))
        #expect(set.announcesLike(NotificationMode(2, 1, 0, 1, 0)))
        #expect(!set.announcesLike(NotificationMode(1, 1, 0, 0, 1)))
        #expect(NotificationMode(["+CNMI: x"]) == nil)
    }
}

@Suite("Answers of modem and network")
struct NetworkAnswersTests {
    @Test(
        arguments: [
            ("+CCID: 89510000000000000014", "89510000000000000014"),
            ("+CCID: \"8951000000000000001F\"", "8951000000000000001"),
            ("^ICCID: 8951000000000000001", "8951000000000000001"),
            ("8951000000000000001", "8951000000000000001"),
            ("+CRSM: 144,0,\"98150000000000000041\"", "89510000000000000014"),
            ("+CRSM: 144,0,\"981500000000000000F1\"", "8951000000000000001"),
            ("+CCID: 12345", nil), ("+CCID: ", nil), ("+CCID: 00000000000000000000", nil),
        ] as [(String, String?)])
    func `ICCID`(_ line: String, _ expected: String?) {
        #expect(NetworkAnswers.iccid([line]) == expected)
    }

    @Test(
        arguments: [
            ("350000000000006", "350000000000006"), ("+CGSN: \"350000000000006\"", "350000000000006"),
            ("3500000000000061", "3500000000000061"), ("12345", nil), ("ABC", nil),
        ] as [(String, String?)])
    func `IMEI`(_ line: String, _ expected: String?) {
        #expect(NetworkAnswers.imei([line]) == expected)
    }

    @Test(arguments: [
        ("+CPIN: READY", "READY"), ("+CPIN:READY", "READY"), ("+CPIN: \"READY\"", "READY"),
        ("+CPIN: SIM PIN", "SIM PIN"),
    ])
    func `SIM state (Q-18)`(_ line: String, _ expected: String) {
        #expect(NetworkAnswers.simState([line]) == expected)
    }

    @Test(arguments: [
        ("+CREG: 0,1", 1), ("+CREG: 2,5,\"1A2B\",\"00C3\",7", 5), ("+CREG: 000,001", 1), ("+CEREG: 0,6", 6),
    ])
    func `registration (Q-14, Q-18, Q-75)`(_ line: String, _ expected: Int) {
        #expect(NetworkAnswers.registration([line]) == expected)
    }

    @Test(
        arguments: [
            ("+CSQ: 17,99", 17), ("+CSQ: 0,0", 0), ("+CSQ: 99,99", nil), ("+CSQ: 199,0", nil), ("+CSQ:", nil),
        ]
            as [(String, Int?)])
    func `signal (Q-76)`(_ line: String, _ expected: Int?) {
        #expect(NetworkAnswers.signal([line]) == expected)
    }

    @Test(
        arguments: [
            ("+COPS: 0,0,\"Claro\",7", "Claro"), ("+COPS: 0", nil), ("+COPS: 0,0,\"\",7", nil),
            ("+COPS: 0,0,\"\u{1B}[31mx\"", "31mx"),
        ] as [(String, String?)])
    func `operator`(_ line: String, _ expected: String?) {
        #expect(NetworkAnswers.networkOperator([line]) == expected)
    }

    @Test(
        arguments: [
            ("+CSCA: \"+51999999999\",145", "+51999999999"), ("+CSCA: \"\",129", nil),
            ("+CSCA: +51999999999", "+51999999999"),
            ("+CSCA: \"002B00350031\",145", nil),
        ] as [(String, String?)])
    func `service centre (Q-33)`(_ line: String, _ expected: String?) {
        #expect(NetworkAnswers.serviceCentre([line]) == expected)
    }

    @Test(
        arguments: [
            ("+CMGS: 0", 0), ("+CMGS: 255", 255), ("+CMGS: 7,\"00\"", 7), ("+CMGS: -1", nil), ("+CMGS:", nil),
        ]
            as [(String, Int?)])
    func `message reference (Q-68)`(_ line: String, _ expected: Int?) {
        #expect(SubmitAnswers.messageReference([line]) == expected)
    }

    @Test(arguments: ["1234", "12345678"])
    func `a PIN is four to eight digits`(_ pin: String) {
        #expect(Command.enterPIN(pin)?.text == "+CPIN=\"\(pin)\"")
        #expect(Command.enterPIN(pin)?.name == "+CPIN=")
    }

    @Test(arguments: ["", "123", "123456789", "12a4", "12\r4", "1234\";+CMGD=1,4", "١٢٣٤"])
    func `nothing else is typed as a PIN`(_ pin: String) {
        #expect(Command.enterPIN(pin) == nil)
    }

    @Test(
        arguments: [
            ("+CMTI: \"SM\",-1", .textStored), ("+CMTI: ,-1", .textStored),
            ("+CDSI: \"SM\",0", .reportStored),
            ("RING", .ring), ("^SMMEMFULL", .messageStore), ("RDY", .restarted), ("+CREG: 1", .registration),
            ("^RSSI:19", .other), ("+ZUSIMR:2", .other), ("_OSIGQ: 1,0", .other), ("#STN: 25", .other),
            ("OK", nil), ("07911326", nil), ("hola: que tal", nil), ("Ejemplo", nil),
        ] as [(String, Unsolicited?)])
    func `URCs are known by their beginning (Q-19, Q-20, Q-21)`(_ line: String, _ expected: Unsolicited?) {
        #expect(Unsolicited(line) == expected)
    }
}
