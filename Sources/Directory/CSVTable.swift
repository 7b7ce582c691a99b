import Foundation
package import Notation

/// One field as it stands in the file, without its quotes.
package struct CSVField: Equatable {
    package let text: String
    package let mark: SourceMark
}

/// A file of comma- or semicolon-separated values (RFC 4180, and as Excel writes it): rows of fields with their places.
///
/// The separator is the one that the first line with separators has more of outside quotes. A byte order mark, any
/// kind of line end and blank lines are let pass.
package struct CSVTable {
    static let largestFile = 16 << 20
    static let largestField = 64 << 10
    static let mostRows = 200_000
    static let mostFields = 1000

    /// The first is the header.
    package private(set) var rows: [[CSVField]] = []
    package private(set) var problems: [Diagnostic] = []

    private let file: String
    private let bytes: [UInt8]
    let separator: UInt8
    private var place = 0
    private var line = 1
    private var column = 1

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    package init(_ source: SourceText) {
        file = source.file
        bytes = Array(source.text.utf8)
        separator = Self.separator(of: bytes)
        guard bytes.count <= Self.largestFile else {
            problem(
                "file-too-large", at: .start, "this file has \(bytes.count) bytes; at most \(Self.largestFile) are read"
            )
            return
        }
        if bytes.starts(with: Self.byteOrderMark) { place = Self.byteOrderMark.count }
        while place < bytes.count {
            let row = readRow()
            if row.allSatisfy({ $0.text.isEmpty }) { continue }
            guard rows.count <= Self.mostRows else {
                problem("too-many-rows", at: row[0].mark, "more than \(Self.mostRows) rows; the rest is not read")
                return
            }
            rows.append(row)
        }
    }

    private static func separator(of bytes: [UInt8]) -> UInt8 {
        var isQuoted = false
        var balance = 0
        for byte in bytes {
            switch byte {
            case quote: isQuoted.toggle()
            case lineFeed where !isQuoted && balance != 0, carriageReturn where !isQuoted && balance != 0:
                return balance > 0 ? UInt8(ascii: ";") : UInt8(ascii: ",")
            case UInt8(ascii: ";") where !isQuoted: balance += 1
            case UInt8(ascii: ",") where !isQuoted: balance -= 1
            default: break
            }
        }
        return balance > 0 ? UInt8(ascii: ";") : UInt8(ascii: ",")
    }

    /// The row that begins here; afterwards the place is behind its line end.
    private mutating func readRow() -> [CSVField] {
        var row: [CSVField] = []
        while true {
            row.append(readField())
            guard place < bytes.count, bytes[place] == separator else { break }
            step()
            guard row.count < Self.mostFields else {
                let mark = SourceMark(line: line, column: column)
                problem("too-many-fields", at: mark, "more than \(Self.mostFields) fields; the rest is not read")
                place = bytes.count
                break
            }
        }
        if place < bytes.count {
            let isPair = isPair
            step()
            if isPair { step() }
        }
        return row
    }

    private mutating func readField() -> CSVField {
        let start = (place: place, line: line, column: column)
        let isQuoted = place < bytes.count && bytes[place] == Self.quote
        var content = isQuoted ? readQuoted() : []
        let quotedEnd = place
        while place < bytes.count, bytes[place] != separator, !isLineEnd { step() }
        let rest = bytes[quotedEnd..<place]
        let width = line == start.line ? max(1, column - start.column) : 1
        let mark = SourceMark(line: start.line, column: start.column, width: width)
        if isQuoted, rest.contains(where: { $0 != UInt8(ascii: " ") }) {
            problem(
                "text-after-quote", at: mark, "there is text after the closing quote",
                hint: "double the quotes inside a quoted field")
        } else if !isQuoted, rest.contains(Self.quote) {
            problem(
                "stray-quote", at: mark, "a quote stands inside an unquoted field",
                hint: "quote the whole field and double the quotes inside")
        }
        content += rest
        guard content.count <= Self.largestField else {
            problem(
                "field-too-long", at: mark,
                "this field has \(content.count) bytes; at most \(Self.largestField) are read")
            return CSVField(text: "", mark: mark)
        }
        return CSVField(text: tidied(String(decoding: content, as: UTF8.self)), mark: mark)
    }

    /// Stands on the opening quote; ends behind the closing one.
    private mutating func readQuoted() -> [UInt8] {
        let opening = SourceMark(line: line, column: column)
        var content: [UInt8] = []
        step()
        while place < bytes.count {
            let byte = bytes[place]
            step()
            if byte != Self.quote {
                content.append(byte)
            } else if place < bytes.count, bytes[place] == Self.quote {
                content.append(byte)
                step()
            } else {
                return content
            }
        }
        problem(
            "open-quote", at: opening, "this quote is never closed", hint: "everything after it was read as one field")
        return content
    }

    private var isLineEnd: Bool { bytes[place] == Self.lineFeed || bytes[place] == Self.carriageReturn }

    /// CR and LF are one line end; so is either alone.
    private var isPair: Bool {
        bytes[place] == Self.carriageReturn && place + 1 < bytes.count && bytes[place + 1] == Self.lineFeed
    }

    private mutating func step() {
        if isLineEnd, !isPair {
            line += 1
            column = 1
        } else if place + 1 < bytes.count, bytes[place + 1] & 0xC0 == 0x80 {
            // Within one character: its last byte moves the column.
        } else {
            column += 1
        }
        place += 1
    }

    private mutating func problem(_ code: String, at mark: SourceMark, _ message: String, hint: String? = nil) {
        problems.append(Diagnostic(file: file, mark: mark, code: code, message: message, hint: hint))
    }
}

/// Composed (NFC), with single spaces: what is compared and printed. Line breaks inside a cell count as spaces.
func tidied(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace)
    let single = words.count == 1 && words[0].utf8.count == text.utf8.count ? text : words.joined(separator: " ")
    return single.utf8.allSatisfy { $0 < 0x80 } ? single : single.precomposedStringWithCanonicalMapping
}
