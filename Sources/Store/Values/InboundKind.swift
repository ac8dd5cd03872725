/// What a message is beyond its words; the raw value is shown in the inbox. Which fields make it so is
/// decided in Gateway, where the clauses stand.
package enum InboundKind: String, CaseIterable, Sendable {
    // Texts that a person wrote, as far as can be told: read and answered.
    case text
    /// Class 0, shown at once by phones.
    case flash
    /// Class 2, meant for the SIM's memory.
    case simText
    /// Asks to take the place of an earlier text of its sender. Here both stay: the newer report corrects the
    /// older one all the same, and nothing that was received is lost.
    case replacing
    /// A reserved coding, read as GSM 7-bit.
    case reservedCoding

    // What no person wrote: kept, shown, never a report and never answered.
    /// Short message type 0: its receipt is all that was wanted, and nobody shall be shown its content.
    case silent
    case simCommand
    case deviceCommand
    /// A picture message waits at the operator; we cannot fetch it.
    case mmsNotice
    case wapPush
    /// For an application of the phone, by its port.
    case applicationData
    /// Voice mail, fax or e-mail waits at the operator.
    case messageWaiting
    case nothingWaiting
    case returnCall
    /// 8-bit or compressed.
    case data

    package var isWritten: Bool {
        switch self {
        case .text, .flash, .simText, .replacing, .reservedCoding: true
        case .silent, .simCommand, .deviceCommand, .mmsNotice, .wapPush, .applicationData, .messageWaiting,
            .nothingWaiting, .returnCall, .data:
            false
        }
    }

    /// Whether a person of the office should look at it although none wrote it: somebody wants something that
    /// reaches them in no other way, or there are words among the data.
    func needsPerson(hasText: Bool) -> Bool {
        switch self {
        case .mmsNotice, .messageWaiting, .returnCall: true
        case .applicationData, .data: hasText
        default: false
        }
    }
}
