/// Figures as OpenMetrics text.
///
/// - Shape: for each family its type, its unit where it has one, what it is, its samples; at the end `# EOF`.
/// - Source: OpenMetrics 1.0.0, "Text Format".
package struct Exposition: Sendable {
    /// Its media type.
    package static let mediaType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

    package enum Kind: String, Sendable {
        case gauge, counter, info
    }

    package struct Sample: Hashable, Sendable {
        package var labels: [Label]
        package var value: Double

        package init(_ value: Double, _ labels: [Label] = []) {
            self.labels = labels
            self.value = value
        }
    }

    package struct Label: Hashable, Sendable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    private var lines: [String] = []

    package init() {}

    /// The text as it stands, ended.
    package var text: String { (lines + ["# EOF"]).joined(separator: "\n") + "\n" }

    /// - Parameters:
    ///   - name: of the family, without `_total` and `_info`; it ends in the unit where there is one.
    ///   - samples: none leaves the family out: what is not known has no figure.
    package mutating func add(_ name: String, _ kind: Kind, unit: String? = nil, help: String, _ samples: [Sample]) {
        guard !samples.isEmpty else { return }
        lines.append("# TYPE \(name) \(kind.rawValue)")
        if let unit { lines.append("# UNIT \(name) \(unit)") }
        lines.append("# HELP \(name) \(Self.escaped(help))")
        let suffix =
            switch kind {
            case .gauge: ""
            case .counter: "_total"
            case .info: "_info"
            }
        for sample in samples {
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
            lines.append(name + suffix + (labels.isEmpty ? "" : "{\(labels)}") + " " + Self.number(sample.value))
        }
    }

    package mutating func gauge(_ name: String, unit: String? = nil, help: String, _ value: Double?) {
        add(name, .gauge, unit: unit, help: help, value.map { [Sample($0)] } ?? [])
    }

    /// Backslash, line feed and quotation mark; other controls come from outside and have no place here.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"": result += "\\\""
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": result += "?"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whole numbers without a point.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return value.rounded() == value && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}
