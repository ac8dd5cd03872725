/// What quirks remember, and what happens by the clock.
struct QuirkState: Sendable {
    /// Something that happens by itself.
    enum Event: Equatable, Sendable {
        case bytes([UInt8])
        /// An unsolicited line, in its place between two commands.
        case line(String)
        /// The next line of a flood, given without regard to what is being done.
        case chatter(quirk: Int)
        case hangUp, comeBack
        case forgetPIN, loseSIM
    }

    struct Entry: Sendable {
        let at: Double
        let event: Event
    }

    var schedule: [Entry] = []
    /// When power came, and when each quirk was switched on.
    var poweredAt = 0.0
    var switchedOnAt: [Int: Double] = [:]
    /// How often a quirk that strikes the n-th time was asked.
    private var counts: [Int: Int] = [:]

    /// Nothing is read and nothing answered.
    var isDead = false
    var isAsleep = false
    /// Lines typed before the speed is known.
    var linesBeforeSpeed = 0
    /// Not one unsolicited line of this answer was given yet.
    var isAtAnswerStart = true
    var gluesNextLine = false
    var lastLineAt: Double
    var lastChatter: [Int: Int] = [:]
    var heardMemoryQuestion = false
    var silencesChatter = false
    var routesHere = false
    var isSIMLost = false
    var radioWasOff = false
    /// Deaf from the end of this answer on.
    var diesAfterAnswer = false
    var hasForgottenPIN = false
    /// The last PIN or +CFUN=1.
    var delicateUntil = 0.0
    var lastArrival = -Double.infinity
    /// The last text there was no room for.
    var lastRefused = 0
    var lastSubmitAt = -Double.infinity
    var isDeaf = false
    var ranUnanswered = false
    var memoriesChosen = 0
    var listings = 0
    var deletesTried: Set<String> = []
    var bearerIsRight = false
    var usesPackedUSSD = true
    /// Bytes taken in the current hundredth of a second.
    var burst = (at: -Double.infinity, count: 0)

    init(at uptime: Double) {
        poweredAt = uptime
        lastLineAt = uptime
    }

    mutating func add(_ event: Event, at: Double) {
        let place = schedule.firstIndex { $0.at > at } ?? schedule.endIndex
        schedule.insert(Entry(at: at, event: event), at: place)
    }

    /// Counts the times a quirk could strike; true the n-th time, and each time when n is 0.
    mutating func strikes(_ quirk: Int, nth: Int?) -> Bool {
        guard let nth else { return false }
        counts[quirk, default: 0] += 1
        return nth == 0 || counts[quirk] == nth
    }

    /// True every n-th time.
    mutating func strikesEvery(_ quirk: Int, nth: Int?) -> Bool {
        guard let nth, nth > 0 else { return false }
        counts[quirk, default: 0] += 1
        return counts[quirk, default: 0].isMultiple(of: nth)
    }

    mutating func times(_ quirk: Int) -> Int {
        counts[quirk, default: 0] += 1
        return counts[quirk, default: 0]
    }

    mutating func forget(_ quirk: Int) {
        counts[quirk] = nil
        schedule.removeAll { $0.event == .chatter(quirk: quirk) }
    }

    /// Power has gone: what was about to be said is not said.
    mutating func losePower() {
        schedule.removeAll { $0.event != .comeBack }
        isDead = false
        diesAfterAnswer = false
        isAsleep = false
        radioWasOff = false
        heardMemoryQuestion = false
        silencesChatter = false
        isSIMLost = false
        routesHere = false
        isDeaf = false
        ranUnanswered = false
        delicateUntil = 0
        memoriesChosen = 0
        bearerIsRight = false
        usesPackedUSSD = true
    }
}

/// What becomes of the answer to the command line in execution.
enum AnswerFate: Equatable, Sendable {
    case told, lost
    case late(seconds: Double)
}

extension SimulatedModem {
    /// Lets happen what is due.
    mutating func runSchedule() {
        while let entry = quirkState.schedule.first, entry.at <= now.uptime {
            quirkState.schedule.removeFirst()
            switch entry.event {
            case .bytes(let bytes): write(bytes)
            case .line(let line): unsolicited.append(line)
            case .chatter(let quirk): chatter(quirk)
            case .hangUp: hangUp(losesPower: true)
            case .comeBack: if !isLineUp { comeBack() }
            case .forgetPIN:
                if sim.state == .ready { sim.losePower() }
            case .loseSIM:
                quirkState.isSIMLost = true
                unsolicited.append("+QSIMSTAT: 0,0")
            }
        }
    }

    /// Switches a quirk on while the modem runs.
    mutating func switchOn(_ text: String) throws(RequestError) {
        let setting = try quirks.insert(text)
        quirkState.forget(setting.number)
        begin(setting.number, atPowerUp: false)
    }

    mutating func switchOff(_ number: Int) {
        quirks.remove(number)
        quirkState.forget(number)
        if [10, 11, 19, 31, 63, 66, 85].contains(number) { quirkState.isDead = false }
        if number == 74 { quirkState.isDeaf = false }
        if number == 32 { quirkState.isSIMLost = false }
    }

    /// Starts what a quirk does by itself: at power-up, or when it is switched on later.
    mutating func begin(_ number: Int, atPowerUp: Bool) {
        quirkState.switchedOnAt[number] = now.uptime
        switch number {
        case 8: quirkState.linesBeforeSpeed = quirks.number(8) ?? 0
        case 10 where quirks.has(10, "flood"), 11:
            quirkState.isDead = true
            if number == 10 { startChatter(10, every: 0) }
        case 15: startChatter(15, every: 1)
        case 19:
            quirkState.isDead = quirks.has(19, "dead")
            startChatter(19, every: quirks.seconds(19) ?? 2)
        case 20: startChatter(20, every: 1)
        case 86, 87, 89: startChatter(number, every: quirks.seconds(number) ?? 1)
        case 21: startChatter(21, every: quirks.seconds(21) ?? 2)
        case 32 where !atPowerUp || quirkState.times(32) == 1:
            quirkState.add(.loseSIM, at: now.uptime + (quirks.seconds(32) ?? 0))
        case 33 where quirks.has(33, "empty"): sim.serviceCentre = [0]
        case 42: storeSubmits()
        case 44: storeDummies()
        case 61 where !atPowerUp || quirkState.times(61) == 1,
            90...100 where !atPowerUp || quirkState.times(number) == 1:
            deliverFieldPDUs(of: number)
        case 74 where !atPowerUp || quirkState.times(74) == 1:
            quirkState.isDeaf = !quirks.has(74, "call")
        case 83 where !atPowerUp || quirkState.times(83) == 1:
            quirkState.add(.hangUp, at: now.uptime + (quirks.seconds(83) ?? 0))
            quirkState.add(.comeBack, at: now.uptime + (quirks.seconds(83) ?? 0) + (quirks.seconds(83, 1) ?? 0))
        default: break
        }
        if atPowerUp { beginAtPowerUp(number) }
    }
}
