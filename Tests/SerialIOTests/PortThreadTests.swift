import NIOCore
import Testing

@testable import SerialIO

@Suite("Thread of a port")
struct PortThreadTests {
    @Test func `tasks that prefer it run on the thread that reads the port`() async {
        let thread = PortThread()
        let elsewhere = thread.loop.inEventLoop
        await withTaskExecutorPreference(thread) {
            #expect(thread.loop.inEventLoop)
            await Task.yield()
            #expect(thread.loop.inEventLoop)
        }
        #expect(!elsewhere)
    }

    @Test func `it outlives the port as long as somebody has a task there`() async throws {
        let terminal = try PseudoTerminal()
        let thread = try await opened(and: terminal).thread
        #expect(await Task(executorPreference: thread) { thread.loop.inEventLoop }.value)
    }

    private func opened(and terminal: PseudoTerminal) async throws -> SerialPort {
        let port = try await SerialPort.open(terminal.path, lockDirectory: terminal.locks)
        port.close()
        await port.waitUntilClosed()
        return port
    }

    @Test(arguments: [Duration.seconds(-1), .zero, .milliseconds(1), .nanoseconds(1)])
    func `an alarm rings when its time has come`(after duration: Duration) async throws {
        let clock = PortThread().clock
        let end = clock.now.advanced(by: duration)
        try await clock.sleep(until: end, tolerance: nil)
        #expect(clock.now >= end)
    }

    @Test(arguments: [Duration.seconds(3600), .seconds(Int64.max / 4)])
    func `who is cancelled sleeps no longer`(for duration: Duration) async {
        let clock = PortThread().clock
        let sleeper = Task { try await clock.sleep(for: duration) }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
        let late = Task { try await clock.sleep(until: clock.now, tolerance: nil) }
        late.cancel()
        await #expect(throws: CancellationError.self) { try await late.value }
    }
}
