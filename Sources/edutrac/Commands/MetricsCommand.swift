import ArgumentParser
import ControlSocket
import Foundation
import OfficeConfiguration
import ServiceWatch

struct MetricsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Prints the figures of the running edutracd as OpenMetrics text, for a monitoring program.")

    @Option(help: ArgumentHelp("Write them into this file, whole or not at all.", valueName: "file"))
    var output: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let configuration = try OfficeConfiguration.load(options.config)
        var silence: String?
        var text: String
        do {
            switch try await ControlClient.ask(.metrics, at: configuration.socketPath) {
            case .lines(let lines): text = lines.map { $0 + "\n" }.joined()
            case .failure(let words): (text, silence) = (Self.down, "edutracd refused: \(words)")
            case .status, .done:
                (text, silence) = (Self.down, "edutracd gave an answer that is no list of figures. Are edutrac and edutracd of the same version?")
            }
        } catch let error as ControlError {
            (text, silence) = (Self.down, "\(error)")
        }
        if let output {
            try OutputFile.replace(output, with: text)
        } else {
            text.removeLast()
            try Terminal.current.write(text)
        }
        if let silence { throw Complaint(.unavailable, silence) }
    }

    /// Who is watched must be seen to be down.
    private static var down: String {
        var figures = ServiceFigures()
        figures.isUp = false
        return figures.exposition(at: .distantPast).text
    }
}
