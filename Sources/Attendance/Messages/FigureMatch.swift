/// A label or a number, with how it hangs together with the one before.
struct FigureElement: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case label(Vocabulary.LabelWord)
        case number(Figures.Figure)
    }

    var kind: Kind
    var clause: Int
    /// Written together with the element before.
    var isGlued: Bool
    /// A word that we do not know stands between this and the element before.
    var isBarred: Bool
    /// What stands right before it was meant for a number.
    var isBehindProblem = false
    var sharesClause: Bool
    /// "y" stands right before it.
    var isJoined = false
    /// What stands between this and the element before, where that is no word.
    var gap: String?
    /// What else the number belongs to where no label speaks for it, as it is quoted.
    var claim: String?

    var isNumber: Bool { if case .number = kind { true } else { false } }
    var labelWord: Vocabulary.LabelWord? { if case .label(let word) = kind { word } else { nil } }
    var figure: Figures.Figure? { if case .number(let figure) = kind { figure } else { nil } }
}

/// Finds which label belongs to which number: labels may stand before or after, glued or not.
///
/// Every way to pair neighbours is weighed; where two ways are as good and mean different things,
/// the order H M D decides, and else nobody does: ask.
struct FigureMatch {
    struct Matched {
        var entry: Figures.Entry
        var claim: String?
    }

    enum Outcome {
        /// `dangling`: positions of labels without a number.
        case entries([Matched], dangling: [Int])
        case ambiguous
    }

    static func best(_ elements: [FigureElement]) -> Outcome {
        var match = FigureMatch(interleaved(elements))
        if let zipped = match.zipped() { return zipped }
        match.search(from: 0, [:])
        return match.choose()
    }

    /// The index of the label for each number that has one.
    private typealias Pairs = [Int: Int]

    private let elements: [FigureElement]
    private var labels: [Figures.Label?]
    private var found: [(pairs: Pairs, weight: Int)] = []
    /// "Alumnos" beside girls: the boys, or all.
    private var isTotalOpen = false

    private init(_ elements: [FigureElement]) {
        self.elements = elements
        labels = elements.map { $0.labelWord?.label }
        simplify()
    }

    // MARK: Labels that say the same, or stand for a heading

    private mutating func simplify() {
        nameBoys()
        joinBothSexes()
        let hasSpecific = labels.contains { $0 == .boys || $0 == .girls || $0 == .boysOrPupils }
        let numbers = elements.count(where: \.isNumber)
        let teachers = labels.contains(.teachers) ? 1 : 0
        for index in labels.indices {
            switch elements[index].labelWord?.kind {
            // "asistieron" is said before figures of any kind.
            case .verb where hasSpecific || numbers > 1 + teachers || hasOther(.pupils, than: index):
                labels[index] = nil
            case .loose where labels[index] == .pupils && touchesSpecific(index):
                labels[index] = nil
            default: break
            }
        }
    }

    /// "niños 12, niñas 15", "alumnos 12, alumnas 15": the first are the boys. "27 alumnos, 15 niñas" are
    /// all and the girls among them; joined by "y" it may be either.
    private mutating func nameBoys() {
        guard !labels.contains(.boys) else { return }
        let kinds = elements.compactMap { $0.labelWord?.kind }
        guard kinds.contains(.feminine) || kinds.contains(.femininePupil) else { return }
        for index in labels.indices where labels[index] == .boysOrPupils { labels[index] = .boys }
        guard let alumnos = labels.indices.first(where: isAlumnos) else { return }
        let isJoined = elements[(alumnos + 1)...].prefix { $0.isNumber || $0.labelWord?.label == .girls }.contains(
            where: \.isJoined)
        let hasTotal = labels.indices.contains { labels[$0] == .pupils && elements[$0].labelWord?.kind == .plain }
        guard kinds.contains(.femininePupil), !hasTotal else {
            isTotalOpen = isJoined && !hasTotal
            return
        }
        isTotalOpen = kinds.contains(.verb) && !isJoined
        for index in labels.indices where isAlumnos(index) { labels[index] = .boys }
    }

    private func isAlumnos(_ index: Int) -> Bool {
        labels[index] == .pupils && elements[index].labelWord?.kind == .loose
    }

    private func hasOther(_ label: Figures.Label, than index: Int) -> Bool {
        labels.indices.contains { $0 != index && labels[$0] == label }
    }

    /// "alumnos varones 12": the second says it.
    private func touchesSpecific(_ index: Int) -> Bool {
        [index - 1, index + 1].contains { other in
            guard labels.indices.contains(other), elements[max(index, other)].sharesClause else { return false }
            return labels[other] == .boys || labels[other] == .girls || labels[other] == .boysOrPupils
        }
    }

    /// "hombres y mujeres 27": everybody, unless as many numbers stand beside it.
    private mutating func joinBothSexes() {
        for index in labels.indices.dropLast() {
            let isPair = (labels[index] == .boys || labels[index] == .boysOrPupils) && labels[index + 1] == .girls
            guard isPair, !elements[index + 1].isBarred else { continue }
            let after = elements[(index + 2)...].prefix(while: \.isNumber).count
            let before = elements[..<index].reversed().prefix(while: \.isNumber).count
            guard after <= 1, before <= 1, after + before > 0 else { continue }
            // "12 hombres mujeres 15": each has its own; "27 niños y niñas, 2 docentes": one for both.
            if after == 1, before == 1, !belongsElsewhere(index + 2) { continue }
            labels[index] = nil
            labels[index + 1] = nil
            labels[before == 1 ? index : index + 1] = .pupils
        }
    }

    /// Whether a number hangs closer to the label behind it than to the one before.
    private func belongsElsewhere(_ number: Int) -> Bool {
        guard number + 1 < elements.count, labels[number + 1] != nil else { return false }
        return bond(number, number + 1) > bond(number - 1, number)
    }

    // MARK: "H M D 12 15 2"

    /// "hombres y mujeres 12 y 15, docentes 2": the pair is put in order before it is matched.
    private static func interleaved(_ elements: [FigureElement]) -> [FigureElement] {
        var elements = elements
        var index = 0
        while index + 3 < elements.count {
            let window = elements[index..<(index + 4)]
            let kinds = window.map(\.isNumber)
            let isFirst = index == 0 || !elements[index - 1].isNumber
            let isLast = index + 4 == elements.count || !elements[index + 4].isNumber
            if kinds == [false, false, true, true], isFirst, isLast, !window.dropFirst().contains(where: \.isBarred),
                window.dropFirst().allSatisfy(\.sharesClause)
            {
                elements.swapAt(index + 1, index + 2)
                index += 3
            }
            index += 1
        }
        return elements
    }

    private func zipped() -> Outcome? {
        let named = labels.indices.filter { labels[$0] != nil }
        let numbers = elements.indices.filter { elements[$0].isNumber }
        guard named.count >= 2, numbers.count >= named.count, Set(named.map { labels[$0] }).count == named.count,
            let last = named.last, let first = numbers.first, last < first,
            numbers.count == named.count || inOrder(named.compactMap { labels[$0] })
        else { return nil }
        let entries = numbers.enumerated().compactMap { position, number in
            elements[number].figure.map { Figures.Entry(position < named.count ? labels[named[position]] : nil, $0) }
        }
        return outcome(resolved(entries), dangling: [])
    }

    private func inOrder(_ labels: [Figures.Label]) -> Bool { labels == [.boys, .girls] }

    // MARK: Pairs of neighbours

    private mutating func search(from index: Int, _ pairs: Pairs, weight: Int = 0) {
        guard index < elements.count else {
            found.append((pairs, weight))
            return
        }
        search(from: index + 1, pairs, weight: weight)
        // Labels that were dropped do not part a label from its number.
        guard elements[index].isNumber || labels[index] != nil,
            let next = (index + 1..<elements.count).first(where: { elements[$0].isNumber || labels[$0] != nil }),
            elements[index].isNumber != elements[next].isNumber,
            !elements[(index + 1)...next].contains(where: \.isBarred)
        else { return }
        let (number, label) = elements[index].isNumber ? (index, next) : (next, index)
        var more = pairs
        more[number] = label
        search(from: next + 1, more, weight: weight + bond(index, next))
    }

    private func bond(_ first: Int, _ second: Int) -> Int {
        let sharesClause = elements[(first + 1)...second].allSatisfy(\.sharesClause)
        guard second == first + 1 else { return sharesClause ? 4 : 2 }
        if elements[second].isGlued { return 8 }
        guard let gap = elements[second].gap else { return sharesClause ? 4 : 2 }
        // "H:12", "12-H"; not "12,H".
        if !gap.isEmpty, !gap.contains(where: { $0.isWhitespace || $0 == "," || $0 == ";" }) { return 6 }
        let isPlain = gap.allSatisfy { $0 == " " }
        // "Masc. 12" is short for a word; "12. Mujeres" ends.
        if labels[first] != nil { return sharesClause || gap == ". " ? 4 : 2 }
        return isPlain ? 4 : sharesClause ? 3 : 2
    }

    private func choose() -> Outcome {
        let valid = found.filter { !hasConflict($0.pairs) && !tearsApart($0.pairs) }
        guard let most = valid.map(\.pairs.count).max() else { return .ambiguous }
        // "32 alumnas mujeres / 32 alumnos varones": nobody says the girls twice and the boys not at all.
        let fullest = valid.filter { $0.pairs.count == most }
        let widest = fullest.map { distinctLabels($0.pairs) }.max() ?? 0
        let wide = fullest.filter { distinctLabels($0.pairs) == widest }
        let heaviest = wide.map(\.weight).max() ?? 0
        let best = wide.filter { $0.weight == heaviest }.map(\.pairs)
        let readings = Set(best.map(entries))
        if readings.count == 1, let pairs = best.first { return outcome(pairs) }
        if labels.first != .some(nil), elements.first?.labelWord?.kind == .plain, isShifted(best) { return .ambiguous }
        if let way = behindUnknown(best) { return way }
        let ordered = best.filter { isInOrder(entries($0)) && isOneWay($0) }
        if Set(ordered.map(entries)).count == 1, let pairs = ordered.first { return outcome(pairs) }
        // "H 12 M": a label stands before its number unless something speaks against it.
        let numbers = elements.count(where: \.isNumber)
        let before = best.filter { pairs in pairs.allSatisfy { $0.value < $0.key } && pairs.count == numbers }
        if before.count == 1, labels.first != .some(nil), let pairs = before.first, !isComplete(best) {
            return outcome(pairs)
        }
        return .ambiguous
    }

    /// "849 H12 M15 D": what is one word stays together, whatever stands around it.
    private func tearsApart(_ pairs: Pairs) -> Bool {
        elements.indices.dropFirst().contains { second in
            let first = second - 1
            let isWord = elements[second].isGlued && !elements[first].isGlued && elements[first].isNumber != elements[second].isNumber
                && !(second + 1 < elements.count && elements[second + 1].isGlued)
            guard isWord, labels[elements[first].isNumber ? second : first] != nil else { return false }
            let (number, label) = elements[first].isNumber ? (first, second) : (second, first)
            return pairs[number] != label && (pairs[number] != nil || pairs.values.contains(label))
        }
    }

    /// "D 2 H 27 M 66 D", of which the end never came: whole read forwards and backwards, and not the same.
    private func isShifted(_ ways: [Pairs]) -> Bool {
        let whole = ways.filter { isOneWay($0) && isComplete([$0]) }
        return Set(whole.map(entries)).count > 1
    }

    /// "Dose varones 11 mujeres 2 profesores": what stands before the first label was its number, or nobody can tell.
    private func behindUnknown(_ ways: [Pairs]) -> Outcome? {
        let isAlternating = elements.indices.allSatisfy { elements[$0].isNumber == ($0 % 2 == 1) }
        guard let first = elements.first, first.isBarred, elements.count >= 5, elements.count % 2 == 1, isAlternating else { return nil }
        let behind = ways.first { pairs in
            pairs.count == elements.count / 2 && pairs.allSatisfy { $0.value > $0.key }
        }
        guard first.isBehindProblem, let behind else { return .ambiguous }
        return outcome(behind)
    }

    private func distinctLabels(_ pairs: Pairs) -> Int { Set(pairs.values.compactMap { labels[$0] }).count }

    /// All labels before their numbers, or all behind.
    private func isOneWay(_ pairs: Pairs) -> Bool {
        pairs.allSatisfy { $0.value < $0.key } || pairs.allSatisfy { $0.value > $0.key }
    }

    /// Whether one of the ways leaves nothing to ask for: then taking another would be a guess.
    private func isComplete(_ ways: [Pairs]) -> Bool {
        ways.contains { Set(entries($0).compactMap(\.label)).isSuperset(of: [.boys, .girls, .teachers]) }
    }

    private func outcome(_ pairs: Pairs) -> Outcome {
        let used = Set(pairs.values)
        let dangling = labels.indices.filter { labels[$0] != nil && !used.contains($0) }
        if dangling.contains(where: { isSaidTwice($0, pairs) }) { return .ambiguous }
        return outcome(entries(pairs), dangling: dangling)
    }

    /// "H 12 M 15 F 2": the girls have their number, and the one beside the second label is not the
    /// teachers' for want of another.
    private func isSaidTwice(_ label: Int, _ pairs: Pairs) -> Bool {
        guard elements[label].labelWord?.kind == .plain, pairs.values.contains(where: { labels[$0] == labels[label] })
        else { return false }
        return [label - 1, label + 1].contains { number in
            elements.indices.contains(number) && elements[number].isNumber && pairs[number] == nil
                && !elements[max(label, number)].isBarred && elements[max(label, number)].sharesClause
        }
    }

    /// - Parameter entries: one for each number, in their order.
    private func outcome(_ entries: [Figures.Entry], dangling: [Int]) -> Outcome {
        if isTotalOpen, !isNoTotal(Figures(entries)) { return .ambiguous }
        let claims = elements.filter(\.isNumber).map(\.claim)
        return .entries(zip(entries, claims).map { Matched(entry: $0, claim: $1) }, dangling: dangling)
    }

    /// Fewer boys than girls cannot be all.
    private func isNoTotal(_ figures: Figures) -> Bool {
        guard case .value(let boys)? = figures.figure(.boys), case .value(let girls)? = figures.figure(.girls) else {
            return false
        }
        return boys < girls
    }

    private func entries(_ pairs: Pairs) -> [Figures.Entry] {
        resolved(
            elements.indices.compactMap { index in
                elements[index].figure.map { Figures.Entry(pairs[index].flatMap { labels[$0] }, $0) }
            })
    }

    /// "niños 12" beside girls is the boys, beside boys everybody.
    private func resolved(_ entries: [Figures.Entry]) -> [Figures.Entry] {
        let given = Set(entries.compactMap(\.label))
        return entries.map { entry in
            guard entry.label == .boysOrPupils else { return entry }
            if given.contains(.boys) { return Figures.Entry(.pupils, entry.figure) }
            let isBoys = given.contains(.girls) || given.contains(.pupils)
            return isBoys ? Figures.Entry(.boys, entry.figure) : entry
        }
    }

    /// The same label with two different numbers.
    private func hasConflict(_ pairs: Pairs) -> Bool {
        let entries = entries(pairs)
        return Set(entries.compactMap(\.label)).contains { label in
            Set(entries.filter { $0.label == label }.map(\.figure)).count > 1
        }
    }

    /// H, M, D in this order, bare numbers taking the places that are left.
    private func isInOrder(_ entries: [Figures.Entry]) -> Bool { Figures(entries).positional != nil }
}
