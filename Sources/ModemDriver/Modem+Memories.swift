import ATChannel

/// Who reads or deletes at the moment, and which memory is selected: `+CPMS` and what follows it
/// must not be torn apart.
struct MemoryAccess {
    var selected: String?
    /// When it was selected, or shown to be so.
    var selectedAt = Duration.zero
    /// `+CMGL` failures in a row: then the slots are read one by one.
    var listingFailures = 0
    /// When the last of them was.
    var lastListingFailure = Duration.zero
    /// Answers in text mode.
    var textAnswers = 0
    /// Listings name slots that are not the texts' own: their texts cannot be deleted (Q-41, SGH-P900).
    var listingLies = false
    /// Slots whose deletion failed: it may have happened all the same.
    var failedDeletions: Set<SlotLedger.Slot> = []
    /// Slots without a PDU that the owner was told of.
    var toldUnreadable: Set<SlotLedger.Slot> = []
    /// The owner was told that texts are read in words.
    var toldWords = false
    fileprivate var isTaken = false
    fileprivate var waiting: [CheckedContinuation<Void, Never>] = []

    mutating func forget() {
        selected = nil
        listingFailures = 0
    }
}

extension Modem {
    /// After so many failures a memory is read slot by slot without asking for a listing.
    static let listingPatience = 2
    /// What made listings fail may have passed.
    static let listingRetry = Duration.seconds(3600)
    /// Counters are late behind an announcement by less than that.
    static let counterDelay = Duration.milliseconds(500)
    static let selectionLifetime = Duration.seconds(5)

    /// Reads the memories, the receiving one first.
    func sweep(_ memories: [String]) async {
        refillUnsolicited()
        defer { wasHinted = false }
        for memory in memories {
            await takeMemory()
            let lines = await list(memory)
            leaveMemory()
            if memory == setup.receivingMemory { noteStore(isRead: lines != nil) }
            guard let lines, !hasEnded else { continue }
            if !lines.isEmpty {
                agenda.listed(at: time.elapsed)
                history.passed(.deaf)
            }
            if !lines.isEmpty || memory == setup.receivingMemory { tell(.listing(lines)) }
            if needsBringUp { return }
        }
    }

    /// - Returns: what the modem confirmed: deleted, or acknowledged.
    ///
    /// A routed line needs no confirmation where the modem awaits none, and is then returned. A slot
    /// that holds another text by now is left alone and returned: this text is gone from it.
    package func release(_ committed: [PDULine]) async -> [PDULine] {
        var confirmed: [PDULine] = []
        for line in committed where !hasEnded {
            let isGone =
                switch line.origin {
                case .slot(let memory, let index):
                    await delete(line.hex, in: SlotLedger.Slot(memory: memory, index: index))
                case .routed:
                    await acknowledge()
                }
            if isGone { confirmed.append(line) }
        }
        agenda.released()
        wake()
        return confirmed
    }

    // MARK: Listing

    private func list(_ memory: String) async -> [PDULine]? {
        guard let counters = await select(memory) else { return nil }
        guard let listing = await listing(counters) else { return nil }
        for index in listing.unreadable
        where self.memory.toldUnreadable.insert(SlotLedger.Slot(memory: memory, index: index)).inserted {
            tell(
                .commandRefused(
                    command: "+CMGL", error: .unreadable("slot \(index) of \(memory) holds no PDU")))
        }
        // Whatever else is shown there is a slot of another memory, and would be deleted with it.
        let entries = memory == ModemSetup.reportMemory ? listing.entries.filter(\.isStatusReport) : listing.entries
        let lines = entries.map {
            PDULine(hex: $0.hex, tpduLength: $0.tpduLength, origin: .slot(memory: memory, index: $0.index))
        }
        let isComplete = listing.entries.count + listing.otherSlots < Dialogue.answerLineLimit / 2
        ledger.listed(lines, in: memory, isComplete: isComplete && listing.unreadable.isEmpty)
        return lines
    }

    private func listing(_ memory: StorageAnswers.Memory) async -> TextListing? {
        if mayList {
            switch await listing(retrying: true) {
            case .success(let listing):
                self.memory.listingFailures = 0
                if setup.quirks.reason(for: .slotScan) == .seen {
                    setup.quirks.passed(.slotScan)
                    tellTreatment()
                }
                return listing
            case .failure(.gone), .failure(.interrupted): return nil
            case .failure(let error):
                note(error)
                if needsBringUp { return nil }
                self.memory.listingFailures += 1
                self.memory.lastListingFailure = time.elapsed
                if self.memory.listingFailures >= Self.listingPatience { saw(.slotScan) }
                // The slots are numbered by memory, and after a silence nobody knows which one is selected.
                if error == .timedOut, await select(memory.name) == nil { return nil }
            }
        }
        return await scan(memory)
    }

    private var mayList: Bool {
        if memory.listingLies { return false }
        return switch setup.quirks.reason(for: .slotScan) {
        case .configured, .identity: false
        case .seen: time.elapsed - memory.lastListingFailure >= Self.listingRetry
        case nil: memory.listingFailures < Self.listingPatience
        }
    }

    /// A modem that fell back to text mode refuses `=4` or answers in words: PDU mode, again.
    private func listing(retrying: Bool) async -> Result<TextListing, ATError> {
        if retrying, setup.quirks.has(.textMode) { _ = await setPDUMode() }
        let answer = await ask(.listTexts)
        var result = answer.map { TextListing($0, prefix: "+CMGL:") }
        let isInWords = answer.isInWords("+CMGL:", stat: 1)
        // Nothing of it can be read: a memory that seems empty must be one.
        if isInWords, case .success(let listing) = result, listing.entries.isEmpty { result = .failure(Self.inWords) }
        switch result {
        case .success(let listing) where listing.isTextMode && retrying:
            wasInTextMode()
        case .failure(Self.inWords) where retrying: wasInTextMode()
        case .success(let listing):
            memory.toldWords = false
            if !listing.entries.isEmpty { pduModeSince = time.elapsed }
            return result
        case .failure(.messageService(321)): return .success(TextListing([], prefix: "+CMGL:"))
        case .failure(let error)
        where retrying && error != .timedOut && error != .gone && error != .interrupted && !error.concernsSIM:
            break
        default: return result
        }
        guard await setPDUMode() else { return result }
        return await listing(retrying: false)
    }

    /// Slot by slot, from 0 because some count so, until as many were found as there are.
    private func scan(_ memory: StorageAnswers.Memory) async -> TextListing? {
        var memory = memory
        if memory.used == 0, wasHinted {
            await nap(for: Self.counterDelay)
            memory = await select(memory.name) ?? memory
        }
        var lines: [String] = []
        var found = 0
        for index in 0...max(0, min(memory.total, StorageAnswers.mostSlots)) where found < memory.used {
            var result = await ask(.readText(index))
            if result.isInWords("+CMGR:", stat: 0), await setPDUMode() { result = await ask(.readText(index)) }
            switch result {
            case .success where result.isInWords("+CMGR:", stat: 0):
                tellWords()
                return lines.isEmpty ? nil : TextListing(lines, prefix: "+CMGL:")
            case .success(let answer):
                let slot = TextListing(answer, prefix: "+CMGR:", slot: index)
                if !answer.isEmpty { found += 1 }
                lines += slot.entries.flatMap { ["+CMGL: \(index),1,,\($0.tpduLength)", $0.hex] }
            case .failure(.timedOut), .failure(.gone), .failure(.interrupted):
                return lines.isEmpty ? nil : TextListing(lines, prefix: "+CMGL:")
            case .failure(let error):
                note(error)  // 321: an empty slot.
                if needsBringUp { return nil }
            }
        }
        return TextListing(lines, prefix: "+CMGL:")
    }

    private static let inWords = ATError.unreadable("it reads texts in words, although it was told to be in PDU mode")

    private func wasInTextMode() {
        memory.textAnswers += 1
        if memory.textAnswers >= Self.listingPatience { saw(.textMode) }
    }

    /// Once, until it is better.
    private func tellWords() {
        if !memory.toldWords { tell(.commandRefused(command: "+CMGR", error: Self.inWords)) }
        memory.toldWords = true
    }

    /// - Returns: the memory's counters, or nil when it cannot be selected.
    private func select(_ name: String) async -> StorageAnswers.Memory? {
        var result: Result<[String], ATError> = .failure(.error)
        let mayNameAll = !setup.restOfSelection.isEmpty && !setup.quirks.has(.selectsOne)
        if !mayNameAll || !setup.quirks.has(.selectsThree) {
            let command = Command.selectStorage([name])
            result = await ask(mayNameAll ? command.optional : command)
        }
        if case .failure(let error) = result, error != .gone, error != .timedOut, error != .interrupted,
            mayNameAll
        {
            result = await ask(.selectStorage([name] + setup.restOfSelection))
            if case .success = result { saw(.selectsThree) }
        }
        switch result {
        case .failure(let error):
            memory.selected = nil
            if name == ModemSetup.reportMemory, result.refused { setup.refusesReportMemory = true }
            note(error)
            return nil
        case .success(let lines):
            memory.selected = name
            memory.selectedAt = time.elapsed
            var counters = StorageAnswers.counters(lines, of: name)
            // E220 says nothing but OK.
            if counters == nil, case .success(let status) = await ask(.storageStatus) {
                counters = StorageAnswers.status(status).first { $0.name == name }
            }
            if let counters { tell(.storage(memory: name, used: counters.used, total: counters.total)) }
            let total = setup.totals[name] ?? 0
            return counters ?? StorageAnswers.Memory(name: name, used: total, total: total)
        }
    }

    // MARK: Deleting

    private func delete(_ hex: String, in slot: SlotLedger.Slot) async -> Bool {
        await takeMemory()
        defer { leaveMemory() }
        // A reset that nobody saw takes the selection with it: it is not relied upon for long.
        let isFresh = memory.selected == slot.memory && time.elapsed - memory.selectedAt < Self.selectionLifetime
        if !isFresh {
            guard ledger.verdict(on: hex, in: slot) == .delete else {
                return ledger.verdict(on: hex, in: slot) == .alreadyGone
            }
            guard await select(slot.memory) != nil else { return false }
        }
        // Last, and nothing is waited for between this and the command.
        switch ledger.verdict(on: hex, in: slot) {
        case .alreadyGone: return true
        case .unknown: return false
        case .delete: break
        }
        let isRepeated = memory.failedDeletions.remove(slot) != nil
        switch await ask(.deleteText(slot.index)) {
        case .failure(.messageService(321)) where !isRepeated && mayList:
            // Listed a moment ago, never deleted, and empty: the slots of this listing are not to be believed.
            memory.listingLies = true
            saw(.slotScan)
            ledger.forgetAll()
            agenda.sweepSoon(at: time.elapsed)
            return false
        case .success, .failure(.messageService(321)):
            ledger.emptied(slot)
            return true
        case .failure(let error):
            memory.failedDeletions.insert(slot)
            note(error)
            return false
        }
    }

    /// TS 27.005 §3.1: without it a PDU would be taken for the text itself.
    func setPDUMode() async -> Bool {
        let before = timesForgotten
        guard case .success = await ask(.pduMode), timesForgotten == before else { return false }
        pduModeSince = time.elapsed
        return true
    }

    private func takeMemory() async {
        if memory.isTaken {
            await withCheckedContinuation { memory.waiting.append($0) }
        } else {
            memory.isTaken = true
        }
    }

    private func leaveMemory() {
        if memory.waiting.isEmpty {
            memory.isTaken = false
        } else {
            memory.waiting.removeFirst().resume()
        }
    }
}

extension Result<[String], ATError> {
    /// "REC READ" where PDU mode has a number.
    ///
    /// - Parameter stat: where in the header it stands.
    fileprivate func isInWords(_ prefix: String, stat: Int) -> Bool {
        guard case .success(let lines) = self else { return false }
        return lines.contains { line in
            guard line.hasPrefix(prefix), let field = ParameterReader(line, after: prefix)[stat] else { return false }
            return field.isQuoted && !field.text.isEmpty
        }
    }
}

extension TextListing.Entry {
    /// TP-MTI of the first octet behind the SMSC address, TS 23.040 §9.2.3.1.
    var isStatusReport: Bool {
        let serviceCentre = Int(hex.prefix(2), radix: 16) ?? 0
        return Int(hex.dropFirst(2 + 2 * serviceCentre).prefix(2), radix: 16).map { $0 & 0b11 == 0b10 } ?? false
    }
}
