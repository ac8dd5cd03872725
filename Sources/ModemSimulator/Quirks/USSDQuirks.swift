/// USSD strings in other forms than the terminal's character set.
extension SimulatedModem {
    /// The network's answer to a USSD string; `typed` is as the terminal gave it.
    mutating func answerUSSD(_ typed: String) {
        let isPacked = quirks.has(101, "packed") && quirkState.usesPackedUSSD
        let octets = isPacked ? Hexadecimal.octets(typed.utf8) : nil
        let request = octets.map(Self.unpacked) ?? typedText(typed)
        // 7 mod 8 characters leave seven bits; only CR tells them from another character (23.038 §6.1.2.3.1).
        let isPadded = octets.map { $0.last.map { $0 >> 1 == 0x0D } ?? false } ?? false
        if quirks.has(102), request.unicodeScalars.count % 8 == 7, !isPadded { return }
        let lines = ussdLines("\(request): saldo S/ 25.00", isPacked: isPacked)
        if quirks.has(101, "early") {
            for line in lines { performWrite(self.line(line)) }
        } else if quirks.has(101, "late") {
            for line in lines { quirkState.add(.line(line), at: now.uptime + (quirks.seconds(101) ?? 10)) }
        } else {
            unsolicited += lines
        }
    }

    private func ussdLines(_ answer: String, isPacked: Bool) -> [String] {
        if isPacked { return ["+CUSD: 0,\"\(Hexadecimal.text(GSMCharacters.packed(Self.padded(answer))))\",15"] }
        if quirks.has(101, "ucs2") { return ["+CUSD: 0,\"\(TECharacterSet.ucs2.shown(answer))\",72"] }
        if quirks.has(101, "crlf") {
            return ["+CUSD: 0,\"\(characterSet.shown(answer.replacing(": ", with: ":\r\n")))\",15"]
        }
        let shown = characterSet.shown(answer)
        if quirks.has(101, "pieces") {
            let half = shown.unicodeScalars.count / 2
            return ["+CUSD: 1,\"\(shown.prefix(half))\",15", "+CUSD: 2,\"\(shown.dropFirst(half))\",15"]
        }
        let line = "+CUSD: 0,\"\(shown)\",15"
        return quirks.has(101, "several") ? [line, "+CUSD: 2"] : [line]
    }

    /// Septets, with CR where seven zero bits would be an @.
    private static func padded(_ text: String) -> [UInt8] {
        let septets = GSMCharacters.septets(of: text)
        return septets.count % 8 == 7 ? septets + [0x0D] : septets
    }

    private static func unpacked(_ octets: [UInt8]) -> String {
        let septets = GSMCharacters.unpacked(octets, count: octets.count * 8 / 7)
        let text = GSMCharacters.text(of: septets)
        guard septets.count.isMultiple(of: 8), let last = septets.last, last == 0x0D || last == 0 else { return text }
        return String(text.dropLast())
    }
}
