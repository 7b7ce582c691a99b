import Almanac
import Definition
import Foundation
import Notation

/// Reads a plan's text into a draft, by rules alone.
package enum DraftReader {
    /// - Parameter file: the name that findings give.
    package static func read(_ text: PlanText, file: String) -> Draft {
        let lines = text.lines
        let end = lines.firstIndex { isRecipientsHead($0.text) }
        let head = HeaderReader(lines)
        var draft = Draft()
        draft.counted = text.counted
        draft.header = head.header
        let foot = end.map { recipients(lines[($0)...]) }
        draft.header.recipients = foot?.rows ?? []
        // What follows the list of recipients is the signature, and after it perhaps annexes.
        let annex =
            foot.map { foot in
                lines[foot.end...].firstIndex { $0.text.lowercased().hasPrefix("phụ lục") } ?? lines.count
            } ?? lines.count
        let bodyEnd = max(head.bodyStart, end ?? lines.count)
        let body = Array(lines[head.bodyStart..<bodyEnd]) + Array(lines[annex...])
        let calendar = ThemeReader(body)
        let list = calendar.themes.isEmpty ? MonthList(body) : nil
        let themes = list?.themes ?? calendar.themes
        let tasks = TaskTable(body.filter { !calendar.lines.contains($0.number) })
        let read = calendar.lines.union(tasks.lines).union(list?.lines ?? [])
        let rest = body.filter { !read.contains($0.number) }
        var reader = BodyReader()
        reader.read(Outline(rest).blocks)
        draft.themes = themes
        draft.header.validity = validity(draft.header, reader.validityWords)
        var register = OfficeRegister(issuer: draft.header.issuer, until: draft.header.validity?.to)
        let past = PastFacts(draft.header)
        let found = (reader.found + tasks.found + ThemeDuties.read(themes)).filter { !past.isOver($0) }
            .sorted { $0.line < $1.line }
        draft.obligations = Assembly(collector: collector(found), past: past).duties(found, &register, draft.header)
        for index in draft.header.recipients.indices {
            draft.header.recipients[index].selector = register.selector(reached: draft.header.recipients[index].text)
        }
        draft.units = register.units
        draft.findings = DraftLints(text: text, file: file, draft: draft, names: register.names).findings
        return draft
    }

    private static func isRecipientsHead(_ text: String) -> Bool {
        let lower = text.lowercased()
        return lower.hasPrefix("nơi nhận") && text.count < 40
    }

    /// The lines under `Nơi nhận:`, up to the signature.
    private static func recipients(_ lines: ArraySlice<PlanText.Line>) -> (rows: [Draft.Recipient], end: Int) {
        var rows: [Draft.Recipient] = []
        var index = lines.startIndex + 1
        while index < lines.endIndex {
            let text = lines[index].text
            if text.isEmpty {
                index += 1
                continue
            }
            guard let match = text.firstMatch(of: /^[-–•+]\s*|^(?=Như trên|Lưu|UBND|Sở|Các )/) else { break }
            let words = text[match.range.upperBound...].trimmingCharacters(in: .init(charactersIn: " ;."))
            // `Báo Đồng Sen; Đài PT-TH tỉnh;`: two of them on one line.
            for name in words.hasPrefix("Lưu") ? [words] : parted(words) {
                rows.append(Draft.Recipient(text: name, line: lines[index].number))
            }
            index += 1
            if words.hasPrefix("Lưu") { break }
        }
        return (rows, index)
    }

    /// At the semicolons outside of brackets.
    private static func parted(_ row: String) -> [String] {
        var depth = 0
        let parts = row.split { character in
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            return character == ";" && depth <= 0
        }
        return parts.map { $0.trimmingCharacters(in: .init(charactersIn: " .")) }.filter { !$0.isEmpty }
    }

    /// The plan's own words for its span first, then its title, then the year of its day.
    private static func validity(
        _ header: Draft.Header, _ words: [(text: String, line: Int)]
    ) -> (from: Day, to: Day, words: String)? {
        for (text, _) in words {
            guard let years = DateWords.years(in: text) ?? DateWords.first(in: text).map({ $0.year...$0.year }) else {
                continue
            }
            let last = text.matches(of: /(\d{1,2}\/\d{1,2}\/\d{4})/).last.flatMap {
                DateWords.first(in: String($0.output.1))
            }
            let first = text.matches(of: /(\d{1,2}\/\d{1,2}\/\d{4})/).first.flatMap {
                DateWords.first(in: String($0.output.1))
            }
            let all = text.matches(of: /20\d\d/).compactMap { Int($0.output) }
            let from = first != last ? first : Day(year: all.min() ?? years.lowerBound, month: 1, day: 1)
            let to = last ?? Day(year: all.max() ?? years.upperBound, month: 12, day: 31)
            if let from, let to, from <= to { return (from, to, text) }
        }
        // `sơ kết … giai đoạn 2021 - 2025` looks back on that span; the work is of the year of issue.
        let looksBack =
            ["sơ kết", "tổng kết"].contains { header.title?.lowercased().hasPrefix($0) == true } && header.issued != nil
        let titled = looksBack ? nil : header.title.flatMap(DateWords.years)
        guard let years = titled ?? header.issued.map({ $0.year...$0.year }),
            let from = Day(year: years.lowerBound, month: 1, day: 1),
            let to = Day(year: years.upperBound, month: 12, day: 31)
        else { return nil }
        return (from, to, titled == nil ? "năm của ngày ban hành" : header.title ?? "")
    }

    /// To whom most is sent: it collects what names nobody.
    private static func collector(_ found: [BodyReader.Found]) -> NamedOffice? {
        var counts: [String: (count: Int, office: NamedOffice)] = [:]
        for duty in found {
            guard let office = duty.recipients.first(where: { !$0.isPurpose })?.office, !office.isGroup else {
                continue
            }
            counts[office.code, default: (0, office)].count += duty.hit?.isDated == true ? 3 : 1
        }
        return counts.values.max { ($0.count, $1.office.code) < ($1.count, $0.office.code) }?.office
    }
}
