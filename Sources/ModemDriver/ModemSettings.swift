/// The owner's answer to whether a PIN may be typed.
package enum PINDecision: Hashable, Sendable {
    /// Four to eight digits. The attempt is recorded already.
    case enter(String)
    case refuse(String)
}

/// For modems that lose what comes too fast.
package struct WritePacing: Hashable, Sendable {
    /// At a time.
    package let bytes: Int
    package let pause: Duration

    package init(bytes: Int, pause: Duration) {
        self.bytes = max(1, bytes)
        self.pause = pause
    }
}

package struct ModemSettings: Sendable {
    /// How often the receiving memory is read.
    package var sweepInterval: Duration
    /// How often the other memories are read.
    package var otherMemoriesInterval: Duration
    /// How often registration, signal and notification mode are looked at.
    package var healthInterval: Duration
    /// From ^Z to `+CMGS`. Modems give the network 60 s and more.
    package var submitTimeout: Duration
    package var promptTimeout: Duration
    package var quirks = QuirkChoice()
    /// The value of `+CGSMS`; nil leaves the modem's own, and lets the driver try the other one.
    package var bearer: Int?
    package var writePacing: WritePacing?
    /// Of the modem's earlier sessions; without one each session begins anew.
    package var history: ModemHistory?
    /// This port is known to be the modem's: when nobody answers on it, the modem is to blame.
    package var portIsSure = true
    /// The owner can speak to another port of the same modem.
    package var hasOtherPorts = false
    /// Gets all traffic to see.
    package var recorder: TrafficRecorder?
    /// Runs the alarms and the pacing: best what ``Modem/run()`` is run by. Nil for whatever thread is free.
    package var executor: (any TaskExecutor)?
    /// Asked before a PIN is typed, with as much as a locked SIM tells. Must have recorded the
    /// attempt when it says yes.
    package var mayEnterPIN: @Sendable (ModemIdentity) async -> PINDecision
    /// Told when the SIM has taken the PIN, before anything else is asked: a modem that starts anew while the PIN
    /// settles may get it once more.
    package var pinWasTaken: @Sendable (ModemIdentity) async -> Void = { _ in }
    /// Asked as soon as the IMEI is told, before the SIM is asked for anything. Words end ``Modem/run()``
    /// with ``ModemFailure/unwanted(_:)``.
    package var isUnwanted: @Sendable (ModemIdentity) -> String?

    package init(
        sweepInterval: Duration = .seconds(30),
        otherMemoriesInterval: Duration = .seconds(300),
        healthInterval: Duration = .seconds(300),
        submitTimeout: Duration = .seconds(90),
        promptTimeout: Duration = .seconds(15),
        recorder: TrafficRecorder? = nil,
        mayEnterPIN: @escaping @Sendable (ModemIdentity) async -> PINDecision = { _ in
            .refuse("no PIN is configured")
        },
        isUnwanted: @escaping @Sendable (ModemIdentity) -> String? = { _ in nil }
    ) {
        self.sweepInterval = sweepInterval
        self.otherMemoriesInterval = otherMemoriesInterval
        self.healthInterval = healthInterval
        self.submitTimeout = submitTimeout
        self.promptTimeout = promptTimeout
        self.recorder = recorder
        self.mayEnterPIN = mayEnterPIN
        self.isUnwanted = isUnwanted
    }
}
