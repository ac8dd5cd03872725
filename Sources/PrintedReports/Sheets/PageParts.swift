import Attendance

/// What every shape means, at the foot of each page that has one.
struct LegendBlock {
    let office: PrintedOffice
    let speech: PageSpeech

    var slots: Slots {
        ["title": speech(.legend), "levels": levels, "boxes": boxes]
    }

    private var levels: [Slots] {
        let (good, fair) = (office.rules.good, office.rules.fair)
        let words: [(AttendanceLevel, String)] = [
            (.good, speech(.legendGood, [.percent: "\(good)"])),
            (.fair, speech(.legendFair, [.low: "\(fair)", .percent: "\(good - 1)"])),
            (.atRisk, speech(.legendAtRisk, [.percent: "\(fair)"])),
            (.missingReports, speech(.legendMissing)),
        ]
        return words.map { level, words in
            // The name on one line, what it means on the next.
            let words = words.replacing(" ", with: "\u{A0}").replacing(":\u{A0}", with: ": ")
            return ["sign": LevelSign(level: level, letter: speech.letter(level)).picture(label: words), "words": words]
        }
    }

    private var boxes: [Slots] {
        [DayBox.held, .notHeld, .missing].map { box in
            let words = speech(box.word)
            return ["sign": box.picture(label: words), "words": words]
        }
    }
}

struct PageFoot {
    let office: PrintedOffice
    let speech: PageSpeech

    var slots: Slots {
        [
            "source": speech(.foot),
            // Without a phone no space is left behind the name.
            "consultations": speech(.consultations, [.name: office.name.cut(to: 50), .phone: office.phone ?? ""])
                .split(separator: " ").joined(separator: " "),
        ]
    }
}

/// Page 2: what was agreed on, what will be, and who signs.
struct AgreementsPage {
    let local: PrintedLocal
    let office: PrintedOffice
    let speech: PageSpeech

    /// So that a page stays a page.
    static let mostAgreements = 6
    private static let longestText = 110
    private static let mostBlankLines = 7

    var slots: Slots {
        let agreements = local.agreements
        let more = agreements.count - Self.mostAgreements
        return [
            "title": speech.heading(.agreements), "names": local.names.joined(separator: " · ").cut(to: 100),
            "month": speech.nameAndYear(of: local.month), "place": local.schools[0].school.community ?? false,
            "lastHeading": speech.heading(.lastAgreements),
            "rows": agreements.prefix(Self.mostAgreements).map(row),
            "none": agreements.isEmpty ? speech(.noAgreements) as Any : false,
            "more": more > 0 ? speech(.moreAgreements, [.number: "\(more)"]) as Any : false,
            "newHeading": speech.heading(.newAgreements), "what": speech.heading(.what), "who": speech.heading(.who),
            "until": speech.heading(.until), "blanks": (0..<blankLines).map { ["number": "\($0 + 1)"] as Slots },
            "signatures": [PageWord.signHead, .signParents, .signAuthority, .signCommittee].map {
                ["name": speech($0)] as Slots
            },
            "foot": PageFoot(office: office, speech: speech).slots,
        ]
    }

    /// What is not needed for looking back is there for what comes.
    private var blankLines: Int {
        Self.mostBlankLines - (min(local.agreements.count, Self.mostAgreements) + 1) / 2
    }

    private func row(_ agreement: Agreement) -> Slots {
        let (isDone, word): (Bool?, PageWord) =
            switch agreement.state {
            case .open: (nil, .open)
            case .done: (true, .done)
            case .notDone: (false, .notDone)
            }
        let words = speech(word)
        let small = [agreement.who?.cut(to: 40), agreement.until.map { speech(.dueBy, [.day: speech.date($0)]) }]
        return [
            "what": agreement.text.cut(to: Self.longestText),
            "who": small.compactMap(\.self).joined(separator: ", "),
            "sign": AnswerSign(isYes: isDone).picture(label: words), "state": words,
        ]
    }
}
