import Notation

extension LocatedTree {
    /// The place in the file of a Unicode scalar of a value's text.
    ///
    /// Folding, escaping and indenting change blanks only: the nth letter of the value is the nth letter in the file.
    func mark(in node: Node, at offset: Int, width: Int = 1) -> SourceMark {
        guard let scalar = node.scalar, !scalar.range.isEmpty else { return node.mark }
        let value = Array(scalar.text.unicodeScalars)
        let offset = min(max(offset, 0), value.count)
        let lettersBefore = value[..<offset].count { !$0.isBlank }
        let letters = Letters(of: scalar, in: scalars)
        let blanksBefore = value[..<offset].reversed().prefix { $0.isBlank && !$0.isBreak }.count
        if offset < value.count, !value[offset].isBlank, let place = letters.place(lettersBefore) {
            return lines.mark(at: place, width: width)
        }
        guard lettersBefore > 0, let place = letters.place(lettersBefore - 1) else { return node.mark }
        // A blank of the value may have been the end of a line.
        let blanksBehind = scalars[(place + 1)...].prefix(blanksBefore).prefix { $0.isBlank && !$0.isBreak }.count
        return lines.mark(at: place + 1 + blanksBehind, width: width)
    }
}

/// The places of a scalar's letters (what is no blank) in its file.
private struct Letters {
    private var places: [Int] = []

    init(of scalar: Node.Scalar, in scalars: [Unicode.Scalar]) {
        let range = scalar.range.clamped(to: 0..<scalars.count)
        switch scalar.style {
        case .plain: places = range.filter { !scalars[$0].isBlank }
        case .literal, .folded:
            let header = range.firstIndex { scalars[$0].isBreak } ?? range.endIndex
            places = range[header...].filter { !scalars[$0].isBlank }
        case .singleQuoted: readSingleQuoted(range.dropFirst().dropLast(), scalars)
        case .doubleQuoted: readDoubleQuoted(range.dropFirst().dropLast(), scalars)
        case .computed: break
        }
    }

    func place(_ index: Int) -> Int? { places.indices.contains(index) ? places[index] : nil }

    private mutating func readSingleQuoted(_ range: Range<Int>, _ scalars: [Unicode.Scalar]) {
        var index = range.lowerBound
        while index < range.upperBound {
            if !scalars[index].isBlank { places.append(index) }
            index += scalars[index] == "'" ? 2 : 1
        }
    }

    private mutating func readDoubleQuoted(_ range: Range<Int>, _ scalars: [Unicode.Scalar]) {
        var index = range.lowerBound
        while index < range.upperBound {
            guard scalars[index] == "\\", index + 1 < range.upperBound else {
                if !scalars[index].isBlank { places.append(index) }
                index += 1
                continue
            }
            let escaped = scalars[index + 1]
            let digits = escaped == "x" ? 2 : escaped == "u" ? 4 : escaped == "U" ? 8 : 0
            // Escapes for blanks make no letter: \n \t \r \v \f \  \N \_ \L \P and a line's end.
            if digits > 0 || !("ntrvf NLP_\n\r\t".unicodeScalars.contains(escaped)) { places.append(index) }
            index += 2 + digits
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isBlank: Bool { properties.isWhitespace || isBreak }
    fileprivate var isBreak: Bool {
        self == "\n" || self == "\r" || value == 0x85 || value == 0x2028 || value == 0x2029
    }
}
