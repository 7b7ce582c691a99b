import Interpreter
import Notation

/// An address with variables in braces: simple string expansion of RFC 6570, which is all that the specification takes.
struct URITemplate {
    let text: String

    init(_ text: String) { self.text = text }

    /// A variable is a top-level property of the input, its name taken as it stands (`{pet.id}` is the property `pet.id`);
    /// one that there is none of becomes nothing.
    ///
    /// - Throws: an expression fault for a list or an object, as the specification wants.
    func expanded(with input: JSON) throws(WorkflowFault) -> String {
        var address = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            address += PercentEncoding.literal(rest[..<open])
            let name = String(rest[rest.index(after: open)..<close])
            address += PercentEncoding.value(try value(of: name, in: input))
            rest = rest[rest.index(after: close)...]
        }
        return address + PercentEncoding.literal(rest)
    }

    private func value(of name: String, in input: JSON) throws(WorkflowFault) -> String {
        if let first = name.first, "+#./;?&=,!@|".contains(first) {
            throw WorkflowFault(
                .configuration, "\(text): of RFC 6570 only simple variables are known, not \"{\(name)}\"")
        }
        guard let value = PlainText.of(input[name]) else {
            throw WorkflowFault(.expression, "\(text): the variable \"\(name)\" is \(input[name].typeName), not text")
        }
        return value
    }
}

/// A value that can stand where only text can.
enum PlainText {
    /// Nothing for null; nil for lists and objects.
    static func of(_ value: JSON) -> String? {
        switch value {
        case .null: ""
        case .string(let text): text
        case .bool, .integer, .number: value.text
        case .array, .object: nil
        }
    }
}
