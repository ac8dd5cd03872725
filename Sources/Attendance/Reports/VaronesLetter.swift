extension MessageReading {
    /// `V 12 M 15 D 2`: V is the letter of one of the phone's schools, or varones. The grammar knows no schools
    /// and reads both; where none of them has the letter, no school is named.
    func tellingVarones(from schools: [SenderContext.OwnSchool]) -> MessageReading {
        guard var head, head.school == .letter("V"), !schools.contains(where: { $0.letter == "V" }) else { return self }
        switch self {
        case .report(_, let figures), .correction(_, let figures), .unclear(_, let figures, _):
            guard figures.figure(.boys) != nil, figures.figure(.girls) != nil else { return self }
        default: return self
        }
        head.school = nil
        return with(head)
    }
}
