import Foundation
import SMSCodec

/// A line of `edutrac pdu decode --join -`: PDUs of several parts, as they came.
enum PDUJoining {
    private struct Line: Decodable {
        struct Part: Decodable {
            var hex: String
            enum CodingKeys: String, CodingKey { case hex = "pdu_hex" }

            init(from decoder: any Decoder) throws {
                // A bare string of hex, or an object as in the vectors.
                do {
                    hex = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .hex)
                } catch DecodingError.typeMismatch {
                    hex = try decoder.singleValueContainer().decode(String.self)
                }
            }
        }
        var pdus: [Part]
        var direction: PDULineInput.Direction?
        var smsc: Bool?
    }

    static func answer(to line: String) -> JSON {
        let input: Line
        do {
            input = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        } catch {
            return PDUReading.error(
                field: "line", offset: nil,
                "expected {\"pdus\":[\"…\",…],\"direction\":\"mt\" or \"mo\",\"smsc\":true or false}")
        }
        var parts: [(address: Address, userData: UserData)] = []
        for (index, part) in input.pdus.enumerated() {
            do {
                let line = PDULineInput(
                    hex: part.hex, direction: input.direction ?? .mt, hasServiceCentre: input.smsc ?? true)
                switch try PDUReading.decode(line).tpdu {
                case .deliver(let deliver): parts.append((deliver.originatingAddress, deliver.userData))
                case .submit(let submit): parts.append((submit.destinationAddress, submit.userData))
                case .statusReport, .command, .transferReport:
                    return PDUReading.error(field: "pdus[\(index)]", offset: nil, "this is no text")
                }
            } catch {
                return PDUReading.error(
                    field: "pdus[\(index)] \(error.field.rawValue)", offset: error.offset, "\(error)")
            }
        }
        let party = input.direction == .mo ? "recipient" : "originator"
        let groups = PartGroups.groups(of: parts)
        return [
            "messages": .list(groups.filter { $0.joined.missing.isEmpty }.map { json($0, party) }),
            "incomplete": .list(groups.filter { !$0.joined.missing.isEmpty }.map { json($0, party) }),
        ]
    }

    private static func json(_ group: PartGroups.Group, _ party: String) -> JSON {
        let joined = group.joined
        var members = [member(party, .text(group.address.text))]
        if let place = group.concatenation {
            members += [
                member("ref", .number(place.reference)), member("total", .number(place.total)),
                member("bits", .number(place.bits)),
            ]
        }
        let alphabet = group.parts.first?.dataCodingScheme.alphabet.rawValue
        members.append(member("alphabet", JSON(alphabet)))
        members.append(
            joined.isBinary
                ? member("data_hex", .text(PDUReading.hex(joined.octets))) : member("text", .text(joined.text)))
        if !joined.missing.isEmpty { members.append(member("missing", .list(joined.missing.map(JSON.number)))) }
        if joined.isDamaged { members.append(member("damaged", .boolean(true))) }
        return .object(members)
    }
}
