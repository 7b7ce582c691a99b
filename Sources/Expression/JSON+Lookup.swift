import Notation

/// Looking into values, as jq does it.
extension JSON {
    func looking(up key: JSON) throws(ExpressionError) -> JSON {
        switch (self, key) {
        case (.object(let members), .string(let name)): members[name] ?? .null
        case (.array(let values), .integer), (.array(let values), .number): values.element(at: key)
        case (.array, .object(let bounds)), (.string, .object(let bounds)), (.null, .object(let bounds)):
            try slice(from: bounds["start"] ?? .null, to: bounds["end"] ?? .null)
        case (.array(let values), .array(let sought)): .array(values.occurrences(of: sought).map { .integer($0) })
        case (.null, .string), (.null, .integer), (.null, .number), (.null, .null): .null
        default: throw cannotBeIndexed(by: key)
        }
    }

    func cannotBeIndexed(by key: JSON) -> ExpressionError {
        if case .string(let name) = key { return ExpressionError("Cannot index \(typeName) with \"\(name)\"") }
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
    func slice(from start: JSON, to end: JSON) throws(ExpressionError) -> JSON {
        switch self {
        case .null: return .null
        case .array(let values):
            let range = try JSON.sliceRange(from: start, to: end, count: values.count)
            return .array(Array(values[range]))
        case .string(let text):
            let range = try JSON.sliceRange(from: start, to: end, count: text.unicodeScalars.count)
            return .string(text.scalars(in: range))
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
    func occurrences(of sought: [JSON]) -> [Int] {
        guard !sought.isEmpty, count >= sought.count else { return [] }
        return (0...count - sought.count).filter { start in
            sought.indices.allSatisfy { self[start + $0].equals(sought[$0]) }
        }
    }
}

extension String {
    func scalars(in range: Range<Int>) -> String {
        let view = unicodeScalars
        let start = view.index(view.startIndex, offsetBy: range.lowerBound)
        return String(view[start..<view.index(start, offsetBy: range.count)])
    }
}
