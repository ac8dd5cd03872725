import Attendance

/// What goes into whose envelope, to be ticked off while packing.
struct CoverList {
    let rounds: [PrintedRound]
    let office: PrintedOffice
    let speech: PageSpeech

    var slots: Slots {
        let month = rounds.first?.locals.first.map { speech.nameAndYear(of: $0.month) }
        return [
            "title": speech(.coverTitle), "month": month ?? "", "office": office.name,
            "columns": [
                "school": speech(.school), "pages": speech(.pages), "strips": speech(.strips),
            ] as Slots,
            "rounds": rounds.map(round),
            "total": speech(.total), "pagesWord": speech(.pages), "stripsWord": speech(.strips),
            "strips": "\(rounds.flatMap(\.locals).flatMap(\.schools).count)",
            "pages": "\(rounds.flatMap(\.locals).map(\.pages).reduce(0, +))",
        ]
    }

    private func round(_ round: PrintedRound) -> Slots {
        [
            "promoter": round.promoter.map { speech(.promoter, [.name: $0]) } ?? speech(.noPromoter),
            "rows": round.locals.map { local in
                let school = local.schools[0].school
                let levels = local.schools.map(\.school.level).joined(separator: ", ")
                return [
                    "name": local.names.joined(separator: " · "), "code": local.code, "levels": levels,
                    "place": [school.community, school.district].compactMap(\.self).joined(separator: ", "),
                    "pages": "\(local.pages)", "strips": "\(local.schools.count)",
                ] as Slots
            },
            "pages": "\(round.locals.map(\.pages).reduce(0, +))",
            "strips": "\(round.locals.flatMap(\.schools).count)", "total": speech(.total),
        ]
    }
}

extension PrintedLocal {
    /// Of the community's report: one for each service, and one for the agreements.
    package var pages: Int { schools.count + 1 }
}
