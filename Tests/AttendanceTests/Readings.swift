import Attendance
import Foundation
import Testing

/// The table of texts: what people write and how it is read.
struct ReadingCase: Sendable, CustomTestStringConvertible {
    let line: Int
    let text: String
    let reading: String

    var testDescription: String { "line \(line): \(text)" }

    static func all() throws -> [ReadingCase] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Readings.tsv")
        let table = try String(contentsOf: file, encoding: .utf8)
        return table.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, row in
            let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard !row.hasPrefix("#"), fields.count == 2 else { return nil }
            return ReadingCase(line: index + 1, text: unescaped(fields[0]), reading: String(fields[1]))
        }
    }

    private static func unescaped(_ field: Substring) -> String {
        var text = field.replacing("\\n", with: "\n")
        for match in String(field).matches(of: /\\u\{([0-9A-F]+)\}/) {
            guard let value = UInt32(match.1, radix: 16), let scalar = Unicode.Scalar(value) else { continue }
            text = text.replacing(match.0, with: String(Character(scalar)))
        }
        return String(text)
    }
}

extension MessageReading {
    /// As the table writes it.
    var words: String {
        switch self {
        case .report(let head, let figures): join("report", head.words, figures.words)
        case .correction(let head, let figures): join("correction", head.words, figures.words)
        case .noClass(let head, let reason): join("noClass", head.words, reason.map { "(\($0))" } ?? "")
        case .unclear(let head, let figures, let problem): join("unclear", "\(problem.words)", head.words, figures.words)
        case .yes(let head): join("yes", head.words)
        case .no(let head): join("no", head.words)
        case .help: "help"
        case .optOut: "optOut"
        case .optIn(let name, let code): join("optIn", name.map { "(\($0))" } ?? "", code ?? "")
        case .polite: "polite"
        case .cancel(let head): join("cancel", head.words)
        case .absence(let head, let reasons): join("absence", head.words, reasons.words)
        case .enrolment(let head, let figures): join("enrolment", head.words, figures.words)
        case .status(let head): join("status", head.words)
        case .answers(let head): join("answers", head.words)
        case .pause(let head, let end, let reason): join("pause", head.words, end.words, reason.map { "(\($0))" } ?? "")
        case .resume(let head): join("resume", head.words)
        case .forOffice: "office"
        case .empty: "empty"
        }
    }

    private func join(_ words: String...) -> String { words.filter { !$0.isEmpty }.joined(separator: " ") }
}

extension MessageReading.Problem {
    var words: String {
        switch self {
        case .notANumber(let word): "notANumber(\(word))"
        case .tooLarge(let number): "tooLarge(\(number))"
        case .future(let date): "future(\(date))"
        case .notADate(let words): "notADate(\(words))"
        case .classOrNot(let words): "classOrNot(\(words))"
        case .twoSchools(let address): "twoSchools(\(address))"
        case .absenceReason(let letter): "absenceReason(\(letter))"
        default: "\(self)"
        }
    }
}

extension PauseEnd {
    var words: String {
        switch self {
        case .open: ""
        case .day(let day): "until=\(day.iso)"
        case .unclear: "until=?"
        }
    }
}

extension [AbsenceReason: Int] {
    var words: String {
        AbsenceReason.allCases.compactMap { reason in self[reason].map { "\($0)\(reason.letter)" } }
            .joined(separator: " ")
    }
}

extension TextHead {
    var words: String {
        [isTraining ? "PRUEBA" : nil, correctsAbsences ? "CORREGIR" : nil, school.map { "school=\($0.text)" }, day.map { "day=\($0.iso)" },
            needsPerson ? "+person" : nil,
        ]
            .compactMap(\.self).joined(separator: " ")
    }
}

extension Figures {
    var words: String {
        entries.map { entry in
            let label =
                switch entry.label {
                case .boys?: "H"
                case .girls?: "M"
                case .teachers?: "D"
                case .pupils?: "T"
                case .boysOrPupils?: "N"
                case nil: "-"
                }
            return switch entry.figure {
            case .value(let number): "\(label)\(number)"
            case .everybody: "\(label)*"
            }
        }.joined(separator: " ")
    }
}
