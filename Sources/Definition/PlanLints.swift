import Almanac
import Notation

/// What is probably a slip in a plan. Told, never mended: the plan's words are the office's.
extension Reader {
    func lint(_ plan: PlanFile, title: String, _ fields: Fields, _ parents: [(node: Node, document: DocumentReference)])
    {
        let years = plan.validFrom.year...plan.validTo.year
        for (node, parent) in parents { lint(parent, node, of: plan, years) }
        if let node = fields["title"], let named = Reader.years(in: title), named != years {
            problems.warning(
                "period-mismatch", at: node.mark,
                "the title speaks of \(Reader.shown(named)), \"validity\" of \(Reader.shown(years))",
                hint: "check \"validity\"")
        }
        if plan.symbol != nil, plan.issued == nil {
            problems.warning(
                "missing-issued", at: fields["symbol"]?.mark ?? fields.node.mark,
                "the plan has a number and no date of issue",
                hint: "add \"issued:\"; where the text has no date, also \"issuedOrigin: admin-set\"")
        }
        for rule in plan.obligations where rule.due.needsIssueDay && plan.issued == nil {
            problems.warning(
                "missing-issued", at: plan.marks[rule.code] ?? fields.node.mark,
                "the obligation \(quoted(rule.code)) counts from the day of issue, which the plan does not say",
                hint: "add \"issued:\"; until then it has no deadlines")
        }
        lintDeadlines(of: plan, fields)
        let themes = fields["themes"]?.nodes?.filter { $0["title"] != nil } ?? []
        for node in themes {
            let months = node["months"].map { oneOrMore($0).compactMap { $0.scalar?.value.asInteger } } ?? []
            for day in node["days"]?.nodes ?? [] { lint(day, months: months, years) }
        }
    }

    private func lint(_ parent: DocumentReference, _ node: Node, of plan: PlanFile, _ years: ClosedRange<Int>) {
        if let date = parent.date, date.year != years.lowerBound, !isOfSeveralYears(parent, date, around: years) {
            let document = "\(quoted(parent.symbol, marks: false)) (\(date.shown))"
            problems.warning(
                "parent-year", at: (node["date"] ?? node).mark,
                "ngày văn bản cấp trên \(document) thuộc năm \(date.year), "
                    + "kế hoạch có hiệu lực từ năm \(years.lowerBound)", hint: "kiểm tra lại ngày của văn bản cấp trên")
        }
        if let date = parent.date, let issued = plan.issued, date > issued {
            problems.warning(
                "parent-later", at: (node["date"] ?? node).mark,
                "\(quoted(parent.symbol)) of \(date.shown) is later than the plan of \(issued.shown) that implements it"
            )
        }
        if parent.symbol == plan.symbol, parent.date == plan.issued {
            problems.warning(
                "parent-same", at: (node["symbol"] ?? node).mark,
                "the plan and the document that it implements have one number and date, \(quoted(parent.symbol))",
                hint: "check whether the number was copied by mistake")
        }
        if let title = parent.title, let named = Reader.years(in: title), named != years, !isWithin(years, named) {
            problems.warning(
                "period-mismatch", at: (node["title"] ?? node).mark,
                "the title of \(quoted(parent.symbol)) speaks of \(Reader.shown(named)), "
                    + "this plan of \(Reader.shown(years))")
        }
    }

    /// A plan of one year may implement a document of several that was issued in an earlier one.
    private func isOfSeveralYears(
        _ parent: DocumentReference, _ date: Day, around years: ClosedRange<Int>
    ) -> Bool {
        guard let named = parent.title.flatMap(Reader.years), named.count > 1 else { return false }
        return isWithin(years, named) && date.year < years.lowerBound
    }

    /// A plan of one year under a document of several is in order; plans of several years should agree.
    private func isWithin(_ years: ClosedRange<Int>, _ named: ClosedRange<Int>) -> Bool {
        years.count == 1 && named.contains(years.lowerBound)
    }

    private func lint(_ node: Node, months: [Int], _ years: ClosedRange<Int>) {
        let name = node["name"]?.string ?? ""
        if name.lowercased().contains("quốc tế lao động"), let since = node["since"],
            let year = since.scalar?.value.asInteger, year > 1886
        {
            problems.warning(
                "doubtful-year", at: since.mark,
                "\(quoted(name)) is counted from \(year), but Labour Day dates from 1886", hint: "write \"since: 1886\""
            )
        }
        if let since = node["since"], let year = since.scalar?.value.asInteger, year > years.upperBound {
            problems.warning(
                "doubtful-year", at: since.mark, "\(quoted(name)) is counted from \(year), after the plan ends")
        }
        guard !months.isEmpty, let date = node["solar"] ?? node["lunar"], let text = date.string else { return }
        let parts = text.split(separator: "/").compactMap { Int($0) }
        guard parts.count == 2 else { return }
        if node["solar"] != nil, !months.contains(parts[1]) {
            problems.warning(
                "day-outside-months", at: date.mark, "\(quoted(name)) is on \(text), outside of its theme's months",
                hint: Reader.shown(months: months))
        }
        if node["lunar"] != nil, (1...30).contains(parts[0]), (1...12).contains(parts[1]) {
            lintLunar(parts[0], parts[1], name, date, months, years)
        }
    }

    private func lintLunar(
        _ day: Int, _ month: Int, _ name: String, _ node: Node, _ months: [Int], _ years: ClosedRange<Int>
    ) {
        for year in years.prefix(30) {
            // The twelfth lunar month of the year before falls into January and February.
            let solar = [year - 1, year].compactMap {
                LunarCalendar.solarDay(of: LunarDay(day: day, month: month, year: $0))
            }
            .filter { $0.year == year }
            if let first = solar.first, !solar.contains(where: { months.contains($0.month) }) {
                problems.warning(
                    "day-outside-months", at: node.mark,
                    "\(quoted(name)), lunar \(day)/\(month), falls on \(first.shown), outside of its theme's months",
                    hint: Reader.shown(months: months))
            }
            if solar.isEmpty {
                problems.warning(
                    "no-such-lunar-day", at: node.mark,
                    "\(quoted(name)), lunar \(day)/\(month), does not occur in \(year)",
                    hint: day == 30 ? "that month has 29 days" : nil)
            }
        }
    }

    /// `giai đoạn 2023 - 2025` or `năm 2021` in a title; nil when it names no years, or several single ones.
    static func years(in title: String) -> ClosedRange<Int>? {
        var numbers: [(value: Int, gap: String)] = []
        var gap = ""
        var digits = ""
        for character in title + " " {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            if digits.count == 4, let value = Int(digits), (1900...2199).contains(value) {
                numbers.append((value, gap))
                gap = ""
            }
            if !digits.isEmpty, digits.count != 4 { gap += digits }
            digits = ""
            gap.append(character)
        }
        for (first, second) in zip(numbers, numbers.dropFirst()) where first.value <= second.value {
            let between = second.gap.filter { !$0.isWhitespace }
            if ["-", "–", "—", "đến", "đếnnăm"].contains(between) { return first.value...second.value }
        }
        let single = numbers.filter { $0.gap.lowercased().hasSuffix("năm ") }
        return single.count == 1 && numbers.count == 1 ? single[0].value...single[0].value : nil
    }

    private static func shown(months: [Int]) -> String {
        let list = months.map(String.init).joined(separator: ", ")
        return "the theme is for \(months.count == 1 ? "month" : "the months") \(list)"
    }

    private static func shown(_ years: ClosedRange<Int>) -> String {
        years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound)-\(years.upperBound)"
    }
}
