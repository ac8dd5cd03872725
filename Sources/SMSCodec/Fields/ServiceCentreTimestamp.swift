/// TP-SCTS and TP-DT: a moment in the service centre's local time.
///
/// The seven octets are kept whatever they hold: a message must survive a clock that is not set.
///
/// - Shape: seven semi-octet pairs YY MM DD hh mm ss zz, tens first.
/// - Units: `quarterHours` is the offset from UTC, −56...56.
/// - Limit: two-digit years mean 1990 to 2089.
/// - Source: 3GPP TS 23.040 §9.2.3.11.
package struct ServiceCentreTimestamp: Hashable, Sendable {
    /// 14 hours. No place on earth is further from UTC.
    static let furthestZone = 56
    private static let firstYear = 1990

    /// The first octet highest.
    private let packed: UInt64

    /// Always seven.
    package var octets: [UInt8] { (0..<7).map(octet) }

    init(_ reader: inout OctetReader, _ field: PDUError.Field) throws(PDUError) {
        packed = try reader.read(7, field).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// - Parameters:
    ///   - unixSeconds: clamped to the years 1990 to 2089.
    ///   - quarterHours: clamped to −56...56.
    package init(unixSeconds: Int, quarterHours: Int) {
        let zone = min(max(quarterHours, -Self.furthestZone), Self.furthestZone)
        let first = CivilTime.seconds(year: Self.firstYear, month: 1, day: 1)
        let last = CivilTime.seconds(year: Self.firstYear + 100, month: 1, day: 1) - 1
        let local = CivilTime(
            unixSeconds: min(max(min(max(unixSeconds, first), last) + zone * 900, first), last))
        let fields = [
            local.year % 100, local.month, local.day, local.hour, local.minute, local.second,
        ]
        let sign: UInt8 = zone < 0 ? 0x08 : 0
        let octets = fields.map(SemiOctets.octet) + [SemiOctets.octet(zone) | sign]
        packed = octets.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Four digits. Without meaning, like the fields below, unless ``isDate``.
    package var year: Int {
        let year = field(0)
        return year >= Self.firstYear % 100 ? 1900 + year : 2000 + year
    }
    package var month: Int { field(1) }
    package var day: Int { field(2) }
    package var hour: Int { field(3) }
    package var minute: Int { field(4) }
    package var second: Int { field(5) }

    /// Offset from UTC, or nil when unknown.
    ///
    /// Computed from whatever the nibbles hold: operators send `C2` for +08:00. Beyond
    /// fourteen hours it is no zone; the local digits are still good.
    package var quarterHours: Int? {
        let octet = octet(6)
        let magnitude = SemiOctets.number(octet & 0xF7)
        guard magnitude <= Self.furthestZone else { return nil }
        return octet & 0x08 == 0 ? magnitude : -magnitude
    }

    /// Whether the octets are a day and a time that exist.
    package var isDate: Bool { firstWrongOctet == nil }

    /// Which octet, 0...5, is none of a day and a time that exist.
    var firstWrongOctet: Int? {
        if let broken = (0..<6).first(where: { !SemiOctets.isDecimal(octet($0)) }) { return broken }
        if !(1...12 ~= month) { return 1 }
        if day < 1 || day > CivilTime.days(in: month, of: year) { return 2 }
        if hour >= 24 { return 3 }
        if minute >= 60 { return 4 }
        return second >= 60 ? 5 : nil
    }

    /// A date whose offset from UTC is not known.
    package var isZoneUnknown: Bool { isDate && quarterHours == nil }

    /// Seconds since 1970 UTC. Nil when the octets are no date, or say no zone.
    package var unixSeconds: Int? {
        guard isDate, let zone = quarterHours else { return nil }
        let midnight = CivilTime.seconds(year: year, month: month, day: day)
        return midnight + (hour * 60 + minute) * 60 + second - zone * 900
    }

    /// `2015-05-17T23:02:50+08:00`, local time; without offset when the zone is unknown; nil when
    /// the octets are no date.
    package var iso8601: String? {
        guard isDate else { return nil }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let local =
            "\(year)-\(two(month))-\(two(day))T\(two(hour)):\(two(minute)):\(two(second))"
        guard let zone = quarterHours else { return local }
        let minutes = Int(zone.magnitude) * 15
        return local + (zone < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
    }

    private func octet(_ index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: packed >> UInt64((6 - index) * 8))
    }

    private func field(_ index: Int) -> Int {
        SemiOctets.number(octet(index))
    }
}

/// A day and time of the Gregorian calendar, without zone.
private struct CivilTime {
    let year, month, day, hour, minute, second: Int

    init(unixSeconds: Int) {
        let (days, rest) = Self.floorDivide(unixSeconds, 86_400)
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
        // Days are counted from 1 March of year 0, so that a leap day ends a year.
        let (era, dayOfEra) = Self.floorDivide(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * fromMarch + 2) / 5 + 1
        month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Seconds since 1970 at the start of a day.
    static func seconds(year: Int, month: Int, day: Int) -> Int {
        let (era, yearOfEra) = floorDivide(month <= 2 ? year - 1 : year, 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return (era * 146_097 + dayOfEra - 719_468) * 86_400
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func floorDivide(_ number: Int, _ divisor: Int) -> (quotient: Int, rest: Int) {
        let rest = number % divisor
        return rest < 0 ? (number / divisor - 1, rest + divisor) : (number / divisor, rest)
    }
}
