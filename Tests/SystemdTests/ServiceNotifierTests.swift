import Foundation
import Testing

@testable import Systemd

@Suite("Service notifier")
struct ServiceNotifierTests {
    @Test(arguments: [false, true])
    func `systemd hears each state`(onAnAbstractSocket isAbstract: Bool) throws {
        let systemd = try Listener(isAbstract: isAbstract)
        let notifier = ServiceNotifier(environment: ["NOTIFY_SOCKET": systemd.name])
        notifier.ready()
        #expect(systemd.takeText() == "READY=1")
        notifier.status("modems ready 1 of 1, queued 3")
        #expect(systemd.takeText() == "STATUS=modems ready 1 of 1, queued 3")
        notifier.watchdog()
        #expect(systemd.takeText() == "WATCHDOG=1")
        notifier.reloading()
        let reloading = try #require(systemd.takeText())
        #expect(reloading.wholeMatch(of: #/RELOADING=1\nMONOTONIC_USEC=\d+/#) != nil)
        notifier.stopping()
        #expect(systemd.takeText() == "STOPPING=1")
        #expect(systemd.take() == nil)
    }

    @Test(arguments: [
        ("one\nREADY=1", "STATUS=one"),
        (String(repeating: "ñ", count: 400), "STATUS=" + String(repeating: "ñ", count: 256)),
        ("", "STATUS="),
    ])
    func `a status is one line of limited length`(_ text: String, _ sent: String) throws {
        let systemd = try Listener()
        ServiceNotifier(environment: ["NOTIFY_SOCKET": systemd.name]).status(text)
        #expect(systemd.takeText() == sent)
    }

    @Test(arguments: [
        nil, "", "relative", "/tmp/nobody-listens-here", "/" + String(repeating: "x", count: 200),
    ])
    func `without a listener nothing happens`(_ socket: String?) {
        var environment: [String: String] = [:]
        environment["NOTIFY_SOCKET"] = socket
        let notifier = ServiceNotifier(environment: environment)
        notifier.ready()
        notifier.status("text")
        notifier.watchdog()
    }

    @Test func `a listener that reads nothing does not hold us up`() throws {
        let systemd = try Listener()
        let notifier = ServiceNotifier(environment: ["NOTIFY_SOCKET": systemd.name])
        for _ in 0..<2000 { notifier.watchdog() }
        #expect(systemd.takeText() == "WATCHDOG=1")
    }

    @Test(
        arguments: [
            (["WATCHDOG_USEC": "60000000"], .seconds(30)),
            (
                [
                    "WATCHDOG_USEC": "60000000",
                    "WATCHDOG_PID": "\(ProcessInfo.processInfo.processIdentifier)",
                ], .seconds(30)
            ),
            (["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"], nil),
            (["WATCHDOG_USEC": "1"], .microseconds(1)), (["WATCHDOG_USEC": "0"], nil),
            (["WATCHDOG_USEC": "-5"], nil),
            (["WATCHDOG_USEC": "soon"], nil), ([:], nil),
        ] as [([String: String], Duration?)])
    func `the watchdog is fed at half its time`(_ environment: [String: String], _ interval: Duration?) {
        #expect(ServiceNotifier(environment: environment).watchdogInterval == interval)
    }
}
