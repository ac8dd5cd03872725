// The commands of TS 27.005, always in PDU mode, with deadlines from field reports.

extension Command {
    package static let pduMode = Command("+CMGF=0")

    /// Phase 2+, which `+CDS` needs on strict modems, and which then needs `+CNMA`.
    package static func messageService(_ service: Int) -> Command {
        Command("+CSMS=\(service)", answer: .prefixed(["+CSMS:"]))
    }

    package static let storageStatus = Command(
        "+CPMS?", answer: .prefixed(["+CPMS:"]), timeout: .seconds(20))
    package static let storageChoices = Command(
        "+CPMS=?", answer: .prefixed(["+CPMS:"]), timeout: .seconds(20))

    /// - Parameter memories: mem1, or all three; only names of ``StorageAnswers/isMemory(_:)``.
    package static func selectStorage(_ memories: [String]) -> Command {
        let names = memories.map { "\"\($0)\"" }.joined(separator: ",")
        return Command("+CPMS=\(names)", answer: .prefixed(["+CPMS:"]), timeout: .seconds(20))
    }

    /// All texts. Some modems take minutes: then the slots are read one by one.
    package static let listTexts = Command(
        "+CMGL=4", answer: .prefixedThenPDU("+CMGL:"), timeout: .seconds(60))

    package static func readText(_ index: Int) -> Command {
        Command("+CMGR=\(index)", answer: .prefixedThenPDU("+CMGR:"), timeout: .seconds(20)).optional
    }

    /// Never with a flag: `1` to `4` also delete what arrived a moment ago, and MC35 refuses `0`.
    package static func deleteText(_ index: Int) -> Command {
        Command("+CMGD=\(index)", timeout: .seconds(20))
    }

    /// - Parameters:
    ///   - hex: SMSC address and TPDU, nothing but hex digits.
    ///   - tpduLength: octets without the SMSC address.
    package static func submit(hex: String, tpduLength: Int, timeout: Duration) -> Command {
        precondition(isHex(hex), "only hex may be typed at the prompt")
        return Command(
            "+CMGS=\(tpduLength)", body: hex.uppercased(), answer: .prefixed(["+CMGS:"]), timeout: timeout)
    }

    /// Which values of `+CMMS` there are. Asked once: a modem that refuses it is left alone.
    package static let linkChoices = Command("+CMMS=?", answer: .prefixed(["+CMMS:"])).optional
    /// The link to the service centre stays open for the next part. TS 27.005 §3.5.6: 1 until there was no
    /// text for some seconds, 2 each time, until it is set anew.
    package static func keepLink(_ mode: Int) -> Command { Command("+CMMS=\(mode)").optional }

    package static let notificationChoices = Command(
        "+CNMI=?", answer: .prefixed(["+CNMI:"])
    ).optional
    package static let notificationStatus = Command("+CNMI?", answer: .prefixed(["+CNMI:"])).optional

    package static func notify(_ mode: NotificationMode) -> Command {
        Command("+CNMI=\(mode.text)").optional
    }

    package static let serviceCentre = Command(
        "+CSCA?", answer: .prefixed(["+CSCA:"]), timeout: .seconds(20)
    ).optional
}

/// `+CNMI=<mode>,<mt>,<bm>,<ds>,<bfr>`. Source: TS 27.005 §3.4.1.
package struct NotificationMode: Hashable, Sendable {
    package let mode: Int
    /// 0 none, 1 texts are stored and announced, 2 passed on unstored.
    package let texts: Int
    package let broadcasts: Int
    /// 0 none, 1 status reports are passed on (`+CDS`), 2 stored and announced (`+CDSI`).
    package let reports: Int
    package let buffer: Int

    package init(_ mode: Int, _ texts: Int, _ broadcasts: Int, _ reports: Int, _ buffer: Int) {
        self.mode = mode
        self.texts = texts
        self.broadcasts = broadcasts
        self.reports = reports
        self.buffer = buffer
    }

    /// The answer to `+CNMI?`.
    package init?(_ lines: [String]) {
        guard let line = lines.first else { return nil }
        let values = ParameterReader(line, after: "+CNMI:").fields.compactMap(\.number)
        guard values.count >= 4 else { return nil }
        self.init(values[0], values[1], values[2], values[3], values.count > 4 ? values[4] : 0)
    }

    package var text: String { "\(mode),\(texts),\(broadcasts),\(reports),\(buffer)" }

    /// Whether the modem announces the same things; mode and buffer may differ.
    package func announcesLike(_ other: NotificationMode) -> Bool {
        texts == other.texts && reports == other.reports
    }

    /// What to try, best first: store, then announce; reports passed on, else stored, else none.
    ///
    /// Texts are never asked for unstored: a missed `+CNMA` loses them.
    /// - Parameters:
    ///   - choices: the answer to `+CNMI=?`; without one everything is tried.
    ///   - modes: which are tried, in this order.
    ///   - reports: as above.
    package static func ladder(
        _ choices: [String], modes: [Int] = [2, 1], reports: [Int] = [1, 2, 0]
    ) -> [NotificationMode] {
        let fields = choices.first.map { ParameterReader($0, after: "+CNMI:").fields } ?? []
        func offers(_ position: Int, _ value: Int) -> Bool {
            let offered = fields.indices.contains(position) ? fields[position].numbers : []
            return offered.isEmpty || offered.contains(value)
        }
        // The only value on offer must be given (MC75i wants 1).
        let buffers = fields.indices.contains(4) ? fields[4].numbers : []
        let buffer = buffers.isEmpty || buffers.contains(0) ? 0 : buffers.min() ?? 0
        let all = reports.flatMap { reports in modes.map { NotificationMode($0, 1, 0, reports, buffer) } }
        return all.filter { offers(0, $0.mode) && offers(1, $0.texts) && offers(3, $0.reports) }
    }
}

package enum LinkAnswers {
    /// The best value of `+CMMS: (0-2)`; nil where there is none but 0.
    package static func best(_ lines: [String]) -> Int? {
        let modes = lines.first.flatMap { ParameterReader($0, after: "+CMMS:")[0]?.numbers } ?? []
        return [2, 1].first { modes.contains($0) }
    }
}

package enum SubmitAnswers {
    /// TP-MR of `+CMGS: <mr>`; nil where the modem does not tell it.
    package static func messageReference(_ lines: [String]) -> Int? {
        let value = lines.first.flatMap { ParameterReader($0, after: "+CMGS:")[0]?.number }
        return value.flatMap { 0...255 ~= $0 ? $0 : nil }
    }
}
