package import Notation
import Almanac

extension ObligationRule {
    /// Reads the computed `with:` of a `collect`; at check time the same reader reads it in its file.
    ///
    /// - Parameters:
    ///   - code: what the rule is called: `workflow/task`.
    ///   - defaultTo: who collects where `to` is left out.
    package static func read(
        json: JSON, code: String, defaultTo: UnitCode? = nil
    ) -> (rule: ObligationRule?, diagnostics: [Diagnostic]) {
        let problems = Problems(file: "")
        var reader = Reader(tree: LocatedTree(json: json), problems: problems)
        reader.readsExpressions = false
        let known = FunctionShape.obligation.map(\.name) + ["obligation", "period"]
        let rule = reader.fields(reader.tree.root, of: "the obligation \(quoted(code))", known)
            .flatMap { reader.obligation($0, code: code, defaultTo: defaultTo) }
        return (problems.hasErrors ? nil : rule, problems.inOrder)
    }
}

extension RungRule {
    /// Reads a ladder that a person orders: `remind` and `escalate` as a plan has them.
    package static func readLadder(
        json: JSON
    ) -> (remind: [Int]?, escalate: [RungRule]?, diagnostics: [Diagnostic]) {
        let problems = Problems(file: "")
        var reader = Reader(tree: LocatedTree(json: json), problems: problems)
        reader.readsExpressions = false
        let root = reader.tree.root
        let remind = root["remind"].flatMap { reader.workingDays($0, "\"remind\"") }
        let escalate = root["escalate"].flatMap { reader.rungs($0, "\"escalate\"") }
        return (remind, escalate, problems.inOrder.filter { $0.severity == .error })
    }
}

/// What a unit owes: under `obligations:` of a plan, and under `with:` of a `collect`.
extension Reader {
    /// The unknown properties have been told already. Nil when something is wrong, or not computed yet.
    func obligation(
        _ fields: Fields, code: String, defaultTo: UnitCode?, defaultFrom: Selector? = nil
    ) -> ObligationRule? {
        for key in (defaultFrom == nil ? ["from"] : []) + (defaultTo == nil ? ["to"] : []) where !fields.has(key) {
            let hint =
                key == "from"
                ? "say who owes: { units: [so-noi-vu] } or { level: commune, under: huyen-tan-bien }"
                : "say who collects: \"to: so-noi-vu\""
            problems.error("missing-property", at: fields.mark, "\(fields.owner) lacks \(quoted(key))", hint: hint)
        }
        let due = fields["due"].map { self.due($0, member("due", of: fields.owner)) }
        if due == nil {
            problems.error(
                "missing-due", at: fields.mark, "\(fields.owner) does not say by when",
                hint: "add \"due:\" with the plan's words; where nothing is ever late, say \"due: none\"")
        }
        let from = fields["from"].map { selector($0, member("from", of: fields.owner)) } ?? defaultFrom
        let to = fields["to"].map { unit($0, member("to", of: fields.owner)) } ?? defaultTo
        var rule = ObligationRule(
            code: code, to: to ?? UnitCode(""), duePhrase: due??.phrase ?? "", due: due??.rule ?? .none)
        rule.from = from ?? Selector()
        readTexts(into: &rule, fields)
        readSchedule(into: &rule, fields)
        readTerms(into: &rule, fields)
        lintQuote(of: rule, fields)
        return to == nil || from == nil || due.flatMap { $0 } == nil ? nil : rule
    }

    private func readTexts(into rule: inout ObligationRule, _ fields: Fields) {
        rule.title = text("title", in: fields)
        rule.quote = text("quote", in: fields)
        if fields["workflow"]?.entries == nil { rule.workflow = name("workflow", of: .workflow, in: fields) }
        rule.items = fields["items"].flatMap { items($0, member("items", of: fields.owner)) } ?? []
    }

    private func readSchedule(into rule: inout ObligationRule, _ fields: Fields) {
        if let node = fields["ifNotWorkingDay"], !isExpression(node),
            let word = word(node, member("ifNotWorkingDay", of: fields.owner), among: FunctionShape.restDayWords)
        {
            rule.policy = RestDayPolicy(rawValue: word.replacing("WorkingDay", with: "")) ?? .asWritten
        }
        rule.dataPeriod = choice("dataPeriod", in: fields, of: ObligationRule.DataPeriod.self)
        if let node = fields["opens"], !isExpression(node) { rule.opens = duration("opens", in: fields) }
        if let span = fields["validity"].flatMap({ validity($0, member("validity", of: fields.owner)) }) {
            (rule.validFrom, rule.validTo) = span
        }
        if let node = fields["remind"] {
            rule.remind = workingDays(node, member("remind", of: fields.owner)) ?? rule.remind
        }
        if let node = fields["escalate"] { rule.escalate = rungs(node, member("escalate", of: fields.owner)) ?? [] }
    }

    private func readTerms(into rule: inout ObligationRule, _ fields: Fields) {
        rule.origin = choice("origin", in: fields, of: ObligationRule.Origin.self) ?? .stated
        rule.force = choice("force", in: fields, of: ObligationRule.Force.self) ?? .order
        rule.shortfall = choice("shortfall", in: fields, of: ObligationRule.Shortfall.self) ?? .partial
        if let node = fields["issued"], !isExpression(node) {
            rule.issued = day(node, member("issued", of: fields.owner))
        }
        rule.until = choice("until", in: fields, of: ObligationRule.Until.self) ?? .settled
        rule.onTimeBy = choice("onTimeBy", in: fields, of: ObligationRule.Version.self)
        rule.correction = integer("correction", in: fields, 1...366)
        if fields.has("correction"), rule.onTimeBy != .first {
            problems.warning(
                "unused-value", at: fields.keyMark("correction"),
                "\(member("correction", of: fields.owner)) counts only with \"onTimeBy: first\"",
                hint: "add \"onTimeBy: first\", or leave it out")
        }
        if fields.has("accept"), fields.has("review") {
            problems.error(
                "bad-alternative", at: fields.keyMark("review"),
                "\"accept\" and \(member("review", of: fields.owner)) say the same",
                hint: "leave one of them out")
        }
        rule.acceptance =
            choice("accept", in: fields, of: ObligationRule.Acceptance.self)
            ?? choice("review", in: fields, of: ObligationRule.Acceptance.self) ?? .automatic
        if rule.force == .request, !rule.escalate.isEmpty {
            problems.warning(
                "request-escalated", at: fields.keyMark("escalate"),
                "\(fields.owner) is a request, and requests are never escalated",
                hint: "leave out \"escalate\", or write \"force: order\"")
        }
    }

    /// From a day, to a day, or both.
    private func validity(_ node: Node, _ owner: String) -> (from: Day?, to: Day?)? {
        guard !isExpression(node), let fields = fields(node, of: owner, ["from", "to"]) else { return nil }
        let from = fields["from"].flatMap { isExpression($0) ? nil : day($0, member("from", of: owner)) }
        let to = fields["to"].flatMap { isExpression($0) ? nil : day($0, member("to", of: owner)) }
        if !fields.has("from"), !fields.has("to") {
            problems.error(
                "empty-range", at: node.mark, "\(owner) has neither \"from\" nor \"to\"",
                hint: "for example { to: 2025-06-30 }, the last day that counts")
        }
        if let from, let to, from > to {
            problems.error(
                "bad-range", at: node.mark, "\(owner) ends on \(to.shown), before it begins on \(from.shown)")
            return nil
        }
        return (from, to)
    }

    func rungs(_ node: Node, _ owner: String) -> [RungRule]? {
        if isExpression(node) { return nil }
        guard let nodes = list(node, owner) else { return nil }
        var last = 0
        return nodes.compactMap { node in
            if isExpression(node) { return nil }
            let owner = "a rung of \(owner)"
            guard let fields = fields(node, of: owner, ["after", "to", "draft"], required: ["after", "to"]) else {
                return nil
            }
            let after = integer("after", in: fields, 1...366)
            let to = fields["to"].flatMap { targets($0, member("to", of: owner)) }
            let draft = name("draft", of: .draft, in: fields)
            guard let after, let to else { return nil }
            if after < last {
                problems.error(
                    "bad-order", at: fields["after"]?.mark ?? node.mark,
                    "a rung \(after) working days after stands below one of \(last)",
                    hint: "write the rungs in the order in which they come")
            }
            last = after
            return RungRule(after: after, to: to, draft: draft)
        }
    }

    /// Numbers of working days before a deadline, each once.
    func workingDays(_ node: Node, _ owner: String) -> [Int]? {
        if isExpression(node) { return nil }
        if node.entries != nil || node.isNull {
            tellType(node, of: owner, wanted: "a list of working days", hint: "for example [5, 3, 1]; [] for none")
            return nil
        }
        var told: Set<Int> = []
        return oneOrMore(node).compactMap { node in
            if isExpression(node) { return nil }
            guard let days = integer(node, "a reminder of \(owner)", 1...366) else { return nil }
            if !told.insert(days).inserted {
                problems.error("duplicate-reminder", at: node.mark, "\(owner) has \(days) twice", hint: "keep one")
            }
            return days
        }
    }
}
