import Foundation
import Testing

@testable import edutrac

/// Words of a PDF with the room they take, as `pdftotext -bbox` tells it.
struct PrintedWords {
    struct Word {
        var text: String
        var left, top, right, bottom: Double

        private var area: Double { (right - left) * (bottom - top) }

        fileprivate func covers(_ other: Word) -> Bool {
            let width = min(right, other.right) - max(left, other.left)
            let height = min(bottom, other.bottom) - max(top, other.top)
            // Lines stand close: boxes touch, words do not.
            return width > 0 && height > 0 && width * height > 0.35 * min(area, other.area)
        }
    }

    /// What a program says, which must be content.
    static func said(_ program: String, _ arguments: String...) throws -> String {
        let path = try #require(ProgramFinder.path(of: program))
        let run = try LineProgram(path, arguments, environment: ["LC_ALL": "C.UTF-8"])
        var lines: [String] = []
        while case .text(let line) = run.next(within: .seconds(60)) { lines.append(line) }
        #expect(run.wait() == 0)
        return lines.joined(separator: "\n")
    }

    /// By page.
    let pages: [[Word]]

    init(bbox text: String) {
        let word = #/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</#
        pages = text.components(separatedBy: "<page ").dropFirst().map { page in
            page.matches(of: word).map { match in
                let sides = [match.1, match.2, match.3, match.4].map { Double($0) ?? 0 }
                return Word(text: String(match.5), left: sides[0], top: sides[1], right: sides[2], bottom: sides[3])
            }
        }
    }

    /// Points between what a community's page says and its foot, where there is least; nil without such a page. Below
    /// nothing the rule under the last block is drawn through the foot.
    var roomAboveFoot: Double? {
        pages.compactMap { words -> Double? in
            let starts = zip(words, words.dropFirst()).filter { $0.text == "Reportes" && $1.text == "recibidos:" }
            guard let foot = starts.first?.0 else { return nil }
            return words.filter { $0.top < foot.top - 2 }.map { foot.top - $0.bottom }.min()
        }.min()
    }

    /// Words that are printed over each other: what is above has run into the foot of the page.
    var collisions: [String] {
        pages.enumerated().flatMap { page, words in
            words.indices.flatMap { one in
                words[(one + 1)...].filter { words[one].covers($0) }.map {
                    "page \(page + 1): \(words[one].text), \($0.text)"
                }
            }
        }
    }
}
