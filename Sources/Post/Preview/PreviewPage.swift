import Almanac
import Casework
import Definition

/// The rehearsal as one HTML page: no script, nothing loaded from elsewhere, mails folded until they are opened.
package struct PreviewPage {
    private let content: PreviewContent
    /// More of them are listed without their text, so that a browser can still open the page.
    static let mostTexts = 1_000
    static let mostRows = 5_000

    package init(_ content: PreviewContent) { self.content = content }

    package var html: String {
        let mails = content.mails.sorted { ($0.notice.at, $0.notice.key) < ($1.notice.at, $1.notice.key) }
        return """
            <!DOCTYPE html>
            <html lang="vi">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(content.siteTitle.htmlEscaped) – xem trước</title>
            <style>
            \(PreviewPage.style)
            </style>
            </head>
            <body>
            <header>
            <h1>\(content.siteTitle.htmlEscaped)</h1>
            <p>\(content.planReference.htmlEscaped)</p>
            <p>Xem trước từ \(content.from.vietnamese) đến \(content.to.vietnamese); chưa có gì được gửi đi. \
            <small lang="en">Preview, \(content.from.iso) to \(content.to.iso); nothing has been sent.</small></p>
            \(counts(mails))</header>
            \(warnings)\(PreviewCalendar(content: content).html)\(periods(mails))\(timeline(mails))</body>
            </html>

            """
    }

    static func heading(_ vietnamese: String, _ english: String) -> String {
        "<h2>\(vietnamese) <small lang=\"en\">\(english)</small></h2>\n"
    }

    private func counts(_ mails: [PreviewContent.Mail]) -> String {
        let counted = Notice.Kind.allCases.map { kind in (kind, mails.count { $0.notice.kind == kind }) }.filter {
            $0.1 > 0
        }
        let words = counted.map {
            "\($0.words.vietnamese): <b>\($1)</b> <small lang=\"en\">\($0.words.english)</small>"
        }
        return
            "<p class=\"counts\">Tổng số thư: <b>\(mails.count)</b> <small lang=\"en\">mails</small>\(words.map { " · " + $0 }.joined())</p>\n"
    }

    private var warnings: String {
        if content.warnings.isEmpty { return "" }
        return "<section class=\"warnings\">\n\(PreviewPage.heading("Cần lưu ý", "Warnings"))<ul>\n"
            + content.warnings.map { "<li>\($0.htmlEscaped)</li>\n" }.joined() + "</ul>\n</section>\n"
    }

    private func periods(_ mails: [PreviewContent.Mail]) -> String {
        struct Owed: Hashable {
            let unit: UnitCode?
            let obligation: String?
            let period: String?
        }
        var sent: [Owed: Int] = [:]
        for mail in mails {
            for entry in mail.notice.entries {
                sent[Owed(unit: entry.unit, obligation: entry.obligation, period: entry.period), default: 0] += 1
            }
        }
        let rows = content.periods.sorted {
            (earliest($0), $0.obligation, $0.period) < (earliest($1), $1.obligation, $1.period)
        }
        .flatMap { period in period.units.map { (period, $0) } }
        var html = "<section>\n\(PreviewPage.heading("Các kỳ phải gửi", "What is owed"))"
        if rows.isEmpty {
            return html
                + "<p>Không có kỳ nào trong khoảng này. <small lang=\"en\">No periods.</small></p>\n</section>\n"
        }
        html += """
            <table class="periods">
            <thead><tr><th>Hạn cuối <small lang="en">last day</small></th><th>Đơn vị <small lang="en">unit</small></th>\
            <th>Nội dung <small lang="en">duty</small></th><th>Kỳ <small lang="en">period</small></th>\
            <th>Thời hạn <small lang="en">due</small></th><th>Thư <small lang="en">mails</small></th>\
            <th>Trạng thái <small lang="en">state</small></th></tr></thead>
            <tbody>

            """
        for (period, unit) in rows.prefix(PreviewPage.mostRows) {
            let count = sent[Owed(unit: unit, obligation: period.obligation, period: period.period)] ?? 0
            let cells = [
                period.lastDay.map { "\($0.vietnameseWeekday) \($0.vietnamese)" } ?? "chưa định ngày",
                content.unitNames[unit] ?? unit.text,
                period.title, period.periodName, period.reading ?? "", String(count), period.state,
            ]
            html += "<tr>\(cells.map { "<td>\($0.htmlEscaped)</td>" }.joined())</tr>\n"
        }
        html += "</tbody>\n</table>\n"
        return html + rest(of: rows.count, shown: PreviewPage.mostRows) + "</section>\n"
    }

    private func earliest(_ period: PreviewContent.Period) -> Int { period.lastDay?.number ?? Int.max }

    private func rest(of count: Int, shown: Int) -> String {
        count <= shown
            ? ""
            : "<p>… và \(count - shown) dòng nữa không in ở đây. <small lang=\"en\">\(count - shown) more are not shown.</small></p>\n"
    }

    private func timeline(_ mails: [PreviewContent.Mail]) -> String {
        var html = "<section>\n\(PreviewPage.heading("Thư sẽ gửi", "Mails, in order"))"
        var day: Day?
        for (index, mail) in mails.enumerated() {
            let today = content.zone.day(of: mail.notice.at)
            if today != day {
                let holiday = content.holiday(today).map { " <span class=\"holiday\">\($0.htmlEscaped)</span>" } ?? ""
                html +=
                    "<h3 id=\"d-\(today.iso)\">\(today.vietnameseWeekday), ngày \(today.vietnamese)\(holiday)</h3>\n"
                day = today
            }
            html += line(mail, withText: index < PreviewPage.mostTexts)
        }
        if mails.isEmpty { html += "<p>Không có thư nào. <small lang=\"en\">No mails.</small></p>\n" }
        return html + "</section>\n"
    }

    private func line(_ mail: PreviewContent.Mail, withText: Bool) -> String {
        let kind = mail.notice.kind
        let whom = mail.notice.to.map { "\($0.name) \($0.address.map { "<\($0)>" } ?? "(không có địa chỉ thư)")" }
        let summary =
            "<span class=\"time\">\(content.zone.time(of: mail.notice.at).text)</span> <span class=\"kind \(kind.rawValue)\">"
            + "\(kind.words.vietnamese)</span> <b>\(mail.message.subject.htmlEscaped)</b> "
            + "<span class=\"to\">→ \(whom.joined(separator: "; ").htmlEscaped)</span>"
        guard withText else { return "<p class=\"mail\">\(summary)</p>\n" }
        let letters = mail.message.attachments.map { PreviewAttachment(attachment: $0, of: mail).html }
        return
            "<details class=\"mail\"><summary>\(summary)</summary>\n<div class=\"text\">\(body(of: mail.message.html))</div>\n"
            + letters.joined() + "</details>\n"
    }

    /// What stands inside the body of a mail, which `MailPage` has made safe.
    private func body(of html: String) -> Substring {
        guard let start = html.firstRange(of: "<body"), let opened = html[start.upperBound...].firstIndex(of: ">"),
            let end = html.ranges(of: "</body>").last
        else { return "" }
        return html[html.index(after: opened)..<end.lowerBound]
    }

    private static let style = """
        body { font: 15px/1.45 Arial, Helvetica, sans-serif; color: #1a1a1a; max-width: 1100px; margin: 0 auto; padding: 16px }
        h1 { font-size: 24px; margin: 0 } h2 { font-size: 19px; margin: 28px 0 8px; border-bottom: 2px solid #b3261e } h3 { font-size: 15px; margin: 16px 0 4px }
        small { color: #666; font-weight: normal; font-size: 80% } table { border-collapse: collapse }
        .warnings { border-left: 4px solid #c77700; padding: 2px 14px; background: #fff6e5 } .warnings h2 { border: 0; margin-top: 8px }
        .months { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 16px }
        .month { break-inside: avoid } .month caption { font-weight: bold; text-align: left } .month table { width: 100%; table-layout: fixed }
        .month th { font-size: 11px; color: #666; font-weight: normal } .month td { border: 1px solid #ddd; height: 34px; vertical-align: top; font-size: 12px; padding: 1px 3px }
        .month td.rest { background: #f1f1f1 } .month td.free { background: #fde3e1 } .month td.due { outline: 2px solid #b3261e; outline-offset: -2px }
        .month td.out { color: #bbb } .marks { display: block; font-size: 10px; white-space: nowrap } .marks a { text-decoration: none; color: #0b57d0 }
        .periods { width: 100%; font-size: 13px } .periods th, .periods td { border: 1px solid #ccc; padding: 3px 6px; text-align: left; vertical-align: top }
        .periods thead { display: table-header-group } .periods tr { break-inside: avoid }
        .mail { margin: 4px 0; border-left: 3px solid #ccc; padding-left: 8px } summary { cursor: pointer } .time { color: #666 } .to { color: #444 }
        .kind { border-radius: 3px; padding: 0 5px; background: #e8eaf6; white-space: nowrap } .kind.overdue, .kind.escalation, .kind.letter { background: #fde3e1 }
        .holiday { color: #b3261e; font-weight: normal } .text { border: 1px solid #ddd; margin: 6px 0 } iframe { width: 100%; height: 480px; border: 1px solid #ddd }
        @media print { body { max-width: none; padding: 0; font-size: 11pt } .months { grid-template-columns: repeat(3, 1fr) } details, h3 { break-after: auto; break-inside: avoid } }
        """
}

extension Notice.Kind {
    /// What the office calls it, with English beside.
    var words: (vietnamese: String, english: String) {
        switch self {
        case .reminder: ("nhắc trước hạn", "reminder")
        case .overdue: ("báo quá hạn", "overdue")
        case .escalation: ("báo cấp trên", "escalation")
        case .letter: ("dự thảo công văn", "letter")
        case .receipt: ("giấy tiếp nhận", "receipt")
        case .distribution: ("gửi kế hoạch", "distribution")
        case .rollup: ("tổng hợp", "roll-up")
        case .digest: ("nhắc gộp", "digest")
        }
    }
}
