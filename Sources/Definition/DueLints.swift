import Almanac
import Notation

/// Deadlines that are read without a mistake and yet are hardly what was meant.
extension Reader {
    /// What never comes due, because it lies outside of the plan's validity or of the obligation's own.
    func lintDeadlines(of plan: PlanFile, _ fields: Fields) {
        let entries = fields["obligations"]?.entries ?? []
        let nodes = Dictionary(entries.map { ($0.key, $0.value["due"]) }) { first, _ in first }
        for rule in plan.obligations {
            guard let node = nodes[rule.code] ?? nil, !rule.due.isNone, !rule.due.isUnscheduled else { continue }
            // That the day of issue is missing is told elsewhere.
            if rule.due.needsIssueDay, rule.issued ?? plan.issued == nil { continue }
            guard case .dates(let days, let boundary) = rule.due else {
                if isNever(rule.due, rule, plan) { tellNever(quoted(rule.duePhrase), rule, plan, node) }
                continue
            }
            for day in days where isNever(.dates(days: [day], boundary: boundary), rule, plan) {
                tellNever(quoted(day.shown), rule, plan, node)
            }
        }
    }

    private func isNever(_ due: DueRule, _ rule: ObligationRule, _ plan: PlanFile) -> Bool {
        var part = rule
        part.due = due
        let context = DueContext(policy: rule.policy, issued: rule.issued ?? plan.issued)
        let first = max(plan.validFrom, rule.validFrom ?? plan.validFrom)
        // What recurs does so within two years, however long a plan holds.
        let last: Day =
            switch due {
            case .daily, .weekly, .monthly, .yearly, .endOf, .edge: min(plan.validTo, first.adding(months: 25))
            case .dates, .within, .none, .unscheduled: plan.validTo
            }
        return part.deadlines(from: first, to: last, in: context).isEmpty
    }

    private func tellNever(_ words: String, _ rule: ObligationRule, _ plan: PlanFile, _ node: Node) {
        let own = rule.validFrom != nil || rule.validTo != nil
        let first = max(plan.validFrom, rule.validFrom ?? plan.validFrom)
        let last = min(plan.validTo, rule.validTo ?? plan.validTo)
        problems.warning(
            "due-outside-validity", at: node.mark,
            "\(words) names no day on which \(own ? "the obligation" : "the plan") is valid (\(first.shown) to \(last.shown)): nothing ever falls due",
            hint: "check the year, or the \"validity\"")
    }

    /// The plan's words beside the day that was written for them.
    func lintQuote(of rule: ObligationRule, _ fields: Fields) {
        guard let quote = rule.quote, let node = fields["quote"], !isExpression(node), let due = fields["due"],
            due["confirmed"]?.scalar?.value.asBool != true
        else { return }
        let named = DuePhrase.quoted(in: quote)
        // A phrase that differs from the rule beside it has been told already.
        let phrase = due["phrase"]?.string.flatMap { try? DuePhrase.parse($0) }
        let written = [rule.due, phrase].compactMap(\.self)
        guard let other = named.first, !named.contains(where: { written.contains(where: $0.rule.agrees) }) else {
            return
        }
        problems.warning(
            "quote-contradiction", at: due.mark,
            "\(member("due", of: fields.owner)) is \(quoted(rule.duePhrase)), but its quote says \(quoted(other.words))",
            hint: "mend the one that was mistyped")
    }
}
