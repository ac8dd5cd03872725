package import Attendance
package import Foundation

/// A reporting day as it was entered, by hand or with the roster.
package struct StoredOverride: Hashable, Sendable {
    package let override: ReportingOverride
    package let enteredAt: Date
}
