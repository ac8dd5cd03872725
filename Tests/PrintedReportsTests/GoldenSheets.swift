import Foundation
import Testing

/// Pages as they were when somebody looked at them. UPDATE_GOLDEN=1 writes them anew; look at them then.
struct GoldenSheets {
    private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    func check(_ name: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: file)
            return
        }
        let golden = try String(contentsOf: file, encoding: .utf8)
        guard golden != text else { return }
        let pairs = zip(golden.split(separator: "\n"), text.split(separator: "\n"))
        let line = pairs.enumerated().first { $0.element.0 != $0.element.1 }
        let place = line.map { "line \($0.offset + 1): \($0.element.1)" } ?? "one is longer"
        Issue.record("\(name) differs, \(place)", sourceLocation: sourceLocation)
    }
}
