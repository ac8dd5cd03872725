import ControlSocket
import Foundation
import Testing

@testable import edutrac

@Suite("edutrac metrics")
struct MetricsTests {
    static func metrics(_ answer: ControlAnswer?, _ arguments: String...) async throws -> TestOffice.Answer {
        let office = try TestOffice()
        guard let answer else { return await office.run(["metrics"] + arguments) }
        let server = try await ControlServer.start(path: office.folder + "/control.sock", mode: 0o660) { request in
            request == .metrics ? answer : .failure("asked for something else")
        }
        defer { Task { await server.stop() } }
        return await office.run(["metrics"] + arguments)
    }

    @Test func `prints what the daemon says, line by line`() async throws {
        let answer = try await Self.metrics(.lines(["# TYPE edutrac_up gauge", "edutrac_up 1", "# EOF"]))
        #expect(answer.code == 0, "\(answer.complaint)")
        #expect(answer.output == "# TYPE edutrac_up gauge\nedutrac_up 1\n# EOF")
    }

    @Test(arguments: [nil, ControlAnswer.failure("Too many commands ask."), .done("x")])
    func `without a daemon that answers it is down, in the figures and in the exit code`(_ answer: ControlAnswer?) async throws {
        let answer = try await Self.metrics(answer)
        #expect(answer.code == 69)
        #expect(answer.output.contains("\nedutrac_up 0\n"))
        #expect(answer.output.hasSuffix("# EOF"))
        #expect(answer.complaint.hasPrefix("edutrac: edutracd"))
    }

    @Test func `a file is written whole and may be read by others`() async throws {
        let folder = try TestOffice()
        let file = folder.folder + "/edutrac.prom"
        let answer = try await Self.metrics(.lines(["edutrac_up 1", "# EOF"]), "--output", file)
        #expect(answer.code == 0)
        #expect(answer.output.isEmpty)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "edutrac_up 1\n# EOF\n")
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o644)
        let refused = try await Self.metrics(.lines(["# EOF"]), "--output", folder.folder + "/missing/edutrac.prom")
        #expect(refused.code == 73)
        #expect(refused.complaint.contains("Check its folder"))
    }
}
