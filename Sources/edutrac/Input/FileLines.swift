import Glibc

/// The lines of a file that the operator named, one after the other: an export of the journal may be larger than memory.
/// `-` is standard input.
final class FileLines {
    let name: String
    private let descriptor: Int32
    private var rest: [UInt8] = []
    private var isAtEnd = false

    /// Bytes; a longer line is passed over, because no journal makes one.
    static let longestLine = 1 << 20

    init(_ path: String) throws(Complaint) {
        name = path == "-" ? "standard input" : path
        descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw NamedInput.unreadable(name) }
    }

    deinit { close(descriptor) }

    /// - Returns: nil at the end.
    func next() throws(Complaint) -> String? {
        var isTooLong = false
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: rest[..<end], as: UTF8.self)
                rest.removeSubrange(...end)
                if !isTooLong { return line }
                isTooLong = false
                continue
            }
            if isAtEnd {
                defer { rest = [] }
                return rest.isEmpty || isTooLong ? nil : String(decoding: rest, as: UTF8.self)
            }
            if rest.count > Self.longestLine {
                isTooLong = true
                rest = []
            }
            try fill()
        }
    }

    private func fill() throws(Complaint) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw NamedInput.unreadable(name) }
            isAtEnd = count == 0
            rest += buffer.prefix(count)
            return
        }
    }
}
