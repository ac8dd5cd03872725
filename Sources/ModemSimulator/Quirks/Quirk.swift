/// One way in which a modem, its SIM or its network departs from the standards. A quirk is data;
/// the simulator asks a ``QuirkSet`` at a few named places, and only there:
///
/// - `PortQuirks`: bytes that come in, before they are a command line
/// - `OutgoingBytes`: how an answer, a prompt or an unsolicited line is written
/// - `AnswerQuirks`: what a command comes to, before and after it is carried out
/// - `StartQuirks`: power-up, SIM, what is said unasked
/// - `MemoryQuirks`, `IndicationQuirks`: how texts are stored, shown and announced
/// - `SendingQuirks`, `USSDQuirks`: what the network makes of what was submitted
package struct Quirk: Sendable {
    package enum Showing: Equatable, Sendable {
        /// Switching it on changes what the terminal sees.
        case shown
        /// The simulator does so without being asked; switching it on changes nothing or little.
        case always
        /// Raw texts by name: switching it on has the network deliver them.
        case texts
        /// A single pseudo-terminal cannot show it, for this reason.
        case notShown(String)
    }

    package struct Number: Equatable, Sendable {
        package let name: String
        package let usual: Int
    }

    package let number: Int
    package let title: String
    /// Where it was seen.
    package let devices: String
    package let source: String
    /// Forms it takes; one or several may be chosen.
    package let words: [String]
    /// The forms in force when none is named.
    package let usual: [String]
    package let numbers: [Number]
    /// The last number may be repeated.
    package let isList: Bool
    package let showing: Showing

    package var name: String { "Q-\(number)" }

    init(
        _ number: Int, _ title: String, devices: String, source: String, words: [String] = [],
        usual: [String]? = nil, numbers: [(String, Int)] = [], isList: Bool = false, showing: Showing = .shown
    ) {
        self.number = number
        self.title = title
        self.devices = devices
        self.source = source
        self.words = words
        self.usual = usual ?? Array(words.prefix(1))
        self.numbers = numbers.map { Number(name: $0.0, usual: $0.1) }
        self.isList = isList
        self.showing = showing
    }

    /// `Q-41=hang|slow|broken,SECONDS`
    package var synopsis: String {
        let forms = words.joined(separator: "|")
        let values = numbers.map { $0.name.uppercased() }.joined(separator: ",") + (isList ? ",…" : "")
        let parameters = [forms, values].filter { !$0.isEmpty }.joined(separator: ",")
        return name + (parameters.isEmpty ? "" : "[=\(parameters)]")
    }
}

/// A quirk as it was switched on: `Q-41=slow,40`.
struct QuirkSetting: Hashable, Sendable {
    let number: Int
    let words: [String]
    let numbers: [Int]
    /// As it may be typed again.
    let text: String

    /// - Throws: ``RequestError`` that names what was meant, as far as one can tell.
    init(_ text: String) throws(RequestError) {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(halves.first ?? "")
        guard let quirk = Quirk.catalogue.first(where: { $0.name == name }) else {
            throw RequestError(Quirk.complaint(about: name))
        }
        if case .notShown(let reason) = quirk.showing {
            throw RequestError("\(quirk.name) (\(quirk.title)) cannot be shown here: \(reason)")
        }
        var words: [String] = []
        var numbers: [Int] = []
        let values = halves.count > 1 ? halves[1].split(separator: ",", omittingEmptySubsequences: false) : []
        for value in values.map(String.init) {
            if quirk.words.contains(value) {
                words.append(value)
            } else if let number = Int(value), number >= 0, numbers.count < quirk.numbers.count || quirk.isList {
                numbers.append(number)
            } else {
                throw RequestError(quirk.complaint(aboutValue: value))
            }
        }
        number = quirk.number
        self.words = words.isEmpty ? quirk.usual : words
        self.numbers = numbers + quirk.numbers.dropFirst(numbers.count).map(\.usual)
        self.text = text
    }
}

/// The quirks in force, any number at once.
struct QuirkSet: Sendable {
    private(set) var settings: [Int: QuirkSetting] = [:]

    init() {}

    init(_ texts: [String]) throws(RequestError) {
        for text in texts { try insert(text) }
    }

    /// Switching a quirk on again replaces its parameters.
    @discardableResult
    mutating func insert(_ text: String) throws(RequestError) -> QuirkSetting {
        let setting = try QuirkSetting(text)
        settings[setting.number] = setting
        return setting
    }

    mutating func remove(_ number: Int) { settings[number] = nil }

    func has(_ number: Int) -> Bool { settings[number] != nil }

    func has(_ number: Int, _ word: String) -> Bool { settings[number]?.words.contains(word) ?? false }

    /// The n-th number of a quirk, nil when it is off.
    func number(_ number: Int, _ place: Int = 0) -> Int? {
        guard let numbers = settings[number]?.numbers, place < numbers.count else { return nil }
        return numbers[place]
    }

    func seconds(_ number: Int, _ place: Int = 0) -> Double? { self.number(number, place).map(Double.init) }

    var texts: [String] { settings.keys.sorted().compactMap { settings[$0]?.text } }
}

// MARK: Names that do not fit

extension Quirk {
    /// What to say about a name that no quirk has.
    static func complaint(about name: String) -> String {
        let digits = name.filter { ("0"..."9").contains($0) }
        let nearest: Quirk?
        if let number = Int(digits.prefix(9)) {
            nearest = catalogue.min { abs($0.number - number) < abs($1.number - number) }
        } else {
            let wanted = name.lowercased()
            nearest = wanted.isEmpty ? nil : catalogue.first { $0.title.lowercased().contains(wanted) }
        }
        let hint = nearest.map { "did you mean \($0.name) (\($0.title))?" } ?? "edutrac-modemsim quirks lists them"
        return "there is no quirk \"\(name)\"; \(hint)"
    }

    func complaint(aboutValue value: String) -> String {
        guard !words.isEmpty || !numbers.isEmpty else { return "\(name) takes no value, \"\(value)\" neither" }
        let nearest = Nearest.name(to: value, among: words).map { "; did you mean \($0)?" } ?? ""
        return "\(synopsis) does not take \"\(value)\"\(nearest)"
    }
}

/// The name somebody meant.
enum Nearest {
    static func name(to typed: String, among names: [String]) -> String? {
        names.map { (name: $0, distance: distance(Array(typed.lowercased().utf8), Array($0.utf8))) }
            .min { $0.distance < $1.distance }?.name
    }

    /// Insertions, deletions and replacements from one to the other.
    private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var row = Array(0...second.count)
        for (place, character) in first.enumerated() {
            var next = [place + 1]
            for (column, other) in second.enumerated() {
                next.append(min(next[column] + 1, row[column + 1] + 1, row[column] + (character == other ? 0 : 1)))
            }
            row = next
        }
        return row[second.count]
    }
}
