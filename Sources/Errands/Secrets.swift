package import Foundation
package import Interpreter
package import Notation

/// What must not be written down: values by name, from a file and from the environment.
///
/// Executions, and with them the journal, see a marker in the place of each value (`markers`). The values take their
/// places only when a call leaves (`revealed`), and lose them again in what is told about failures (`hidden`).
package struct Secrets: Sendable {
    private let named: [String: JSON]
    /// By the name of the variable.
    private let environment: [String: JSON]
    private static let prefix = "DONDOC_SECRET_"

    package init(_ named: [String: JSON] = [:]) { self.init(named: named, environment: [:]) }

    /// - Parameters:
    ///   - environment: of which only the variables `DONDOC_SECRET_<NAME>` count; one that holds a JSON object is read as one.
    ///   - file: a JSON object of names and values; the environment goes before it.
    package init(environment: [String: String], file: URL? = nil) throws(SecretsError) {
        var named: [String: JSON] = [:]
        if let file {
            guard let bytes = try? Data(contentsOf: file) else { throw .unreadable(file.path) }
            guard let members = (try? JSON(parsing: [UInt8](bytes)))?.asObject else { throw .noObject(file.path) }
            for (name, value) in members { named[name] = value }
        }
        let variables = environment.filter { $0.key.hasPrefix(Secrets.prefix) }.mapValues { text -> JSON in
            if let value = try? JSON(parsing: text), value.asObject != nil { return value }
            return .string(text)
        }
        self.init(named: named, environment: variables)
    }

    private init(named: [String: JSON], environment: [String: JSON]) {
        self.named = named
        self.environment = environment
    }

    /// `mail.server-1` is `DONDOC_SECRET_MAIL_SERVER_1`.
    package static func variable(of name: String) -> String {
        prefix + name.uppercased().replacing("-", with: "_").replacing(".", with: "_")
    }

    /// A variable that spells the name as the workflow does goes before one in capitals.
    func value(of name: String) -> JSON? {
        environment[Secrets.prefix + name] ?? environment[Secrets.variable(of: name)] ?? named[name]
    }

    /// A secret that is one text, for the program's own use.
    package func text(of name: String) -> String? { value(of: name)?.asString }

    /// What expressions see: the shape of each secret that is known, with a marker for every text and number.
    package func markers(for names: [String]) -> [String: JSON] {
        var markers: [String: JSON] = [:]
        for name in names {
            markers[name] = value(of: name).map { Secrets.marked($0, as: Marker(name: name, path: [])) }
        }
        return markers
    }

    private static func marked(_ value: JSON, as marker: Marker) -> JSON {
        switch value {
        case .null, .bool: value
        case .string, .integer, .number: .string(marker.text)
        case .array(let values):
            .array(values.enumerated().map { marked($1, as: marker.below(String($0))) })
        case .object(let members):
            .object(Members(members.map { ($0, marked($1, as: marker.below($0))) }))
        }
    }

    /// Puts the values in the places of their markers. A text that is one marker becomes the value itself, a number for
    /// example; inside a longer text the value is written out.
    ///
    /// - Throws: an authorization fault for a secret that is no longer there.
    package func revealed(in value: JSON) throws(WorkflowFault) -> JSON {
        switch value {
        case .null, .bool, .integer, .number: return value
        case .string(let text): return try revealed(in: text)
        case .array(let values):
            var revealed: [JSON] = []
            for value in values { revealed.append(try self.revealed(in: value)) }
            return .array(revealed)
        case .object(let members):
            var revealed = Members()
            for (key, value) in members { revealed[key] = try self.revealed(in: value) }
            return .object(revealed)
        }
    }

    private func revealed(in text: String) throws(WorkflowFault) -> JSON {
        guard text.unicodeScalars.contains(Marker.opening) else { return .string(text) }
        var written = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let open = rest.firstIndex(of: Marker.opening),
            let close = rest[open...].firstIndex(of: Marker.closing)
        {
            written += rest[..<open]
            let after = rest.index(after: close)
            if let marker = Marker(rest[rest.index(after: open)..<close]) {
                let value = try self.value(at: marker)
                if written.isEmpty, open == text.unicodeScalars.startIndex, after == text.unicodeScalars.endIndex {
                    return value
                }
                written += (value.asString ?? value.text).unicodeScalars
            } else {
                written += rest[open..<after]
            }
            rest = rest[after...]
        }
        return .string(String(written + rest))
    }

    private func value(at marker: Marker) throws(WorkflowFault) -> JSON {
        guard var value = value(of: marker.name) else {
            throw WorkflowFault(.authorization, "there is no secret \"\(marker.name)\" any more")
        }
        for key in marker.path {
            if let member = value.asObject?[key] {
                value = member
            } else if let values = value.asArray, let place = Int(key), values.indices.contains(place) {
                value = values[place]
            } else {
                throw WorkflowFault(.authorization, "the secret \"\(marker.name)\" has no \"\(key)\" any more")
            }
        }
        return value
    }

    /// The text with `***` in the place of every value of a secret, also where it stands percent-encoded or in JSON.
    package func hidden(in text: String) -> String {
        var shown = text
        for value in texts.sorted(by: { ($0.utf8.count, $0) > ($1.utf8.count, $1) }) {
            shown = shown.replacing(value, with: "***")
        }
        return shown
    }

    var texts: Set<String> {
        var texts: Set<String> = []
        for value in [JSON](named.values) + environment.values { Secrets.collect(value, into: &texts) }
        texts.formUnion(
            texts.flatMap { [PercentEncoding.value($0), String(JSON.string($0).text.dropFirst().dropLast())] })
        texts.remove("")
        return texts
    }

    private static func collect(_ value: JSON, into texts: inout Set<String>) {
        switch value {
        case .null, .bool: break
        case .string(let text): texts.insert(text)
        case .integer, .number: texts.insert(value.text)
        case .array(let values): for value in values { collect(value, into: &texts) }
        case .object(let members): for value in members.values { collect(value, into: &texts) }
        }
    }
}

/// Nothing that prints a value of this type may print a secret.
extension Secrets: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(named.count + environment.count) secrets" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The file of secrets cannot be used; its contents are not told.
package enum SecretsError: Error, Equatable, Sendable {
    case unreadable(String)
    case noObject(String)

    package var sentence: String {
        switch self {
        case .unreadable(let file): "\(file) cannot be read"
        case .noObject(let file): "\(file) is no JSON object of names and secrets"
        }
    }
}
