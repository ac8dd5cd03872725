import Attendance

/// Twelve months as columns, the last one this month. A month without a figure is a small dash, never a column of
/// nothing.
struct TrendChart {
    struct Column {
        let name: String
        /// Per cent; nil is no figure.
        let height: Int?
        /// Printed above; nil where counts are printed elsewhere.
        let figure: String?
    }

    let columns: [Column]
    let width: Double
    let height: Double

    init(_ columns: [Column], width: Double = 420, height: Double = 130) {
        self.columns = columns
        (self.width, self.height) = (width, height)
    }

    private static let size = 16.0

    func picture(label: String) -> String {
        var svg = SVG(width: width, height: height)
        let (base, top) = (height - 22, 22.0)
        let step = width / Double(max(1, columns.count))
        svg.path("M0 \(SVG.number(base)) H\(SVG.number(width))", fill: nil, stroke: .black, line: 2)
        for (index, column) in columns.enumerated() {
            let middle = step * (Double(index) + 0.5)
            let isLast = index == columns.count - 1
            if let percent = column.height {
                let high = max(1, (base - top) * Double(min(percent, 100)) / 100)
                svg.rectangle(
                    x: middle - step * 0.31, y: base - high, width: step * 0.62, height: high,
                    fill: isLast ? .full : .track, stroke: .black, line: isLast ? 2 : 1.5)
                if let figure = column.figure {
                    svg.words(figure, x: middle, y: base - high - 5, size: Self.size, bold: isLast)
                }
            } else {
                let (left, right) = (SVG.number(middle - 5), SVG.number(middle + 5))
                svg.path("M\(left) \(SVG.number(base - 9)) H\(right)", fill: nil, stroke: .faint, line: 3)
            }
            svg.words(column.name, x: middle, y: height - 5, size: Self.size, bold: isLast)
        }
        return svg.text(label: label)
    }
}

/// One bar of a comparison, its full length a hundred per cent.
struct ShareBar {
    /// Nil is no figure: an empty frame of dashes.
    let percent: Int?
    let isNow: Bool

    func picture(label: String) -> String {
        var svg = SVG(width: 200, height: 22)
        if let percent {
            svg.rectangle(x: 1, y: 3, width: 198, height: 16, fill: .white, stroke: .faint, line: 1)
            let width = 198 * Double(min(max(percent, 0), 100)) / 100
            svg.rectangle(
                x: 1, y: 1.5, width: width, height: 19, fill: isNow ? .full : .track, stroke: .black, line: 1.5)
        } else {
            svg.path("M1 3 H199 V19 H1 Z", fill: .white, stroke: .faint, line: 1.5, dashes: "4 4")
        }
        return svg.text(label: label)
    }
}

/// How many schools are BIEN, REGULAR and so on: one bar, its parts told apart by pattern, each with letter and number.
struct LevelBar {
    let parts: [(level: AttendanceLevel, letter: String, schools: Int)]

    func picture(label: String) -> String {
        var svg = SVG(width: 600, height: 44)
        let total = parts.map(\.schools).reduce(0, +)
        guard total > 0 else { return svg.text(label: label) }
        var x = 2.0
        for part in parts where part.schools > 0 {
            let width = 596 * Double(part.schools) / Double(total)
            let fill: SVG.Ink =
                switch part.level {
                case .good: .good
                case .fair: .fair
                case .atRisk, .noData: .white
                case .missingReports: .track
                }
            let stroke: SVG.Ink = part.level == .atRisk ? .risk : .black
            svg.rectangle(
                x: x + 1, y: 3, width: max(1, width - 2), height: 38, fill: fill, stroke: stroke,
                line: part.level == .atRisk ? 4 : 1.5)
            if width > 40 {
                svg.words(
                    "\(part.letter) \(part.schools)", x: x + width / 2, y: 29, size: 20,
                    ink: part.level == .good ? .white : .black, bold: true)
            }
            x += width
        }
        return svg.text(label: label)
    }
}
