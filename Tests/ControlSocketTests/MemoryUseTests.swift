import Testing

@testable import ControlSocket

@Suite("Memories of a modem")
struct MemoryUseTests {
    @Test(arguments: [
        (0, 30, nil), (23, 30, nil), (24, 30, .filling), (29, 30, .filling), (30, 30, .full), (31, 30, .full),
        (0, 0, nil), (5, 0, nil), (79, 100, nil), (80, 100, .filling), (.max, .max, .full),
    ] as [(Int, Int, MemoryUse.Alarm?)])
    func `four fifths are filling, all is full`(_ used: Int, _ total: Int, _ alarm: MemoryUse.Alarm?) {
        #expect(MemoryUse(memory: "SM", used: used, total: total).alarm == alarm)
    }

    @Test func `an alarm is told once, and once when it is over`() {
        let counts = [3, 24, 25, 24, 30, 30, 26, 20, 21, 24]
        var before: MemoryUse?
        let news = counts.map { used in
            let use = MemoryUse(memory: "SM", used: used, total: 30)
            defer { before = use }
            return use.news(since: before)
        }
        #expect(
            news == [
                nil, .alarm(.filling), nil, nil, .alarm(.full), nil, .alarm(.filling), .cleared, nil, .alarm(.filling),
            ])
    }

    @Test(arguments: ["", "3", "3/", "/3", "a/b", "1/2/3"]) func `what is no count is none`(_ words: String) {
        #expect(MemoryUse(memory: "SM", words: words) == nil)
    }

    @Test func `a report tells them in the order of their names`() {
        let report = ModemReport(name: "sim1", state: "ready", storage: ["SM": "1/30", "ME": "80/100", "MT": "odd"])
        #expect(report.memories.map(\.words) == ["80/100", "1/30"])
    }
}
