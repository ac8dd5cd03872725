import Foundation
import NIOCore
import NIOPosix

/// A command's end of the control socket.
package enum ControlClient {
    /// Asks once and waits for the answer.
    ///
    /// - Parameter seconds: how long to wait for connection and answer together.
    /// - Throws: ``ControlError``, whose description names the remedy. An answer that says no is a
    ///   ``ControlAnswer/failure(_:)``, not an error.
    package static func ask(
        _ request: ControlRequest, at path: String, within seconds: Int = 10
    ) async throws -> ControlAnswer {
        guard SocketFile.fits(path) else { throw ControlError.pathTooLong(path: path) }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { group.shutdownGracefully { _ in } }
        let connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>
        do {
            connection = try await ClientBootstrap(group: group)
                .connectTimeout(.seconds(Int64(seconds)))
                .connect(unixDomainSocketPath: path) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            throw words(for: error, path, seconds)
        }
        // Closing the connection ends the conversation below, whatever it waits for.
        let deadline = connection.channel.eventLoop.scheduleTask(in: .seconds(Int64(seconds))) {
            connection.channel.close(promise: nil)
            return true
        }
        defer { deadline.cancel() }
        do {
            return try await talk(request, on: connection)
        } catch let error as ControlError {
            throw error
        } catch {
            throw ControlError.noAnswer(path: path, seconds: seconds)
        }
    }

    private static func talk(
        _ request: ControlRequest, on connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>
    ) async throws -> ControlAnswer {
        try await connection.executeThenClose { inbound, outbound in
            let line = ByteBuffer(bytes: try ControlCoding.line(request))
            // A daemon that is asked by too many says so and hangs up, perhaps before the request has
            // left; its words are worth more than the broken pipe.
            do { try await outbound.write(line) } catch is ChannelError {} catch is IOError {}
            var lines = ControlLines(limit: ControlLines.longestAnswer)
            for try await bytes in inbound {
                let complete: [[UInt8]]
                do { complete = try lines.take(bytes.readableBytesView) } catch {
                    throw ControlError.brokenAnswer("it is longer than \(ControlLines.longestAnswer) bytes")
                }
                if let line = complete.first { return try read(line) }
            }
            throw ChannelError.eof
        }
    }

    private static func read(_ line: [UInt8]) throws(ControlError) -> ControlAnswer {
        do {
            return try ControlCoding.read(ControlAnswer.self, from: line)
        } catch {
            throw .brokenAnswer(ControlCoding.words(error))
        }
    }

    private static func words(for error: any Error, _ path: String, _ seconds: Int) -> ControlError {
        switch error {
        case let failure as IOError where failure.errnoCode == ENOENT || failure.errnoCode == ECONNREFUSED:
            .notRunning(path: path)
        case let failure as IOError where failure.errnoCode == EACCES || failure.errnoCode == EPERM:
            .notPermitted(path: path)
        case let failure as IOError where failure.errnoCode == ENOTDIR || failure.errnoCode == ENOTSOCK:
            .notASocket(path: path)
        // The queue of those who want to connect is full.
        case let failure as IOError where failure.errnoCode == EAGAIN: .noAnswer(path: path, seconds: seconds)
        default: .failed(path: path, "\(error)")
        }
    }
}
