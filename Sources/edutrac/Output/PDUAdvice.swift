import SMSCodec

/// Which options would make more sense of a PDU. It does not say itself in which direction it goes, nor whether the
/// address of the service centre stands in front.
struct PDUAdvice {
    /// What to do; nil when the PDU makes sense as it was read, or in no way.
    let words: String?

    init(about input: PDULineInput) {
        guard Self.oddities(of: input) ?? .max > 0 else {
            words = nil
            return
        }
        // Where two are as good, the address is the likelier mistake.
        let other: PDULineInput.Direction = input.direction == .mt ? .mo : .mt
        let ways = [
            (input.direction, !input.hasServiceCentre), (other, input.hasServiceCentre), (other, !input.hasServiceCentre),
        ]
        var best: (oddities: Int, words: String)?
        for (direction, hasServiceCentre) in ways {
            let way = PDULineInput(hex: input.hex, direction: direction, hasServiceCentre: hasServiceCentre)
            guard let oddities = Self.oddities(of: way), oddities < best?.oddities ?? Self.oddities(of: input) ?? .max
            else { continue }
            var advice: [String] = []
            if direction != input.direction {
                advice.append(
                    direction == .mo ? "If a mobile sent it, add --direction mo." : "If a mobile gets it, leave out --direction mo.")
            }
            if hasServiceCentre != input.hasServiceCentre {
                advice.append(
                    hasServiceCentre
                        ? "If the address of a service centre stands in front, leave out --no-smsc."
                        : "If no address of a service centre stands in front, add --no-smsc.")
            }
            best = (oddities, advice.joined(separator: " "))
        }
        words = best?.words
    }

    /// How much about it is odd; nil when it cannot be decoded.
    private static func oddities(of input: PDULineInput) -> Int? {
        do {
            let (frame, tpdu) = try PDUReading.decode(input)
            var oddities = tpdu.trailingOctets.isEmpty ? 0 : 1
            if frame.serviceCentre?.isMalformed == true { oddities += 1 }
            if tpdu.userData?.isTruncated == true { oddities += 1 }
            switch tpdu {
            case .deliver(let deliver):
                if !deliver.serviceCentreTimestamp.isDate { oddities += 2 }
                if deliver.originatingAddress.isMalformed { oddities += 1 }
            case .submit(let submit):
                if submit.destinationAddress.isMalformed { oddities += 1 }
            case .statusReport(let report):
                if !report.serviceCentreTimestamp.isDate { oddities += 2 }
                if report.isTruncated { oddities += 1 }
            // Rare: everything else is likelier.
            case .command: oddities += 1
            case .transferReport(let report):
                oddities += 1
                if report.isTruncated { oddities += 1 }
                if let time = report.serviceCentreTimestamp, !time.isDate { oddities += 2 }
            }
            return oddities
        } catch {
            return nil
        }
    }
}
