package import Attendance
package import Foundation

package struct ReportFilter: Hashable, Sendable {
    package var from: SchoolDay?
    package var to: SchoolDay?
    package var school: SchoolKey?
    /// Superseded and void reports too.
    package var includeHistory: Bool
    package var limit: Int

    package init(
        from: SchoolDay? = nil, to: SchoolDay? = nil, school: SchoolKey? = nil,
        includeHistory: Bool = false, limit: Int = 1000
    ) {
        self.from = from
        self.to = to
        self.school = school
        self.includeHistory = includeHistory
        self.limit = limit
    }
}

/// What an import changed, or would change.
package struct ImportSummary: Hashable, Sendable {
    package var added = 0
    package var updated = 0
    package var unchanged = 0
    package var retiredSchools: [SchoolKey] = []
    package var retiredPhones: [PhoneNumber] = []
    /// Phones that sent BAJA or were refused: the import does not lift that.
    package var keptOut: [PhoneNumber] = []

    package init() {}
}

/// A person whom the roster does not know and who sent ALTA; the office decides.
package struct Applicant: Hashable, Sendable {
    package let phone: PhoneNumber
    package let name: String
    /// Código modular as they wrote it; it need not be in the roster.
    package let codMod: String
    package let appliedAt: Date
}

/// A closure or a local holiday as the office entered it.
package struct StoredClosure: Hashable, Sendable {
    package let id: Int64
    package let closure: Closure
    /// As in ``Signature/person``.
    package let enteredBy: String
    package let enteredAt: Date
    /// When its last day was changed; nil while it stands as entered.
    package let endedAt: Date?
}

/// Figures for `edutrac status`.
package struct StoreCounts: Hashable, Sendable {
    /// Texts that were settled, by their arrival.
    package var receivedToday = 0
    /// SMS that cost money: parts, not texts.
    package var sentPartsToday = 0
    package var sentPartsThisMonth = 0
    /// Queued, held or being submitted.
    package var queued = 0
    package var unknown = 0
    package var undecodable = 0
    /// Texts and undecodable PDUs that a person of the office should look at.
    package var unread = 0
    /// Parts of texts that are not complete yet.
    package var waitingParts = 0
    package var reportsToday = 0
    /// Enrolment that reporters told and the office has not decided on.
    package var enrolmentsToDecide = 0
    /// Texts of today that a cap left without a reply.
    package var capped: [Capped] = []
    package var lastInAt: Date?
    package var lastOutAt: Date?

    package init() {}

    package struct Capped: Hashable, Sendable {
        package let cap: Settlement.Silence
        package let texts: Int
        package let phones: Int
    }
}

/// A PIN that was entered on a SIM.
package struct PINAttempt: Hashable, Sendable {
    package let sim: String
    /// Of SIM and PIN, so that the PIN itself is stored nowhere.
    package let digest: String

    package init(sim: String, digest: String) {
        self.sim = sim
        self.digest = digest
    }
}

/// Last known state of a modem, for commands while the daemon is down.
package struct ModemStatus: Hashable, Sendable {
    package var name: String
    package var state: String
    package var detail: String?
    package var device: String?
    package var imei: String?
    package var iccid: String?
    package var model: String?
    package var operatorName: String?
    package var registration: String?
    package var rssi: Int?
    package var signalDBm: Int?
    package var lastSweepAt: Date?
    /// When it was recorded; set by the store.
    package var seenAt: Date?

    package init(
        name: String, state: String, detail: String? = nil, device: String? = nil,
        imei: String? = nil, iccid: String? = nil, model: String? = nil, operatorName: String? = nil,
        registration: String? = nil, rssi: Int? = nil, signalDBm: Int? = nil,
        lastSweepAt: Date? = nil, seenAt: Date? = nil
    ) {
        self.name = name
        self.state = state
        self.detail = detail
        self.device = device
        self.imei = imei
        self.iccid = iccid
        self.model = model
        self.operatorName = operatorName
        self.registration = registration
        self.rssi = rssi
        self.signalDBm = signalDBm
        self.lastSweepAt = lastSweepAt
        self.seenAt = seenAt
    }
}
