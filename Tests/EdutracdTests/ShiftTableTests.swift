import OfficeConfiguration
import SMSCodec
import Testing

/// Neither module knows the other.
@Suite("Shift tables")
struct ShiftTableTests {
    @Test func `the configuration knows the languages that the codec has, and no others`() {
        #expect(SendingRules.knownShiftTables == NationalLanguage.allCases.map(\.name))
    }
}
