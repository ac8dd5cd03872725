/// A printer of CUPS.
struct PrinterQueue {
    let name: String

    /// Letters, digits and `- _ .`, not beginning with `-`: what CUPS takes, and nothing that could be an option.
    static func isName(_ name: String) -> Bool {
        name.wholeMatch(of: #/[A-Za-z0-9_.][A-Za-z0-9_.\-]{0,126}/#) != nil
    }

    /// Files of one `lp`.
    private static let mostFiles = 50

    /// Hands files over in their order.
    func take(_ files: [String]) throws(Complaint) {
        guard let program = ProgramFinder.path(of: "lp") else {
            throw Complaint(
                .unavailable, "lp is not installed: nothing was printed. Install cups-client, or print the files by hand.")
        }
        for first in stride(from: 0, to: files.count, by: Self.mostFiles) {
            let some = files[first..<min(first + Self.mostFiles, files.count)]
            let lp = try LineProgram(
                program, ["-d", name, "-o", "media=A4", "--"] + some,
                environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
            var said = ""
            reading: while true {
                switch lp.next(within: .seconds(60)) {
                case .text(let line): said = line
                case .end: break reading
                case .silence:
                    _ = lp.wait(stopping: true)
                    throw Complaint(.unavailable, "The printer \(name) does not answer. The PDF files are there.")
                }
            }
            guard lp.wait() == 0 else {
                throw Complaint(
                    .unavailable, "The printer \(name) took nothing from \(some[first]) on: \(said). The files are there.")
            }
        }
    }
}
