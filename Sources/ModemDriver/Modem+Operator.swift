package import ATChannel

// What an operator asks of the running modem, in turn with the driver's own commands.

/// What came of a USSD code.
package enum USSDOutcome: Hashable, Sendable {
    /// - isPacked: the modem wanted the code as packed hex, so its answer may be that too.
    case answered(USSDAnswer, isPacked: Bool)
    case refused(ATError)
    /// The network did not answer in time.
    case silent
    /// Another code waits for its answer, or the modem is not there.
    case notNow(String)
}

extension Modem {
    /// How long the network may take. Longer than most let their own dialogue last.
    package static let ussdPatience = Duration.seconds(75)
    /// Between two pieces of one answer.
    package static let pieceGap = Duration.seconds(1)

    /// A command that was looked at. Afterwards nothing is taken for granted: it may have changed anything.
    package func perform(_ command: OperatorCommand) async -> Result<[String], ATError> {
        guard isOpen else { return .failure(.gone) }
        let result = await ask(command.command)
        forgetSettings()
        agenda.sweepSoon(at: time.elapsed)
        agenda.networkChanged(at: time.elapsed)
        wake()
        return result
    }

    /// Registration, signal and operator as they are now; also told as ``ModemEvent/network(_:)``.
    ///
    /// - Returns: nil when the modem is not up.
    package func networkNow() async -> NetworkStatus? {
        guard isOpen, !hasEnded else { return nil }
        operatorName = nil
        return await checkNetwork()
    }

    /// Restarts the modem. Most leave the bus and come back; those that stay are brought up anew.
    package func reset() async -> Result<[String], ATError> { await restart() }

    /// Asks the network's computer. One code at a time.
    ///
    /// - Parameters:
    ///   - plain: the code as people type it.
    ///   - packed: the same, packed to hex.
    package func ussd(plain: String, packed: String) async -> USSDOutcome {
        guard isOpen, !hasEnded else { return .notNow("the modem is not up") }
        guard ussd == nil else { return .notNow("another code waits for its answer") }
        defer { ussd = nil }
        var refusal = ATError.error
        for isPacked in setup.quirks.has(.packedUSSD) ? [true, false] : [false, true] {
            guard let command = Command.ussd(isPacked ? packed : plain) else { continue }
            ussd = USSDWait()
            switch await ask(command) {
            case .failure(let error) where error == .timedOut || error == .gone || error == .interrupted:
                return .refused(error)
            case .failure(let error):
                refusal = error
                continue
            case .success:
                guard var answer = await ussdAnswer() else { return hasEnded ? .notNow("the modem is gone") : .silent }
                if answer.meaning == .expectsReply {
                    // Perhaps only its first piece.
                    ussd?.answer = answer
                    await nap(for: Self.pieceGap)
                    answer = ussd?.answer ?? answer
                }
                if answer.meaning == .expectsReply, !setup.quirks.has(.noUSSDEnd) { _ = await ask(.endUSSD) }
                return .answered(answer, isPacked: isPacked)
            }
        }
        return .refused(refusal)
    }

    private func ussdAnswer() async -> USSDAnswer? {
        if let answer = ussd?.answer { return answer }
        let alarm = Task(executorPreference: settings.executor) { [time] in
            do { try await time.sleep(for: Self.ussdPatience) } catch { return }
            await self.endUSSDWait(nil)
        }
        defer { alarm.cancel() }
        return await withCheckedContinuation { caller in
            if hasEnded { return caller.resume(returning: nil) }
            ussd?.caller = caller
        }
    }

    /// Takes what belongs to a USSD answer. - Returns: whether it did.
    func heardUSSD(_ line: String) -> Bool {
        guard ussd != nil else { return false }
        if let answer = ussd?.collector.take(line) {
            endUSSDWait(answer)
            return true
        }
        return line.hasPrefix("+CUSD:")
    }

    func endUSSDWait(_ answer: USSDAnswer?) {
        guard let caller = ussd?.caller else {
            // Pieces are put together; the release that follows an answer is not the answer.
            let earlier = ussd?.answer
            if let answer { ussd?.answer = earlier?.followed(by: answer) ?? answer }
            return
        }
        ussd?.caller = nil
        caller.resume(returning: answer)
    }
}

/// A code that was sent and not answered yet.
struct USSDWait {
    var collector = USSDAnswer.Collector()
    var answer: USSDAnswer?
    var caller: CheckedContinuation<USSDAnswer?, Never>?
}
