import Attendance
import Crypto
import Foundation
import ModemDriver
import SMSCodec
import Store

extension Arrival {
    /// What the database keeps of one PDU line, readable or not. Cannot fail: what does not decode
    /// is content of its own.
    init(_ line: PDULine, from modem: ModemTag, at now: Date) {
        let slot: StorageSlot? =
            switch line.origin {
            case .slot(let memory, let index): StorageSlot(memory: memory, index: index)
            case .routed: nil
            }
        func arrival(key: some Sequence<UInt8>, _ content: Content) -> Arrival {
            Arrival(
                pdu: line.hex, partKey: Self.partKey(Array(key)), modem: modem.name, sim: modem.sim,
                slot: slot, receivedAt: now, content: content)
        }
        let frame: PDUFrame
        do {
            frame = try PDUFrame(hex: line.hex)
        } catch {
            self = arrival(key: line.hex.utf8, .undecodable(reason: "\(error)"))
            return
        }
        do {
            switch try TPDU(fromServiceCentre: frame.tpdu) {
            case .deliver(let deliver):
                self = arrival(key: frame.octets, .part(PartContent(deliver)))
            case .statusReport(let report):
                self = arrival(
                    key: frame.octets, .statusReport(DeliveryReport(report, sim: modem.sim, at: now)))
            case .submit, .command, .transferReport:
                self = arrival(
                    key: frame.octets,
                    .undecodable(reason: "an SMS-SUBMIT-REPORT, which is no text, in the modem's memory"))
            }
        } catch {
            self = arrival(key: frame.octets, .undecodable(reason: "\(error)"))
        }
    }

    /// SHA-256 as hex: of SMSC address and TPDU, of which the SIM is the other half of a part's identity; and of
    /// less, where less makes two the same.
    static func partKey(_ octets: [UInt8]) -> String {
        // Not String(format:): with three of them a text it was a seventh of the time of a drain.
        Hex.text(of: Array(SHA256.hash(data: octets))).lowercased()
    }
}

extension PartContent {
    init(_ deliver: Deliver) {
        let sender = deliver.originatingAddress
        let phone = PhoneNumber(sender)
        let time = Date(deliver.serviceCentreTimestamp)
        let data = [deliver.dataCodingScheme.rawValue, deliver.userData.length] + deliver.userData.field
        let position = deliver.userData.concatenation.map {
            PartPosition(
                reference: $0.reference, total: $0.total, sequence: $0.sequence, bits: $0.bits)
        }
        self.init(
            sender: sender.text, phone: phone, serviceCentreTime: time,
            forbidsAutomaticReply: deliver.loopPrevention, position: position,
            textKey: time.map { _ in
                // Neither the service centre's address nor the bits that say how this delivery went; and a
                // number counts as it is dialled, whichever way this centre writes it.
                Arrival.partKey(
                    Array((phone?.e164 ?? sender.text).utf8) + [0, deliver.protocolIdentifier]
                        + deliver.serviceCentreTimestamp.octets + data)
            },
            bodyKey: position.map { _ in Arrival.partKey(data) })
    }
}

extension DeliveryReport {
    init(_ report: StatusReport, sim: String, at now: Date) {
        let category: DeliveryReport.Category =
            switch report.status.category {
            case .completed: .completed
            case .stillTrying: .stillTrying
            case .permanentError: .permanentError
            case .givenUp: .givenUp
            }
        self.init(
            sim: sim, messageReference: Int(report.messageReference),
            recipient: report.recipientAddress.text, status: Int(report.status.rawValue),
            category: category, dischargedAt: Date(report.dischargeTime), receivedAt: now)
    }
}

extension Date {
    /// Nil when the seven octets are no date, or say no zone: then arrival counts.
    init?(_ timestamp: ServiceCentreTimestamp) {
        guard let seconds = timestamp.unixSeconds else { return nil }
        self.init(timeIntervalSince1970: Double(seconds))
    }
}
