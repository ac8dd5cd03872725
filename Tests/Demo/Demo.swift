import Foundation
import Glibc
import Stage

/// `make demo`: one Monday morning of an education office, played by the real programs against a
/// simulated modem, shown as a chat. Ends by itself with 0, or with 1 when a step did not happen.
@main
struct Demo {
    static func main() {
        // A reader that leaves must not kill us before the stage is cleared.
        signal(SIGPIPE, SIG_IGN)
        let view = ChatView()
        do {
            // Sixty times as fast: a minute of the office is a second here.
            let clock = try StageClock("2026-05-04T09:57:30-05:00", speed: 60)
            try Play.perform(.kimbiri, clock: clock) { play in
                try Morning(of: play, shownBy: view).show()
            }
        } catch {
            view.alarm("\nThe demo failed. \(error)")
            exit(1)
        }
    }
}
