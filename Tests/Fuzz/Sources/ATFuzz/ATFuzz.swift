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
        let squeezed = text.uppercased().filter { $0 != " " }
        if squeezed.hasPrefix("+CMGD="), !squeezed.hasSuffix("=?"), !squeezed.hasPrefix("+CMGD=?") { fatalError("deletes texts: \(text)") }
    } catch {}
    return 0
}
