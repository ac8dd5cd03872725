/// Something that the operator must know: what is wrong, where, and what to do now.
struct Complaint: Error, Hashable, Sendable {
    /// - Source: sysexits(3).
    enum Code: Int32, Sendable {
        case usage = 64
        case badData = 65
        case noInput = 66
        case unavailable = 69
        case software = 70
        case cannotCreate = 73
        case ioError = 74
        case tryAgain = 75
        case noPermission = 77
        case configuration = 78
    }

    var code: Code
    var text: String

    init(_ code: Code, _ text: String) {
        self.code = code
        self.text = text
    }
}
