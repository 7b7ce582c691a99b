import Notation

/// Looking into values, as jq does it.
extension JSON {
    func looking(up key: JSON, _ machine: inout Machine) throws(ExpressionError) -> JSON {
        switch (self, key) {
        case (.object(let members), .string(let name)):
            try machine.charge(work: name.utf8.count / 4)
            return members[name] ?? .null
        case (.array(let values), .integer), (.array(let values), .number): return values.element(at: key)
        case (.array, .object(let bounds)), (.string, .object(let bounds)), (.null, .object(let bounds)):
            return try slice(from: bounds["start"] ?? .null, to: bounds["end"] ?? .null, &machine)
        case (.array(let values), .array(let sought)):
            return .array(try values.occurrences(of: sought, &machine).map { .integer($0) })
        case (.null, .string), (.null, .integer), (.null, .number), (.null, .null): return .null
        default: throw cannotBeIndexed(by: key)
        }
    }

    func cannotBeIndexed(by key: JSON) -> ExpressionError {
        if case .string(let name) = key { return ExpressionError("Cannot index \(typeName) with \"\(name.shown)\"") }
        return ExpressionError("Cannot index \(typeName) with \(key.typeName)")
    }

    var cannotBeIterated: ExpressionError { ExpressionError("Cannot iterate over \(described)") }

    /// How many values `.[]` gives.
    func elementCount() throws(ExpressionError) -> Int {
        switch self {
        case .array(let values): values.count
        case .object(let members): members.count
        default: throw cannotBeIterated
        }
    }

    /// A part of an array, or of a string in Unicode scalars; of null it is null.
    func slice(from start: JSON, to end: JSON, _ machine: inout Machine) throws(ExpressionError) -> JSON {
        switch self {
        case .null: return .null
        case .array(let values):
            let range = try JSON.sliceRange(from: start, to: end, count: values.count)
            try machine.charge(bytes: range.count * Machine.elementBytes)
            return .array(Array(values[range]))
        case .string(let text):
            try machine.charge(work: text.utf8.count / 8)
            let range = try JSON.sliceRange(from: start, to: end, count: text.unicodeScalars.count)
            let part = text.scalars(in: range)
            try machine.charge(bytes: part.utf8.count)
            return .string(part)
        default: throw ExpressionError("Cannot index \(typeName) with object")
        }
    }

    /// Bounds from the end when negative; the start is rounded down, the end up.
    static func sliceRange(from start: JSON, to end: JSON, count: Int) throws(ExpressionError) -> Range<Int> {
        func bound(_ json: JSON, _ absent: Int, _ rounding: FloatingPointRoundingRule) throws(ExpressionError) -> Int {
            if json.isNull { return absent }
            guard let number = json.asDouble else {
                throw ExpressionError("Start and end indices of an array slice must be numbers")
            }
            if number.isNaN { return absent }
            let place = number < 0 ? number + Double(count) : number
            return Int(max(0, min(Double(count), place.rounded(rounding))))
        }
        let first = try bound(start, 0, .down)
        return first..<max(first, try bound(end, count, .up))
    }

    /// The bytes that a copy of this value's top level takes.
    var shallowBytes: Int {
        switch self {
        case .string(let text): text.utf8.count
        case .array(let values): values.count * Machine.elementBytes
        case .object(let members): members.count * Machine.memberBytes
        default: 0
        }
    }
}

extension [JSON] {
    /// Fractions are rounded down, negative places count from the end, and beyond is null.
    func element(at key: JSON) -> JSON {
        guard let place = key.asDouble?.rounded(.down), let index = Int(exactly: place) else { return .null }
        let real = index < 0 ? index + count : index
        return indices.contains(real) ? self[real] : .null
    }

    /// Where `sought` begins inside this array.
    func occurrences(of sought: [JSON], _ machine: inout Machine) throws(ExpressionError) -> [Int] {
        guard !sought.isEmpty, count >= sought.count else { return [] }
        var found: [Int] = []
        for start in 0...count - sought.count where try has(sought, at: start, &machine) { found.append(start) }
        try machine.charge(bytes: found.count * Machine.elementBytes)
        return found
    }

    private func has(_ part: [JSON], at start: Int, _ machine: inout Machine) throws(ExpressionError) -> Bool {
        for index in part.indices {
            try machine.charge(work: 2)
            guard try self[start + index].equals(part[index], &machine) else { return false }
        }
        return true
    }
}

extension String {
    func scalars(in range: Range<Int>) -> String {
        let view = unicodeScalars
        let start = view.index(view.startIndex, offsetBy: range.lowerBound)
        return String(view[start..<view.index(start, offsetBy: range.count)])
    }
}
