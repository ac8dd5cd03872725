import Foundation
import Glibc
import NIOCore
import NIOPosix

/// The daemon's end of the control socket: JSON lines, one answer for each request, in their order.
///
/// Serves root, the daemon's own user and the socket's group, by the credentials the kernel vouches for.
/// Knows nothing of what is asked.
package final class ControlServer: Sendable {
    package typealias Handler = @Sendable (ControlRequest) async -> ControlAnswer

    /// Connections served at once; more are told to try again.
    static let mostClients = 32
    /// A connection on which nothing is asked for so long is closed. Longer than the slowest answer takes: a search
    /// for networks.
    static let idleLimit = TimeAmount.seconds(180)

    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>
    private typealias Listener = NIOAsyncChannel<Visitor, Never>

    /// A new connection with the credentials it came with.
    private struct Visitor: Sendable {
        var connection: Connection
        var peer: ControlPeer?
    }

    package let path: String
    private let file: SocketFile
    private let group: MultiThreadedEventLoopGroup
    private let service: Task<Void, Never>

    private init(file: SocketFile, group: MultiThreadedEventLoopGroup, service: Task<Void, Never>) {
        path = file.path
        self.file = file
        self.group = group
        self.service = service
    }

    /// Listens at the path and serves until ``stop()``. A socket of a dead daemon is replaced, one of a
    /// live daemon is refused.
    ///
    /// - Throws: ``ControlError``
    package static func start(
        path: String, mode: UInt32 = 0o660, handler: @escaping Handler
    ) async throws -> ControlServer {
        guard SocketFile.fits(path) else { throw ControlError.pathTooLong(path: path) }
        try SocketFile.makeRoom(at: path)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let listener = try await listen(path, group)
            do {
                let file = try SocketFile.claim(path, mode: mode)
                let service = Task { await serve(listener, file, mode, handler) }
                return ControlServer(file: file, group: group, service: service)
            } catch {
                try await listener.channel.close()
                throw error
            }
        } catch {
            group.shutdownGracefully { _ in }
            if error is ControlError { throw error }
            throw ControlError.failed(path: path, reason(error))
        }
    }

    /// Answers no more, closes all connections and removes the socket file.
    package func stop() async {
        file.remove()
        service.cancel()
        await service.value
        group.shutdownGracefully { _ in }
    }

    private static func listen(_ path: String, _ group: MultiThreadedEventLoopGroup) async throws -> Listener
    {
        try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 128)
            .bind(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let peer = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(
                        of: NIOBSDSocket.Handle.self
                    ) { ControlPeer(connectedOn: $0) }
                    try channel.pipeline.syncOperations.addHandlers(
                        IdleStateHandler(readTimeout: idleLimit), IdleCloser())
                    return Visitor(
                        connection: try Connection(wrappingChannelSynchronously: channel), peer: peer ?? nil)
                }
            }
    }

    private static func reason(_ error: any Error) -> String {
        (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
    }

    private static func serve(
        _ listener: Listener, _ file: SocketFile, _ mode: mode_t, _ handler: @escaping Handler
    ) async {
        do {
            try await listener.executeThenClose { visitors in
                try await withThrowingDiscardingTaskGroup { tasks in
                    let seats = Seats(count: mostClients)
                    for try await visitor in visitors {
                        let refusal = await refusal(of: visitor.peer, file, mode, seats)
                        tasks.addTask {
                            await talk(to: visitor.connection, refusal: refusal, handler)
                            if refusal == nil { await seats.leave() }
                        }
                    }
                }
            }
        } catch {
            // Cancelled by stop(), or the listening socket is beyond use: either way nothing more
            // can be served, and commands say that nobody answers.
        }
    }

    private static func refusal(
        of peer: ControlPeer?, _ file: SocketFile, _ mode: mode_t, _ seats: Seats
    ) async -> String? {
        guard let peer, peer.mayAsk(owner: file.owner, group: file.group, mode: mode) else {
            return "\(ControlError.notPermitted(path: file.path))"
        }
        return await seats.take() ? nil : "Too many commands ask at the same time. Try again in a moment."
    }

    private static func talk(to connection: Connection, refusal: String?, _ handler: Handler) async {
        do {
            try await connection.executeThenClose { inbound, outbound in
                if let refusal { return try await outbound.write(ControlAnswer.failure(refusal)) }
                var lines = ControlLines(limit: ControlLines.longestRequest)
                for try await bytes in inbound {
                    do {
                        for line in try lines.take(bytes.readableBytesView) {
                            try await outbound.write(await answer(line, handler))
                        }
                    } catch is ControlLines.TooLong {
                        let limit = ControlLines.longestRequest
                        return try await outbound.write(
                            .failure("The request is longer than \(limit) bytes."))
                    }
                }
            }
        } catch {
            // The client went away in the middle: it will not read a complaint.
        }
    }

    private static func answer(_ line: [UInt8], _ handler: Handler) async -> ControlAnswer {
        let request: ControlRequest
        do {
            request = try ControlCoding.read(ControlRequest.self, from: line)
        } catch {
            let known = ControlRequest.names.joined(separator: ", ")
            return .failure("The request cannot be read: \(ControlCoding.words(error)). Known are \(known).")
        }
        return await handler(request)
    }

    /// How many connections are being served.
    private actor Seats {
        private var free: Int
        init(count: Int) { free = count }
        func take() -> Bool {
            if free == 0 { return false }
            free -= 1
            return true
        }
        func leave() { free += 1 }
    }
}

extension NIOAsyncChannelOutboundWriter<ByteBuffer> {
    fileprivate func write(_ answer: ControlAnswer) async throws {
        try await write(ByteBuffer(bytes: try ControlCoding.line(answer)))
    }
}

/// Closes a connection on which nothing was asked for long.
private final class IdleCloser: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }
}
