import Foundation
import Stage

/// The script of the demo: each step says what happens, makes it happen, and insists that it did.
final class Morning {
    private let play: Play
    private let view: ChatView
    private let simulator: SimulatorControl
    /// Parts on the air that were shown.
    private var shownSubmits = 0
    /// Log lines that were shown.
    private var shownLines = 0

    private static let stranger = "+51912345678"
    private static let carrier = "TELEANDES"

    init(of play: Play, shownBy view: ChatView) throws {
        self.play = play
        self.view = view
        try play.startSimulator(networkSeconds: 0.3)
        simulator = try play.simulator
    }

    func show() throws {
        try open()
        try question()
        try reports()
        try strangers()
        try tables()
        try close()
    }

    // MARK: Scenes

    private func open() throws {
        view.scene(
            "edutrac: a Monday morning",
            """
            Teachers in the hills have no internet, but they can send an SMS. This office asks three \
            schools every Monday how many came, reads the answers, and reminds who stays silent. \
            The modem and the people are simulated; everything else is what an office runs: a tty, AT \
            commands, PDUs, the daemon edutracd, an SQLite database. The clock goes sixty times as fast.
            """)
        try simulator.deliverEverything()
        try play.seed()
        let schools = play.office.schools.map(\.name).joined(separator: ", ")
        view.plain("Schools: \(schools).")
        view.plain("People: \(play.office.reporters.map(\.name).joined(separator: ", ")).")
        view.space()
        try play.startDaemon()
        try play.waitForLog("modem ready")
        showLog()
    }

    private func question() throws {
        view.scene(
            "Monday is the reporting day: at 10:00 the office asks",
            "One text to everybody who reports for a school that has class today, each at most once.")
        let receivers = play.office.reporters.map(\.e164)
        let asked = try nextSubmits(receivers.count, "the question to \(receivers.count) people")
        try insist(Set(asked.map(\.to)) == Set(receivers), "The question went to \(asked.map(\.to)).")
        try insist(asked.allSatisfy { $0.text.contains("H 12 M 15 D 2") }, "The question shows no example.")
        pause()
    }

    private func reports() throws {
        let (rosa, marisol, julio) = (
            play.office.reporters[0], play.office.reporters[1], play.office.reporters[2]
        )
        view.scene(
            "The answers come as people write them",
            "H boys (hombres), M girls (mujeres), D teachers (docentes). Every text gets one reply.")
        try exchange(rosa, "Buenos dias. H 12 M 15 D 2", expecting: "Recibido", "H12 M15 D2")
        view.note("Marisol, of the same school, mistypes. The office asks for just that.")
        try exchange(marisol, "H dose M 15 D 2", expecting: "dose")
        try exchange(marisol, "h12m15d2", expecting: "Ya teniamos", "H12 M15 D2")
        view.note("A pupil came late: sending again is correcting. The history is kept.")
        try exchange(rosa, "H 13 M 15 D 2", expecting: "Corregido", "H13")
        view.note("No class is an answer too, and not the same as nobody came.")
        try exchange(julio, "SIN CLASES LLUVIA", expecting: "sin clases", "LLUVIA")
    }

    private func strangers() throws {
        view.scene(
            "Not everybody who writes is known",
            """
            A stranger is told once a day how to join. A brand's advert is kept and never answered: \
            gateways have emptied their credit in talks with a carrier's robot.
            """)
        try exchange(
            Self.stranger, shownAs: Self.stranger, "Buenas tardes, soy el profesor nuevo",
            expecting: "ALTA")
        let advert = "Recargue S/5 hoy y reciba el doble de saldo!"
        view.incoming(time(), from: Self.carrier, advert)
        try simulator.text(from: Self.carrier, advert)
        try play.waitForLog("text read", "notAMobile")
        try simulator.awaitMemory(0)
        try simulator.awaitIdle()
        showLog()
        let answers = try simulator.submits(after: shownSubmits)
        try insist(answers.isEmpty, "The advert was answered: \(answers.map(\.text)).")
        view.note("No reply, on purpose.")
        pause()
    }

    private func tables() throws {
        view.scene(
            "What the office sees",
            "The tables come from the database, so they work with the daemon stopped too.")
        let reports = try show("report", "list")
        try insist(reports.contains("9999996") && reports.contains("13"), "The table lacks the report.")
        view.space()
        _ = try show("status")
        view.scene(
            "Tomorrow at 09:00",
            "\(play.office.schools[2].name) has not said a word. Its two reporters get the last reminder.")
        let plan = try show("reminders", "plan", "--at", "2026-05-05T09:00:00-05:00")
        let silent = play.office.schools[2].codMod
        try insist(plan.contains(silent), "Tomorrow's plan does not name the silent school.")
        let due = try play.list("reminders", "plan", "--at", "2026-05-05T09:00:00-05:00")["due"].elements
        let receivers = Set(due.compactMap { $0["recipient"].string })
        let expected = Set(play.office.reporters.filter { $0.codMod == silent }.map(\.e164))
        try insist(receivers == expected, "Tomorrow's reminders go to \(receivers).")
    }

    private func close() throws {
        let inbox = try play.list("inbox", "list").elements.count
        let outbox = try play.list("outbox", "list").elements
        let delivered = outbox.filter { $0["state"].string == "delivered" }.count
        let end = try play.stopDaemon()
        try insist(end == .exited(0), "The daemon ended with \(end).")
        view.scene(
            "That was all",
            """
            \(inbox) texts came, \(outbox.count) went, \(delivered) were reported delivered. The daemon \
            has stopped cleanly and the stage is empty again. README.md says what to read next.
            """)
    }

    // MARK: Steps

    private func exchange(_ person: Office.Reporter, _ text: String, expecting words: String...) throws {
        let school = play.office.schools.first { $0.codMod == person.codMod }
        try exchange(
            person.e164, shownAs: "\(person.name), \(school?.name ?? "")", text, expecting: words)
    }

    private func exchange(
        _ sender: String, shownAs name: String, _ text: String, expecting words: String...
    ) throws {
        try exchange(sender, shownAs: name, text, expecting: words)
    }

    /// One text there, exactly one reply back to the same phone, with these words in it.
    private func exchange(
        _ sender: String, shownAs name: String, _ text: String, expecting words: [String]
    ) throws {
        view.incoming(time(), from: name, text)
        try simulator.text(from: sender, text)
        let replies = try nextSubmits(1, "the reply to \(text)")
        try insist(replies.map(\.to) == [sender], "\(text) was answered to \(replies.map(\.to)).")
        let missing = words.filter { word in !replies.contains { $0.text.contains(word) } }
        try insist(missing.isEmpty, "The reply to \(text) lacks \(missing): \(replies.map(\.text))")
        view.space()
        pause()
    }

    /// Waits for the next parts on the air and shows them among the log lines of that time.
    private func nextSubmits(_ count: Int, _ what: String) throws -> [SubmittedText] {
        do {
            try simulator.awaitSubmits(shownSubmits + count)
        } catch {
            throw StageError("Nothing came of \(what). \(error)")
        }
        try play.waitForLog("text sent", times: shownSubmits + count)
        let submits = try simulator.submits(after: shownSubmits)
        shownSubmits += submits.count
        showLog(submits)
        return submits
    }

    /// New log lines; texts on the air stand before the first line that says so. What is said again
    /// and again is shown once and counted.
    private func showLog(_ submits: [SubmittedText] = []) {
        let fresh = play.daemonLog.dropFirst(shownLines).map(LogLine.init)
        shownLines += fresh.count
        var said: Set<String> = []
        var more = 0
        for line in fresh {
            if line.saysSent, !said.contains(line.message) { show(submits, at: line.time) }
            if said.insert(line.message).inserted { view.log(line.brief) } else { more += 1 }
        }
        if more > 0 { view.log("and \(more) more such lines") }
    }

    /// The same text to several people is shown once.
    private func show(_ submits: [SubmittedText], at time: String) {
        var texts: [String] = []
        for submit in submits where !texts.contains(submit.text) { texts.append(submit.text) }
        for text in texts {
            let receivers = submits.filter { $0.text == text }.map { name(of: $0.to) }
            view.outgoing(String(time.prefix(5)), to: receivers.joined(separator: ", "), text)
        }
    }

    private func show(_ words: String...) throws -> String {
        let output = try play.edutrac(words)
        view.command((["edutrac"] + words).joined(separator: " "), output)
        return output
    }

    private func name(of number: String) -> String {
        play.office.reporters.first { $0.e164 == number }?.name ?? number
    }

    private func time() -> String { play.clock.hourAndMinute(play.clock.now()) }

    private func insist(_ holds: Bool, _ complaint: String) throws {
        if !holds { throw StageError(complaint) }
    }

    /// Time to read, and a minute or two of the office's morning.
    private func pause() { Thread.sleep(forTimeInterval: view.isTerminal ? 2 : 1) }
}
