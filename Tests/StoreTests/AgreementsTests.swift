import Attendance
import Testing

@testable import Store

@Suite("Agreements and context")
struct AgreementsTests {
    let store: AttendanceStore
    let april = month("2026-04")
    let may = month("2026-05")
    let june = month("2026-06")

    init() throws { store = try .seeded() }

    private static func month(_ iso: String) -> Month {
        guard let month = Month(iso: iso) else { preconditionFailure("no month: \(iso)") }
        return month
    }

    private let signature = Signature(person: "nora", at: at())

    private func add(_ text: String, at place: Agreement.Place = .school(kimbiri), _ month: Month) throws -> Int64 {
        try store.addAgreement(at: place, of: month, text: text, who: "APAFA", until: nil, by: signature)
    }

    private func page(_ month: Month) throws -> [String] {
        try store.monthInputs(of: month).agreements.filter { $0.isOnPage(of: month) }
            .map { "\($0.text) \($0.state.rawValue)" }
    }

    @Test func `last month's are on the page, and older ones while they are open`() throws {
        let fence = try add("cerco", april)
        let water = try add("agua", may)
        _ = try add("pintura", at: .local("000042"), june)
        #expect(try page(april).isEmpty)
        #expect(try page(may) == ["cerco open"])
        #expect(try page(june) == ["cerco open", "agua open"])
        _ = try store.settleAgreement(fence, .done, on: day("2026-05-20"), by: signature)
        _ = try store.settleAgreement(water, .notDone, on: day("2026-07-02"), by: signature)
        #expect(try page(may) == ["cerco done"])
        #expect(try page(june) == ["agua notDone"])
        // Settled in that month, before its page was printed.
        #expect(try page(june.next) == ["agua notDone", "pintura open"])
        #expect(try page(june.next.next) == ["pintura open"])
    }

    @Test func `lists what is open, of a school and its building`() throws {
        let fence = try add("cerco", april)
        _ = try add("pintura", at: .local("000042"), may)
        _ = try add("techo", at: .school(villa), may)
        func list(_ school: SchoolKey?, all: Bool = false) throws -> [String] {
            try store.agreements(school: school, all: all, limit: 9).map(\.text)
        }
        #expect(try list(nil) == ["techo", "pintura", "cerco"])
        #expect(try list(kimbiri) == ["pintura", "cerco"])
        let settled = try store.settleAgreement(fence, .done, on: monday, by: signature)
        #expect(settled.state == .done && settled.settledOn == monday && settled.who == "APAFA")
        #expect(try list(kimbiri) == ["pintura"])
        #expect(try list(kimbiri, all: true) == ["pintura", "cerco"])
        _ = try store.settleAgreement(fence, .open, on: monday, by: signature)
        #expect(try list(kimbiri) == ["pintura", "cerco"])
        #expect(throws: StoreError.noSuchAgreement(99)) {
            try store.settleAgreement(99, .done, on: monday, by: signature)
        }
        #expect(try store.audit(limit: 9).map(\.deed) == [
            .settleAgreement, .settleAgreement, .addAgreement, .addAgreement, .addAgreement,
        ])
    }

    @Test func `one line of context per month and place; the last one counts`() throws {
        func write(_ text: String?, _ scope: SchoolScope) throws -> Bool {
            try store.writeContext(text, of: may, for: scope, by: signature)
        }
        #expect(try write("llovio", .school(kimbiri)))
        #expect(try write("huelga", .office))
        #expect(try write("feria", .district("Livitaca")))
        #expect(try write("llovio, no hubo paso", .school(kimbiri)))
        #expect(try !write("llovio, no hubo paso", .school(kimbiri)))
        #expect(try !write(nil, .cluster("Red 1")))
        #expect(try store.monthInputs(of: may).context == [
            ContextLine(scope: .office, text: "huelga"), ContextLine(scope: .district("Livitaca"), text: "feria"),
            ContextLine(scope: .school(kimbiri), text: "llovio, no hubo paso"),
        ])
        #expect(try write(nil, .office))
        #expect(try store.monthInputs(of: may).context.count == 2)
        #expect(try store.monthInputs(of: june).context.isEmpty)
        #expect(try store.audit(limit: 9).count { $0.deed == .writeContext } == 5)
    }
}
