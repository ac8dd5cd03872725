/// Rows under titles, as wide as the line at most.
///
/// Columns that may be cut give up room first, the widest before the others. Where even that is not
/// enough, each row becomes a small block of `title: value` lines, so that nothing is lost.
struct Table: Sendable {
    struct Column: Sendable {
        enum Fit: Sendable {
            /// Always whole: codes, days, phones.
            case whole
            /// Ends in `…` when it does not fit.
            case cut
            /// Goes on below itself.
            case wrap
            /// On a line of its own below the row, without a title; nothing where there is no value.
            case below

            fileprivate var narrowest: Int {
                switch self {
                case .whole: .max
                case .cut: Table.narrowest
                case .wrap: Table.narrowestToRead
                case .below: 0
                }
            }
        }

        var title: String
        var fit: Fit
        var isNumber: Bool

        init(_ title: String, _ fit: Fit = .whole, isNumber: Bool = false) {
            self.title = title
            self.fit = fit
            self.isNumber = isNumber
        }
    }

    /// What stands in a cell without a value.
    static let absent = "-"
    private static let gap = 2
    fileprivate static let narrowest = 8
    fileprivate static let narrowestToRead = 16

    private struct Row {
        var cells: [String]
        var below: [String]
    }

    let columns: [Column]
    private let rows: [Row]

    var isEmpty: Bool { rows.isEmpty }

    /// Nil cells are shown as `-`.
    init(_ columns: [Column], rows: [[String?]]) {
        let isBelow = columns.map { $0.fit == .below }
        self.columns = columns.filter { $0.fit != .below }
        self.rows = rows.map { cells in
            let pairs = zip(cells.map { $0.map(\.withoutControls) }, isBelow)
            return Row(
                cells: pairs.filter { !$0.1 }.map { $0.0 ?? Self.absent },
                below: pairs.filter(\.1).compactMap(\.0))
        }
    }

    func lines(width: Int, heading: (String) -> String = { $0 }) -> [String] {
        guard let widths = fittedWidths(in: width) else { return blocks(width: width) }
        let titles = zip(columns, widths).map { $0.title.cut(to: $1) }
        var result = [heading(line(titles, widths))]
        for row in rows {
            let cells = zip(zip(row.cells, columns), widths).map { cell, width in
                cell.1.fit == .wrap ? cell.0.wrapped(to: width) : [cell.0.cut(to: width)]
            }
            for index in 0..<(cells.map(\.count).max() ?? 0) {
                result.append(line(cells.map { index < $0.count ? $0[index] : "" }, widths))
            }
            result += below(row, width: width)
        }
        return result
    }

    private func below(_ row: Row, width: Int) -> [String] {
        let indent = "    "
        return row.below.flatMap { $0.wrapped(to: max(Self.narrowest, width - indent.count)) }.map { indent + $0 }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var result = ""
        for (index, cell) in cells.enumerated() {
            let room = String(repeating: " ", count: max(0, widths[index] - cell.displayWidth))
            result += columns[index].isNumber ? room + cell : cell + room
            if index + 1 < cells.count { result += String(repeating: " ", count: Self.gap) }
        }
        return result.withoutTrailingSpaces
    }

    /// Nil when the columns cannot be made narrow enough to be of use.
    private func fittedWidths(in width: Int) -> [Int]? {
        var widths = columns.indices.map { index in
            rows.map { $0.cells[index].displayWidth }.reduce(columns[index].title.displayWidth, max)
        }
        let room = width - Self.gap * max(0, columns.count - 1)
        while widths.reduce(0, +) > room {
            let flexible = columns.indices.filter { widths[$0] > columns[$0].fit.narrowest }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { return nil }
            widths[widest] -= 1
        }
        return widths
    }

    private func blocks(width: Int) -> [String] {
        let label = columns.map(\.title.displayWidth).max() ?? 0
        return Array(
            rows.map { row in
                zip(columns, row.cells).flatMap { column, cell in
                    let name = column.title + String(repeating: " ", count: label - column.title.displayWidth)
                    return cell.wrapped(to: max(Self.narrowest, width - label - Self.gap)).enumerated().map {
                        let head = $0.offset == 0 ? name : String(repeating: " ", count: label)
                        return (head + String(repeating: " ", count: Self.gap) + $0.element).withoutTrailingSpaces
                    }
                } + below(row, width: width)
            }.joined(separator: [""]))
    }
}
