import ControlSocket
import Foundation
import Store
import Testing

@testable import edutracd

@Suite("Board of modems")
struct ModemBoardTests {
    @Test func `what the database says of a modem already is no news for five minutes`() throws {
        let store = try AttendanceStore.inMemory()
        let board = ModemBoard()
        let now = Date(timeIntervalSince1970: 1_777_900_000)
        #expect(board.news(of: "sim1", at: now) == nil)
        board.update("sim1") { $0.state = "ready" }
        let status = try #require(board.news(of: "sim1", at: now))
        board.noteRecorded(try store.recordModem(status, at: now))
        // That it swept is no reason to write.
        board.update("sim1") { $0.lastSweepAt = now.addingTimeInterval(30) }
        #expect(board.news(of: "sim1", at: now.addingTimeInterval(299)) == nil)
        #expect(board.news(of: "sim1", at: now.addingTimeInterval(300)) != nil)
        // A clock that was set back.
        #expect(board.news(of: "sim1", at: now.addingTimeInterval(-1)) != nil)
        board.update("sim1") { $0.rssi = 17 }
        #expect(board.news(of: "sim1", at: now.addingTimeInterval(1))?.rssi == 17)
    }

    @Test func `a row that an earlier run has left counts by its own age`() throws {
        let store = try AttendanceStore.inMemory()
        let now = Date(timeIntervalSince1970: 1_777_900_000)
        let status = ModemStatus(name: "sim1", state: "ready")
        try store.recordModem(status, at: now)
        #expect(try store.recordModem(status, at: now.addingTimeInterval(200)).seenAt == now)
    }
}
