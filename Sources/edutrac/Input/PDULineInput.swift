import Foundation

/// One line of `edutrac pdu decode -`: bare hex as `+CMGL` shows it, or an object that says more.
struct PDULineInput: Hashable, Sendable {
    enum Direction: String, CaseIterable, Codable, Sendable {
        /// From the service centre to a mobile.
        case mt
        /// From a mobile to the service centre.
        case mo
    }

    /// The line is neither hex nor such an object.
    struct Malformed: Error, Hashable, Sendable {
        var message: String
    }

    var hex: String
    var direction: Direction = .mt
    /// Whether the address of the service centre stands in front.
    var hasServiceCentre = true

    init(hex: String, direction: Direction = .mt, hasServiceCentre: Bool = true) {
        self.hex = hex
        self.direction = direction
        self.hasServiceCentre = hasServiceCentre
    }

    private struct Object: Decodable {
        var hex: String
        var direction: Direction?
        var smsc: Bool?

        enum CodingKeys: String, CodingKey {
            case hex = "pdu_hex"
            case direction, smsc
        }
    }

    /// Reads an object; direction and address are as given where it does not say.
    static func reading(
        _ line: String, direction: Direction = .mt, hasServiceCentre: Bool = true
    ) -> Result<PDULineInput, Malformed> {
        do {
            let object = try JSONDecoder().decode(Object.self, from: Data(line.utf8))
            return .success(
                PDULineInput(
                    hex: object.hex, direction: object.direction ?? direction,
                    hasServiceCentre: object.smsc ?? hasServiceCentre))
        } catch {
            return .failure(
                Malformed(
                    message: "expected hex, or {\"pdu_hex\":\"…\",\"direction\":\"mt\" or \"mo\",\"smsc\":true or false}"))
        }
    }
}
