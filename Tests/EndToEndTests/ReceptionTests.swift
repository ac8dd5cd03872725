import Foundation
import Stage
import Testing

extension EndToEnd {
    @Suite("What comes in beside texts")
    struct ReceptionTests {
        /// A picture message waits: SMS-DELIVER to port 2948, 8-bit, `application/vnd.wap.mms-message`.
        ///
        /// - Parameter second: of its time stamp.
        private static func pictureNotice(second: Int) -> String {
            let swapped = "\(second % 10)\(second / 10)"
            return "0044" + "0B911589674523F1" + "00F5" + "6250600100" + swapped + "0A" + "0B"
                + "0605040B8423F0" + "2A0601BE"
        }

        @Test
        func `a SIM that is nearly full is an alarm until it has room, and what filled it is put where it belongs`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.seed()
                try play.startSimulator(["--memory", "SM:20"])
                for second in 10..<27 { try play.simulator.pdu(Self.pictureNotice(second: second), smsc: true) }
                try play.startDaemonAndModem()
                try play.waitForLog("modem memory is filling", within: 30)
                try play.simulator.awaitMemory(0, within: 30)
                try play.passBarrier(as: play.julio)
                try play.waitForLog("modem memory has room again", within: 60)

                let notices = try play.inbox().filter { $0["kind"].string == "mmsNotice" }
                #expect(notices.count == 17)
                #expect(notices.allSatisfy { $0["silence"].string == "noPerson" && $0["reply"].string == nil })
                #expect(try play.simulator.submits().allSatisfy { $0.to == play.julio.e164 })
                let memories = try play.list("status")["modems"][0]["memories"].elements
                #expect(memories.first { $0["memory"].string == "SM" }?["total"].int == 20, "\(memories)")
            }
        }

        @Test
        func `a call is hung up, kept, and shown`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                try play.simulator.ask("ring", ["from": .text(play.rosa.e164), "times": 1])
                try play.waitForLog("missed call")
                let calls = try play.list("inbox", "calls").elements
                #expect(calls.count == 1)
            }
        }
    }
}
