import Testing

@testable import edutracd

@Suite("Bell")
struct BellTests {
    @Test func `rings that nobody has heard yet count as one`() async {
        let bell = Bell()
        var rings = bell.rings().makeAsyncIterator()
        bell.ring()
        bell.ring()
        #expect(await rings.next() != nil)
        bell.ring()
        #expect(await rings.next() != nil)
    }

    @Test func `a listener whose task has ended is forgotten`() async {
        let bell = Bell()
        for _ in 1...100 {
            let listener = Task { for await _ in bell.rings() {} }
            listener.cancel()
            await listener.value
        }
        #expect(bell.listenerCount == 0)
    }

    @Test func `wake-ups end with their owner and leave no listener`() async {
        let bell = Bell()
        let wakeups = Wakeups(from: bell)
        var heard = wakeups.stream.makeAsyncIterator()
        #expect(await heard.next() != nil)
        wakeups.finish()
        while await heard.next() != nil {}
        await wakeups.ended()
        #expect(bell.listenerCount == 0)
    }
}
