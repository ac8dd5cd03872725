import ATChannel
import ModemDriver
import TestSupport
import Testing

/// Plays a bring-up against a script, without a line and without a clock.
struct BringUpPlay {
    var bringUp: BringUp
    var script: [String: [Result<[String], ATError>]] = [:]
    var decision = PINDecision.refuse("no PIN is configured")
    var asked: [String] = []
    var states: [ModemState] = [.opening]
    var waited = Duration.zero
    var pinQuestions = 0
    var resynchronisations = 0
    var end: BringUp.Step?

    init(_ changes: [String: [Result<[String], ATError>]] = [:], decision: PINDecision? = nil) {
        bringUp = BringUp()
        for (line, replies) in ScriptedModem.plain {
            script[String(line.dropFirst(2))] = replies.map { reply in
                .success(reply.split(whereSeparator: \.isNewline).map(String.init).filter { $0 != "OK" })
            }
        }
        script.merge(changes) { $1 }
        if let decision { self.decision = decision }
    }

    /// With what the office or an earlier session knows.
    init(knowing knowledge: BringUp.Knowledge, _ changes: [String: [Result<[String], ATError>]] = [:]) {
        self.init(changes)
        bringUp = BringUp(knowing: knowledge)
    }

    mutating func play(until limit: Duration = .seconds(600)) {
        var outcome = BringUp.Outcome.proceed
        for _ in 0..<2000 where end == nil && waited < limit {
            let step = bringUp.next(after: outcome)
            if states.last != bringUp.state { states.append(bringUp.state) }
            outcome = .proceed
            switch step {
            case .ask(let command):
                asked.append(command.text)
                outcome = .answer(answer(command.text))
            case .pause(let duration): waited += duration
            case .decidePIN:
                pinQuestions += 1
                outcome = .pin(decision)
            case .resynchronise: resynchronisations += 1
            case .finished, .silent: end = step
            }
        }
    }

    private mutating func answer(_ text: String) -> Result<[String], ATError> {
        guard let replies = script[text], let first = replies.first else { return .failure(.error) }
        if replies.count > 1 { script[text] = Array(replies.dropFirst()) }
        return first
    }
}

@Suite("Bring-up")
struct BringUpTests {
    @Test func `asks a plain modem in this order, and waits for nothing (Q-2, Q-88)`() {
        var play = BringUpPlay()
        play.play()
        #expect(play.end == .finished)
        #expect(play.waited == .zero)
        #expect(
            play.asked == [
                "", "E0", "&D0", "+CMEE=1", "+CFUN?", "+CGMI", "+CGMM", "+CGMR", "+CGSN", "+CCID", "+CPIN?", "+CIMI",
                "+CMGF=0", "+CSMS=1", "+CPMS?", "+CPMS=?", "+CNMI=?", "+CNMI=2,1,0,1,0", "+CNMI?", "+CREG=1",
                "+CLIP=1", "+CSCA?", "+CMMS=?",
            ])
        #expect(
            play.bringUp.identity
                == ModemIdentity(
                    imei: "350000000000006", iccid: "89510000000000000014", imsi: "716000000000001",
                    manufacturer: "Ejemplo", model: "E-1", revision: "R1.0", serviceCentre: "+51999999999"))
        #expect(play.bringUp.setup.acknowledges)
        #expect(play.bringUp.setup.memories == ["SM"])
    }

    @Test(arguments: 1...4)
    func `a modem that wakes late is brought back into step (Q-7, Q-8)`(_ misses: Int) {
        var play = BringUpPlay(["": Array(repeating: .failure(.timedOut), count: misses) + [.success([])]])
        play.play()
        #expect(play.end == .finished)
        #expect(play.resynchronisations == 1)
    }

    @Test func `five silences are enough`() {
        var play = BringUpPlay(["": [.failure(.timedOut)]])
        play.play()
        #expect(play.end == .silent)
        #expect(play.asked.count == BringUp.wakeAttempts)
    }

    @Test func `a busy SIM is waited for without a PIN (Q-23)`() {
        var play = BringUpPlay([
            "+CPIN?": [.failure(.equipment(14)), .failure(.equipment(515)), .success(["+CPIN: READY"])]
        ])
        play.play()
        #expect(play.end == .finished)
        #expect(play.states == [.opening, .waitingForSIM("SIM busy")])
        #expect(play.waited == .seconds(2))
        #expect(play.pinQuestions == 0)
    }

    @Test func `a missing SIM is a state, asked for at leisure, and can be put in`() {
        var play = BringUpPlay([
            "+CPIN?": Array(repeating: .failure(.equipment(10)), count: 45) + [.success(["+CPIN: READY"])]
        ])
        play.play()
        #expect(play.states == [.opening, .waitingForSIM("no SIM seen yet"), .simMissing])
        #expect(play.end == .finished)
        #expect(play.waited == .seconds(30 + 150))
    }

    @Test(arguments: [
        (["+CPIN: SIM PUK"], ModemState.pukNeeded),
        (["+CPIN: PH-NET PIN"], .refused("the modem asks for PH-NET PIN")),
        (["+CPIN: SIM PIN"], .pinNeeded("no PIN is configured")),
    ])
    func `a locked SIM is a state, looked at once a minute`(_ lines: [String], _ state: ModemState) {
        var play = BringUpPlay(["+CPIN?": [.success(lines)], "+CIMI": [.failure(.equipment(11))]])
        play.play()
        #expect(play.end == nil)
        #expect(play.states == [.opening, state])
        #expect(play.asked.count { $0 == "+CPIN?" } == 10)
        #expect(!play.asked.contains { $0.hasPrefix("+CPIN=") })
    }

    @Test func `the PIN is typed once, after the owner said so`() {
        var play = BringUpPlay(
            [
                "+CPIN?": [.success(["+CPIN: SIM PIN"]), .success(["+CPIN: READY"])],
                "+CPIN=\"1234\"": [.success([])],
                "+CCID": [.failure(.equipment(11)), .success(["+CCID: 89510000000000000014"])],
            ], decision: .enter("1234"))
        play.play()
        #expect(play.end == .finished)
        #expect(play.pinQuestions == 1)
        #expect(play.asked.filter { $0.hasPrefix("+CPIN=") } == ["+CPIN=\"1234\""])
        #expect(play.bringUp.identity.iccid == "89510000000000000014")
    }

    @Test(
        arguments: [
            .failure(.equipment(16)), .failure(.error), .failure(.timedOut), .success([]),
        ] as [Result<[String], ATError>])
    func `a PIN that does not open the SIM is never typed again (Q-27)`(_ answer: Result<[String], ATError>) {
        var play = BringUpPlay(
            ["+CPIN?": [.success(["+CPIN: SIM PIN"])], "+CPIN=\"1234\"": [answer]], decision: .enter("1234"))
        play.play(until: .seconds(3600))
        #expect(play.end == nil)
        #expect(play.pinQuestions == 1)
        #expect(play.asked.count { $0.hasPrefix("+CPIN=") } == 1)
        guard case .pinNeeded? = play.states.last else {
            Issue.record("\(play.states)")
            return
        }
    }

    @Test(arguments: [
        ("Ejemplo", "+CPINR", "+CPINR: SIM PIN,1,3"), ("Quectel", "+QPINC?", "+QPINC: \"SC\",1,10"),
        ("huawei", "^CPIN?", "^CPIN: SIM PIN,1,10,1,10,3"), ("SIMCOM", "+SPIC", "+SPIC: 1,10,0,10"),
        ("Telit", "#PCT", "#PCT: 1"), ("Cinterion", "^SPIC", "^SPIC: 0"),
    ])
    func `a PIN is not typed where fewer than two tries are left (Q-27)`(_ maker: String, _ question: String, _ answer: String) {
        var play = BringUpPlay(
            ["+CGMI": [.success([maker])], "+CPIN?": [.success(["+CPIN: SIM PIN"])], question: [.success([answer])]],
            decision: .enter("1234"))
        play.play()
        #expect(play.pinQuestions == 0, "the owner records no attempt")
        #expect(!play.asked.contains { $0.hasPrefix("+CPIN=") })
        guard case .pinNeeded(let why)? = play.states.last else {
            Issue.record("\(play.states)")
            return
        }
        #expect(why.contains("wrong PIN more"))
    }

    @Test(arguments: ["+CPINR: SIM PIN,2,3", "+CPINR: SIM PIN,3,3", "+CPINR: SIM PUK,10,10", "+CPINR: SIM PIN,255"])
    func `with two tries, or where nobody says, the owner decides (Q-27)`(_ answer: String) {
        var play = BringUpPlay(
            [
                "+CPIN?": [.success(["+CPIN: SIM PIN"]), .success(["+CPIN: READY"])], "+CPIN=\"1234\"": [.success([])],
                "+CPINR": [.success([answer])],
            ], decision: .enter("1234"))
        play.play()
        #expect(play.end == .finished)
        #expect(play.pinQuestions == 1)
        #expect(play.bringUp.pinWasTaken)
    }

    @Test func `a lock that the IMSI disproves is not believed (Q-26)`() {
        var play = BringUpPlay(["+CPIN?": [.success(["+CPIN: SIM PIN"])]])
        play.play()
        #expect(play.end == .finished)
        #expect(play.pinQuestions == 1, "first the owner says that there is no PIN")
        #expect(!play.asked.contains { $0.hasPrefix("+CPIN=") })
    }

    @Test func `a PIN that is no PIN is not typed`() {
        var play = BringUpPlay(["+CPIN?": [.success(["+CPIN: SIM PIN"])]], decision: .enter("12\";+CMGD=1,4"))
        play.play()
        #expect(!play.asked.contains { $0.hasPrefix("+CPIN=") })
    }

    @Test(
        arguments: [.failure(.error), .failure(.messageService(302)), .failure(.equipment(14))]
            as [Result<[String], ATError>])
    func `a message store that opens late is waited for (Q-29)`(_ refusal: Result<[String], ATError>) {
        var play = BringUpPlay(["+CMGF=0": Array(repeating: refusal, count: 20) + [.success([])]])
        play.play()
        #expect(play.end == .finished)
        #expect(play.waited == .seconds(20))
        #expect(play.states == [.opening, .waitingForSIM("the message store is not ready")])
    }

    @Test func `the ladder ends at the first rung that holds (Q-52)`() {
        var play = BringUpPlay([
            "+CNMI=2,1,0,1,0": [.failure(.error)],
            "+CNMI=1,1,0,1,0": [.success([])],
            "+CNMI=2,1,0,2,0": [.success([])],
            "+CNMI?": [.success(["+CNMI: 1,1,0,0,0"]), .success(["+CNMI: 2,1,0,2,0"])],
            "+CPMS=?": [.success([#"+CPMS: ("SM","SR"),("SM"),("SM")"#])],
        ])
        play.play()
        #expect(play.bringUp.setup.notification == NotificationMode(2, 1, 0, 2, 0))
        #expect(play.bringUp.setup.memories == ["SM", "SR"])
    }

    @Test func `without any announcement the sweeps are enough`() {
        var play = BringUpPlay(["+CNMI=?": [.failure(.error)], "+CNMI=2,1,0,1,0": [.failure(.error)]])
        play.play()
        #expect(play.end == .finished)
        #expect(play.bringUp.setup.notification == nil)
    }

    @Test func `a modem that refuses all that can be refused still serves`() {
        var play = BringUpPlay()
        for line in play.script.keys where !["", "+CPIN?", "+CMGF=0"].contains(line) {
            play.script[line] = [.failure(.error)]
        }
        play.play()
        #expect(play.end == .finished)
        #expect(play.bringUp.setup.memories == ["SM"])
        #expect(!play.bringUp.setup.acknowledges)
    }

    @Test func `a port that says OK to everything is not a modem's (Q-12)`() {
        var play = BringUpPlay()
        for line in play.script.keys { play.script[line] = [.success([])] }
        play.play(until: .seconds(120))
        #expect(play.end == nil)
        #expect(play.states.last == .refused("the port says OK to everything: it is not the modem's AT port"))
    }

    @Test(arguments: [
        ("huawei", "^CURC=0"), ("ZTE CORPORATION", "+CPMS?"), ("Quectel", "+QCCID"), ("Cinterion", "+CCID"),
    ])
    func `a family's own commands are asked (Q-19, Q-20)`(_ manufacturer: String, _ command: String) {
        var play = BringUpPlay(["+CGMI": [.success([manufacturer])]])
        play.play()
        #expect(play.asked.contains(command))
        #expect(play.end == .finished)
    }

    @Test(arguments: [
        (#"+CPMS: "SM",0,30,"SM",0,30,"ME",0,50"#, #"+CPMS: ("SM","ME","MT"),("SM"),("ME")"#, ["ME", "SM"]),
        (#"+CPMS: "SM",0,30,"SM",0,30,"MT",0,50"#, #"+CPMS: ("SM","ME","MT"),("SM"),("MT")"#, ["MT"]),
        (#"+CPMS: "SM",0,30"#, #"+CPMS: ("SM","BM","SR"),("SM")"#, ["SM"]),
        ("+CPMS: ", "+CPMS: (),(),()", ["SM"]),
        (#"+CPMS: "ME",0,30"#, "+CPMS: ", ["ME"]),
    ])
    func `memories are those that may hold texts`(_ status: String, _ choices: String, _ expected: [String]) {
        var play = BringUpPlay(["+CPMS?": [.success([status])], "+CPMS=?": [.success([choices])]])
        play.play()
        #expect(play.bringUp.setup.memories == expected)
    }
}
