import Attendance

/// Small people in a row, filled in proportion: ten of them, or as many as there are where they are fewer.
struct PeopleRow {
    enum Kind {
        case children, adults
    }

    let kind: Kind
    let count: Int
    /// In halves.
    let filledHalves: Int

    /// Of ten whole people, so that the words beside can say "9 de cada 10"; of fewer than ten, half people too.
    ///
    /// Only everybody fills all, and only nobody fills none: a row must not say "todos" of 96 %.
    init(_ rate: AttendanceRate, _ kind: Kind) {
        self.kind = kind
        count = rate.isPrintedAsCounts ? max(1, rate.smallestGroup) : 10
        let share = Double(rate.present) / Double(rate.expected)
        let step = rate.isPrintedAsCounts ? 1 : 2
        let halves = (share * Double(count * 2 / step)).rounded() * Double(step)
        let full = count * 2
        filledHalves =
            if rate.present >= rate.expected {
                full
            } else if rate.present == 0 {
                0
            } else {
                min(max(Int(halves), step), full - step)
            }
    }

    /// Whole people that are filled.
    var filled: Int { filledHalves / 2 }

    private static let step = 36.0

    func picture(label: String) -> String {
        var svg = SVG(width: Self.step * Double(count), height: 56)
        for index in 0..<count {
            let x = Self.step * Double(index) + Self.step / 2
            let halves = min(2, max(0, filledHalves - 2 * index))
            draw(into: &svg, at: x, halves: halves)
        }
        return svg.text(label: label)
    }

    private func draw(into svg: inout SVG, at x: Double, halves: Int) {
        let head = kind == .children ? 9.0 : 8.0
        let top = kind == .children ? 13.0 : 10.0
        let fill = halves == 2 ? SVG.Ink.full : .white
        let stroke = halves == 2 ? SVG.Ink.full : .black
        svg.circle(x: x, y: top, radius: head, fill: fill, stroke: stroke, line: 2)
        svg.path(body(at: x), fill: fill, stroke: stroke, line: 2)
        guard halves == 1 else { return }
        let (left, low) = (SVG.number(x), SVG.number(top + head))
        svg.path(
            "M\(left) \(SVG.number(top - head)) A\(SVG.number(head)) \(SVG.number(head)) 0 0 0 \(left) \(low) Z",
            fill: .full)
        svg.path(leftHalf(at: x), fill: .full)
    }

    /// Children have arms in the air, adults a long coat.
    private func body(at x: Double) -> String {
        func at(_ dx: Double, _ y: Double) -> String { "\(SVG.number(x + dx)) \(SVG.number(y))" }
        return switch kind {
        case .children:
            "M\(at(-9, 25)) H\(SVG.number(x + 9)) L\(at(12, 54)) H\(SVG.number(x - 12)) Z"
        case .adults:
            "M\(at(-13, 32)) Q\(at(-12, 20)) \(at(0, 20)) Q\(at(12, 20)) \(at(13, 32)) V54 H\(SVG.number(x - 13)) Z"
        }
    }

    private func leftHalf(at x: Double) -> String {
        func at(_ dx: Double, _ y: Double) -> String { "\(SVG.number(x + dx)) \(SVG.number(y))" }
        return switch kind {
        case .children: "M\(at(-9, 25)) H\(SVG.number(x)) V54 H\(SVG.number(x - 12)) Z"
        case .adults: "M\(at(-13, 32)) Q\(at(-12, 20)) \(at(0, 20)) V54 H\(SVG.number(x - 13)) Z"
        }
    }
}
