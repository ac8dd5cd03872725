import ArgumentParser

/// Texts by the number that the inbox shows.
struct InboxIDs: ParsableArguments {
    // The id of a PDU that could not be decoded is below zero, which looks like an option.
    @Argument(
        parsing: .allUnrecognized, help: ArgumentHelp("The id that \"inbox list\" shows.", valueName: "id"))
    var typed: [String] = []

    /// Each once, in their order.
    var numbers: [Int64] {
        var numbers: [Int64] = []
        for number in typed.compactMap({ Int64($0) }) where !numbers.contains(number) { numbers.append(number) }
        return numbers
    }

    func validate() throws {
        guard !typed.isEmpty else { throw ValidationError("Give an id, as \"edutrac inbox list\" shows it.") }
        for word in typed where Int64(word) == nil {
            throw ValidationError(
                word.hasPrefix("-")
                    ? "Unknown option \(word)." : "\(word) is no id. \"edutrac inbox list\" shows the ids.")
        }
    }

    /// For a command that takes a single one.
    func requireOne() throws {
        guard numbers.count == 1 else { throw ValidationError("Give one id, as \"edutrac inbox list\" shows it.") }
    }
}
