import Foundation
import Synchronization

/// A file that is to be made.
struct PressSheet: Sendable {
    /// Without what comes after the dot.
    let name: String
    /// How many pages it has to have; nil where it is as long as it is.
    let pages: Int?
    /// Its HTML, made when its turn comes.
    let html: @Sendable () -> String
}

/// What was made of a plan.
struct PrintedSheets: Sendable {
    /// In the order of the plan, HTML before PDF.
    var files: [String] = []
    var pdfs: [String] = []
    /// Nil without PDF.
    var pages: Int?
    /// What the command fails with once it has told what it made.
    var complaint: Complaint?
}

/// Makes the files of a plan: HTML by us, PDF by runs of WeasyPrint, one for each processor.
struct SheetPress: Sendable {
    let sheets: [PressSheet]
    let folder: SheetFolder
    let formats: Set<PrintMonth.Format>
    let terminal: Terminal

    /// Pages of a run. Starting costs as much as ten of them; a run that dies loses what it was at.
    private static let pagesOfRun = 60
    /// Runs at the same time: each needs some hundred megabytes.
    private static let mostRuns = 4

    /// - Parameter mustHavePDF: somebody asked for PDF by name.
    func run(mustHavePDF: Bool) async throws -> PrintedSheets {
        var printed = PrintedSheets()
        guard formats.contains(.html) || formats.contains(.pdf) else { return printed }
        var weasyPrint: WeasyPrint?
        if formats.contains(.pdf) {
            weasyPrint = try WeasyPrint()
            if weasyPrint == nil {
                if mustHavePDF { printed.complaint = Complaint(.unavailable, WeasyPrint.missing) } else {
                    terminal.complain("edutrac: warning: \(WeasyPrint.missing)")
                }
            }
        }
        guard formats.contains(.html) || weasyPrint != nil else { return printed }
        try writeHTML()
        if formats.contains(.html) { printed.files = sheets.map { $0.name + ".html" } }
        guard let weasyPrint else { return printed }
        let outcomes = try await makePDF(weasyPrint)
        if !formats.contains(.html) { for sheet in sheets { folder.remove(sheet.name + ".html") } }
        printed.pages = 0
        var failures: [String] = []
        for (sheet, outcome) in zip(sheets, outcomes) {
            switch outcome {
            case .made(let pages):
                try folder.finish(sheet.name + ".pdf")
                printed.pdfs.append(sheet.name + ".pdf")
                printed.pages = (printed.pages ?? 0) + pages
                if let promised = sheet.pages, promised != pages {
                    terminal.complain(
                        "edutrac: warning: \(sheet.name).pdf has \(pages) pages instead of \(promised): the templates "
                            + "or the style sheet need more room than a page has.")
                }
            case .failed(let reason):
                folder.remove(sheet.name + ".pdf" + SheetFolder.partEnding)
                failures.append("\(sheet.name).pdf: \(reason)")
            }
        }
        printed.files += printed.pdfs
        if !failures.isEmpty { printed.complaint = Self.complaint(failures) }
        return printed
    }

    private static func complaint(_ failures: [String]) -> Complaint {
        let shown = failures.prefix(5).joined(separator: "\n  ")
        let more = failures.count > 5 ? "\n  and \(failures.count - 5) more" : ""
        return Complaint(.ioError, "weasyprint did not make all PDF files:\n  \(shown)\(more)")
    }

    private func writeHTML() throws {
        let clock = ContinuousClock()
        var progress = ProgressLine("HTML", of: sheets.count, at: clock.now)
        for (index, sheet) in sheets.enumerated() {
            try folder.write(sheet.html(), to: sheet.name + ".html")
            terminal.show(progress.text(done: index + 1, at: clock.now))
        }
        terminal.endProgress()
    }

    // MARK: PDF

    /// - Returns: an outcome for each sheet.
    private func makePDF(_ weasyPrint: WeasyPrint) async throws -> [WeasyPrint.Outcome] {
        let jobs = sheets.map { sheet in
            WeasyPrint.Job(
                html: folder.file(sheet.name + ".html"),
                pdf: folder.file(sheet.name + ".pdf" + SheetFolder.partEnding))
        }
        let board = PressBoard(runs: Self.runs(sheets), count: jobs.count, terminal: terminal)
        let workers = min(Self.mostRuns, max(1, ProcessInfo.processInfo.activeProcessorCount))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<workers { group.addTask { try await Self.work(weasyPrint, jobs, board) } }
            try await group.waitForAll()
        }
        terminal.endProgress()
        return board.outcomes
    }

    /// Sheets in runs of some pages each.
    private static func runs(_ sheets: [PressSheet]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var (first, pages) = (0, 0)
        for (index, sheet) in sheets.enumerated() {
            pages += sheet.pages ?? 2
            guard pages >= pagesOfRun || index == sheets.count - 1 else { continue }
            runs.append(first..<index + 1)
            (first, pages) = (index + 1, 0)
        }
        return runs
    }

    /// On a thread of its own, because a run is waited for.
    private static func work(_ weasyPrint: WeasyPrint, _ jobs: [WeasyPrint.Job], _ board: PressBoard) async throws {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread {
                done.resume(
                    with: Result {
                        while let run = board.nextRun() {
                            let count = try weasyPrint.run(Array(jobs[run])) { board.note($1, of: run.lowerBound + $0) }
                            board.putBack(run.lowerBound + count..<run.upperBound)
                        }
                    })
            }
        }
    }
}

/// What is still to be run, and what came of it.
private final class PressBoard: Sendable {
    private struct State {
        var runs: [Range<Int>]
        var outcomes: [WeasyPrint.Outcome?]
        var progress: ProgressLine
        var done = 0
    }

    private let state: Mutex<State>
    private let terminal: Terminal
    private let clock = ContinuousClock()

    init(runs: [Range<Int>], count: Int, terminal: Terminal) {
        self.terminal = terminal
        state = Mutex(
            State(
                runs: runs.reversed(), outcomes: Array(repeating: nil, count: count),
                progress: ProgressLine("PDF", of: count, at: clock.now)))
    }

    func nextRun() -> Range<Int>? { state.withLock { $0.runs.popLast() } }

    /// What a run that ended early did not come to.
    func putBack(_ rest: Range<Int>) {
        if !rest.isEmpty { state.withLock { $0.runs.append(rest) } }
    }

    func note(_ outcome: WeasyPrint.Outcome, of sheet: Int) {
        let line = state.withLock { state in
            state.outcomes[sheet] = outcome
            state.done += 1
            return state.progress.text(done: state.done, at: clock.now)
        }
        terminal.show(line)
    }

    var outcomes: [WeasyPrint.Outcome] {
        state.withLock { $0.outcomes.map { $0 ?? .failed("it was not run") } }
    }
}
