import NIOCore

/// When to read again. A slow line brings an answer in crumbs of a few bytes, and each read wakes the thread, the
/// driver and the parser: at 115,200 baud that costs more than all that is done with the text.
///
/// An answer that has come in several crumbs since we last wrote is long, and more of it is on its way: the rest is
/// left to gather for a moment, longer the longer it goes on. A short answer, an unsolicited line and a quick line are
/// read as they come. What waits meanwhile is less than the kernel keeps for a tty (4 KiB read, 64 KiB behind it).
struct ReadPacing: Sendable {
    /// The first pause of an answer, and how much longer each next one is.
    static let step = TimeAmount.milliseconds(25)
    /// An answer is over at most so much later than without it.
    static let longest = TimeAmount.milliseconds(150)
    /// Octets; a read that brings more has gathered enough by itself. What 115,200 baud bring in the longest pause.
    private static let crumb = 1800
    /// Reads further apart than this, our own pause apart, belong to different answers.
    private static let longestGap = TimeAmount.milliseconds(60)
    private static let crumbsOfShortAnswers = 3

    private var crumbs = 0
    /// When the next octets of the same answer were to be read.
    private var expected: NIODeadline?

    /// An answer that comes now is to something new.
    ///
    /// - Returns: whether a pause runs, which this ends: what is written is answered at once.
    mutating func wrote(at now: NIODeadline) -> Bool {
        crumbs = 0
        return expected.map { now < $0 } ?? false
    }

    /// - Returns: how long to wait with the next read; nil for not at all.
    mutating func read(_ octets: Int, at now: NIODeadline) -> TimeAmount? {
        let isMore = expected.map { now - $0 <= Self.longestGap } ?? false
        crumbs = octets <= Self.crumb && isMore ? crumbs + 1 : 0
        let pauses = Int64(crumbs - Self.crumbsOfShortAnswers)
        let pause = pauses > 0 ? min(Self.step * pauses, Self.longest) : nil
        expected = now + (pause ?? .zero)
        return pause
    }
}
