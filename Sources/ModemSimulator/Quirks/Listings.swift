/// What `edutrac-modemsim quirks` and `presets` print.
package enum Listings {
    package static func quirks(json: Bool) -> String {
        json ? JSONValue.array(Quirk.catalogue.map(\.json)).line : Quirk.catalogue.map(\.lines).joined(separator: "\n")
    }

    package static func presets(json: Bool) -> String {
        guard !json else { return JSONValue.array(ModemPreset.all.map(\.json)).line }
        let width = ModemPreset.all.map(\.name.utf8.count).max() ?? 0
        return ModemPreset.all.map { preset in
            let name = preset.name + String(repeating: " ", count: width - preset.name.utf8.count)
            let quirks = preset.quirks.isEmpty ? "no quirks" : preset.quirks.joined(separator: " ")
            return "\(name)  \(preset.title): \(preset.manufacturer) \(preset.model); \(quirks)"
        }.joined(separator: "\n")
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

extension ModemPreset {
    fileprivate var json: JSONValue {
        .object([
            "name": .string(name), "title": .string(title), "manufacturer": .string(manufacturer),
            "model": .string(model), "revision": .string(revision),
            "memories": .object(capacities.mapValues(JSONValue.int)),
            "quirks": .array(quirks.map(JSONValue.string)),
        ])
    }
}
