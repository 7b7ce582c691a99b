/// A place in a file that an administrator wrote. Lines and columns count from 1, columns in Unicode scalars.
package struct SourceMark: Hashable, Comparable, Sendable, Codable {
    package let line: Int
    package let column: Int
    /// How many columns the words take, for the line of carets; 1 where it is not known.
    package let width: Int

    package init(line: Int, column: Int, width: Int = 1) {
        self.line = line
        self.column = column
        self.width = width
    }

    package static let start = SourceMark(line: 1, column: 1)

    package static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A file's text with its name: turns offsets into lines and columns, and lines into words to quote.
package struct SourceText: Hashable, Sendable {
    /// The path as it is shown to people.
    package let file: String
    package let text: String

    package init(file: String, text: String) {
        self.file = file
        self.text = text
    }

    /// The line of that number, counted from 1, without its end; nil when there is none.
    package func line(_ number: Int) -> Substring? {
        let ends = lineEnds(atMost: number)
        guard number >= 1, ends.count >= number - 1 else { return nil }
        let start = number == 1 ? text.startIndex : ends[number - 2].upperBound
        return text[start..<(ends.count >= number ? ends[number - 1].lowerBound : text.endIndex)]
    }

    /// The place of a UTF-8 offset.
    package func mark(atUTF8 offset: Int, width: Int = 1) -> SourceMark {
        let place =
            text.utf8.index(text.startIndex, offsetBy: max(0, offset), limitedBy: text.endIndex) ?? text.endIndex
        let ends = lineEnds(atMost: .max).prefix { $0.upperBound <= place }
        let sameLine = text.utf8[(ends.last?.upperBound ?? text.startIndex)..<place]
        return SourceMark(line: ends.count + 1, column: sameLine.count { $0 & 0xC0 != 0x80 } + 1, width: width)
    }

    /// Where the first lines end: at LF, CR, or both. By bytes: as characters, CR and LF together are one.
    private func lineEnds(atMost most: Int) -> [Range<String.Index>] {
        let bytes = text.utf8
        var ends: [Range<String.Index>] = []
        var place = bytes.startIndex
        while ends.count < most, let end = bytes[place...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
            let next = bytes.index(after: end)
            let isPair = bytes[end] == 0x0D && next < bytes.endIndex && bytes[next] == 0x0A
            place = isPair ? bytes.index(after: next) : next
            ends.append(end..<place)
        }
        return ends
    }
}

/// Where the lines of a text begin: for many places, each found in few steps.
package struct SourceLines: Sendable {
    /// In Unicode scalars; the first is 0.
    private let starts: [Int]
    private let count: Int

    /// The lines end as those of a `SourceText` do.
    package init(_ scalars: [Unicode.Scalar]) {
        var starts = [0]
        for (index, scalar) in scalars.enumerated() {
            let isPair = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
            if scalar == "\n" || scalar == "\r" && !isPair { starts.append(index + 1) }
        }
        self.starts = starts
        count = scalars.count
    }

    /// The place of a Unicode scalar; what is beyond the text is at its end.
    package func mark(at offset: Int, width: Int = 1) -> SourceMark {
        let offset = min(max(0, offset), count)
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return SourceMark(line: low + 1, column: offset - starts[low] + 1, width: width)
    }
}
