import ATChannel

/// What libFuzzer calls: a script for a conversation, and the same octets as the lines of an answer.
@_cdecl("LLVMFuzzerTestOneInput")
public func atFuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    do {
        try DialogueProperties.check(input)
    } catch {
        fatalError("\(error)")
    }
    let text = String(decoding: input, as: UTF8.self)
    DialogueProperties.read(text.split(whereSeparator: \.isNewline).map(String.init))
    do {
        let text = try OperatorCommand(text).command.text
        // One line, and nothing that a modem would take for another one.
        guard text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { fatalError("a command with controls") }
        // Nothing sets what could lose a text or lock the SIM, wherever on the line it stands.
        let squeezed = text.uppercased().filter { $0 != " " }
        for name in ["+CMGD", "+CMGS", "+CMGW", "+CPIN", "+CPWD", "+CLCK"] {
            for part in squeezed.split(separator: ";") where part.contains("\(name)=") && !part.hasSuffix("\(name)=?") {
                fatalError("\(text) is passed on")
            }
        }
    } catch {
        // Refused: nothing reaches the modem.
        return 0
    }
    return 0
}
