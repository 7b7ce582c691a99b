import Notation
import Almanac
import Definition

/// Writes a draft as the plan.yaml that a person completes.
package struct DraftYAML {
    private let draft: Draft
    private let source: String
    private var lines: [String] = []

    /// - Parameter source: the file that was read, for the head.
    package static func text(of draft: Draft, source: String) -> String {
        var writer = DraftYAML(draft: draft, source: source)
        writer.write()
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private init(draft: Draft, source: String) {
        self.draft = draft
        self.source = source
    }

    /// The name of the plan and of its site: `an-giang-2021`.
    package static func code(of draft: Draft) -> String {
        let place = draft.header.issuer.map { issuer in
            let words = issuer.name.split(separator: " ").drop { $0.first?.isLowercase == true || $0 == "UBND" }
            return Slug.of(words.joined(separator: " "), atMost: 30)
        }
        let years = draft.header.validity.map {
            $0.from.year == $0.to.year ? "\($0.from.year)" : "\($0.from.year)-\($0.to.year)"
        }
        let parts = [place, years].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? "ke-hoach-moi" : parts.joined(separator: "-")
    }

    private mutating func write() {
        lines += [
            "# Bản nháp đọc từ \(plainComment(source)) bằng quy tắc, không suy đoán. Số \(draft.counted) là vị trí trong văn bản.",
            "# Chỗ có “cần người” phải được người xem rồi mới dùng. Nhắc trước (remind) mặc định 5, 3, 1 ngày làm việc; thêm escalate: nếu muốn đôn đốc.",
        ]
        for finding in draft.findings {
            lines.append(
                "# cần người xem (\(draft.counted) \(finding.mark.line)): \(plainComment(finding.message))\(finding.hint.map { "; \(plainComment($0))" } ?? "")"
            )
        }
        writeHeader()
        writeParents()
        writeRecipients()
        lines.append("")
        lines.append(draft.obligations.isEmpty ? "obligations: {}" : "obligations:")
        for duty in draft.obligations { write(duty) }
        writeThemes()
    }

    private mutating func writeHeader() {
        let header = draft.header
        lines.append("plan: \(Self.code(of: draft))")
        add("title", header.title ?? "Chưa có tên", note: header.title == nil ? "cần người điền" : nil)
        if let issuer = header.issuer {
            lines.append("issuer: \(issuer.code)    # \(plainComment(issuer.name))")
        } else {
            lines.append("issuer: \(OfficeRegister.unknownCode)    # cần người chọn: không tìm thấy cơ quan ban hành")
        }
        if let symbol = header.symbol {
            add("symbol", symbol)
        } else {
            lines.append("symbol: chưa cấp số    # cần người điền: văn bản không ghi số")
        }
        if let issued = header.issued {
            lines.append("issued: \(issued.iso)")
        } else {
            lines.append(
                "# issued: 2026-01-15    # cần người điền: văn bản không ghi ngày; ngày tự đặt thì thêm dòng issuedOrigin: admin-set"
            )
        }
        if let validity = header.validity {
            lines.append(
                "validity: { from: \(validity.from.iso), to: \(validity.to.iso) }    # theo “\(plainComment(validity.words))”"
            )
        } else {
            lines.append(
                "# validity: { from: 2026-01-01, to: 2026-12-31 }    # cần người điền: văn bản không nêu thời gian thực hiện"
            )
        }
    }

    private mutating func writeParents() {
        let parents = draft.header.parents
        for law in parents where law.isLaw {
            lines.append("# căn cứ (\(draft.counted) \(law.line)): \(plainComment("\(law.kind) \(law.symbol)"))")
        }
        guard parents.contains(where: { !$0.isLaw }) else { return }
        lines += ["", "implements:"]
        for parent in parents where !parent.isLaw {
            lines.append(
                "  - issuer: \(Self.scalar(parent.issuer ?? "chưa rõ"))    # \(draft.counted) \(parent.line): \(plainComment(parent.kind))"
            )
            lines.append("    symbol: \(Self.scalar(parent.symbol))")
            if let date = parent.date { lines.append("    date: \(date.iso)") }
            if let title = parent.title { fold("    title", title) }
        }
    }

    private mutating func writeRecipients() {
        guard !draft.header.recipients.isEmpty else { return }
        lines += [
            "",
            "# Nơi nhận, từng dòng. Cần người chọn: thêm to: cho mỗi dòng, ví dụ - { text: Sở Nội vụ, to: { units: [so-noi-vu] } }",
            "recipients:",
        ]
        for row in draft.header.recipients {
            lines.append(
                row.selector.map { "  - { text: \(Self.quoted(row.text)), to: \($0) }" }
                    ?? "  - \(Self.scalar(row.text))")
        }
    }

    private mutating func write(_ duty: Draft.Duty) {
        lines += ["", "  \(duty.code):    # \(draft.counted) \(duty.line)"]
        for doubt in duty.doubts { lines.append("    # cần người xem: \(plainComment(doubt))") }
        fold("    title", duty.title)
        fold("    quote", duty.quote)
        let who = duty.actors.isEmpty ? "chưa rõ" : duty.actors.joined(separator: "; ")
        lines.append("    from: \(duty.from)    # cần người chọn: \(plainComment(who))")
        lines.append(
            "    to: \(duty.to)    # \(duty.recipient.map { "“\(plainComment($0))”" } ?? "cần người chọn: văn bản không nêu nơi nhận")"
        )
        lines.append("    items:")
        for item in duty.items {
            let max = item.max.map { ", max: \($0)" } ?? ""
            let units = item.units.map { ", units: [\($0.map(\.text).joined(separator: ", "))]" } ?? ""
            let least = item.isOptional ? "optional: true" : "min: \(item.min)"
            lines.append("      - { kind: \(item.kind), \(least)\(max)\(units) }")
        }
        let isOpen = duty.rule.isNone || duty.rule.isUnscheduled
        lines.append("    due: \(Self.scalar(duty.due))\(isOpen ? "    # chưa có hạn" : "")")
        lines.append("    origin: \(duty.origin.rawValue)")
        if duty.isRequest { lines.append("    force: request") }
    }

    private mutating func writeThemes() {
        guard !draft.themes.isEmpty else { return }
        lines += ["", "themes:"]
        for theme in draft.themes {
            for doubt in theme.doubts { lines.append("  # cần người xem: \(plainComment(doubt))") }
            lines.append("  - title: \(Self.scalar(theme.title))    # \(draft.counted) \(theme.line)")
            if !theme.months.isEmpty {
                lines.append("    months: [\(theme.months.map(String.init).joined(separator: ", "))]")
            }
            if !theme.content.isEmpty { fold("    content", theme.content) }
            guard !theme.days.isEmpty else { continue }
            lines.append("    days:")
            for day in theme.days {
                let since = day.since.map { ", since: \($0)" } ?? ""
                lines.append(
                    "      - { name: \(Self.quoted(day.name)), \(day.isLunar ? "lunar" : "solar"): \(day.day)/\(day.month)\(since) }"
                )
            }
        }
    }

    private mutating func add(_ key: String, _ value: String, note: String? = nil) {
        lines.append("\(key): \(Self.scalar(value))\(note.map { "    # \($0)" } ?? "")")
    }

    /// A long text folded over lines, which YAML joins again with one blank.
    private mutating func fold(_ key: String, _ text: String) {
        let indent = String(repeating: " ", count: key.prefix { $0 == " " }.count + 2)
        guard text.count > 90 else {
            lines.append("\(key): \(Self.scalar(text))")
            return
        }
        lines.append("\(key): >-")
        var line = indent
        for word in text.split(separator: " ") {
            if line.count + word.count > 116, line != indent {
                lines.append(line)
                line = indent
            }
            line += line == indent ? String(word) : " \(word)"
        }
        lines.append(line)
    }

    private func plainComment(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }

    /// Plain where YAML allows it, else in single quotes.
    package static func scalar(_ text: String) -> String {
        let isPlain =
            text.first.map { $0.isLetter } == true && !text.contains(": ") && !text.hasSuffix(":")
            && !text.contains(" #") && !text.hasSuffix(" ")
            && !["true", "false", "null", "yes", "no", "on", "off", "none", "~"].contains(text.lowercased())
            && text.unicodeScalars.allSatisfy { $0.value >= 0x20 }
        return isPlain || text == "none" ? text : quoted(text)
    }

    /// Words as a code: small letters, digits and hyphens.
    package static func slug(_ words: String) -> String { Slug.of(words) }

    /// In single quotes.
    package static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}
