package import ATChannel

/// How long a modem is left alone between two submits: not at all, until it shows that it needs that.
package struct SendGap: Hashable, Sendable {
    package static let lengths: [Duration] = [
        .zero, .milliseconds(500), .seconds(1), .seconds(2), .seconds(3),
    ]
    /// Texts that must go well before the gap gets shorter.
    package static let confidence = 3

    private var position = 0
    private var successes = 0

    package init() {}

    package var length: Duration { Self.lengths[position] }

    package mutating func note(_ result: Result<[String], ATError>) {
        switch result {
        case .success:
            successes += 1
            guard successes >= Self.confidence else { return }
            successes = 0
            position = max(0, position - 1)
        case .failure(let error):
            successes = 0
            if error.mayPassAfterAPause { position = min(position + 1, Self.lengths.count - 1) }
        }
    }
}

/// Texts refused in a row, as far as the modem is to blame: says when that is a trouble.
package struct RefusalCount: Hashable, Sendable {
    /// So many in a row.
    package static let patience = 3

    private var own = 0
    private var onPacket = 0

    package init() {}

    /// - Returns: what has become of it with this text.
    package mutating func note(_ result: Result<[String], ATError>, isOnLTE: Bool) -> RecoveryLadder.Trouble? {
        guard case .failure(let error) = result else {
            (own, onPacket) = (0, 0)
            return nil
        }
        own = error.isModemsOwn ? own + 1 : 0
        onPacket = isOnLTE && error.isOfPacketBearer ? onPacket + 1 : 0
        if onPacket >= Self.patience {
            onPacket = 0
            return .packetRefusals
        }
        guard own >= Self.patience else { return nil }
        own = 0
        return .refusals
    }
}

extension ATError {
    /// The modem was not done with the text before, or with one that came in.
    fileprivate var mayPassAfterAPause: Bool {
        switch self {
        case .messageService(38), .messageService(41), .messageService(42), .messageService(47),
            .messageService(300), .messageService(302), .messageService(500), .messageService(512),
            .messageService(515), .messageService(604), .error, .equipment(14), .equipment(515), .textual:
            true
        default: false
        }
    }

    /// Neither network nor text nor SIM is to blame. A full memory is swept, a missing service centre told.
    fileprivate var isModemsOwn: Bool {
        switch self {
        case .messageService(300), .messageService(302), .messageService(303), .messageService(320),
            .messageService(512), .messageService(515), .messageService(604), .equipment(0), .equipment(100),
            .error, .timedOut:
            true
        default: false
        }
    }

    /// "Network out of order" and "unknown error", which some operators' LTE says to every text.
    fileprivate var isOfPacketBearer: Bool { self == .messageService(38) || self == .messageService(500) }
}
