import Attendance
import Foundation
import ModemDriver
import SMSCodec
import Store
import Testing

@testable import Gateway

@Suite("Kinds of text")
struct InboundKindTests {
    static let morning = SampleOffice.at("2026-05-04T10:30:05-05:00")

    let office: SampleOffice

    init() throws { office = try SampleOffice() }

    struct Case: Sendable, CustomTestStringConvertible {
        let kind: InboundKind
        let what: String
        var identifier: UInt8 = 0
        var coding: UInt8 = 0
        var elements: [(UInt8, [UInt8])] = []
        var data: [UInt8]?

        var testDescription: String { what }

        func line(_ text: String = "12 15 2", from sender: String = SampleOffice.rosa, slot: Int = 1) throws -> PDULine {
            let scheme = DataCodingScheme(rawValue: coding)
            let header = elements.isEmpty
                ? nil : UserDataHeader(elements: elements.map { .init(identifier: $0.0, data: $0.1) })
            let userData = data.flatMap { UserData(octets: $0, dataCodingScheme: scheme, header: header) }
                ?? UserData(text: text, dataCodingScheme: scheme, header: header)
            return SampleOffice.stored(
                TPDU.deliver(
                    Deliver(
                        originatingAddress: try Address(dialled: sender), protocolIdentifier: identifier,
                        serviceCentreTimestamp: ServiceCentreTimestamp(
                            unixSeconds: Int(SampleOffice.at("2026-05-04T10:30:00-05:00").timeIntervalSince1970),
                            quarterHours: -20),
                        userData: try #require(userData))
                ).octets, slot: slot)
        }
    }

    /// Header of a WSP push: transaction, push, length of the headers.
    private static let push: [UInt8] = [0x2A, 0x06, 0x22]

    static let written: [Case] = [
        Case(kind: .text, what: "a text"),
        Case(kind: .text, what: "a text by way of a gateway", identifier: 0x32),
        Case(kind: .text, what: "class 1", coding: 0xF1),
        Case(kind: .text, what: "a port that is none", elements: [(0x05, [0, 0, 0, 0])]),
        Case(kind: .flash, what: "class 0", coding: 0x10),
        Case(kind: .flash, what: "class 0 of group F", coding: 0xF0),
        Case(kind: .flash, what: "class 0 in UCS-2", coding: 0x18),
        Case(kind: .simText, what: "class 2", coding: 0x12),
        Case(kind: .replacing, what: "replaces type 3", identifier: 0x43),
        Case(kind: .reservedCoding, what: "group 8", coding: 0x84),
        Case(kind: .reservedCoding, what: "alphabet 11", coding: 0x0C),
    ]

    static let unwritten: [Case] = [
        Case(kind: .silent, what: "type 0", identifier: 0x40),
        Case(kind: .silent, what: "type 0 with a port", identifier: 0x40, elements: [(0x05, [0x0B, 0x84, 0, 0])]),
        Case(kind: .simCommand, what: "SIM data download", identifier: 0x7F, coding: 0xF6, data: [1, 2, 3]),
        Case(kind: .simCommand, what: "SIM data download in letters", identifier: 0x7F),
        Case(kind: .deviceCommand, what: "ME data download", identifier: 0x7D),
        Case(
            kind: .mmsNotice, what: "MMS by number", coding: 0x04, elements: [(0x05, [0x0B, 0x84, 0x23, 0xF0])],
            data: push + [0xBE, 0xAF, 0x84]),
        Case(
            kind: .mmsNotice, what: "MMS by words", coding: 0xF5, elements: [(0x05, [0x23, 0xF0, 0, 0])],
            data: push + Array("application/vnd.wap.mms-message".utf8) + [0]),
        Case(
            kind: .mmsNotice, what: "MMS by number with a length", coding: 0x04,
            elements: [(0x05, [0x0B, 0x84, 0, 0])], data: push + [0x03, 0xBE, 0x81, 0xEA]),
        Case(
            kind: .wapPush, what: "another push", coding: 0x04, elements: [(0x05, [0x0B, 0x84, 0x23, 0xF0])],
            data: push + [0xAE, 0x02]),
        Case(kind: .wapPush, what: "a push that ends", coding: 0x04, elements: [(0x05, [0x0B, 0x84, 0, 0])], data: [1, 6]),
        Case(kind: .applicationData, what: "a port in letters", elements: [(0x05, [0x3E, 0x81, 0, 0])]),
        Case(kind: .applicationData, what: "an 8-bit port", coding: 0x04, elements: [(0x04, [0xF0, 0])], data: [9]),
        Case(kind: .messageWaiting, what: "voice mail, discard", coding: 0xC8),
        Case(kind: .messageWaiting, what: "fax, store", coding: 0xD9),
        Case(kind: .messageWaiting, what: "e-mail in UCS-2", coding: 0xEA),
        Case(kind: .nothingWaiting, what: "no voice mail any more", coding: 0xC0),
        Case(kind: .messageWaiting, what: "two voice mails, by header", elements: [(0x01, [0x80, 2])]),
        Case(kind: .nothingWaiting, what: "none, by header", elements: [(0x01, [0x00, 0])]),
        Case(kind: .messageWaiting, what: "enhanced voice mail", elements: [(0x23, [0, 0])]),
        Case(kind: .returnCall, what: "return call", identifier: 0x5F),
        Case(kind: .data, what: "8-bit", coding: 0x04, data: Array("12 15 2".utf8)),
        Case(kind: .data, what: "compressed", coding: 0x20, data: [1, 2]),
    ]

    @Test(arguments: written) func `what a person wrote is read and answered, whatever it is marked with`(_ text: Case) throws {
        _ = try office.inbound.receive([text.line()], from: office.modem, at: Self.morning)
        let settled = try office.inbound.settleCompleteTexts(at: Self.morning).settled
        #expect(settled.map(\.kind) == [text.kind])
        #expect(settled.map(\.settlement.reading) == ["report"])
        #expect(try office.store.outbox(states: nil, limit: 10).count == 1)
        let entry = try #require(try office.store.inbox(unreadOnly: false, limit: 10).first)
        #expect(entry.kind == text.kind)
        #expect(entry.text == "12 15 2")
    }

    @Test(arguments: unwritten) func `what no person wrote is kept, shown, never a report and never answered`(_ text: Case) throws {
        _ = try office.inbound.receive([text.line()], from: office.modem, at: Self.morning)
        let settled = try office.inbound.settleCompleteTexts(at: Self.morning).settled
        #expect(settled.map(\.kind) == [text.kind])
        #expect(settled.map(\.settlement.answer) == [.silence(.noPerson)])
        #expect(try office.store.outbox(states: nil, limit: 10).isEmpty)
        #expect(try office.store.reports(.init()).isEmpty)
        let entry = try #require(try office.store.inbox(unreadOnly: false, limit: 10).first)
        #expect(entry.kind == text.kind)
        #expect(entry.reading == text.kind.rawValue)
        #expect(entry.silence == "noPerson")
        #expect(try office.store.lastHeard().isEmpty, "the reporter has written nothing")
    }

    @Test func `a silent text shows its words to nobody, and is among the unread of nobody`() throws {
        _ = try office.inbound.receive([Self.unwritten[0].line("secreto")], from: office.modem, at: Self.morning)
        _ = try office.inbound.settleCompleteTexts(at: Self.morning)
        let entry = try #require(try office.store.inbox(unreadOnly: false, limit: 10).first)
        #expect(entry.text?.isEmpty == true)
        #expect(entry.parts.count == 1, "the PDU is kept")
        #expect(!entry.isUnread)
    }

    @Test(arguments: unwritten) func `a person looks where somebody wants something, or words are among the data`(_ text: Case) throws {
        _ = try office.inbound.receive([text.line()], from: office.modem, at: Self.morning)
        _ = try office.inbound.settleCompleteTexts(at: Self.morning)
        let wants: Set<InboundKind> = [.mmsNotice, .messageWaiting, .returnCall]
        let isWanted = wants.contains(text.kind) || text.kind == .applicationData && text.data == nil
        #expect(try office.store.inbox(unreadOnly: true, limit: 10).count == (isWanted ? 1 : 0))
    }

    @Test(arguments: [
        ("aosp-gsmsmstest-78", InboundKind.mmsNotice), ("aosp-gsmsmstest-97", .wapPush),
        ("aosp-gsmsmstest-183", .messageWaiting), ("aosp-gsmsmstest-191", .nothingWaiting),
        ("aosp-gsmsmstest-150", .messageWaiting), ("aosp-gsmsmstest-161", .nothingWaiting),
        ("android-cts-smsmessagetest-0-4", .reservedCoding), ("smslib-v3-testpdus-44", .applicationData),
        ("smslib-v3-testpdus-48", .data), ("smslib-v3-testpdus-8", .text), ("pygsm-gsmpdu-618", .text),
    ])
    func `what networks have sent is what it was`(_ id: String, _ kind: InboundKind) throws {
        guard case .deliver(let deliver) = try TPDU(fromServiceCentre: PDUFrame(hex: CodecVectors.pdu(id)).tpdu) else {
            Issue.record("no SMS-DELIVER")
            return
        }
        #expect(InboundKind(deliver) == kind)
    }

    @Test func `a picture message in two parts is one`() throws {
        let delivers = try ["aosp-gsmsmstest-78", "aosp-gsmsmstest-97"].compactMap { id -> Deliver? in
            guard case .deliver(let deliver) = try TPDU(fromServiceCentre: PDUFrame(hex: CodecVectors.pdu(id)).tpdu) else { return nil }
            return deliver
        }
        #expect(InboundKind(delivers) == .mmsNotice)
    }

    @Test func `replacing keeps both texts, and the later report corrects the earlier`() throws {
        let lines = [try Self.written[8].line("12 15 2", slot: 1), try Self.written[8].line("13 15 2", slot: 2)]
        for line in lines {
            _ = try office.inbound.receive([line], from: office.modem, at: Self.morning)
            _ = try office.inbound.settleCompleteTexts(at: Self.morning)
        }
        #expect(try office.store.inbox(unreadOnly: false, limit: 10).count == 2)
        #expect(try office.store.reports(.init()).map(\.report.content) == [.present(.init(boys: 13, girls: 15, teachers: 2))])
    }
}
