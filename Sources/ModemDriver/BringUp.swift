package import ATChannel

/// From an open port to a modem that serves: decides what to ask next, and reads no clock.
///
/// Phases in visiting order:
/// - wake: `AT` until somebody answers, five times at most
/// - prepare: echo, DTR, numeric errors, the radio that somebody left off
/// - identify: manufacturer, model, revision, the family's extras, IMEI, ICCID
/// - SIM: `+CPIN?` until it says READY, one PIN if two tries are left and the owner allows it, `+CIMI`
/// - store: PDU mode, phase 2+, memories; a SIM that is still loading is waited for
/// - announce: the `+CNMI` ladder, each rung verified by reading it back
/// - network: callers' numbers, service centre, link between parts, bearer (registration is looked at when
///   this is done)
package struct BringUp: Sendable {
    package enum Step: Hashable, Sendable {
        case ask(Command)
        case pause(Duration)
        /// Ask the owner; ``state`` and ``identity`` are up to date.
        case decidePIN
        /// Answers may belong to earlier questions.
        case resynchronise
        case finished
        /// Nobody is there.
        case silent
    }

    package enum Outcome: Hashable, Sendable {
        /// At the beginning, after a pause and after a resynchronisation.
        case proceed
        case answer(Result<[String], ATError>)
        case pin(PINDecision)
    }

    enum Phase: Hashable, Sendable {
        case wake(attempt: Int), resynchronise, echo, dtr, errors, radio, radioOn
        case manufacturer, model, revision, extra(Int), imei, iccid(Int)
        case sim, pinTries(Int), decidePIN, enterPIN(Command), settlePIN, imsi, lateICCID(Int)
        case pduMode, service, storage, storageChoices
        case notificationChoices, notify(Int), verifyNotification(Int)
        case announceRegistration, callers, serviceCentre, link, bearer, finished, silent
    }

    /// What is known before the modem is asked.
    package struct Knowledge: Hashable, Sendable {
        /// What the office says of this modem.
        package var choice = QuirkChoice()
        /// What modems were seen to do, by ``ModemIdentity/make``.
        package var seen: [String: Set<ModemQuirk>] = [:]
        /// Makes that left when they were spoken to soon after the PIN.
        package var restsAfterPIN: Set<String> = []
        /// The value of `+CGSMS` that the office wants.
        package var bearer: Int?

        package init() {}
    }

    package var state = ModemState.opening
    package var identity = ModemIdentity()
    package var setup = ModemSetup()

    var phase: Phase
    var pause: Duration?
    /// Spent in pauses in the present phase.
    var waited = Duration.zero
    var wasSilentAtFirst = false
    var pinWasTyped = false
    /// The modem said OK to it: it is right, whatever happens to the modem next.
    package internal(set) var pinWasTaken = false
    /// Why the PIN was not typed, while `+CIMI` is asked whether it is needed at all.
    var doubtedLock: String?
    var lockWasDoubted = false
    var simWasTold = false
    var storage: [StorageAnswers.Memory] = []
    /// What `+CPIN?` said last; nil before it was asked.
    var simAnswer: Result<[String], ATError>?
    /// ``setup`` says how this modem is treated.
    var makeIsKnown = false
    let knowledge: Knowledge

    /// Somebody has answered to the first AT, or had before.
    var hasAnswered: Bool {
        switch phase {
        case .wake, .silent, .resynchronise: false
        default: true
        }
    }

    package static let wakeAttempts = 5
    /// "No SIM" and "SIM failure" may pass within this time after power-on.
    static let simPatience = Duration.seconds(30)
    /// CMGF may be refused for that long while the SIM is loaded.
    static let storePatience = Duration.seconds(90)
    static let shortPause = Duration.seconds(1)
    static let longPause = Duration.seconds(10)
    static let lockedPause = Duration.seconds(60)
    /// After the radio was turned on, for a modem whose make is not known yet.
    static let radioSettling = Duration.seconds(3)

    /// - Parameter again: the modem talks already; it was reset, or its SIM was lost.
    package init(again: Bool = false, knowing knowledge: Knowledge = Knowledge()) {
        phase = again ? .echo : .wake(attempt: 1)
        self.knowledge = knowledge
    }

    /// - Returns: what to do next; its outcome is the next call's argument.
    package mutating func next(after outcome: Outcome) -> Step {
        switch outcome {
        case .proceed: if phase == .resynchronise { go(.echo) }
        case .pin(let decision): take(decision)
        case .answer(let result): take(result)
        }
        if let pause {
            self.pause = nil
            waited += pause
            return .pause(pause)
        }
        return step
    }

    mutating func go(_ next: Phase) {
        phase = next
        waited = .zero
    }

    /// The same question again, later.
    mutating func again(after delay: Duration) { pause = delay }

    private var step: Step {
        switch phase {
        case .finished: .finished
        case .silent: .silent
        case .resynchronise: .resynchronise
        case .decidePIN: .decidePIN
        default: question.map(Step.ask) ?? .finished
        }
    }

    private var question: Command? {
        switch phase {
        case .wake: .attention
        case .echo: .echoOff
        case .dtr: .ignoreDTR
        case .errors: .numericErrors
        case .radio: .radioStatus
        case .radioOn: .radioOn
        case .manufacturer: .manufacturer
        case .model: .model
        case .revision: .revision
        case .extra(let position): Command(bare: extras[position]).optional
        case .imei: .imei
        case .iccid(let position), .lateICCID(let position): .iccid(setup.profile.iccid[position])
        case .sim, .settlePIN: .simState
        case .pinTries(let position): .pinTries(setup.profile.pinTries[position])
        case .enterPIN(let command): command
        case .imsi: .imsi
        case .pduMode: .pduMode.optional
        case .service: .messageService(setup.quirks.has(.noAcknowledgement) ? 0 : 1).optional
        case .storage: .storageStatus.optional
        case .storageChoices: .storageChoices.optional
        case .notificationChoices: .notificationChoices
        case .notify(let rung): .notify(setup.notificationLadder[rung])
        case .verifyNotification: .notificationStatus
        case .announceRegistration: .announceRegistration
        case .callers: .showCallers
        case .serviceCentre: .serviceCentre
        case .link: .linkChoices
        case .bearer: knowledge.bearer.map(Command.useBearer)
        case .resynchronise, .decidePIN, .finished, .silent: nil
        }
    }

    /// The family's, and those of the quirks in force.
    var extras: [String] { setup.profile.extras + setup.quirks.all.compactMap(\.quirk.extra) }
}
