import Almanac
import Notation

/// A due clause: words, and the rule that they mean.
struct DueClause {
    let phrase: String
    let rule: DueRule
}

/// `due:` as the plan's words, as a structured rule, or as both.
///
/// A structured rule is put into the plan's words and read as these: there is one grammar of deadlines.
extension Reader {
    private static let forms = ["before", "by", "endOf", "within"]

    /// Nil also for an expression.
    func due(_ node: Node, _ owner: String) -> DueClause? {
        if isExpression(node) { return nil }
        guard node.entries != nil else {
            if node.isNull {
                problems.error(
                    "missing-due", at: node.mark, "\(owner) says nothing",
                    hint: "where nothing is ever late, say \"due: none\"")
                return nil
            }
            return phrase(node, owner)
        }
        guard let fields = fields(node, of: owner, Reader.forms + ["every", "since", "phrase", "confirmed"]) else {
            return nil
        }
        let phrased = fields["phrase"].flatMap { phrase($0, member("phrase", of: owner)) }
        let given = Reader.forms.filter(fields.has)
        if given.isEmpty, let phrased { return phrased }
        guard given.count == 1, let form = given.first else {
            problems.error(
                "bad-due", at: node.mark, "\(owner) needs one of \(Reader.forms.listed()), and has \(given.count)",
                hint: "for example { before: { day: 25 }, every: month }, or the plan's own words")
            return nil
        }
        guard let words = words(form, fields), let rule = rule(words, fields) else { return nil }
        if let phrased, phrased.rule != rule, boolean("confirmed", in: fields) != true {
            tellContradiction(phrased, form, words, fields)
        }
        return DueClause(phrase: phrased?.phrase ?? words, rule: rule)
    }

    private func phrase(_ node: Node, _ owner: String) -> DueClause? {
        guard let text = text(node, owner) else { return nil }
        if text == "none" { return DueClause(phrase: text, rule: .none) }
        do throws(DuePhraseError) {
            return DueClause(phrase: text, rule: try DuePhrase.parse(text))
        } catch {
            problems.error(
                "bad-due", at: tree.mark(in: node, at: error.offset, width: error.width), error.message,
                hint: error.hint)
            return nil
        }
    }

    private func rule(_ words: String, _ fields: Fields) -> DueRule? {
        do throws(DuePhraseError) {
            return try DuePhrase.parse(words)
        } catch {
            problems.error("bad-due", at: fields.node.mark, error.message, hint: error.hint)
            return nil
        }
    }

    /// `trước ngày 25 hằng tháng` for `{ before: { day: 25 }, every: month }`.
    private func words(_ form: String, _ fields: Fields) -> String? {
        guard let node = fields[form] else { return nil }
        let owner = member(form, of: fields.owner)
        if form != "within", let since = fields.node.entries?.first(where: { $0.key == "since" }) {
            problems.error("bad-due", at: since.keyMark, "\"since\" goes with \"within\", not with \(quoted(form))")
        }
        switch form {
        case "endOf": return end(node, owner, fields)
        case "within": return count(node, owner, fields)
        default: return dates(node, owner, form == "before" ? "trước" : "chậm nhất", fields)
        }
    }

    private func dates(_ node: Node, _ owner: String, _ lead: String, _ fields: Fields) -> String? {
        let dates = oneOrMore(node).map { date($0, owner) }
        guard !dates.isEmpty else {
            problems.error("empty-list", at: node.mark, "\(owner) is empty", hint: "for example { day: 25 }")
            return nil
        }
        let known = dates.compactMap { $0 }
        guard known.count == dates.count, let first = known.first else { return nil }
        guard known.allSatisfy({ $0.parts == first.parts }) else {
            problems.error(
                "bad-due", at: node.mark, "the days of \(owner) are not of one form",
                hint: "give each day, month and year, or none of them a year")
            return nil
        }
        let wanted = ["month", "year", nil][first.parts - 1]
        let every = fields["every"].flatMap { word($0, member("every", of: fields.owner), among: ["month", "year"]) }
        guard every == wanted, fields.has("every") == (wanted != nil) else {
            if every != nil || !fields.has("every") {
                let hint = wanted.map { "add \"every: \($0)\"" } ?? "leave out \"every\", or leave out the year"
                problems.error(
                    "bad-due", at: fields["every"]?.mark ?? fields.node.mark, "\(fields.owner) does not fit its days",
                    hint: hint)
            }
            return nil
        }
        let suffix = wanted.map { $0 == "month" ? " hằng tháng" : " hằng năm" } ?? ""
        let texts = known.map(\.text)
        guard texts.count > 1, let last = texts.last else { return "\(lead) ngày \(first.text)\(suffix)" }
        return "\(lead) các ngày \(texts.dropLast().joined(separator: ", ")) và \(last)\(suffix)"
    }

    /// `25`, `20/3` or `15/4/2022`, with the number of its parts.
    private func date(_ node: Node, _ owner: String) -> (text: String, parts: Int)? {
        guard let fields = fields(node, of: owner, ["day", "month", "year"], required: ["day"]), fields.has("day")
        else { return nil }
        guard let day = integer("day", in: fields, 1...31) else { return nil }
        guard fields.has("month") else {
            if fields.has("year") {
                problems.error(
                    "missing-property", at: node.mark, "\(owner) has a year and no month", hint: "add \"month:\"")
            }
            return fields.has("year") ? nil : ("\(day)", 1)
        }
        guard let month = integer("month", in: fields, 1...12) else { return nil }
        let year = integer("year", in: fields, 1900...2200)
        if fields.has("year"), year == nil { return nil }
        guard Day(year: year ?? 2000, month: month, day: day) != nil else {
            let text = "\(day)/\(month)" + (year.map { "/\($0)" } ?? "")
            problems.error(
                "no-such-day", at: fields["day"]?.mark ?? node.mark, "\(text) is a day that does not exist",
                hint: "the last day of month \(month) is the \(Day.length(ofMonth: month, year: year ?? 2000))th")
            return nil
        }
        return year.map { ("\(day)/\(month)/\($0)", 3) } ?? ("\(day)/\(month)", 2)
    }

    private func end(_ node: Node, _ owner: String, _ fields: Fields) -> String? {
        if let month = node.entries != nil ? self.fields(node, of: owner, ["month"], required: ["month"]) : nil {
            let every = fields["every"].flatMap { word($0, member("every", of: fields.owner), among: ["year"]) }
            if fields.has("every"), every == nil { return nil }
            return integer("month", in: month, 1...12).map { "cuối tháng \($0) hằng năm" }
        }
        guard node.entries == nil, let span = word(node, owner, among: ["month", "quarter", "year"]) else { return nil }
        if let every = fields["every"], word(every, member("every", of: fields.owner), among: [span]) == nil {
            return nil
        }
        return span == "month" ? "cuối tháng" : span == "quarter" ? "cuối quý" : "cuối năm"
    }

    private func count(_ node: Node, _ owner: String, _ fields: Fields) -> String? {
        let units = ["workingDays": "ngày làm việc", "days": "ngày", "weeks": "tuần", "months": "tháng"]
        if let every = fields["every"] {
            problems.error("bad-due", at: every.mark, "\"within\" is counted once; it has no \"every\"")
        }
        guard let within = self.fields(node, of: owner, units.keys.sorted()) else { return nil }
        let given = units.keys.sorted().filter(within.has)
        guard given.count == 1, let unit = given.first, let word = units[unit] else {
            problems.error(
                "bad-due", at: node.mark, "\(owner) needs one of \(units.keys.sorted().listed())",
                hint: "for example { workingDays: 10 }")
            return nil
        }
        guard let number = integer(unit, in: within, 1...3660) else { return nil }
        guard let since = fields["since"] else {
            problems.error(
                "missing-property", at: fields.node.mark, "\(fields.owner) lacks \"since\"",
                hint: "add \"since: issued\"")
            return nil
        }
        if since.string == "issued" { return "trong vòng \(number) \(word) kể từ ngày ban hành" }
        guard since.entries != nil else {
            tellType(
                since, of: member("since", of: fields.owner), wanted: "\"issued\" or a date",
                hint: "for example { day: 14, month: 4, year: 2022 }")
            return nil
        }
        guard let date = date(since, member("since", of: fields.owner)) else { return nil }
        if date.parts == 3 { return "trong vòng \(number) \(word) kể từ ngày \(date.text)" }
        problems.error(
            "bad-due", at: since.mark, "\(member("since", of: fields.owner)) is a single day",
            hint: "add month and year")
        return nil
    }

    private func tellContradiction(_ phrased: DueClause, _ form: String, _ words: String, _ fields: Fields) {
        let mark = fields["phrase"]?.mark ?? fields.node.mark
        let isBefore = phrased.phrase.lowercased().contains("trước")
        let inverse =
            form == "by" ? words.replacing("chậm nhất", with: "trước") : words.replacing("trước", with: "chậm nhất")
        let differsInBoundary = (try? DuePhrase.parse(inverse)) == phrased.rule
        let confirm = "mend one of the two, or confirm the rule with \"confirmed: true\""
        if differsInBoundary, isBefore, form == "by" {
            problems.warning(
                "due-contradiction", at: mark,
                "\"trước\" loại trừ \(words.replacing("chậm nhất ", with: "")): the phrase leaves the day out, but \"by\" includes it",
                hint: confirm)
        } else {
            problems.warning(
                "due-contradiction", at: mark,
                "the phrase \(quoted(phrased.phrase)) and the rule \(quoted(words)) differ; the rule holds",
                hint: confirm)
        }
    }
}
