internal import SMSCodec

/// The service centre's side of a text: parts for the modem, and what a submitted TPDU says.
enum NetworkTexts {
    struct Text {
        let sender: String
        let body: String
        let unixSeconds: Int
        let quarterHours: Int
        let loopPrevention: Bool
        let reference: UInt8
    }

    struct Reading {
        var recipient: String
        /// Nil for 8-bit data and for what does not decode.
        var text: String?
        var part: (reference: Int, total: Int, sequence: Int)?
    }

    /// The SMS-DELIVER TPDUs of a text, in order.
    static func parts(of text: Text) throws(RequestError) -> [[UInt8]] {
        let parts = PartSplitter.parts(of: text.body, reference: text.reference)
        guard !parts.isEmpty else { throw RequestError("\"text\" is longer than \(PartSplitter.partLimit) parts") }
        do {
            let sender = try originatingAddress(text.sender)
            return parts.enumerated().map { place, part in
                let deliver = Deliver(
                    originatingAddress: sender,
                    serviceCentreTimestamp: ServiceCentreTimestamp(
                        unixSeconds: text.unixSeconds, quarterHours: text.quarterHours),
                    userData: part.userData, moreMessagesToSend: place + 1 < parts.count,
                    loopPrevention: text.loopPrevention)
                return TPDU.deliver(deliver).octets
            }
        } catch {
            throw RequestError("\"from\": \(error)")
        }
    }

    /// Digits, with + when international; anything with another character is alphanumeric.
    private static func originatingAddress(_ sender: String) throws(PDUError) -> Address {
        let isNumber = sender.utf8.allSatisfy { "+0123456789*#".utf8.contains($0) }
        return isNumber ? try Address(dialled: sender) : try Address(alphanumeric: sender)
    }

    static func isSubmit(_ tpdu: [UInt8]) -> Bool {
        do {
            guard case .submit = try TPDU(fromMobile: tpdu) else { return false }
            return true
        } catch {
            return false
        }
    }

    /// The place of a part in its text.
    static func concatenation(of tpdu: [UInt8]) -> (reference: Int, total: Int, sequence: Int)? {
        do {
            guard case .deliver(let deliver) = try TPDU(fromServiceCentre: tpdu) else { return nil }
            return deliver.userData.concatenation.map { ($0.reference, $0.total, $0.sequence) }
        } catch {
            return nil
        }
    }

    static func reading(ofSubmit tpdu: [UInt8]) -> Reading {
        do {
            guard case .submit(let submit) = try TPDU(fromMobile: tpdu) else { return Reading(recipient: "") }
            var reading = Reading(recipient: submit.destinationAddress.text, text: submit.userData.text)
            if let part = submit.userData.concatenation {
                reading.part = (part.reference, part.total, part.sequence)
            }
            return reading
        } catch {
            return Reading(recipient: "")
        }
    }
}
