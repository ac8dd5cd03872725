internal import ArgumentParser
internal import ModemSimulator

struct AskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Send control requests to a running simulator and print its answers.")

    @Option(help: ArgumentHelp("The socket given to the simulator with --control.", valueName: "socket"))
    var control: String

    @Argument(help: ArgumentHelp("Requests, each a JSON object, carried out in turn.", valueName: "request"))
    var requests: [String]

    /// Stops at the first request that is refused.
    func run() throws {
        let client = try orExit(69) { try ControlClient(path: control) }
        for request in requests {
            let answer = try orExit(69) { try client.ask(request) }
            print(answer)

            if answer.hasSuffix(#""ok":false}"#) { throw ExitCode.failure }
        }
    }
}
