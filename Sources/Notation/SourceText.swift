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
        // By bytes: as characters, CR and LF together are one, which is not LF.
        let lines = text.utf8.split(separator: 0x0A, maxSplits: max(number, 0), omittingEmptySubsequences: false)
        guard number >= 1, lines.count >= number else { return nil }
        let line = lines[number - 1]
        return Substring(line.last == 0x0D ? line.dropLast() : line)
    }

    /// The place of a UTF-8 offset.
    package func mark(atUTF8 offset: Int, width: Int = 1) -> SourceMark {
        let before = text.utf8.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let sameLine = before.lastIndex(of: 0x0A).map { before[before.index(after: $0)...] } ?? before[...]
        return SourceMark(line: line, column: sameLine.count { $0 & 0xC0 != 0x80 } + 1, width: width)
    }
}
