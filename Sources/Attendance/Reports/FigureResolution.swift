/// Figures of a text made into counts for one school, together with what was said before.
struct FigureResolution: Hashable, Sendable {
    var counts = AttendanceCounts()
    /// A figure was "todos": to be confirmed.
    var saysEverybody = false
    var trouble: Trouble?

    enum Trouble: Hashable, Sendable {
        case unclearNumbers
        case tooMany
        /// `niños 27`, or one bare number.
        case totalOrBoys(Int)
        /// Only the total was given.
        case totalOnly(Int)
        case totalDiffers(Int)
        case everybodyUnknown
    }

    private let figures: Figures
    private let expected: [FigureField]
    private let enrolment: Enrolment

    /// - Parameter base: what the reporter said before, where this text may complete it.
    init(_ figures: Figures, at school: School?, completing base: AttendanceCounts? = nil) {
        self.figures = figures
        expected = FigureField.expected(of: school)
        enrolment = school?.enrolment ?? Enrolment()
        takeLabels(base)
        takeBareNumbers(base)
        if let base {
            for field in FigureField.allCases where counts[field] == nil { counts[field] = base[field] }
        }
        takeTotal()
    }

    /// What this school is asked for and has not been said.
    var missing: [FigureField] { expected.filter { counts[$0] == nil } }

    private static func field(_ label: Figures.Label) -> FigureField? {
        switch label {
        case .boys: .boys
        case .girls: .girls
        case .teachers: .teachers
        case .pupils, .boysOrPupils: nil
        }
    }

    private mutating func takeLabels(_ base: AttendanceCounts?) {
        for entry in figures.entries {
            guard let label = entry.label else { continue }
            if let field = Self.field(label) {
                set(field, entry.figure)
            } else if entry.figure == .everybody {
                set(.boys, .everybody)
                set(.girls, .everybody)
            } else if label == .boysOrPupils, case .value(let number) = entry.figure {
                // "Falta H" and then "niños 12".
                if let base, base.girls != nil, base.boys == nil {
                    set(.boys, entry.figure)
                } else {
                    trouble = .totalOrBoys(number)
                }
            }
        }
    }

    private mutating func set(_ field: FigureField, _ figure: Figures.Figure) {
        switch figure {
        case .value(let number): counts[field] = number
        case .everybody:
            saysEverybody = true
            counts[field] = enrolment[field]
            if enrolment[field] == nil { trouble = .everybodyUnknown }
        }
    }

    private mutating func takeBareNumbers(_ base: AttendanceCounts?) {
        let bare = figures.bare
        guard !bare.isEmpty else { return }
        let labelled = figures.entries.contains { $0.label.flatMap(Self.field) != nil }
        if labelled { return takeMixed(bare) }
        let open = base.map { base in expected.filter { base[$0] == nil } } ?? []
        if !open.isEmpty, bare.count == open.count { return fill(open, bare) }
        switch bare.count {
        case 1: takeOne(bare[0])
        case 2: fill([.boys, .girls], bare)
        case 3: fill(FigureField.allCases, bare)
        default: trouble = .tooMany
        }
    }

    private mutating func takeOne(_ figure: Figures.Figure) {
        switch figure {
        case .value(let number): trouble = trouble ?? .totalOrBoys(number)
        case .everybody: fill(expected, expected.map { _ in .everybody })
        }
    }

    private mutating func fill(_ fields: [FigureField], _ figures: [Figures.Figure]) {
        for (field, figure) in zip(fields, figures) { set(field, figure) }
    }

    /// Labels and bare numbers together: only where the order H M D tells which is which, or the
    /// bare one is the sum.
    private mutating func takeMixed(_ bare: [Figures.Figure]) {
        let open = expected.filter { counts[$0] == nil }
        var rest = open[...]
        let order = figures.entries.compactMap { entry in
            entry.label == nil ? rest.popFirst() : entry.label.flatMap(Self.field)
        }
        let places = order.compactMap { FigureField.allCases.firstIndex(of: $0) }
        if bare.count == open.count, zip(places, places.dropFirst()).allSatisfy({ $0 < $1 }) {
            return fill(open, bare)
        }
        guard bare.count == 1, let pupils = counts.pupils, bare[0] == .value(pupils) else {
            trouble = .unclearNumbers
            return
        }
    }

    private mutating func takeTotal() {
        guard case .value(let total)? = figures.figure(.pupils) else { return }
        switch (counts.boys, counts.girls) {
        case (let boys?, let girls?):
            // A total may count the teachers too.
            let isSum = total == boys + girls || total == boys + girls + (counts.teachers ?? 0)
            if !isSum { trouble = trouble ?? .totalDiffers(total) }
        case (let boys?, nil) where boys <= total: counts.girls = total - boys
        case (nil, let girls?) where girls <= total: counts.boys = total - girls
        // "0 alumnos, 2 docentes"
        case (nil, nil) where total == 0 && counts.teachers != nil: (counts.boys, counts.girls) = (0, 0)
        case (nil, nil): trouble = trouble ?? .totalOnly(total)
        default: trouble = trouble ?? .totalDiffers(total)
        }
    }
}
