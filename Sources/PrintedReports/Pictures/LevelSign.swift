import Attendance

/// The semáforo: ● full, ◐ half, ○ empty, and a broken ring where there is too little to judge; each with its letter.
struct LevelSign {
    let level: AttendanceLevel
    let letter: String

    func picture(label: String) -> String {
        var svg = SVG(width: 60, height: 60)
        switch level {
        case .good:
            svg.circle(x: 30, y: 30, radius: 27, fill: .good, stroke: .black, line: 3)
        case .fair:
            svg.circle(x: 30, y: 30, radius: 27, fill: .white, stroke: .black, line: 3)
            svg.path("M30 3 A27 27 0 0 0 30 57 Z", fill: .fair)
            svg.path("M30 3 V57", fill: nil, stroke: .black, line: 2)
            svg.circle(x: 30, y: 30, radius: 15, fill: .white)
        case .atRisk:
            svg.circle(x: 30, y: 30, radius: 25, fill: .white, stroke: .risk, line: 7)
        case .missingReports:
            svg.circle(x: 30, y: 30, radius: 26, fill: .white, stroke: .faint, line: 4, dashes: "9 7")
        case .noData:
            svg.circle(x: 30, y: 30, radius: 26, fill: .white, stroke: .faint, line: 2)
        }
        svg.words(letter, x: 30, y: 40, size: 28, ink: level == .good ? .white : .black, bold: true)
        return svg.text(label: label)
    }
}

/// ▲ ▬ ▼: this month against another.
struct ChangeSign {
    let change: AttendanceChange

    func picture(label: String) -> String {
        var svg = SVG(width: 40, height: 40)
        switch change {
        case .up: svg.path("M20 4 L37 36 H3 Z", fill: .black)
        case .same: svg.rectangle(x: 3, y: 14, width: 34, height: 12, fill: .black)
        case .down: svg.path("M20 36 L37 4 H3 Z", fill: .white, stroke: .black, line: 4)
        case .unknown: svg.path("M4 20 H36", fill: nil, stroke: .faint, line: 4, dashes: "6 5")
        }
        return svg.text(label: label)
    }
}

/// ✔ ✗ ? of a yes-no question.
struct AnswerSign {
    /// Nil: nobody answered.
    let isYes: Bool?

    func picture(label: String) -> String {
        var svg = SVG(width: 40, height: 40)
        switch isYes {
        case true?:
            svg.rectangle(x: 2, y: 2, width: 36, height: 36, fill: .full, stroke: .black, line: 2, rounded: 4)
            svg.path("M9 21 L17 29 L31 11", fill: nil, stroke: .white, line: 5)
        case false?:
            svg.rectangle(x: 2, y: 2, width: 36, height: 36, fill: .white, stroke: .black, line: 2, rounded: 4)
            svg.path("M11 11 L29 29 M29 11 L11 29", fill: nil, stroke: .black, line: 4)
        case nil:
            svg.rectangle(x: 2, y: 2, width: 36, height: 36, fill: .white, stroke: .faint, line: 2, rounded: 4)
            svg.words("?", x: 20, y: 30, size: 26, bold: true)
        }
        return svg.text(label: label)
    }
}
