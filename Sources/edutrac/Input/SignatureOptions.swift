import ArgumentParser
import Foundation
import Store

/// Who types a command, for what is written down with a name.
enum Person {
    /// Who called sudo, else the login name.
    static var name: String {
        if let caller = ProcessInfo.processInfo.environment["SUDO_USER"], !caller.isEmpty { return caller }
        let name = NSUserName()
        return name.isEmpty ? "uid \(getuid())" : name
    }
}

/// Why something is done by hand; who does it is known.
struct SignatureOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why, for the audit trail.", valueName: "words"))
    var note: String?

    /// Before ``Workplace/open(_:creating:)``, which may make root somebody else.
    var person: String { Person.name }

    func validate() throws {
        if let note, note.count > 200 || note.contains(where: \.isNewline) {
            throw ValidationError("--note is one line of 200 characters at most.")
        }
    }

    func signature(_ person: String, _ workplace: Workplace) -> Signature {
        Signature(person: person, at: workplace.now, note: note ?? "")
    }
}
