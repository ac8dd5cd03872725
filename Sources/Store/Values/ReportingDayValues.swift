package import Attendance
package import Foundation

/// A reporting day as it was entered, by hand or with the roster.
package struct StoredOverride: Hashable, Sendable {
    package let override: ReportingOverride
    package let enteredAt: Date
}

/// A baseline as it was entered.
package struct StoredBaseline: Hashable, Sendable {
    package let baseline: Baseline
    package let enteredAt: Date
    /// When it was ended before its time; nil when it was not.
    package let endedAt: Date?
}
