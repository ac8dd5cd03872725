/// `[carriers]`: whose subscriber a phone is, as far as the office knows. Numbers move from one carrier to
/// another (portability), so that only the office can say; a whole number is a beginning, too.
package struct CarrierTable: Hashable, Sendable {
    /// Beginnings of national numbers by the carrier's name, such as `98765` or `987654321`.
    package var beginnings: [String: [String]]

    package init(beginnings: [String: [String]] = [:]) { self.beginnings = beginnings }

    /// The carrier with the longest fitting beginning; of two equal ones the first by name.
    package func carrier(of phone: PhoneNumber) -> String? {
        var best: (length: Int, name: String)?
        for (name, list) in beginnings {
            for beginning in list where phone.national.hasPrefix(beginning) {
                let found = (length: beginning.count, name: name)
                guard let last = best else {
                    best = found
                    continue
                }
                if (-found.length, found.name) < (-last.length, last.name) { best = found }
            }
        }
        return best?.name
    }
}
