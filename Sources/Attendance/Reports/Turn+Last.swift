import Foundation

/// Which report CORREGIR and ANULAR mean, which name none: the last that this phone sent.
extension Turn {
    enum Last {
        case one(StoredReport)
        /// Reports of several schools were sent on that day, and the text does not say which; the last of them.
        case several(StoredReport)
        case none
    }

    /// What was sent for practice too, where it is the newer and the text does not say PRUEBA itself. A report in whose
    /// place a colleague's stands now was still the last one: an older day is not meant instead.
    func lastReport(_ head: TextHead, _ stream: ReportStream) -> Last {
        let keys: [SchoolKey]
        if case .one(let own) = choose(head.school) { keys = [own.school.key] } else { keys = schools.map(\.school.key) }
        let latest = sentAt.addingTimeInterval(SenderContext.clockDifference)
        let sent = (context.reports + context.earlierReports).filter { stored in
            let report = stored.report
            return stored.source == .sms && report.stream == stream && report.phone == reporter.phone && keys.contains(report.school)
                && (head.day == nil || report.day == head.day) && (!head.isTraining || report.isTraining)
                // Delivered late, it does not mean what was sent after it.
                && report.sentAt <= latest
        }
        guard let last = sent.max(by: { ($0.report.sentAt, $0.id) < ($1.report.sentAt, $1.id) }) else {
            return head.day == today ? sentToday(head, stream) : .none
        }
        let day = SchoolDay(last.report.sentAt, in: office.zone)
        let isOneOfSeveral = sent.contains { other in
            other.report.school != last.report.school && other.report.isTraining == last.report.isTraining
                && SchoolDay(other.report.sentAt, in: office.zone) == day && standing(like: other.report) != nil
        }
        return isOneOfSeveral ? .several(last) : .one(last)
    }

    /// "Anular el reporte de hoy", which is Monday's: the one that was sent today.
    private func sentToday(_ head: TextHead, _ stream: ReportStream) -> Last {
        var head = head
        head.day = nil
        let found = lastReport(head, stream)
        switch found {
        case .one(let sent), .several(let sent): return SchoolDay(sent.report.sentAt, in: office.zone) == today ? found : .none
        case .none: return .none
        }
    }

    /// What counts for the school, day and stream of a report.
    func standing(like report: AttendanceReport) -> StoredReport? { context.reports.first { $0.isInPlace(of: report) } }

    /// What counts again once a report is taken back: the one before it. To the community only somebody else's, of
    /// which it is told nothing.
    func before(_ last: StoredReport) -> StoredReport? {
        context.earlierReports.filter { earlier in
            earlier.isInPlace(of: last.report)
                && (reporter.role != .community || earlier.report.phone != reporter.phone)
        }.max { ($0.report.sentAt, $0.id) < ($1.report.sentAt, $1.id) }
    }

    // MARK: CORREGIR

    mutating func correctionCame(_ head: TextHead, _ figures: Figures) -> Settlement {
        speech.isTraining = head.isTraining
        if case .notTheirs(let address) = choose(head.school) { return refuse(address) }
        let last: AttendanceReport
        let found = lastReport(head, .school)
        if let (open, own) = waiting(for: head, newerThan: found) {
            goesOn = true
            speech.isTraining = open.isTraining
            var counts = open.counts
            if open.kind == .totalOrBoys { counts.boys = nil }
            return corrected(counts, of: own, on: open.day, figures)
        }
        switch found {
        case .one(let sent):
            let standing = standing(like: sent.report) ?? sent
            guard standing.source == .sms else { return forOffice(.officeText) }
            last = standing.report
        case .several: return askSchool("CORREGIR H 13", head)
        case .none:
            if let colleagues = colleaguesReport(head) {
                guard colleagues.source == .sms else { return forOffice(.officeText) }
                last = colleagues.report
            } else if case .one(let own) = choose(head.school), isComplete(figures, at: own.school) {
                return figuresCame(head, figures)
            } else {
                return reply(.unclear, speech.say(.nothingToCorrect, [.example: .whole(example(for: head))]))
            }
        }
        guard let own = schools.first(where: { $0.school.key == last.school }) else {
            return reply(.unclear, speech.say(.nothingToCorrect, [.example: .whole(example)]))
        }
        speech.isTraining = last.isTraining
        var base = AttendanceCounts()
        if case .present(let counts) = last.content { base = counts }
        return corrected(base, of: own, on: last.day, figures)
    }

    /// Figures that we asked back about and that the text means: of the school and day that it names, and newer than
    /// what was reported. After PRUEBA only those of training.
    func waiting(for head: TextHead, newerThan last: Last) -> (OpenQuestion, OwnSchool)? {
        guard let open, open.kind.asksForFigures, open.counts != AttendanceCounts(), isNewer(open, than: last),
            open.isTraining || !head.isTraining, head.day == nil || head.day == open.day,
            let own = schools.first(where: { $0.school.key == open.school })
        else { return nil }
        if case .one(let named) = choose(head.school), named.school.key != own.school.key { return nil }
        return (open, own)
    }

    func isNewer(_ open: OpenQuestion, than last: Last) -> Bool {
        switch last {
        case .one(let sent), .several(let sent): sent.report.receivedAt <= open.askedAt
        case .none: true
        }
    }

    private mutating func corrected(
        _ base: AttendanceCounts, of own: OwnSchool, on day: SchoolDay, _ figures: Figures
    ) -> Settlement {
        let resolved = FigureResolution(figures, at: own.school, completing: base)
        // CORREGIR alone.
        if figures.isEmpty {
            let all = written(FigureField.expected(of: own.school), own)
            return reply(.unclear, speech.say(.sendAgain, [.example: .whole(all)]), school: own.school.key)
        }
        if resolved.trouble != nil {
            return ask(resolved.trouble ?? .unclearNumbers, resolved, of: own, on: day)
        }
        if resolved.saysEverybody { return askEverybody(resolved.counts, of: own, on: day) }
        guard resolved.missing.isEmpty else { return askMissing(resolved.counts, of: own, on: day) }
        return checkAndAccept(resolved.counts, of: own, on: day, isDayWritten: true)
    }

    /// Who has sent none corrects what a colleague has sent for the day that is asked about, and no other.
    private func colleaguesReport(_ head: TextHead) -> StoredReport? {
        guard !head.isTraining, case .one(let own) = choose(head.school) else { return nil }
        return standing(own.school.key, day(head.day, own.school), .school)
    }
}

extension StoredReport {
    func isInPlace(of other: AttendanceReport) -> Bool {
        report.school == other.school && report.day == other.day && report.stream == other.stream
            && report.isTraining == other.isTraining
    }
}
