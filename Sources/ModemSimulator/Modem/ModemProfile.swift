/// Which modem, SIM and network are simulated. All names and numbers are fictitious.
package struct ModemProfile: Sendable {
    package var manufacturer = "EDUTRAC"
    package var model = "Simulated modem"
    package var revision = "1.0"
    package var imei = "004999010640000"
    /// Empty: no SIM is inserted.
    package var iccid = "8951010000000000018"
    package var imsi = "001010000000001"
    /// +CNUM; empty when the SIM does not know its number.
    package var number = ""
    /// +CSCA as the SIM holds it; empty for a SIM that lost it.
    package var serviceCentre = "+51900000001"
    /// PIN asked for at power-up; nil when the SIM is not locked.
    package var pin: String?
    package var puk = "12345678"
    /// Capacity of SM, ME and SR.
    package var capacities = ["SM": 30, "ME": 100, "SR": 20]
    /// What +CPMS=? offers for reading, writing and receiving, as far as it has a capacity.
    package var memoryLists = [["SM", "ME", "SR"], ["SM", "ME"], ["SM", "ME"]]
    /// Other names of memories: MT for ME.
    package var aliases: [String: String] = [:]
    /// +CPMS at power-up.
    package var firstMemories = ["SM", "SM", "SM"]
    /// The five fields of +CNMI=?; a field takes what its range offers.
    package var indicationRanges = ["(0-3)", "(0-3)", "(0)", "(0-2)", "(0,1)"]
    /// Commands that tell the ICCID, and what they put before it.
    package var cardCommands = ["+CCID": "+CCID: ", "+ICCID": "+ICCID: ", "+QCCID": "+QCCID: "]
    /// Said after power-up, each so many seconds after it.
    package var bootLines: [BootLine] = []
    package var operatorName = "EDUTRAC TEST"
    /// Mobile country and network code of +COPS in numeric format.
    package var operatorCode = "00101"
    /// <stat> of +CREG when the simulation begins.
    package var registration = 1
    /// Seconds from control-Z to the answer of the network.
    package var networkSeconds = 0.0
    /// The time zone of the service centre and of +CCLK, in quarters of an hour.
    package var quarterHours = 0

    /// Seconds in which +CNMA must come (the network's timer; TS 27.005 §3.4.4, 17 s on real modems).
    package var acknowledgementSeconds = 17.0
    /// Seconds after which the network offers a text again that was refused.
    package var redeliverySeconds = 10.0

    /// Ways in which it departs from the standards, from the start.
    private(set) var quirks = QuirkSet()

    package struct BootLine: Hashable, Sendable {
        package let text: String
        package let after: Double
    }

    package init() {}

    /// Adds a quirk as it is typed: `Q-34`, `Q-52=ds1`.
    ///
    /// - Throws: ``SimulatorError`` that names the nearest one when there is none of that name.
    package mutating func add(quirk text: String) throws(SimulatorError) {
        do throws(RequestError) {
            try quirks.insert(text)
        } catch {
            throw SimulatorError(error.message)
        }
    }
}

/// A point in time, as the simulator's owner tells it.
package struct Moment: Hashable, Sendable {
    /// Monotonic seconds, for timers.
    package var uptime: Double
    /// The simulated wall clock, in seconds since 1970.
    package var unixSeconds: Double

    package init(uptime: Double, unixSeconds: Double) {
        self.uptime = uptime
        self.unixSeconds = unixSeconds
    }
}
