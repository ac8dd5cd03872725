import Logging

/// One entry in the journal's native protocol.
///
/// - Shape: `KEY=value` and a line feed; a value with line feeds as `KEY`, line feed, its length as 64
///   bits little endian, the value, line feed.
/// - Source: systemd, "Native Journal Protocol" (JOURNAL_NATIVE_PROTOCOL).
struct JournalEntry: Sendable {
    /// Longest value, in bytes; the rest is cut, so that an entry fits a datagram.
    static let longestValue = 8 * 1024
    /// Most fields taken from metadata.
    static let mostFields = 32

    private(set) var bytes: [UInt8] = []

    /// - Parameter id: the `MESSAGE_ID` of the event; nil where nobody has given it one.
    init(
        level: Logger.Level, message: String, metadata: Logger.Metadata, identifier: String, label: String,
        id: String? = nil
    ) {
        append("MESSAGE", Self.text(message, metadata))
        append("PRIORITY", String(level.priority))
        append("SYSLOG_IDENTIFIER", identifier)
        append("EDUTRAC_LOGGER", label)
        append("MESSAGE_ID", id ?? Self.messageID(message, metadata))
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }).prefix(Self.mostFields) {
            if let field = Self.fieldName(key) { append(field, value.plainText) }
        }
    }

    /// What `journalctl` shows: the fixed message, then the facts, as on stderr.
    private static func text(_ message: String, _ metadata: Logger.Metadata) -> String {
        let facts = MetadataText.line(metadata)
        return facts.isEmpty ? message : message + "  " + facts
    }

    /// `modem` → `EDUTRAC_MODEM`. Nil for a name without a letter or digit, and for the message id.
    static func fieldName(_ key: String) -> String? {
        guard key != "messageID" else { return nil }
        var name = ""
        for character in key.unicodeScalars.prefix(48) {
            switch character {
            case "a"..."z", "A"..."Z", "0"..."9": name.unicodeScalars.append(character)
            default: name.append("_")
            }
        }
        guard name.contains(where: { $0 != "_" }) else { return nil }
        return "EDUTRAC_" + name.uppercased()
    }

    /// 32 hex digits that are the same for the same kind of event: `messageID` of the metadata where it
    /// is given, else computed from the message, which is fixed for each event.
    static func messageID(_ message: String, _ metadata: Logger.Metadata) -> String {
        if let given = metadata["messageID"]?.plainText, given.utf8.count == 32,
            given.allSatisfy({ $0.isHexDigit && $0.isASCII })
        {
            return given.lowercased()
        }
        // FNV-1a over 128 bits.
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for byte in message.utf8 {
            hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    mutating func append(_ key: String, _ value: String) {
        let value = Array(value.utf8.prefix(Self.longestValue))
        bytes += key.utf8
        if value.contains(UInt8(ascii: "\n")) {
            bytes.append(UInt8(ascii: "\n"))
            withUnsafeBytes(of: UInt64(value.count).littleEndian) { bytes += $0 }
        } else {
            bytes.append(UInt8(ascii: "="))
        }
        bytes += value
        bytes.append(UInt8(ascii: "\n"))
    }
}

extension Logger.Level {
    /// syslog(3) priority.
    var priority: Int {
        switch self {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }
}
