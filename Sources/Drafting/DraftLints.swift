import Almanac
import Foundation
import Notation

/// What is probably a slip in a plan, or missing from it. Told, never mended.
struct DraftLints {
    private(set) var findings: [Diagnostic] = []
    /// Resolution 202/2025/QH15.
    static let endOfDistricts = Day(clamping: 1, month: 7, year: 2025)
    private let file: String
    private let draft: Draft

    init(text: PlanText, file: String, draft: Draft, names: [String: Set<String>]) {
        self.file = file
        self.draft = draft
        checkHeader()
        checkParents()
        checkThemes()
        checkRecipients()
        checkDuties()
        for suspect in Suspects.find(in: text.lines) + Suspects.impossible(in: text.lines) {
            tell(
                "ocr-suspect", suspect.line, "“\(suspect.word)” có thể là lỗi nhận dạng chữ",
                hint: "có phải “\(suspect.meant)”?", column: suspect.column)
        }
        for line in text.lines {
            for day in ImpossibleDays.find(in: line.text) {
                tell(
                    "impossible-day", line.number, "ngày \(day.words) không có trong lịch",
                    hint: "ghi lại đúng ngày theo văn bản gốc")
            }
        }
        for (line, word) in Suspects.joinedNumbers(in: text.lines) {
            tell("missing-blank", line, "“\(word)” thiếu dấu cách sau số")
        }
        for spellings in names.values.map({ $0.sorted() }).filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
            let list = spellings.prefix(4).map { "“\($0)”" }.joined(separator: ", ")
            if Set(spellings.map { Slug.of(NamedOffice.canonical($0.lowercased())) }).count == 1 {
                tell(
                    "name-variants", 1, "một cơ quan được viết nhiều cách: \(list)",
                    hint: "chọn một tên trong units.csv")
            }
        }
        findings.sort(by: Diagnostic.inOrder)
    }

    private mutating func tell(_ code: String, _ line: Int, _ message: String, hint: String? = nil, column: Int = 1) {
        findings.append(
            Diagnostic(
                file: file, mark: SourceMark(line: max(1, line), column: column), severity: .warning, code: code,
                message: message, hint: hint))
    }

    private mutating func checkHeader() {
        let header = draft.header
        if header.symbol == nil {
            tell(
                "missing-number", header.symbolLine ?? 1, "văn bản chưa có số",
                hint: "ghi vào symbol: khi văn thư đã cấp số")
        }
        if header.issued == nil {
            tell(
                "missing-date", header.issuedLine ?? 1, "văn bản chưa có ngày ban hành",
                hint: "ghi vào issued:; nếu tự đặt, thêm issuedOrigin: admin-set")
        }
        if header.title == nil { tell("missing-title", 1, "không tìm thấy tên (trích yếu) của văn bản") }
        if header.issuer == nil { tell("missing-issuer", 1, "không tìm thấy cơ quan ban hành") }
        if header.validity == nil {
            tell("missing-validity", 1, "không tìm thấy thời gian thực hiện trong tên hay trong văn bản")
        }
        if let validity = header.validity, let titled = header.title.flatMap(DateWords.years),
            titled != validity.from.year...validity.to.year, header.title?.lowercased().contains("kết ") != true
        {
            tell(
                "period-mismatch", header.titleLine,
                "tên văn bản nói \(shown(titled)), thời gian thực hiện là \(shown(validity.from.year...validity.to.year))"
            )
        }
        if draft.obligations.isEmpty {
            tell("no-duties", 1, "không tìm thấy câu nào nêu hạn, kỳ, chỉ tiêu hay nơi nhận")
        }
    }

    private mutating func checkParents() {
        let header = draft.header
        let own = header.title.flatMap(DateWords.years) ?? header.validity.map { $0.from.year...$0.to.year }
        for parent in header.parents where !parent.isLaw {
            let named = "\(parent.kind) \(parent.symbol)"
            let titled = parent.title.flatMap(DateWords.years)
            if let date = parent.date, let titled, titled.count == 1,
                date.year < titled.lowerBound - (date.month >= 11 ? 1 : 0) || date.year > titled.upperBound
            {
                tell(
                    "parent-year", parent.line, "\(named) ngày \(date.vietnamese) nhưng nói về \(shown(titled))",
                    hint: "kiểm tra lại năm của ngày văn bản")
            }
            if let date = parent.date, let issued = header.issued, date > issued {
                tell(
                    "parent-later", parent.line,
                    "\(named) ngày \(date.vietnamese) muộn hơn ngày ban hành \(issued.vietnamese)")
            }
            if parent.symbol == header.symbol, parent.date == header.issued, header.symbol != nil {
                tell(
                    "parent-same", parent.line, "\(named) trùng cả số và ngày với chính văn bản này",
                    hint: "kiểm tra xem số có bị chép nhầm không")
            }
            if let titled, let own, titled != own, own.count > 1 || !titled.contains(own.lowerBound) {
                tell("period-mismatch", parent.line, "\(named) nói về \(shown(titled)), văn bản này về \(shown(own))")
            }
            if parent.date == nil { tell("parent-undated", parent.line, "\(named) không ghi ngày") }
        }
    }

    private mutating func checkThemes() {
        guard let first = draft.themes.first else { return }
        let named = Set(draft.themes.flatMap(\.months))
        let absent = (1...12).filter { !named.contains($0) }
        if !named.isEmpty, !absent.isEmpty {
            tell(
                "absent-months", first.line,
                "bảng chủ đề không có dòng cho tháng \(absent.map(String.init).joined(separator: ", "))")
        }
        for theme in draft.themes {
            if theme.doubts.contains(where: { $0.contains("để trống") }) {
                tell("blank-month", theme.line, "ô tháng để trống")
            }
            for anniversary in Commemorations.anniversaries(in: theme.title) { check(anniversary, theme.line) }
        }
    }

    private mutating func check(_ anniversary: Commemorations.Anniversary, _ line: Int) {
        let years = anniversary.last.year - anniversary.first.year
        if let count = anniversary.count, count != years, anniversary.first.day == anniversary.last.day {
            // Two anniversaries may share one count: then the other is counted wrongly by it.
            let isLabour = anniversary.name.lowercased().contains("lao động")
            if !isLabour {
                tell("anniversary", line, "“\(count) năm” nhưng \(anniversary.words.suffix(30)) là \(years) năm")
            }
        }
        if anniversary.first.day != anniversary.last.day || anniversary.first.month != anniversary.last.month {
            tell("anniversary", line, "hai ngày của “\(anniversary.name)” không trùng nhau")
        }
        if anniversary.name.lowercased().contains("quốc tế lao động"), anniversary.first.year > 1886 {
            tell(
                "anniversary", line, "“\(anniversary.first.vietnamese)”: ngày Quốc tế Lao động có từ năm 1886",
                hint: "kiểm tra lại năm trong bảng chủ đề")
        }
    }

    /// Who owes something and is not told of it.
    private mutating func checkRecipients() {
        let header = draft.header
        guard !header.recipients.isEmpty else {
            tell("missing-recipients", 1, "không tìm thấy Nơi nhận")
            return
        }
        let list = header.recipients.map { NamedOffice.canonical(ReachWords.spelledOut($0.text)) }
        var told: Set<String> = []
        for duty in draft.obligations {
            // Whoever issues a plan has it.
            for name in duty.actors
            where told.insert(name).inserted && NamedOffice(name).code != header.issuer?.code
                && !ReachWords.reaches(list, name)
            {
                tell(
                    "outside-recipients", duty.line, "“\(name)” phải thực hiện nhưng không có trong Nơi nhận",
                    hint: "văn bản này đến họ bằng đường nào?")
            }
        }
    }

    private mutating func checkDuties() {
        let header = draft.header
        let known = header.issued ?? header.parents.compactMap(\.date).max()
        if let known, let validity = header.validity {
            for duty in draft.obligations {
                let deadlines = duty.rule.deadlines(
                    from: validity.from, to: validity.to, in: DueContext(issued: header.issued))
                if let first = deadlines.first?.lastDay, first < known {
                    tell(
                        "first-period-past", duty.line,
                        "kỳ đầu của “\(duty.due)” (\(first.vietnamese)) đã qua trước ngày \(known.vietnamese)")
                }
            }
        }
        if let validity = header.validity, validity.to >= Self.endOfDistricts,
            let duty = draft.obligations.first(where: {
                $0.from.contains("district")
                    || $0.actors.contains {
                        $0.lowercased().hasPrefix("huyện") || $0.lowercased().contains("ubnd các huyện")
                            || $0.lowercased().hasPrefix("ubnd huyện")
                    }
            })
        {
            tell(
                "district-level", duty.line, "từ 01/7/2025 không còn cấp huyện, kế hoạch còn hiệu lực sau ngày đó",
                hint: "lập danh sách hai cấp cho các kỳ từ 01/7/2025")
        }
    }

    private func shown(_ years: ClosedRange<Int>) -> String {
        years.count == 1 ? "năm \(years.lowerBound)" : "giai đoạn \(years.lowerBound)-\(years.upperBound)"
    }
}
