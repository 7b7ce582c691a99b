import Almanac
import Definition
import Foundation
import Notation

/// A table whose header names its columns, in any order and any case.
struct NamedRows {
    private(set) var rows: [NamedRow] = []
    private(set) var problems: [Diagnostic]

    init(_ source: SourceText, columns: [String], required: [String]) {
        let table = CSVTable(source)
        problems = table.problems
        func problem(
            _ code: String, _ mark: SourceMark, _ message: String, _ hint: String?,
            _ severity: Diagnostic.Severity = .error
        ) {
            problems.append(
                Diagnostic(file: source.file, mark: mark, severity: severity, code: code, message: message, hint: hint))
        }
        guard let header = table.rows.first else {
            if problems.isEmpty {
                problem(
                    "no-header", .start, "this file is empty",
                    "its first line names the columns: \(columns.joined(separator: ","))")
            }
            return
        }
        var names: [String?] = []
        for field in header {
            let name = field.text.lowercased()
            if columns.contains(name) {
                let isTwice = names.contains(name)
                if isTwice {
                    problem("column-twice", field.mark, "the column \"\(field.text)\" is there twice", nil)
                }
                names.append(isTwice ? nil : name)
            } else {
                // A misspelt column must not be lost; a column of the office's own may stand beside ours.
                let suggestion = Diagnostic.suggestion(for: name, among: columns)
                problem(
                    "unknown-column", field.mark, "there is no column \"\(field.text)\"",
                    suggestion ?? "it is not read; the columns are \(columns.joined(separator: ", "))",
                    suggestion == nil ? .warning : .error)
                names.append(nil)
            }
        }
        for name in required where !names.contains(name) {
            problem("missing-column", header[0].mark, "the column \"\(name)\" is missing", nil)
        }
        guard required.allSatisfy({ names.contains($0) }) else { return }
        for row in table.rows.dropFirst() {
            if row.count > names.count, row[names.count...].contains(where: { !$0.text.isEmpty }) {
                problem(
                    "too-many-fields", row[names.count].mark,
                    "this row has \(row.count) fields where the header has \(names.count)",
                    "a field that contains the separator stands in quotes")
            }
            var fields: [String: CSVField] = [:]
            for (name, field) in zip(names, row) { if let name { fields[name] = field } }
            rows.append(NamedRow(file: source.file, start: row[0].mark, fields: fields))
        }
    }
}

/// One row, read field by field; what is wrong with a field is gathered, not thrown.
struct NamedRow {
    let file: String
    let start: SourceMark
    private let fields: [String: CSVField]
    private(set) var problems: [Diagnostic] = []

    init(file: String, start: SourceMark, fields: [String: CSVField]) {
        self.file = file
        self.start = start
        self.fields = fields
    }

    /// Nil when the column or the text is missing.
    func text(_ column: String) -> String? {
        guard let text = fields[column]?.text, !text.isEmpty else { return nil }
        return text
    }

    func mark(_ column: String) -> SourceMark { fields[column]?.mark ?? start }

    mutating func required(_ column: String) -> String {
        if let text = text(column) { return text }
        problem("missing-value", column, "the \(column) is missing")
        return ""
    }

    mutating func problem(
        _ code: String, _ column: String, _ message: String, hint: String? = nil, severity: Diagnostic.Severity = .error
    ) {
        problems.append(
            Diagnostic(file: file, mark: mark(column), severity: severity, code: code, message: message, hint: hint))
    }

    /// A word that stands in file names, keys and selectors: letters and digits of ASCII, `-`, `_`, `.`.
    mutating func word(_ column: String, _ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || [45, 46, 95].contains(byte)
        }
        let isWord = isPlain && text.utf8.count <= 64 && text.first.map { $0.isLetter || $0.isNumber } ?? true
        if !isWord {
            problem(
                "bad-word", column, "\"\(text)\" cannot be a \(column)",
                hint: "letters and digits without diacritics, \"-\", \"_\", \".\"; at most 64; such as \"so-noi-vu\"")
        }
        return text
    }

    mutating func code(_ column: String) -> UnitCode? { text(column).map { UnitCode(word(column, $0)) } }

    mutating func day(_ column: String) -> Day? {
        guard let text = text(column) else { return nil }
        if let day = Day(iso: text) { return day }
        let parts = text.split(whereSeparator: { "/-.".contains($0) }).compactMap { Int($0) }
        let meant = parts.count == 3 ? Day(year: parts[2], month: parts[1], day: parts[0]) : nil
        problem(
            "bad-date", column, "\"\(text)\" is not a date",
            hint: "write \(meant?.iso ?? "the year first, such as 2025-07-01")")
        return nil
    }

    /// The first day and the day that ends it; both at once, because they must be in order.
    mutating func span() -> (from: Day?, to: Day?) {
        let from = day("from")
        let to = day("to")
        if let from, let to, from >= to {
            problem(
                "empty-span", "to", "\"to\" (\(to.iso)) is not after \"from\" (\(from.iso))",
                hint: "\"to\" is the first day on which it no longer holds")
        }
        return (from, to)
    }

    mutating func mailbox() -> String? {
        guard let text = text("mailbox") else { return nil }
        guard !Self.isMailbox(text) else { return text }
        let isSeveral = text.split(whereSeparator: { ";, ".contains($0) }).count { $0.contains("@") } > 1
        problem(
            "bad-mailbox", "mailbox", "\"\(text)\" is not a mailbox",
            hint: isSeveral ? "one mailbox; further ones belong to roles.csv" : "such as sonoivu@example.vn")
        return nil
    }

    /// An address as it goes into an envelope: nothing that could end a header or name a second one.
    private static func isMailbox(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty, text.utf8.count <= 254 else { return false }
        guard
            !text.unicodeScalars.contains(where: {
                $0.value <= 32 || $0.value == 127 || "<>()[]\\,;:\"".unicodeScalars.contains($0)
            })
        else { return false }
        let labels = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && !halves[0].hasPrefix(".") && !halves[0].hasSuffix(".")
            && labels.allSatisfy { label in
                !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
    }
}
