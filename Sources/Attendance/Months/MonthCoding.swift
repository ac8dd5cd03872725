/// Stands in frozen figures as one text, so that a person can read the row.
protocol CodedAsText: Codable {
    init?(text: String)
    var text: String { get }
}

extension CodedAsText {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Self(text: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no \(Self.self)")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension SchoolDay: CodedAsText {
    init?(text: String) { self.init(iso: text) }
    var text: String { iso }
}

extension Month: CodedAsText {
    init?(text: String) { self.init(iso: text) }
    var text: String { iso }
}

extension SchoolKey: CodedAsText {}

extension Weekday: Codable {}
