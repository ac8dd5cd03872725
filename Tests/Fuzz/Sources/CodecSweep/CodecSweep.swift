import Foundation
import SMSCodec

/// `CodecSweep VECTORS...` tries every truncation of every TPDU, and every value of each of its octets;
/// `CodecSweep --seeds FOLDER VECTORS...` writes the TPDUs for the fuzzer to begin with.
@main
struct CodecSweep {
    private struct Row: Decodable {
        let pdu_hex: String?
        let smsc: Bool?
        let pdus: [Part]?

        struct Part: Decodable {
            let pdu_hex: String
        }
    }

    static func main() throws {
        var arguments = CommandLine.arguments.dropFirst()
        var seeds: String?
        if arguments.first == "--seeds" { (seeds, arguments) = (arguments.dropFirst().first, arguments.dropFirst(2)) }
        let tpdus = try arguments.flatMap(read)
        guard !tpdus.isEmpty else { throw CodecProperties.Violation("no TPDU in \(arguments.joined(separator: ", "))") }
        if let seeds { return try write(tpdus, to: seeds) }
        var tries = 0, violations = 0
        for tpdu in tpdus {
            for input in variants(of: tpdu) {
                tries += 1
                do { try CodecProperties.check(tpdu: input) } catch {
                    violations += 1
                    print(error)
                }
            }
        }
        print("\(tpdus.count) TPDUs, \(tries) truncations and changed octets, \(violations) violations.")
        if violations > 0 { exit(1) }
    }

    private static func variants(of tpdu: [UInt8]) -> some Sequence<[UInt8]> {
        let cuts = (0...tpdu.count).lazy.map { Array(tpdu.prefix($0)) }
        let changes = tpdu.indices.lazy.flatMap { index in
            (0...UInt8.max).lazy.map { value in
                var changed = tpdu
                changed[index] = value
                return changed
            }
        }
        return [AnySequence(cuts), AnySequence(changes)].lazy.joined()
    }

    private static func read(_ path: String) throws -> [[UInt8]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").flatMap { line -> [[UInt8]] in
            let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
            return ([row.pdu_hex].compactMap { $0 } + (row.pdus ?? []).map(\.pdu_hex)).compactMap { hex in
                // An invalid row may end inside the address, or be no hexadecimal at all: it goes as it is.
                do { return try PDUFrame(hex: (row.smsc == true ? "" : "00") + hex).tpdu } catch { return Array(hex.utf8) }
            }
        }
    }

    private static func write(_ tpdus: [[UInt8]], to folder: String) throws {
        for (index, tpdu) in tpdus.enumerated() {
            try Data([4] + tpdu).write(to: URL(filePath: "\(folder)/tpdu-\(index)"))
        }
        let texts = ["H 12 M 15 D 2", "Reunión mañana – 3 p.m. 😀", "{[€]}", "நன்றி ", "ğüşı"]
        for (index, text) in texts.enumerated() {
            for choice: UInt8 in [1, 2, 0xF9] { try Data([choice] + text.utf8).write(to: URL(filePath: "\(folder)/text-\(index)-\(choice)")) }
        }
        try Data([0] + "00040B911589674523F10000625040013532020CC8".utf8).write(to: URL(filePath: "\(folder)/hex"))
        try Data([3, 15, 0xED, 0xF2, 0x7C, 0x1E, 0x3E, 0x97, 0x1B]).write(to: URL(filePath: "\(folder)/ussd"))
    }
}
