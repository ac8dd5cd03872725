import Attendance

/// What stands on a card.
struct CardFace {
    let card: ReporterCard
    let office: PrintedOffice
    let speech: PageSpeech

    /// Schools with an example each, so that a card stays a card; further ones are listed.
    private static let mostExamples = 4
    /// Rows of what is written up to which they stand wide, and above which they stand close.
    private static let (mostRoomyRows, mostUsualRows) = (7, 9)
    /// Practice gives way to schools. A question of the office's comes with its own example by SMS, so it may give way.
    private static let (mostRows, mostQuestions) = (12, 3)
    /// Listed schools up to which each has a line of its own.
    private static let mostLines = 6

    var slots: Slots {
        [
            "title": speech(.cardTitle), "office": office.name.cut(to: 50), "to": speech(.cardTo),
            "number": card.number.map { Self.dialled($0) as Any } ?? false,
            "size": size, "name": card.reporter.name.cut(to: 44),
            "only": card.places.count == 1 && card.kind != .promoter ? Self.named(card.places[0].school) as Any : false,
            "asked": asked, "places": places, "legend": legend,
            "wishes": wishes, "list": list, "call": speech(card.kind == .promoter ? .cardCallPromoter : .cardCall),
            "from": speech(.cardFrom, [.phone: Self.dialled(card.reporter.phone)]), "consultations": office.phone == nil ? false : consultations as Any,
        ]
    }

    /// `987 654 321`, as it is read aloud; a space does not break the line.
    private static func dialled(_ phone: PhoneNumber) -> String { dialled(phone.national) }

    private static func dialled(_ digits: String) -> String {
        guard digits.count == 9 else { return digits }
        let parts = [digits.prefix(3), digits.dropFirst(3).prefix(3), digits.dropFirst(6)]
        return parts.map(String.init).joined(separator: "\u{A0}")
    }

    private static func named(_ school: School) -> String { "\(school.name.cut(to: 70)) (\(school.key.printed))" }

    private var consultations: String {
        let words = speech(.consultations, [.name: "", .phone: Self.dialled(office.phone ?? "")])
        return words.split(separator: " ").joined(separator: " ")
    }

    // MARK: When

    private var asked: String {
        let values: [PageWord.Slot: String] = [.days: speech.weekdays(card.days), .time: card.askedAt?.description ?? ""]
        switch card.kind {
        case .promoter:
            let list = card.getsSilentList ? " " + speech(.cardSilentList) : ""
            return speech(.cardRound, values) + list
        case .school, .community:
            guard card.askedAt != nil else { return speech(.cardUnasked, values) }
            return speech(card.kind == .school ? .cardAsked : .cardAskedHeld, values)
        }
    }

    // MARK: What is written

    private var places: [Slots] {
        guard card.kind != .promoter else { return [] }
        let wish = speech(card.kind == .school ? .cardPresent : .cardHeld)
        return card.places.prefix(Self.mostExamples).map { place in
            [
                "address": place.address.map { $0 as Any } ?? false,
                // With several, the school's name says more than the wish, which the line below has.
                "wish": place.address == nil ? wish : place.school.name.cut(to: 34), "text": Self.whole(place.example),
            ]
        }
    }

    private var legend: Any {
        guard card.kind == .school else {
            return card.kind == .community && card.places.count > 1 ? speech(.cardYesNo) as Any : false
        }
        let words = card.fields.map { field in
            switch field {
            case .boys: speech(.cardBoys)
            case .girls: speech(.cardGirls)
            case .teachers: speech(.cardTeachers)
            }
        }
        return speech(.cardLegend, [.words: words.joined(separator: ", ")])
    }

    private var wishes: [Slots] {
        shown.map { wish in
            [
                "wish": speech(wish.kind.word), "text": Self.whole(wish.text),
                "below": wish.kind == .absence ? reasons as Any : false,
            ]
        }
    }

    private var shown: [ReporterCard.Wish] {
        let others = places.count + card.wishes.count { $0.kind != .extra }
        var room = min(Self.mostQuestions, max(0, Self.mostRows - others))
        let isFull = card.kind != .promoter && !further.isEmpty
        return card.wishes.filter { wish in
            guard wish.kind == .extra else { return wish.kind != .practice || !isFull }
            room -= 1
            return room >= 0
        }
    }

    private var reasons: String {
        let words = AbsenceReason.allCases.map { "\($0.letter) \(speech($0.word))" }
        return speech(.cardReasons, [.words: words.joined(separator: ", ")])
    }

    /// A letter or a label stays with its figure.
    private static func whole(_ text: String) -> String {
        text.replacing(#/\b([A-Z]) (\d+)/#) { "\($0.1)\u{A0}\($0.2)" }
    }

    /// The rows come to as much as they do; the type follows.
    private var size: String {
        let rows = places.count + shown.count
        if rows > Self.mostUsualRows || places.count < card.places.count && card.kind != .promoter { return "dense" }
        return rows > Self.mostRoomyRows || card.places.count > Self.mostLines ? "" : "roomy"
    }

    // MARK: Further schools

    private var mostListed: Int { card.kind == .promoter ? 12 : 6 }

    private var further: ArraySlice<ReporterCard.Place> {
        card.kind == .promoter ? card.places[...] : card.places.dropFirst(Self.mostExamples)
    }

    private var list: Any {
        let further = further
        guard !further.isEmpty else { return false }
        let more = further.count - mostListed
        let isWide = further.count <= Self.mostLines && card.kind == .promoter
        return [
            "heading": speech(.schoolsOfPromoter), "width": isWide ? "wide" : "",
            "rows": further.prefix(mostListed).map { place in
                let code = place.address ?? place.school.key.printed
                return ["code": code, "school": place.school.name.cut(to: isWide ? 42 : 24 - code.count)] as Slots
            },
            "more": more > 0 ? speech(.cardMore, [.number: "\(more)"]) : "",
        ] as Slots
    }
}

extension ReporterCard.Wish.Kind {
    fileprivate var word: PageWord {
        switch self {
        case .noClass: .cardNoClass
        case .notHeld: .cardNotHeld
        case .correct: .cardCorrect
        case .cancel: .cardCancel
        case .absence: .cardAbsence
        case .extra: .cardExtra
        case .practice: .cardPractice
        case .silent: .cardSilent
        case .pause: .cardPause
        case .resume: .cardResume
        case .help: .cardHelp
        case .leave: .cardLeave
        }
    }
}
