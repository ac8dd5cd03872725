import Foundation
import MallocCount
import SMSCodec

/// `CodecBench corpus VECTORS FOLDER` writes what all programs read; `CodecBench run FOLDER` measures.
@main
struct CodecBench {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 2 else { throw Complaint("usage: CodecBench corpus VECTORS FOLDER | run FOLDER") }
        switch arguments[1] {
        case "corpus": try Workload.write(from: arguments[2], to: arguments[3])
        case "run":
            for workload in Workload.names { try report("decode", workload, arguments[2], decode) }
            for workload in Workload.names where workload != "vectors" { try report("encode", workload, arguments[2], encode) }
        default: throw Complaint("no command \(arguments[1])")
        }
    }

    /// A message's work, and how many messages that is.
    private struct Job {
        var messages = 1
        let work: () throws -> Int
    }

    /// Octets to the text and the fields that belong to it.
    private static func decode(_ octets: [UInt8]) throws -> Job {
        Job {
            switch try TPDU(fromServiceCentre: octets) {
            case .deliver(let deliver): deliver.userData.text?.utf8.count ?? deliver.userData.octets.count
            case .statusReport(let report): Int(report.messageReference)
            default: 0
            }
        }
    }

    /// A text to octets, as the daemon does it: the cheapest alphabet is searched for, the text is cut.
    private static func encode(_ octets: [UInt8]) throws -> Job {
        guard case .deliver(let deliver) = try TPDU(fromServiceCentre: octets), let one = deliver.userData.text else {
            let tpdu = try TPDU(fromServiceCentre: octets)
            return Job { tpdu.octets.count }
        }
        let address = deliver.originatingAddress
        let text = deliver.userData.concatenation == nil ? one : one + one
        return Job(messages: PartSplitter.measure(text).parts) {
            PartSplitter.parts(of: text, reference: 7).reduce(0) { sum, part in
                let submit = Submit(
                    destinationAddress: address, userData: part.userData, requestsStatusReport: true)
                return sum + TPDU.submit(submit).octets.count
            }
        }
    }

    private static func report(
        _ direction: String, _ workload: String, _ folder: String, _ make: ([UInt8]) throws -> Job
    ) throws {
        let jobs = try Workload.read(workload, from: folder).map(make)
        let count = jobs.reduce(0) { $0 + $1.messages }
        let rounds = max(1, 60_000 / count)
        var best = Duration.seconds(1_000_000)
        var kept = 0
        var allocations: UInt = 0
        for _ in 0..<7 {
            let before = malloc_count()
            let time = try ContinuousClock().measure {
                for _ in 0..<rounds { for job in jobs { kept &+= try job.work() } }
            }
            allocations = malloc_count() - before
            best = min(best, time)
        }
        guard kept != 0 else { throw Complaint("\(workload) gave nothing") }
        let rate = Double(rounds * count) / (best / .seconds(1))
        print("edutrac\t\(direction)\t\(workload)\t\(Int(rate))\t\(Double(allocations) / Double(rounds * count))")
    }
}

struct Complaint: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
