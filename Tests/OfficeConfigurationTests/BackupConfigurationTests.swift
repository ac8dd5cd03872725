import Testing

@testable import OfficeConfiguration

@Suite("[backup]")
struct BackupConfigurationTests {
    @Test func `backups lie beside the database, a stick is wanted, and three days without one are too many`() throws {
        let folder = try ConfigurationFolder()
        let backup = try folder.load("[store]\npath = \"data/edutrac.sqlite\"\n").backup
        #expect(backup.folder == folder.path + "/data/backup")
        #expect([backup.daily, backup.weekly, backup.monthly, backup.warnAfterDays] == [7, 4, 12, 3])
        #expect(backup.stick == "EDUTRAC")
        #expect(backup.stickFolder == "/media/edutrac")
    }

    @Test func `each key is the office's own`() throws {
        let folder = try ConfigurationFolder()
        let backup = try folder.load(
            """
            [backup]
            directory = "copies"
            keep = { daily = 1, weekly = 0, monthly = 3 }
            stick = "off"
            stick_directory = "/mnt/stick"
            warn_after_days = 10
            """
        ).backup
        #expect(backup.folder == folder.path + "/copies")
        #expect([backup.daily, backup.weekly, backup.monthly, backup.warnAfterDays] == [1, 0, 3, 10])
        #expect(backup.stick == nil)
        #expect(backup.stickFolder == "/mnt/stick")
    }

    @Test(arguments: [
        ("keep = { daily = 0 }", "2: backup.keep.daily: 0 is out of range. Give a number from 1 to 366."),
        ("keep = { yearly = 1 }", "2: backup.keep.yearly: There is no such key."),
        ("stick = \"../sda\"", "2: backup.stick: \"../sda\" is no label of a stick. Write it as \"EDUTRAC\"."),
        ("warn_after = 2", "2: backup.warn_after: There is no such key."),
    ])
    func `what cannot be meant so is refused`(_ line: String, _ beginning: String) throws {
        let problems = try ConfigurationFolder().problems("[backup]\n\(line)\n")
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("edutrac.toml:" + beginning) == true, "\(problems)")
    }
}
