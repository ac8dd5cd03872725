import Foundation

/// A file that others read whenever they like: it is written beside its place and then put there.
enum OutputFile {
    static func replace(_ path: String, with text: String) throws(Complaint) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
            // A monitoring program is another user.
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        } catch {
            let reason = (error as NSError).localizedDescription
            throw Complaint(.cannotCreate, "\(path) cannot be written: \(reason) Check its folder, and whether you may write there.")
        }
    }
}
