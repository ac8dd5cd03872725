import Attendance
package import Foundation
package import Store

/// From a call that was hung up to a row for the office. Nobody is called back or answered by this.
extension InboundPath {
    /// Longest number that is kept. E.164 has 15 digits; networks put prefixes before them.
    static let longestNumber = 24

    /// - Parameter number: as the network tells it; nil or empty where it is withheld.
    /// - Returns: the call, with who it is if the roster knows the phone, and whether it is more than another
    ///   ring of the last one.
    package func missedCall(
        number: String?, from modem: ModemTag, at now: Date
    ) throws -> (call: MissedCall, isNew: Bool) {
        let told = number.map { String($0.filter { "+0123456789*#".contains($0) }.prefix(Self.longestNumber)) }
        let number = told.flatMap { $0.isEmpty ? nil : $0 }
        return try store.keepCall(
            number: number, phone: number.flatMap { PhoneNumber(peruvianMobile: $0) }, modem: modem.name,
            sim: modem.sim, at: now)
    }
}
