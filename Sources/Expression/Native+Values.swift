import Almanac
import Notation

extension Native {
    /// What can be asked of any value.
    static let values: [String: Native] = [
        "type/0": .zero { input, _ in .string(input.typeName) },
        "not/0": .zero { input, _ in .bool(!Measured(input).isTruthy) },
        "length/0": .zero { input, _ throws(ExpressionError) in try input.length() },
        "utf8bytelength/0": .zero { input, _ throws(ExpressionError) in
            guard case .string(let text) = input else {
                throw ExpressionError("\(input.described) only strings have UTF-8 byte length")
            }
            return .integer(text.utf8.count)
        },
        "error/0": .zero { input, _ throws(ExpressionError) in throw ExpressionError(value: input, isOverBudget: false)
        },
        "error/1": .one { _, message, _ throws(ExpressionError) in
            throw ExpressionError(value: message, isOverBudget: false)
        },
        "halt/0": .zero { _, _ throws(ExpressionError) in throw ExpressionError("the expression halts") },
        "halt_error/0": .zero { input, _ throws(ExpressionError) in
            throw ExpressionError(value: input, isOverBudget: false)
        },
        "halt_error/1": .one { input, _, _ throws(ExpressionError) in
            throw ExpressionError(value: input, isOverBudget: false)
        },
        "input/0": .zero { _, _ throws(ExpressionError) in throw ExpressionError("No more inputs") },
        "input_filename/0": .zero { _, _ in .null },
        "input_line_number/0": .zero { _, _ in .integer(0) },
        "env/0": .zero { _, _ in .object(Members()) },
        "get_search_list/0": .zero { _, _ in .array([]) },
        "modulemeta/0": .zero { _, _ throws(ExpressionError) in throw ExpressionError("an expression has no modules") },
        "have_literal_numbers/0": .zero { _, _ in .bool(true) },
        "have_decnum/0": .zero { _, _ in .bool(false) },
        "now/0": .zero { _, machine in
            let milliseconds = machine.now.milliseconds
            return milliseconds % 1000 == 0 ? .integer(Int(milliseconds / 1000)) : .number(Double(milliseconds) / 1000)
        },
        "builtins/0": .zero { _, _ in .array(BuiltIns.names.map { .string($0) }) },
        "tojson/0": .zero { input, machine throws(ExpressionError) in .string(try machine.text(of: input)) },
        "fromjson/0": .zero { input, machine throws(ExpressionError) in
            guard case .string(let text) = input else {
                throw ExpressionError("\(input.described) cannot be parsed as JSON")
            }
            if text == "nan" { return .number(.nan) }
            // A digit and a comma become an element.
            try machine.charge(bytes: text.utf8.count * Machine.elementBytes / 2)
            do throws(JSONSyntaxError) {
                return try JSON(parsing: text)
            } catch {
                throw ExpressionError("\(error.description) (while parsing '\(text.shown)')")
            }
        },
        "tostring/0": .zero { input, machine throws(ExpressionError) in
            .string(try machine.plainText(of: input))
        },
        "toarray/0": .zero { input, _ in if case .array = input { input } else { .array([input]) } },
        "has/1": .one { input, key, _ throws(ExpressionError) in
            switch (input, key) {
            case (.object(let members), .string(let name)): return .bool(members.index(of: name) != nil)
            case (.array(let values), .integer), (.array(let values), .number):
                let place = (key.asDouble ?? .nan).rounded(.down)
                return .bool(place >= 0 && place < Double(values.count))
            default:
                throw ExpressionError("Cannot check whether \(input.typeName) has a \(key.typeName) key")
            }
        },
        "contains/1": .one { input, part, machine throws(ExpressionError) in
            .bool(try input.contains(part, &machine))
        },
    ]
}

extension JSON {
    func length() throws(ExpressionError) -> JSON {
        switch self {
        case .null: return .integer(0)
        case .bool: throw ExpressionError("\(described) has no length")
        case .integer(let value) where value != Int.min: return .integer(abs(value))
        case .integer, .number: return .number(abs(asDouble ?? 0))
        case .string(let text): return .integer(text.unicodeScalars.count)
        case .array(let values): return .integer(values.count)
        case .object(let members): return .integer(members.count)
        }
    }

    /// Strings contain substrings; arrays, for each element of the other, one that contains it; objects likewise.
    func contains(_ part: JSON, _ machine: inout Machine) throws(ExpressionError) -> Bool {
        try machine.charge(steps: 1)
        if case .array(let parts) = part, case .array(let values) = self {
            return try JSON.all(parts, areIn: values, &machine)
        }
        if case .object(let parts) = part, case .object(let members) = self {
            return try JSON.all(parts, areIn: members, &machine)
        }
        return try containsScalar(part, &machine)
    }

    private func containsScalar(_ part: JSON, _ machine: inout Machine) throws(ExpressionError) -> Bool {
        if case .string(let text) = self, case .string(let part) = part {
            try machine.charge(work: text.utf8.count / 4)
            return part.isEmpty || !Strings.indices(of: part, in: text, all: false).isEmpty
        }
        guard typeName == part.typeName else {
            throw ExpressionError("\(described) and \(part.described) cannot have their containment checked")
        }
        return try equals(part, &machine)
    }

    private static func all(
        _ parts: [JSON], areIn values: [JSON], _ machine: inout Machine
    ) throws(ExpressionError) -> Bool {
        for part in parts where try !values.hasOne(containing: part, &machine) { return false }
        return true
    }

    private static func all(
        _ parts: Members, areIn members: Members, _ machine: inout Machine
    ) throws(ExpressionError) -> Bool {
        for (key, part) in parts {
            guard let value = members[key], try [value].hasOne(containing: part, &machine) else { return false }
        }
        return true
    }
}

extension [JSON] {
    fileprivate func hasOne(containing part: JSON, _ machine: inout Machine) throws(ExpressionError) -> Bool {
        for value in self where value.typeName == part.typeName {
            if try value.contains(part, &machine) { return true }
        }
        return false
    }
}
