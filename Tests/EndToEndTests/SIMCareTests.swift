import Foundation
import Stage
import Testing

extension EndToEnd {
    @Suite("The SIM is looked after")
    struct SIMCareTests {
        @Test
        func `on a reporting day the SIM texts itself, and one that hears nothing is restarted and told of`() throws {
            var office = Office.kimbiri
            office.modemLines = [
                "number = \"987654399\"", "self_text_minutes = 45",
                "balance = { code = \"*100#\", pattern = 'saldo S/ *([0-9.,]+)', minimum = 30 }",
            ]
            // A minute of the office passes in a second.
            let clock = try StageClock("2026-05-04T09:13:00-05:00", speed: 60)
            try Play.perform(office, clock: clock) { play in
                try play.begin()
                let simulator = try play.simulator
                let own = "+51987654399"
                let sent = try simulator.awaitSubmit(within: 40) { $0.to == own }
                try play.waitForLog("balance told")
                try play.waitForLog("SIM in trouble", "S/ 25.00 are left, less than 30.00")
                try play.waitForLog("the modem seems deaf", within: 60)
                #expect(try play.edutrac("status", expecting: 69).contains("S/ 25.00"))
                let alarms = try play.list("modem", "list")[0]["alarms"].elements.compactMap(\.string)
                #expect(alarms.count == 2)
                try simulator.text(from: own, sent.text)
                try play.waitForLog("SIM out of trouble", "has not come back", within: 60)
                #expect(try simulator.submits().count { $0.to == own } == 1, "never twice, never answered")
                let ledger = try play.list("modem", "ledger")
                #expect(ledger[0]["balance"].string == "25.00")
                try play.edutrac("modem", "topup", "--amount", "20", "--on", "2026-05-04")
                #expect(try play.list("modem", "ledger")[0]["lastTopUp"].string == "20.00")
                #expect(try play.edutrac("modem", "topup", "--on", "2027-01-01", expecting: 64).isEmpty)
            }
        }
    }
}
