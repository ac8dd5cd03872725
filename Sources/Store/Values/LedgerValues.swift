package import Attendance
package import Foundation

/// What one SIM has sent, cost and been paid. Parts are what carriers charge for.
package struct LedgerEntry: Hashable, Sendable {
    /// ICCID, or what stands for it where the SIM does not tell it.
    package let sim: String
    /// The modem it was last in, by its name in the configuration.
    package let modem: String
    package var partsToday = 0
    package var partsThisMonth = 0
    package var partsLastMonth = 0
    /// Of this month: nobody knows whether they left and were charged.
    package var unknownThisMonth = 0
    package var lastSentAt: Date?
    package var lastTopUp: TopUp?
    package var balance: Balance?
}

/// Money paid into a prepaid SIM.
package struct TopUp: Hashable, Sendable {
    package let paidOn: SchoolDay
    /// In the office's currency; nil where it was not said.
    package let amount: Double?
}

/// What the carrier said is left.
package struct Balance: Hashable, Sendable {
    package let amount: Double
    package let askedAt: Date
}

/// What left by one SIM, as far as limits go: also what may have left.
package struct SIMUse: Hashable, Sendable {
    package var partsLastHour: Int
    /// When the oldest of them was submitted.
    package var oldestInHour: Date?
    package var partsToday: Int
}
