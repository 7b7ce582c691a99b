import Foundation

/// A fresh folder that only its owner can enter; gone, with all that is in it, when nobody holds it any more.
final class WorkingFolder {
    let path: String

    init() throws(ChildProcess.Trouble) {
        let pattern = FileManager.default.temporaryDirectory.path + "/dondoc-run-" + String(repeating: "X", count: 6)
        var name = Array(pattern.utf8CString)
        guard mkdtemp(&name) != nil else {
            throw .notStarted(program: "a working folder", reason: String(cString: strerror(errno)))
        }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// What cannot be removed is left to those who clean the folder for temporary files.
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a new file with this text.
    func write(_ text: String, to name: String) throws(ChildProcess.Trouble) -> String {
        let file = "\(path)/\(name)"
        guard FileManager.default.createFile(atPath: file, contents: Data(text.utf8)) else {
            throw .notStarted(program: file, reason: "the file cannot be written")
        }
        return file
    }
}
