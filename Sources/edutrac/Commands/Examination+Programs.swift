import ControlSocket
import Foundation

extension Examination {
    /// How to be rid of programs that open the ports of modems by themselves.
    private static let known = [
        "ModemManager": "sudo systemctl disable --now ModemManager",
        "brltty": "sudo apt remove brltty",
        "gammu-smsd": "sudo systemctl disable --now gammu-smsd",
        "smsd": "sudo systemctl disable --now smstools",
    ]

    static func disturbers(of proc: String) -> [Finding] {
        let found: Set<String>
        do {
            found = Set(try processes(of: proc).compactMap { name(of: $0, proc) })
        } catch {
            return [Finding("programs", .doubtful, "\(proc) cannot be read: \(error)", nil)]
        }
        return known.keys.filter(found.contains).sorted().map { name in
            Finding(
                "programs", .doubtful, "\(name) runs, and takes ports of modems for itself",
                "Stop \(name) on this computer: \(known[name] ?? "").")
        }
    }

    /// Who has the port of a modem open that edutracd cannot open. Root sees all programs, others their own.
    static func holders(of report: ModemReport, proc: String) -> [Finding] {
        guard report.state == "port not opened", let device = report.device else { return [] }
        let wanted = URL(filePath: device).resolvingSymlinksInPath().path
        let processes: [String]
        do { processes = try Self.processes(of: proc) } catch { return [] }
        return processes.filter { has(wanted, open: $0, proc) }.map { process in
            let name = name(of: process, proc) ?? "a program"
            return Finding(
                "port \(device)", .wrong, "it is open in \(name) (process \(process))",
                known[name].map { "Stop \(name) on this computer: \($0)." } ?? "End \(name) (process \(process)), or give it another port.")
        }
    }

    private static func processes(of proc: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: proc).filter { Int($0) != nil }
    }

    /// Nil when it has ended between the listing and the look.
    private static func name(of process: String, _ proc: String) -> String? {
        FileManager.default.contents(atPath: "\(proc)/\(process)/comm").map {
            String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    private static func has(_ file: String, open process: String, _ proc: String) -> Bool {
        let folder = "\(proc)/\(process)/fd"
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).contains { entry in
                try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(entry)") == file
            }
        } catch {
            // Another user's, or gone.
            return false
        }
    }
}
