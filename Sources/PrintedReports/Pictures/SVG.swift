/// Writes a picture that stands in a page by itself: no style sheet reaches it, so every shape carries its own colours.
///
/// Colours are chosen so that they stay apart on a photocopier: what is full is dark, what is empty is white, and
/// nothing is told by colour alone.
struct SVG {
    enum Ink: String {
        case black = "#111111"
        case white = "#ffffff"
        /// Full: dark in grey, too.
        case full = "#1d4f91"
        /// Lines that only help the eye.
        case faint = "#8a8a8a"
        /// The part of a bar that is not there.
        case track = "#e8e8e8"
        case good = "#1b7f3b"
        case fair = "#f2a900"
        case risk = "#c4231a"
    }

    private var shapes: [String] = []
    let width: Double
    let height: Double

    init(width: Double, height: Double) {
        (self.width, self.height) = (width, height)
    }

    /// - Parameter label: for those who hear the page.
    func text(label: String) -> String {
        let (wide, high) = (Self.number(width), Self.number(height))
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(wide) \(high)\" role=\"img\" aria-label=\""
            + "\(Self.escaped(label))\">" + shapes.joined() + "</svg>"
    }

    mutating func rectangle(
        x: Double, y: Double, width: Double, height: Double, fill: Ink, stroke: Ink? = nil, line: Double = 2,
        rounded: Double = 0
    ) {
        shapes.append(
            "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" "
                + "height=\"\(Self.number(height))\""
                + (rounded > 0 ? " rx=\"\(Self.number(rounded))\"" : "") + Self.paint(fill, stroke, line) + "/>")
    }

    mutating func circle(
        x: Double, y: Double, radius: Double, fill: Ink?, stroke: Ink? = nil, line: Double = 2, dashes: String? = nil
    ) {
        shapes.append(
            "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\""
                + Self.paint(fill, stroke, line, dashes) + "/>")
    }

    mutating func path(_ commands: String, fill: Ink?, stroke: Ink? = nil, line: Double = 2, dashes: String? = nil) {
        shapes.append("<path d=\"\(commands)\"" + Self.paint(fill, stroke, line, dashes) + "/>")
    }

    enum Anchor: String {
        case start, middle, end
    }

    mutating func words(
        _ text: String, x: Double, y: Double, size: Double, ink: Ink = .black, bold: Bool = false,
        anchor: Anchor = .middle
    ) {
        shapes.append(
            "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-family=\"\(Self.fonts)\" "
                + "font-size=\"\(Self.number(size))\"" + (bold ? " font-weight=\"bold\"" : "")
                + " text-anchor=\"\(anchor.rawValue)\" fill=\"\(ink.rawValue)\">\(Self.escaped(text))</text>")
    }

    /// The same as the style sheet's.
    static let fonts = "DejaVu Sans Condensed, DejaVu Sans, Noto Sans, sans-serif"

    private static func paint(_ fill: Ink?, _ stroke: Ink?, _ line: Double, _ dashes: String? = nil) -> String {
        " fill=\"\(fill?.rawValue ?? "none")\""
            + (stroke.map { " stroke=\"\($0.rawValue)\" stroke-width=\"\(number(line))\"" } ?? "")
            + (dashes.map { " stroke-dasharray=\"\($0)\"" } ?? "")
    }

    /// Tenths at most, and no `.0`: a page of the same figures is the same page everywhere.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
        return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
    }

    static func escaped(_ text: String) -> String {
        guard text.contains(where: { "&<>\"".contains($0) }) else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
