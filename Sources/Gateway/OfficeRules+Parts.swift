package import Attendance
package import SMSCodec

extension OfficeRules {
    /// The national languages of ``shiftTables``.
    package var languages: [NationalLanguage] {
        shiftTables.compactMap(NationalLanguage.init(name:))
    }

    /// Whether a wording costs one SMS: 160 septets of GSM-7, 155 with a shift table, or 70 units of UCS-2.
    package var fitsOnePart: @Sendable (String) -> Bool {
        let languages = languages
        return { PartSplitter.measure($0, languages: languages).parts <= 1 }
    }
}
