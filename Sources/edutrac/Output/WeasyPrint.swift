import Foundation
import Glibc

/// Makes PDF of HTML with WeasyPrint, several files a run, because most of its time goes into starting.
///
/// The run gives itself a limit of memory; a page that stands still for too long ends it. It fetches nothing.
struct WeasyPrint: Sendable {
    struct Job: Hashable, Sendable {
        var html: String
        var pdf: String
    }

    /// What became of a job.
    enum Outcome: Hashable, Sendable {
        case made(pages: Int)
        case failed(String)
    }

    /// Bytes of address space for a run.
    static let memory = 1_500_000_000
    /// How long a file may take. A promoter's with two hundred pages takes a minute on a slow machine.
    static let patience = Duration.seconds(300)

    private let interpreter: String
    private let patience: Duration
    private let memory: Int

    static let missing =
        "weasyprint is not installed: no PDF was made, everything else was. Install it (apt install weasyprint "
        + "fonts-dejavu) and run this again, or print the HTML files from a browser."

    /// - Returns: nil where it is not installed.
    /// - Throws: where what is called weasyprint is no Python program.
    init?(patience: Duration = Self.patience, memory: Int = Self.memory) throws(Complaint) {
        guard let program = ProgramFinder.path(of: "weasyprint") else { return nil }
        // It runs in the Python it was installed for, which need not be the first in PATH.
        let head = String(decoding: try NamedInput(program).bytes.prefix(256), as: UTF8.self)
        let line = head.prefix { $0 != "\n" }
        guard let match = line.wholeMatch(of: #/#!\s*(/\S*python[\d.]*)(\s.*)?/#) else {
            throw Complaint(.unavailable, "\(program) is no Python program: no PDF was made. Install Debian's weasyprint.")
        }
        interpreter = String(match.1)
        self.patience = patience
        self.memory = memory
    }

    /// One run.
    ///
    /// - Parameter report: of each job, as it is done.
    /// - Returns: how many were dealt with, the one at which a run ended too. Those behind it wait for another run.
    func run(_ jobs: [Job], report: (Int, Outcome) -> Void) throws(Complaint) -> Int {
        let files = jobs.flatMap { [$0.html, $0.pdf] }
        let program = try LineProgram(
            interpreter, ["-I", "-c", Self.script, String(memory)] + files, environment: Self.environment)
        var done = 0
        var last = ""
        while done < jobs.count {
            switch program.next(within: patience) {
            case .text(let line) where line.hasPrefix(Self.mark):
                let fields = line.dropFirst(Self.mark.count).split(separator: " ", maxSplits: 1).map(String.init)
                if fields.first == "made", let pages = fields.last.flatMap({ Int($0) }) {
                    report(done, .made(pages: pages))
                } else {
                    report(done, .failed(fields.last ?? "for no reason that it gave"))
                }
                done += 1
            case .text(let line):
                last = line
            case .end:
                let status = program.wait()
                let why = last.isEmpty ? "it ended with status \(status)" : "\(last) (status \(status))"
                report(done, .failed(why))
                return done + 1
            case .silence:
                _ = program.wait(stopping: true)
                report(done, .failed("it took longer than \(patience.components.seconds) s"))
                return done + 1
            }
        }
        _ = program.wait()
        return done
    }

    private static var environment: [String: String] {
        ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"]
    }

    private static let mark = "edutrac: "

    private static let script = """
        gc, resource, sys = map(__import__, ("gc", "resource", "sys"))
        limit = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration
        try:
            from weasyprint import default_url_fetcher
        except ImportError:
            from weasyprint.urls import default_url_fetcher
        def fetch(url, *rest, **more):
            if not url.startswith("data:"):
                raise ValueError("pages fetch nothing: " + url[:80])
            return default_url_fetcher(url, *rest, **more)
        fonts = FontConfiguration()
        # What is loaded now stays; looking for rubbish seldom saves a sixth of the time and costs some megabytes.
        gc.freeze()
        gc.set_threshold(100000, 50, 50)
        for html, pdf in zip(sys.argv[2::2], sys.argv[3::2]):
            try:
                with open(html, encoding="utf-8") as file:
                    document = HTML(string=file.read(), url_fetcher=fetch).render(font_config=fonts)
                document.write_pdf(pdf)
                print("edutrac: made", len(document.pages), flush=True)
            except MemoryError:
                print("edutrac: failed it needs more memory than", limit >> 20, "MiB", flush=True)
                sys.exit(1)
            except Exception as error:
                print("edutrac: failed", " ".join(str(error).split())[:300], flush=True)
        """
}
