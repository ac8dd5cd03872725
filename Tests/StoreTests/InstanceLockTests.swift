import Foundation
import TestSupport
import Testing

@testable import Store

@Suite("Instance lock")
struct InstanceLockTests {
    @Test func `a second daemon on the same database is refused, and welcome when the first is gone`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "edutrac-lock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        let store = folder.appending(path: "edutrac.sqlite").path
        do {
            let first = try InstanceLock(store: store)
            #expect(throws: InstanceLock.Taken.self) { try InstanceLock(store: store) }
            withExtendedLifetime(first) {}
        }
        _ = try InstanceLock(store: store)
    }

    @Test func `a look does not make the file, sees a daemon, and keeps one from starting meanwhile`() throws {
        let folder = try ScratchFolder()
        let store = folder.file("edutrac.sqlite")
        #expect(try InstanceLock(lookingAt: store) == nil)
        #expect(!FileManager.default.fileExists(atPath: store + ".lock"))
        do {
            let daemon = try InstanceLock(store: store)
            #expect(throws: InstanceLock.Taken.self) { try InstanceLock(lookingAt: store) }
            withExtendedLifetime(daemon) {}
        }
        let look = try #require(try InstanceLock(lookingAt: store))
        #expect(throws: InstanceLock.Taken.self) { try InstanceLock(store: store) }
        withExtendedLifetime(look) {}
    }

    @Test func `a folder that is not there is said`() {
        #expect(throws: POSIXError.self) { try InstanceLock(store: "/nonexistent/edutrac.sqlite") }
    }
}
