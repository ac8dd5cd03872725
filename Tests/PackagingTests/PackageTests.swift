import ControlSocket
import Foundation
import Testing

@Suite("Package")
struct PackageTests {
    @Test func `programs, package and list of changes have one version`() throws {
        let debian = try #require(try Repository.text("debian/changelog").firstMatch(of: #/^edutrac \(([^)]+)\)/#))
        let changes = try #require(try Repository.text("CHANGELOG.md").firstMatch(of: #/\n## ([0-9][^\s]*)/#))
        #expect(debian.1 == EdutracVersion.current)
        #expect(changes.1 == EdutracVersion.current)
    }

    @Test func `everything in systemd and udev is installed`() throws {
        let makefile = try Repository.text("Makefile")
        for file in try Repository.files("systemd").map({ "systemd/" + $0 }) + Repository.files("udev").map({ "udev/" + $0 }) {
            let isInstalled = makefile.contains(file)
            #expect(isInstalled, "\(file)")
        }
    }

    @Test func `the guide of the office is installed, and lies there as people can read it`() throws {
        let makefile = try Repository.text("Makefile")
        let rules = try Repository.text("debian/rules")
        let isInstalled = makefile.contains(#/docs/guia\.md \$\(DESTDIR\)\$\(PREFIX\)/share/doc/edutrac/\n/#)
        let isPlain = rules.contains("dh_compress --exclude=guia.md\n")
        #expect(isInstalled && isPlain)
    }

    @Test func `whatever the package leaves on a computer is removed by a purge`() throws {
        let unit = try Repository.text("systemd/edutracd.service")
        let purge = try Repository.text("debian/postrm")
        let state = try #require(unit.firstMatch(of: #/\nStateDirectory=(\S+)/#)).1
        let configuration = try #require(unit.firstMatch(of: #/\nConfigurationDirectory=(\S+)/#)).1
        let isRemoved = purge.contains("rm -rf /var/lib/\(state) /etc/\(configuration)\n")
        #expect(isRemoved)
        for timer in try Repository.files("systemd") where timer.hasSuffix(".timer") {
            let isForgotten = purge.contains("stamp-\(timer)")
            #expect(isForgotten, "\(timer)")
        }
    }

    @Test func `every unit that waits for something is enabled by the package`() throws {
        let rules = try Repository.text("debian/rules")
        let enabled = try #require(rules.firstMatch(of: #/dh_installsystemd [^\n]*/#)).0.split(separator: " ")
        for name in try Repository.files("systemd") where [".timer", ".automount"].contains(where: name.hasSuffix) {
            #expect(enabled.contains { $0 == name }, "\(name)")
        }
    }

    @Test func `the label and the place of the stick are those of the configuration`() throws {
        let example = try Repository.text("Sources/OfficeConfiguration/Examples/edutrac.toml")
        let mount = try Repository.text("systemd/media-edutrac.mount")
        let automount = try Repository.text("systemd/media-edutrac.automount")
        let label = try #require(example.firstMatch(of: #/\n#stick = "([^"]+)"/#)).1
        let folder = try #require(example.firstMatch(of: #/\n#stick_directory = "([^"]+)"/#)).1
        let isSame = mount.contains("\nWhat=/dev/disk/by-label/\(label)\nWhere=\(folder)\n") && automount.contains("\nWhere=\(folder)\n")
        #expect(isSame)
    }

    @Test func `the files with the PIN are closed to others at every boot`() throws {
        let rules = try Repository.text("systemd/edutrac.tmpfiles")
        #expect(rules.contains(#/\nz /etc/edutrac 0750 root edutrac -\n/#))
        #expect(rules.contains(#/\nz /etc/edutrac/\*\.toml 0640 root edutrac -\n/#))
    }
}
