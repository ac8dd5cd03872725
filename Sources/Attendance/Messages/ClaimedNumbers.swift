/// Bare numbers that something else lays claim to are no figures.
struct ClaimedNumbers {
    var entries: [Figures.Entry] = []
    var claimed: [String] = []

    init(_ matched: [FigureMatch.Matched], _ elements: [FigureElement]) {
        for match in matched {
            if match.entry.label == nil, let claim = match.claim {
                claimed.append(claim)
            } else {
                entries.append(match.entry)
            }
        }
    }
}
