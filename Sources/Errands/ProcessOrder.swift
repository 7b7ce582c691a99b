import Interpreter
import Notation

/// What containers, scripts and shell commands have in common, read once from the call's arguments.
struct ProcessOrder {
    let arguments: [String]
    let environment: [(name: String, value: String)]
    /// A string as it is, everything else as JSON; null is no input at all.
    let input: [UInt8]
    let hasInput: Bool
    /// `stdout`, `stderr`, `code`, `all` or `none`.
    let returned: String
    private let fields: JSON
    private let owner: String

    /// Bytes of standard input: it is held in memory.
    static let mostInput = 64 << 20

    init(_ fields: JSON, of function: String) throws(WorkflowFault) {
        self.fields = fields
        owner = String(function.dropFirst("run:".count))
        returned = fields["return"].asString ?? "stdout"
        switch fields["stdin"] {
        case .null: input = []
        case .string(let text): input = Array(text.utf8)
        case let value: input = Array(value.text.utf8)
        }
        hasInput = !fields["stdin"].isNull
        guard input.count <= ProcessOrder.mostInput else {
            throw WorkflowFault(
                .configuration, "\(owner).stdin has \(input.count) bytes, and may have \(ProcessOrder.mostInput)")
        }
        switch fields["arguments"] {
        case .null: arguments = []
        case .array(let values):
            var texts: [String] = []
            for value in values { texts.append(try ProcessOrder.text(value, "an argument of \(owner)")) }
            arguments = texts
        case let other:
            throw WorkflowFault(
                .configuration,
                "\(owner).arguments is \(other.article); since 1.0.3 it is a list: pass named values by \"environment\""
            )
        }
        environment = try ProcessOrder.pairs(fields["environment"], "\(owner).environment")
        for (name, _) in environment where name.isEmpty || name.contains("=") || name.contains("\0") {
            throw WorkflowFault(.configuration, "\(owner).environment has \"\(name)\", which no variable can be called")
        }
    }

    subscript(_ key: String) -> JSON { fields[key] }

    func has(_ key: String) -> Bool { !fields[key].isNull }

    func text(_ key: String) throws(WorkflowFault) -> String {
        guard let text = fields[key].asString, !text.contains("\0") else {
            let given = has(key) ? "is \(fields[key].article)" : "is missing"
            throw WorkflowFault(.configuration, "\(owner).\(key) must be text, and \(given)")
        }
        return text
    }

    /// A mapping whose values are texts, numbers or booleans, in the order of the document.
    func pairs(_ key: String) throws(WorkflowFault) -> [(name: String, value: String)] {
        try ProcessOrder.pairs(fields[key], "\(owner).\(key)")
    }

    private static func pairs(_ value: JSON, _ owner: String) throws(WorkflowFault) -> [(name: String, value: String)] {
        guard !value.isNull else { return [] }
        guard let members = value.asObject else {
            throw WorkflowFault(.configuration, "\(owner) must be a mapping, and is \(value.article)")
        }
        var pairs: [(name: String, value: String)] = []
        for (name, value) in members { pairs.append((name, try text(value, "\(owner).\(name)"))) }
        return pairs
    }

    private static func text(_ value: JSON, _ owner: String) throws(WorkflowFault) -> String {
        switch value {
        case .string(let text) where text.contains("\0"):
            throw WorkflowFault(.configuration, "\(owner) has a NUL in it, which no program can be given")
        case .string(let text): return text
        case .integer, .number, .bool: return value.text
        default:
            throw WorkflowFault(.configuration, "\(owner) must be text, a number or a boolean, and is \(value.article)")
        }
    }
}

extension JSON {
    /// The type as it stands in a sentence.
    fileprivate var article: String {
        switch self {
        case .null: "null"
        case .array, .object: "an \(typeName)"
        default: "a \(typeName)"
        }
    }
}
