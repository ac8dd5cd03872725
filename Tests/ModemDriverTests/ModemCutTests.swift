import ModemDriver
import TestSupport
import Testing

/// The same conversation, whatever pieces the bytes come in.
@Suite("Modem, byte by byte")
struct ModemCutTests {
    /// Passes what the script says on in pieces of one size.
    struct Cutter: ModemTransport {
        let line: ScriptedModem
        let received: AsyncThrowingStream<[UInt8], any Error>

        init(_ line: ScriptedModem, size: Int) {
            self.line = line
            let whole = line.received
            received = AsyncThrowingStream { continuation in
                let pump = Task {
                    do {
                        for try await bytes in whole {
                            for start in stride(from: 0, to: bytes.count, by: size) {
                                continuation.yield(Array(bytes[start...].prefix(size)))
                            }
                        }
                        continuation.finish()
                    } catch {
                        continuation.finish(throwing: error)
                    }
                }
                continuation.onTermination = { _ in pump.cancel() }
            }
        }

        func write(_ bytes: [UInt8]) throws { try line.write(bytes) }
        func close() { line.close() }
    }

    @Test(arguments: 1...40)
    func `is brought up, lists, deletes and submits`(inPiecesOf size: Int) async throws {
        var script = ScriptedModem.plain
        script["AT+CMGL=4"] = [Sample.cmgl((1, Sample.deliver)), ScriptedModem.ok()]
        let line = ScriptedModem(script)
        let time = TestTime()
        let modem = Modem(over: Cutter(line, size: size), settings: ModemSettings(), clock: time)
        async let running: Void = modem.run()
        await time.pass(.milliseconds(100))
        var listed: [PDULine] = []
        for await event in modem.events {
            guard case .listing(let lines) = event else { continue }
            listed = lines
            break
        }
        #expect(listed == [Sample.slot(1)])
        #expect(await modem.release(listed) == listed)
        #expect(await modem.submit(Sample.part) == .sent(messageReference: 7))
        line.close()
        try await running
    }
}
