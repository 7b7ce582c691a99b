import Definition
import Foundation

/// The calendar of themes where it is no table: `- Tháng 3: …`, `- Tháng 4: …`, each with what stands under it.
struct MonthList {
    private(set) var themes: [DraftTheme] = []
    /// Lines that belong to it and ask nothing of anybody: what names a day or a recipient is read as a duty too.
    private(set) var lines: Set<Int> = []

    private struct Entry {
        let months: [Int]
        let line: Int
        let kind: Outline.Block.Kind
        var texts: [(text: String, line: Int)] = []
    }

    init(_ lines: [PlanText.Line]) {
        var entries: [Entry] = []
        var isOpen = false
        for line in lines {
            if let (months, rest, kind) = Self.head(line) {
                entries.append(Entry(months: months, line: line.number, kind: kind))
                if !rest.isEmpty { entries[entries.count - 1].texts.append((rest, line.number)) }
                isOpen = true
            } else if isOpen, !line.text.isEmpty, let last = entries.last {
                let (kind, _, text) = Outline.mark(of: line.text)
                isOpen = line.cells.isEmpty && Self.belongs(kind, text, to: last)
                if isOpen { entries[entries.count - 1].texts.append((text, line.number)) }
            }
        }
        // One month alone is a time, and no calendar.
        guard entries.count > 1 else { return }
        for entry in entries { take(entry) }
    }

    // Unsafe only by its type, which is not Sendable: read once, and nothing of it changes afterwards.
    private nonisolated(unsafe) static let pattern =
        /(?i)^(?:trong\s+)?tháng\s+(\d{1,2}(?:\s*(?:,|và|-|–|đến)\s*(?:tháng\s+)?\d{1,2})*)(?:\s*\/\s*\d{4}|\s+năm\s+\d{4})?\s*(?:[:.–-]\s*|$)(.*)/

    /// `- Tháng 3:`, `2. Tháng 5, 6/2026: …`, `Tháng 8 và 9 - …`.
    private static func head(_ line: PlanText.Line) -> (months: [Int], rest: String, kind: Outline.Block.Kind)? {
        guard line.cells.isEmpty else { return nil }
        let (kind, _, text) = Outline.mark(of: line.text)
        guard kind != .section, let match = text.firstMatch(of: Self.pattern) else { return nil }
        let months = ThemeReader.months(String(match.output.1))
        return months.isEmpty || months == [0] ? nil : (months, String(match.output.2), kind)
    }

    /// Items below the month, or the rest of its line; of a month that has nothing in its line, the items beside it.
    private static func belongs(_ kind: Outline.Block.Kind, _ text: String, to entry: Entry) -> Bool {
        switch kind {
        case .plus: true
        case .dash, .letter: entry.kind != kind && entry.kind != .plus
        case .paragraph: entry.texts.isEmpty || text.first?.isLowercase == true
        case .section, .number, .row: false
        }
    }

    private mutating func take(_ entry: Entry) {
        let whole = entry.texts.map(\.text).joined(separator: " ")
        guard whole.contains(where: \.isLetter) else { return }
        let sentences = Outline.Block.sentences(of: entry.texts[0].text, line: entry.line).map(\.text)
        let title = (sentences.first ?? whole).trimmingCharacters(in: .init(charactersIn: " .;:"))
        let rest = sentences.dropFirst() + entry.texts.dropFirst().map(\.text)
        themes.append(
            DraftTheme(
                months: entry.months, title: title, content: rest.joined(separator: " "),
                days: Commemorations.read(whole), line: entry.line))
        let asks = entry.texts.filter { Self.asks($0.text) }.map(\.line)
        lines.formUnion([entry.line] + entry.texts.map(\.line))
        lines.subtract(asks)
    }

    private static func asks(_ text: String) -> Bool {
        Outline.Block.sentences(of: text, line: 1).contains { sentence in
            let parts = DutyParts(sentence)
            return parts.hits.contains { $0.isDated || $0.doubt != nil } || !parts.recipients.isEmpty
                || !parts.quotas.isEmpty
        }
    }
}
