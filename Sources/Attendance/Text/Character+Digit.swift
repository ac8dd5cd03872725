extension Character {
    /// One of `0`–`9`; `isNumber` would take Arabic-Indic digits, fractions and circled numbers too.
    var isDecimalDigit: Bool { ("0"..."9") ~= self }
}
