// How days, months and schools stand in frozen figures: as text, so that a person can read the row.

extension SchoolDay: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = SchoolDay(iso: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no day")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}

extension Month: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let month = Month(iso: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no month")
        }
        self = month
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}

extension SchoolKey: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        let fields = text.split(separator: "-")
        guard fields.count == 2, let anexo = Int(fields[1]) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no school")
        }
        self.init(String(fields[0]), anexo: anexo)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(codMod)-\(anexo)")
    }
}

extension Weekday: Codable {}
