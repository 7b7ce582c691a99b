import Almanac
import Casework

/// The months of a preview: due days framed, days off tinted, mails and commemorations marked.
struct PreviewCalendar {
    let content: PreviewContent
    /// Three years.
    private static let mostMonths = 36

    var html: String {
        let due = Dictionary(grouping: content.periods.filter { $0.lastDay != nil }) { $0.lastDay ?? content.from }
        let mails = Dictionary(grouping: content.mails) { content.zone.day(of: $0.notice.at) }.mapValues(\.count)
        let days = Dictionary(grouping: content.commemorations) { $0.day }.mapValues { $0.map(\.name) }
        let first = Day(clamping: 1, month: content.from.month, year: content.from.year)
        let months = sequence(first: first) { $0.adding(months: 1) }.prefix { $0 <= content.to }.prefix(
            PreviewCalendar.mostMonths)
        return "<section>\n\(PreviewPage.heading("Lịch", "Calendar"))" + """
            <p><span style="outline:2px solid #b3261e">&nbsp;24&nbsp;</span> hạn cuối <small lang="en">last day</small> · ✉ thư gửi đi \
            <small lang="en">mails</small> · ★ ngày kỷ niệm <small lang="en">commemoration</small> · \
            <span style="background:#fde3e1">&nbsp;30&nbsp;</span> ngày nghỉ <small lang="en">holiday</small></p>
            <div class="months">

            """ + months.map { month($0, due.mapValues { $0.map(\.title) }, mails, days) }.joined()
            + "</div>\n</section>\n"
    }

    private func month(_ first: Day, _ due: [Day: [String]], _ mails: [Day: Int], _ days: [Day: [String]]) -> String {
        var html = "<div class=\"month\"><table><caption>Tháng \(first.month)/\(first.year)</caption>\n<tr>"
        html += ["T2", "T3", "T4", "T5", "T6", "T7", "CN"].map { "<th>\($0)</th>" }.joined() + "</tr>\n"
        let start = first.advanced(by: 1 - first.weekday)
        for week in stride(from: 0, through: start.distance(to: first.lastOfMonth), by: 7) {
            html += "<tr>"
            for offset in week..<week + 7 {
                let day = start.advanced(by: offset)
                html +=
                    day.month == first.month
                    ? cell(day, due[day] ?? [], mails[day] ?? 0, days[day] ?? []) : "<td class=\"out\"></td>"
            }
            html += "</tr>\n"
        }
        return html + "</table></div>\n"
    }

    private func cell(_ day: Day, _ due: [String], _ mails: Int, _ names: [String]) -> String {
        let holiday = content.holiday(day)
        let classes = [day.weekday > 5 ? "rest" : nil, holiday == nil ? nil : "free", due.isEmpty ? nil : "due"]
            .compactMap { $0 }
        let titles = (holiday.map { [$0] } ?? []) + names + Set(due).sorted().map { "Hạn cuối: \($0)" }
        var marks = ""
        if mails > 0 { marks += "<a href=\"#d-\(day.iso)\">✉\(mails)</a> " }
        if !names.isEmpty { marks += "★" }
        let isInside = day >= content.from && day <= content.to
        return
            "<td class=\"\((classes + (isInside ? [] : ["out"])).joined(separator: " "))\" title=\"\(titles.joined(separator: "; ").htmlEscaped)\">"
            + "\(day.day)<span class=\"marks\">\(marks)</span></td>"
    }
}
