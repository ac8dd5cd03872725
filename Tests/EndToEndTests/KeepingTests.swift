import Foundation
import Stage
import Store
import Testing

extension EndToEnd {
    /// What is left when a disk dies, a database is torn, or the power fails during a backup.
    @Suite("Backup, restore, damage")
    struct KeepingTests {
        @Test func `an office lives on from its backup, and nobody gets a text twice`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                try play.exchange(play.rosa.e164, "H 12 M 15 D 2")
                try play.waitForLog("text sent")
                try play.simulator.awaitIdle()
                let last = try #require(try play.simulator.submits().last).id
                try play.stopDaemon()
                // Waits in the backup, and leaves after it was made.
                try play.edutrac("send", play.julio.phone, "Reunion el viernes")
                try play.edutrac("backup")
                let backup = try #require(try Self.backups(play).first)
                try play.startDaemonAndModem()
                _ = try play.simulator.awaitSubmit(after: last) { $0.to == play.julio.e164 }
                try play.edutrac("restore", backup, expecting: 69)
                try play.stopDaemon()
                // The card is gone, and a new one is put in.
                for name in try FileManager.default.contentsOfDirectory(atPath: play.folder.state) where name != "backup" {
                    try FileManager.default.removeItem(atPath: play.folder.state + "/" + name)
                }
                let before = try play.simulator.submits().count
                try play.edutrac("restore", backup)
                try play.startDaemonAndModem()
                try play.passBarrier(as: play.marisol)
                #expect(try play.simulator.submits().count == before + 1)
                #expect(try play.reports().map { $0["boys"].int } == [12])
                let waiting = try play.outbox().filter { $0["recipient"].string == play.julio.e164 }
                #expect(waiting.map { $0["state"].string } == ["unknown"])
            }
        }

        @Test func `a backup that is killed leaves the old ones whole, and the next one is made`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.seed()
                try Self.fill(play.folder.store)
                try play.edutrac("backup")
                let whole = try #require(try Self.backups(play).first)
                let octets = try Data(contentsOf: URL(filePath: whole))
                for _ in 0..<4 {
                    let backup = try play.startCommand("backup")
                    _ = try FolderWatch.wait(in: play.folder.state + "/backup", for: "a draft", until: .seconds(20)) {
                        try Self.names(play).contains { $0.hasSuffix(".draft") } || !backup.isRunning ? true : nil
                    }
                    backup.kill()
                    _ = try backup.waitForEnd(within: 20)
                    #expect(try Self.backups(play).contains(whole))
                    #expect(try Data(contentsOf: URL(filePath: whole)).count == octets.count)
                }
                try play.edutrac("backup")
                #expect(try Self.names(play).allSatisfy { $0.hasSuffix(".sqlite") })
                for backup in try Self.backups(play) { try play.edutrac("restore", backup) }
            }
        }

        @Test func `with a damaged database the daemon says what to do and ends with 65`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.seed()
                try play.edutrac("backup")
                var octets = try Data(contentsOf: URL(filePath: play.folder.store))
                octets.replaceSubrange(4096..<octets.count, with: Data(repeating: 0x5A, count: octets.count - 4096))
                try octets.write(to: URL(filePath: play.folder.store))
                try play.edutracd(expecting: 65)
                try play.edutrac("check", expecting: 65)
                try Data("no database at all, and longer than a header".utf8).write(to: URL(filePath: play.folder.store))
                try play.edutracd(expecting: 65)
                try play.edutrac("restore", try #require(try Self.backups(play).first))
                try play.startDaemon()
            }
        }

        private static func names(_ play: Play) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: play.folder.state + "/backup")
        }

        private static func backups(_ play: Play) throws -> [String] {
            try names(play).filter { $0.hasSuffix(".sqlite") }.sorted().map { play.folder.state + "/backup/" + $0 }
        }

        /// Some megabytes, so that a backup takes its time.
        private static func fill(_ path: String) throws {
            let store = try AttendanceStore(path: path)
            let now = Date(timeIntervalSince1970: 1_777_906_800)
            for batch in 0..<20 {
                _ = try store.keep(
                    (0..<100).map { number in
                        Arrival(
                            pdu: String(repeating: "0", count: 8000), partKey: "\(batch)-\(number)", modem: "m", sim: "s",
                            slot: nil, receivedAt: now, content: .undecodable(reason: "filling"))
                    }, at: now)
            }
        }
    }
}
