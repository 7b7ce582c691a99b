import Foundation

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

    /// By place, then by width: what is not the same is before or after.
    package static func < (a: Self, b: Self) -> Bool {
        (a.line, a.column, a.width) < (b.line, b.column, b.width)
    }
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
        bytes { bytes in
            LineEnds.line(number, of: bytes).map { Substring(decoding: bytes[$0], as: UTF8.self) }
        }
    }

    /// The place of a UTF-8 offset.
    package func mark(atUTF8 offset: Int, width: Int = 1) -> SourceMark {
        bytes { bytes in
            let offset = min(max(0, offset), bytes.count)
            var ends = LineEnds(bytes)
            var line = 1
            var start = 0
            while let end = ends.next(), end.upperBound <= offset {
                line += 1
                start = end.upperBound
            }
            let column = bytes[start..<offset].count { $0 & 0xC0 != 0x80 } + 1
            return SourceMark(line: line, column: column, width: width)
        }
    }

    /// What is quoted of a line around a place: at most so many columns, `…` where more stands before or behind, and
    /// the column of the place in it.
    func excerpt(at mark: SourceMark, columns: Int) -> (text: String, column: Int)? {
        bytes { bytes in
            guard let line = LineEnds.line(mark.line, of: bytes) else { return nil }
            if line.count <= columns { return (String(decoding: bytes[line], as: UTF8.self), mark.column) }
            let skipped = max(0, mark.column - 1 - columns / 2)
            let start = Self.place(ofScalar: skipped, in: bytes[line])
            let end = Self.place(ofScalar: columns, in: bytes[start..<line.upperBound])
            let lead = start > line.lowerBound ? "…" : ""
            let tail = end < line.upperBound ? "…" : ""
            let quoted = lead + String(decoding: bytes[start..<end], as: UTF8.self) + tail
            return (quoted, start > line.lowerBound ? mark.column - skipped + 1 : mark.column)
        }
    }

    private static func place(ofScalar number: Int, in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        var left = number
        for place in bytes.indices where bytes[place] & 0xC0 != 0x80 {
            if left == 0 { return place }
            left -= 1
        }
        return bytes.endIndex
    }

    private func bytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = text
        return text.withUTF8(body)
    }
}

/// The places where the lines of a text end, one after another: at LF, CR, or both together.
private struct LineEnds: IteratorProtocol {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    /// The next LF and the next CR from here on.
    private var feed = -1
    private var carriageReturn = -1

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func next() -> Range<Int>? {
        if feed < place { feed = index(of: 0x0A) }
        if carriageReturn < place { carriageReturn = index(of: 0x0D) }
        let end = min(feed, carriageReturn)
        guard end < bytes.count else { return nil }
        let isPair = end == carriageReturn && feed == end + 1 && feed < bytes.count
        place = end + (isPair ? 2 : 1)
        return end..<place
    }

    private func index(of byte: Int32) -> Int {
        guard place < bytes.count, let start = bytes.baseAddress,
            let found = memchr(start + place, byte, bytes.count - place)
        else { return bytes.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(start)
    }

    /// The bytes of the line of that number without its end.
    static func line(_ number: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard number >= 1 else { return nil }
        var ends = LineEnds(bytes)
        var start = 0
        for _ in 1..<number {
            guard let end = ends.next() else { return nil }
            start = end.upperBound
        }
        return start..<(ends.next()?.lowerBound ?? bytes.count)
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
