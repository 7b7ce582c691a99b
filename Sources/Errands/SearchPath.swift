import Foundation

/// The folders where programs are looked for, as `PATH` has them.
struct SearchPath: Equatable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    static var ofThisProcess: SearchPath {
        let given = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return SearchPath(given.isEmpty ? "/usr/local/bin:/usr/bin:/bin" : given)
    }

    /// The path of the first executable file of that name; relative folders are passed over.
    func program(_ name: String) -> String? {
        text.split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
            .first { path in
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
                    && FileManager.default.isExecutableFile(atPath: path)
            }
    }
}
