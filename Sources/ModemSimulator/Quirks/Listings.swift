/// What `edutrac-modemsim quirks` prints.
package enum Listings {
    package static func quirks(json: Bool) -> String {
        json ? JSONValue.array(Quirk.catalogue.map(\.json)).line : Quirk.catalogue.map(\.lines).joined(separator: "\n")
    }
}

extension Quirk {
    fileprivate var lines: String {
        var text = "\(synopsis)\n    \(title)\n    seen: \(devices) (\(source))"
        switch showing {
        case .shown: break
        case .always: text += "\n    always so, whether it is on or not"
        case .texts: text += "\n    texts: " + pdus.map(\.name).joined(separator: " ")
        case .notShown(let reason): text += "\n    not shown: \(reason)"
        }
        return text
    }

    private var pdus: [FieldPDU] { FieldPDU.all.filter { $0.quirk == number } }

    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(name), "title": .string(title), "devices": .string(devices), "source": .string(source),
            "words": .array(words.map(JSONValue.string)), "usual": .array(usual.map(JSONValue.string)),
            "numbers": .array(numbers.map { .object(["name": .string($0.name), "usual": .int($0.usual)]) }),
        ]
        switch showing {
        case .shown: members["shown"] = .bool(true)
        case .always: members["shown"] = .string("always")
        case .texts: members["texts"] = .array(pdus.map { .string($0.name) })
        case .notShown(let reason):
            members["shown"] = .bool(false)
            members["reason"] = .string(reason)
        }
        return .object(members)
    }
}
