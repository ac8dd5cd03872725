/// The line that ends an answer. Source: V.250 §5.7, TS 27.005 §3.2.5, TS 27.007 §9.2; Q-16.
package enum FinalResult: Hashable, Sendable {
    case ok
    case failure(ATError)

    /// - Returns: nil if the line does not end an answer. `NO CARRIER` and `BUSY` do not: we never
    ///   dial, so they tell of somebody else's call.
    package init?(_ line: String) {
        switch line {
        case "OK": self = .ok
        case "ERROR", "ABORTED", "NA", "COMMAND NOT SUPPORT", "TOO MANY PARAMETERS",
            "NOT FOND ^,NOT CUSTOM AT":
            self = .failure(.error)
        default:
            if let error = Self.numbered(line, "+CMS ERROR:", isMessageService: true)
                ?? Self.numbered(line, "+CME ERROR:", isMessageService: false)
            {
                self = .failure(error)
            } else if let code = Self.rest(of: line, after: "MODEM ERROR:") {
                // Motorola EZX.
                self = .failure(.textual("MODEM ERROR: \(code.prefix(ATError.textLimit))"))
            } else if line.hasPrefix("ERROR+") {
                // A line of the answer glued to the result: "ERROR+CNUM:".
                self = .failure(.error)
            } else {
                return nil
            }
        }
    }

    private static func rest(of line: String, after prefix: String) -> Substring? {
        guard line.hasPrefix(prefix) else { return nil }
        // "+CMS ERROR:321" without a space (RDA).
        return line.dropFirst(prefix.count).drop { $0 == " " }
    }

    private static func numbered(
        _ line: String, _ prefix: String, isMessageService: Bool
    ) -> ATError? {
        guard let rest = rest(of: line, after: prefix) else { return nil }
        guard let code = Int(rest), code >= 0 else {
            return ATError(words: String(rest), isMessageService: isMessageService)
        }
        return isMessageService ? .messageService(code) : .equipment(code)
    }
}
