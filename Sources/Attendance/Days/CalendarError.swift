/// A calendar that contradicts itself.
package enum CalendarError: Error, Hashable, Sendable, CustomStringConvertible {
    case yearTwice(Int)
    case noBlocks(Int)
    case blockBackwards(SchoolCalendar.ClassBlock)
    case blockOutsideYear(SchoolCalendar.ClassBlock, year: Int)
    case blocksOverlap(SchoolCalendar.ClassBlock, SchoolCalendar.ClassBlock)
    case holidayTwice(SchoolDay)
    case managementBackwards(SchoolCalendar.ManagementBlock)
    case managementOutsideYear(SchoolCalendar.ManagementBlock, year: Int)
    case managementInClass(SchoolCalendar.ManagementBlock, SchoolCalendar.ClassBlock)
    case managementOverlaps(SchoolCalendar.ManagementBlock, SchoolCalendar.ManagementBlock)

    package var description: String {
        switch self {
        case .yearTwice(let year):
            "The school year \(year) stands there twice. Put its class blocks into one."
        case .noBlocks(let year):
            "The school year \(year) has no class block. Give the first and last day of each, or remove the year."
        case .blockBackwards(let block):
            "A class block ends on \(block.last.iso), before it begins on \(block.first.iso). Exchange the two days."
        case .blockOutsideYear(let block, let year):
            "The class block \(block.first.iso) to \(block.last.iso) does not lie in \(year). Correct the year of the days or of the block."
        case .blocksOverlap(let one, let next):
            "The class block from \(next.first.iso) begins before the one from \(one.first.iso) has ended (\(one.last.iso)). Put them in order, without overlap."
        case .holidayTwice(let day):
            "The holiday \(day.iso) stands there twice. Remove one of them."
        case .managementBackwards(let weeks):
            "Management weeks end on \(weeks.last.iso), before they begin on \(weeks.first.iso). Exchange the two days."
        case .managementOutsideYear(let weeks, let year):
            "The management weeks \(weeks.first.iso) to \(weeks.last.iso) do not lie in \(year). Correct the year of the days."
        case .managementInClass(let weeks, let block):
            "The management weeks from \(weeks.first.iso) lie in the class block \(block.first.iso) to \(block.last.iso). There is no class in them: cut one of the two."
        case .managementOverlaps(let one, let next):
            "The management weeks from \(next.first.iso) begin before the ones from \(one.first.iso) have ended (\(one.last.iso)). Put them in order, without overlap."
        }
    }
}
