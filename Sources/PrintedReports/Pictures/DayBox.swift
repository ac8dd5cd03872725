import Attendance

/// A box of block 2: filled is class, empty is no class, hatched is no report.
enum DayBox: CaseIterable {
    case held, notHeld, missing, notYet, skipped

    init(_ state: MonthDay.State) {
        switch state {
        case .report(let report): self = report.heldClass ? .held : .notHeld
        case .noReport: self = .missing
        case .notYet: self = .notYet
        case .skipped: self = .skipped
        }
    }

    var word: PageWord {
        switch self {
        case .held: .boxHeld
        case .notHeld: .boxNotHeld
        case .missing: .boxMissing
        case .notYet: .boxNotYet
        case .skipped: .boxSkipped
        }
    }

    func picture(label: String) -> String {
        var svg = SVG(width: 60, height: 60)
        switch self {
        case .held:
            svg.rectangle(x: 2, y: 2, width: 56, height: 56, fill: .full, stroke: .black, line: 3, rounded: 6)
            svg.path("M14 31 L26 43 L47 17", fill: nil, stroke: .white, line: 7)
        case .notHeld:
            svg.rectangle(x: 2, y: 2, width: 56, height: 56, fill: .white, stroke: .black, line: 3, rounded: 6)
        case .missing:
            svg.rectangle(x: 2, y: 2, width: 56, height: 56, fill: .white, stroke: .black, line: 3, rounded: 6)
            svg.path(Self.hatching, fill: nil, stroke: .black, line: 2)
            svg.circle(x: 30, y: 30, radius: 15, fill: .white)
            svg.words("?", x: 30, y: 40, size: 28, bold: true)
        case .notYet:
            svg.path("M5 5 H55 V55 H5 Z", fill: .white, stroke: .faint, line: 3, dashes: "6 5")
        case .skipped:
            svg.path("M16 30 H44", fill: nil, stroke: .faint, line: 5)
        }
        return svg.text(label: label)
    }

    /// From the lower left to the upper right, seven units apart, inside the frame.
    private static let hatching = stride(from: 12.0, through: 108.0, by: 8).map { sum in
        let (low, high) = (max(4, sum - 56), min(56, sum - 4))
        return "M\(SVG.number(low)) \(SVG.number(sum - low)) L\(SVG.number(high)) \(SVG.number(sum - high))"
    }.joined(separator: " ")
}
