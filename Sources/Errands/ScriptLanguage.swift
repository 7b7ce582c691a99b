import Foundation
import Interpreter
import Notation

/// A language that scripts are written in, and the interpreter of it that has to be installed.
enum ScriptLanguage: String, CaseIterable {
    case shell, python, javascript

    /// In any of the spellings that are in use: `js`, `javascript`, `sh`, `shell`, `python`.
    init(named name: String) throws(WorkflowFault) {
        switch name.lowercased() {
        case "sh", "shell": self = .shell
        case "python": self = .python
        case "js", "javascript": self = .javascript
        default:
            throw WorkflowFault(
                .configuration,
                "scripts are written in js, python or shell, not in \"\(name)\"; use a container for others")
        }
    }

    var interpreter: String {
        switch self {
        case .shell: "sh"
        case .python: "python3"
        case .javascript: "node"
        }
    }

    /// What is told when the interpreter is not there.
    var isMissing: String {
        let package =
            switch self {
            case .shell: "dash"
            case .python: "python3"
            case .javascript: "nodejs"
            }
        return "\(rawValue) scripts need \(interpreter), and it is not on the PATH: "
            + "install it (on Debian: apt-get install \(package))"
    }

    /// Node tells modules from older scripts by the ending.
    func fileName(of code: String) -> String {
        switch self {
        case .shell: "script.sh"
        case .python: "script.py"
        case .javascript: ScriptLanguage.isModule(code) ? "script.mjs" : "script.cjs"
        }
    }

    /// Whether a line begins with `import` or `export`, or awaits outside of any block: what only a module may do.
    private static func isModule(_ code: String) -> Bool {
        code.split(whereSeparator: \.isNewline).contains { line in
            let text = line.drop { $0.isWhitespace }
            let begins = ["import ", "import{", "import\"", "import'", "export ", "export{"].contains {
                text.hasPrefix($0)
            }
            return begins || line.first?.isWhitespace == false && line.contains("await ") && !line.contains("async")
        }
    }
}

/// A script that lies elsewhere: `{ name, endpoint }`.
struct ScriptSource {
    private let file: String

    /// Bytes of a script's file.
    static let mostBytes = 1 << 20

    init(_ source: JSON) throws(WorkflowFault) {
        let endpoint = source["endpoint"]
        guard let place = endpoint.asString ?? endpoint["uri"].asString else {
            throw WorkflowFault(.configuration, "script.source has no endpoint that says where the script lies")
        }
        if let url = URL(string: place), let scheme = url.scheme?.lowercased() {
            guard scheme == "file" else {
                throw WorkflowFault(
                    .configuration,
                    "the script \(place) cannot be fetched: keep it in a file, and name that by its path")
            }
            file = url.path
        } else {
            file = place
        }
    }

    /// - Parameter folder: what a relative path is relative to.
    func code(below folder: URL) throws(WorkflowFault) -> String {
        let path = URL(filePath: file, relativeTo: folder).path
        guard let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: ScriptSource.mostBytes + 1)
        else { throw WorkflowFault(.configuration, "the script \(path) cannot be read") }
        guard data.count <= ScriptSource.mostBytes else {
            throw WorkflowFault(.configuration, "the script \(path) has more than \(ScriptSource.mostBytes) bytes")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
