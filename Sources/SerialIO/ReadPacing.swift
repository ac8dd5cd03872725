import NIOCore

/// When to read again. A slow line brings an answer in crumbs of a few bytes, and each read wakes the thread, the
/// driver and the parser: at 115,200 baud that costs more than all that is done with the text.
///
/// An answer that has come in several crumbs since we last wrote is long, and more of it is on its way: the rest is
/// left to gather for a moment. A short answer, an unsolicited line and a quick line are read as they come. What waits
/// meanwhile is a tenth of what the kernel keeps for a tty (64 KiB), at 3 Mbaud too.
struct ReadPacing: Sendable {
    /// An answer is over at most so much later than without it.
    static let pause = TimeAmount.milliseconds(25)
    /// Octets; a read that brings more has gathered enough by itself.
    private static let crumb = 1024
    /// Reads further apart than this belong to different answers.
    private static let longestGap = TimeAmount.milliseconds(60)
    private static let crumbsOfShortAnswers = 3

    private var crumbs = 0
    private var last: NIODeadline?

    /// An answer that comes now is to something new.
    mutating func wrote() { crumbs = 0 }

    /// - Returns: how long to wait with the next read; nil for not at all.
    mutating func read(_ octets: Int, at now: NIODeadline) -> TimeAmount? {
        let isMore = last.map { now - $0 <= Self.longestGap } ?? false
        last = now
        crumbs = octets <= Self.crumb && isMore ? crumbs + 1 : 0
        return crumbs > Self.crumbsOfShortAnswers ? Self.pause : nil
    }
}
