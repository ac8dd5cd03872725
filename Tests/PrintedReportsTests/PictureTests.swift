import Attendance
import Foundation
import Testing

@testable import PrintedReports

@Suite("Pictures")
struct PictureTests {
    @Test(arguments: [
        // present, expected, smallest group, people, halves filled
        (100, 100, 25, 10, 20), (96, 100, 25, 10, 18), (99, 100, 25, 10, 18), (84, 100, 25, 10, 16),
        (86, 100, 25, 10, 18), (1, 100, 25, 10, 2), (0, 100, 25, 10, 0), (104, 100, 25, 10, 20),
        (5, 6, 3, 3, 5), (11, 12, 4, 4, 7), (1, 36, 9, 9, 1), (35, 36, 9, 9, 17),
    ])
    func `only everybody fills a row, and only nobody leaves it empty`(
        present: Int, expected: Int, group: Int, people: Int, halves: Int
    ) {
        let rate = AttendanceRate(present: present, expected: expected, reports: 4, smallestGroup: group)
        let row = PeopleRow(rate, .children)
        #expect(row.count == people && row.filledHalves == halves)
    }

    /// Brightness as a photocopier sees it, 0 to 255.
    private func grey(_ ink: SVG.Ink) -> Double {
        let digits = Array(ink.rawValue.dropFirst())
        let parts = stride(from: 0, to: 6, by: 2).map { Double(Int(String(digits[$0...$0 + 1]), radix: 16) ?? 0) }
        return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2]
    }

    @Test func `full is dark and empty is light, on a photocopier too`() {
        #expect(grey(.full) < 100 && grey(.good) < 100)
        #expect(grey(.track) > 200 && grey(.white) == 255)
        #expect(grey(.fair) - grey(.good) > 60)
    }

    @Test func `each level has a shape of its own, and its letter`() {
        let pictures = AttendanceLevel.allCases.map { LevelSign(level: $0, letter: "L").picture(label: "") }
        // Without colours, the shapes alone.
        let shapes = pictures.map { $0.replacing(#/#[0-9a-f]{6}/#, with: "") }
        #expect(Set(shapes).count == AttendanceLevel.allCases.count)
        #expect(pictures.allSatisfy { $0.contains(">L</text>") })
    }

    @Test func `each box has a shape of its own`() {
        let shapes = DayBox.allCases.map { $0.picture(label: "").replacing(#/#[0-9a-f]{6}/#, with: "") }
        #expect(Set(shapes).count == DayBox.allCases.count)
    }

    @Test func `a month without a figure is no column of nothing`() {
        let chart = TrendChart([
            .init(name: "a", height: nil, figure: nil), .init(name: "m", height: 0, figure: "0"),
        ])
        let picture = chart.picture(label: "")
        #expect(picture.components(separatedBy: "<rect").count == 2)
        #expect(picture.contains(">0</text>"))
    }

    @Test(arguments: [(1.0, "1"), (0.25, "0.3"), (-0.25, "-0.3"), (12.04, "12"), (199.95, "200")])
    func `numbers are short`(_ value: Double, _ text: String) {
        #expect(SVG.number(value) == text)
    }
}
