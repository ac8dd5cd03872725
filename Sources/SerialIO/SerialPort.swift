import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// One open tty: its bytes in, its bytes out, its end.
///
/// Opening takes three locks (flock, the UUCP lock file, TIOCEXCL) and makes the line raw. The bytes
/// run on an event loop of the port's own, so that a driver that hangs in a system call stops no other
/// modem. A read of 0 or an error ends ``received`` at once and gives everything back: while an old
/// descriptor is open, a modem that is plugged in again gets another number.
///
/// It knows no lines and no commands, and never waits for output to drain: tcdrain(3) has no limit.
package final class SerialPort: Sendable {
    /// Chunks that may wait for a reader; at 115,200 baud far more than a minute.
    static let waitingChunks = 4096

    package let path: String
    /// What did not work as wished at opening; the port is usable.
    package let warnings: [String]
    /// Bytes as they come, cut anywhere. Ends after ``close()``; throws ``SerialError`` when the other
    /// end hung up. For one reader.
    package let received: AsyncThrowingStream<[UInt8], any Error>

    /// For the tasks that talk over the port.
    package let thread: PortThread
    private let channel: any Channel
    private let handler: PortHandler

    private init(
        _ port: PortDescriptor, _ thread: PortThread, _ channel: any Channel,
        _ handler: PortHandler, _ received: AsyncThrowingStream<[UInt8], any Error>
    ) {
        path = port.path
        warnings = port.warnings
        self.thread = thread
        self.channel = channel
        self.handler = handler
        self.received = received
    }

    deinit {
        close()
        // The thread outlives the channel: one that has ended never calls back, so that waiting for an end that has
        // come would take for ever.
        channel.closeFuture.whenComplete { [thread] _ in withExtendedLifetime(thread) {} }
    }

    /// Opens a tty, a pseudo-terminal, or a symbolic link to one.
    ///
    /// - Throws: ``SerialError``, whose description names the remedy.
    package static func open(
        _ path: String, settings: LineSettings = .init(), lockDirectory: String = "/run/lock"
    ) async throws -> SerialPort {
        let thread = PortThread()
        // On the port's own thread: even open(2) may hang in a driver.
        let port = try await thread.loop.submit {
            try PortDescriptor.open(path, settings: settings, lockDirectory: lockDirectory)
        }.get()
        return try await run(port, on: thread)
    }

    private static func run(_ port: PortDescriptor, on thread: PortThread) async throws -> SerialPort {
        let (stream, continuation) = AsyncThrowingStream<[UInt8], any Error>.makeStream(
            bufferingPolicy: .bufferingOldest(waitingChunks))
        // Two for the channel, which closes them itself; one for ourselves, for ioctls.
        let output = fcntl(port.descriptor, F_DUPFD_CLOEXEC, 0)
        let own = fcntl(port.descriptor, F_DUPFD_CLOEXEC, 0)
        guard output >= 0, own >= 0 else {
            let code = errno
            for descriptor in [output, own] where descriptor >= 0 { Glibc.close(descriptor) }
            port.abandon()
            throw SerialError.failed(path: port.path, doing: "dup", code)
        }
        let handler = PortHandler(path: port.path, own: own, lock: port.lock, continuation)
        do {
            let channel = try await NIOPipeBootstrap(group: thread.loop)
                // The handler says when, see ReadPacing.
                .channelOption(.autoRead, value: false)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                }
                .takingOwnershipOfDescriptors(input: port.descriptor, output: output).get()
            return SerialPort(port, thread, channel, handler, stream)
        } catch {
            for descriptor in [output, own] { Glibc.close(descriptor) }
            port.abandon()
            throw error
        }
    }

    /// Queues bytes for the modem and returns at once.
    ///
    /// - Throws: ``SerialError/gone(path:)`` after the end, ``SerialError/stuck(path:)`` when the device
    ///   has let 64 KiB pile up.
    package func write(_ bytes: [UInt8]) throws {
        guard channel.isActive else { throw SerialError.gone(path: path) }
        guard channel.isWritable else { throw SerialError.stuck(path: path) }
        let isPausing = handler.wrote()
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        if isPausing { channel.read() }
    }

    /// Closes and unlocks the port, soon; again and again if you like. What was queued is dropped.
    package func close() {
        handler.expectEnd()
        channel.close(mode: .all, promise: nil)
    }

    /// Returns when the port is closed and unlocked.
    package func waitUntilClosed() async {
        do { try await channel.closeFuture.get() } catch {
            // Closed all the same: closing a descriptor gives it back even when it reports an error.
        }
    }
}

/// Carries bytes from the channel to the stream, and gives lock and descriptor back at the end.
private final class PortHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private struct State {
        /// Our own duplicate, for ioctls while the channel owns the others; -1 once closed.
        var own: Int32
        var lock: UUCPLock?
        var endIsExpected = false
        var reason: SerialError?
        var pacing = ReadPacing()
        /// Octets since the last look.
        var octets = 0
    }

    private let path: String
    private let state: Mutex<State>
    private let continuation: AsyncThrowingStream<[UInt8], any Error>.Continuation

    init(
        path: String, own: Int32, lock: UUCPLock?,
        _ continuation: AsyncThrowingStream<[UInt8], any Error>.Continuation
    ) {
        self.path = path
        self.continuation = continuation
        state = Mutex(State(own: own, lock: lock))
    }

    /// The end that comes now is our own doing.
    func expectEnd() {
        state.withLock { state in
            state.endIsExpected = true
            // Else close(2) waits for a modem that takes no bytes, 30 s by default (closing_wait).
            if state.own >= 0 { _ = tcflush(state.own, TCOFLUSH) }
        }
    }

    func wrote() -> Bool { state.withLock { $0.pacing.wrote(at: .now()) } }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        context.read()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        let pause = state.withLock { state in
            defer { state.octets = 0 }
            return state.pacing.read(state.octets, at: .now())
        }
        guard let pause else { return context.read() }
        let channel = context.channel
        channel.eventLoop.scheduleTask(in: pause) { channel.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = Array(unwrapInboundIn(data).readableBytesView)
        state.withLock { $0.octets += bytes.count }
        if case .dropped = continuation.yield(bytes) {
            end(for: .flooded(path: path), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let failure = error as? IOError else { return end(for: .gone(path: path), context) }
        switch failure.errnoCode {
        case EIO, ENODEV, ENXIO, EPIPE, EBADF, ECONNRESET: end(for: .gone(path: path), context)
        default: end(for: .failed(path: path, doing: "reading or writing", failure.errnoCode), context)
        }
    }

    private func end(for reason: SerialError, _ context: ChannelHandlerContext) {
        state.withLock { $0.reason = $0.reason ?? reason }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        let (reason, lock) = state.withLock { state in
            let lock = state.lock
            state.lock = nil
            if state.own >= 0 {
                _ = tcflush(state.own, TCOFLUSH)
                close(state.own)
                state.own = -1
            }
            return (state.endIsExpected ? nil : state.reason ?? .gone(path: path), lock)
        }
        lock?.release()
        if let reason { continuation.finish(throwing: reason) } else { continuation.finish() }
        context.fireChannelInactive()
    }
}
