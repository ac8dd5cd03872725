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

    /// Parts in one line. More would be no texts, and their answer larger than any memory.
    static let partLimit = 4096

    /// - Parameters:
    ///   - direction: where the line does not say.
    ///   - hasServiceCentre: likewise.
    static func answer(to line: String, direction: PDULineInput.Direction, hasServiceCentre: Bool) -> JSON {
        let input: Line
        do {
            input = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        } catch {
            return PDUReading.error(
                field: "line", offset: nil,
                "expected {\"pdus\":[\"…\",…],\"direction\":\"mt\" or \"mo\",\"smsc\":true or false}")
        }
        guard input.pdus.count <= partLimit else {
            return PDUReading.error(field: "pdus", offset: nil, "more than \(partLimit) parts in one line")
        }
        let direction = input.direction ?? direction
        var arrivals: [PartGroups.Arrival] = []
        for (index, part) in input.pdus.enumerated() {
            do {
                let line = PDULineInput(
                    hex: part.hex, direction: direction, hasServiceCentre: input.smsc ?? hasServiceCentre)
                switch try PDUReading.decode(line).tpdu {
                case .deliver(let deliver):
                    arrivals.append(
                        .init(
                            address: deliver.originatingAddress, userData: deliver.userData,
                            unixSeconds: deliver.serviceCentreTimestamp.unixSeconds))
                case .submit(let submit):
                    arrivals.append(.init(address: submit.destinationAddress, userData: submit.userData))
                case .statusReport, .command, .transferReport:
                    return PDUReading.error(field: "pdus[\(index)]", offset: nil, "this is no text")
                }
            } catch {
                return PDUReading.error(
                    field: "pdus[\(index)] \(error.field.rawValue)", offset: error.offset, "\(error)")
            }
        }
        let party = direction == .mo ? "recipient" : "originator"
        let groups = PartGroups.groups(of: arrivals).map { ($0, $0.joined) }
        return [
            "messages": .list(groups.filter { $0.1.missing.isEmpty }.map { json($0, $1, party) }),
            "incomplete": .list(groups.filter { !$0.1.missing.isEmpty }.map { json($0, $1, party) }),
        ]
    }

    private static func json(_ group: PartGroups.Group, _ joined: JoinedText, _ party: String) -> JSON {
        var members = [member(party, .text(group.address.text))]
        if let place = group.concatenation {
            members += [
                member("ref", .number(place.reference)), member("total", .number(place.total)),
                member("bits", .number(place.bits)),
            ]
        }
        // Of the first part that is what the whole is.
        let ordered = group.parts.sorted { $0.concatenation?.sequence ?? 0 < $1.concatenation?.sequence ?? 0 }
        let alphabet = ordered.first { $0.isText != joined.isBinary }?.dataCodingScheme.alphabet.rawValue
        members.append(member("alphabet", JSON(alphabet)))
        members.append(
            joined.isBinary
                ? member("data_hex", .text(PDUReading.hex(joined.octets))) : member("text", .text(joined.text)))
        if !joined.missing.isEmpty { members.append(member("missing", .list(joined.missing.map(JSON.number)))) }
        if joined.isDamaged { members.append(member("damaged", .boolean(true))) }
        return .object(members)
    }
}
