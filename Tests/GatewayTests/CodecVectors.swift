import Foundation

/// What phones, networks and people have sent: the vectors of the codec, as a modem might list them.
enum CodecVectors {
    struct Line: Sendable {
        let id: String
        let hex: String
        let isPDU: Bool
    }

    /// Every string of hex in every file, whatever it is in there: a PDU of either direction with or without a service
    /// centre, a field, septets.
    static func lines() throws -> [Line] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "SMSCodecTests/Vectors")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "jsonl" }.sorted { $0.path < $1.path }
            .flatMap { file in
                try String(contentsOf: file, encoding: .utf8).split(separator: "\n").flatMap { row in
                    let value = try JSONSerialization.jsonObject(with: Data(row.utf8))
                    let id = (value as? [String: Any])?["id"] as? String ?? file.lastPathComponent
                    return hexStrings(in: value).map { Line(id: id, hex: $0.hex, isPDU: $0.isPDU) }
                }
            }
    }

    /// The PDU of a row, service centre in front.
    static func pdu(_ id: String) throws -> String {
        try lines().first { $0.id == id && $0.isPDU }?.hex ?? ""
    }

    private static func hexStrings(in value: Any) -> [(hex: String, isPDU: Bool)] {
        if let list = value as? [Any] { return list.flatMap(hexStrings) }
        guard let object = value as? [String: Any] else { return [] }
        return object.sorted { $0.key < $1.key }.flatMap { key, value -> [(String, Bool)] in
            let texts = (value as? String).map { [$0] } ?? value as? [String]
            if let texts { return key.contains("hex") ? texts.map { ($0, key == "pdu_hex") } : [] }
            return hexStrings(in: value)
        }
    }
}
