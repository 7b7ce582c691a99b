import Almanac
import Definition
import Directory
import Notation

/// The district level ended on 1 July 2025 (Resolution 202/2025/QH15): no period that begins then or later can be asked
/// of it, or collected by it.
struct DistrictLevel {
    let office: Office

    static let ended = Day(year: 2025, month: 7, day: 1) ?? Day(number: 0)

    /// - Parameters:
    ///   - file: the plan's file.
    ///   - mark: where the obligation stands in it.
    func problems(with rule: ObligationRule, of plan: PlanFile, file: String, at mark: SourceMark) -> [Diagnostic] {
        guard plan.validTo >= DistrictLevel.ended, !rule.due.isNone else { return [] }
        let asked = rule.from.level == .district ? "the level \"district\"" : namedDistricts(in: rule.from)
        let collector = isDistrict(rule.to) ? "\"\(rule.to)\", which collects," : nil
        guard asked != nil || collector != nil else { return [] }
        let deadlines = rule.deadlines(from: plan.validFrom, to: plan.validTo, in: office.dueContext(rule))
        guard let late = deadlines.first(where: { $0.opens >= DistrictLevel.ended }) else { return [] }
        let last = deadlines.last { $0.opens < DistrictLevel.ended }?.lastDay ?? DistrictLevel.ended.advanced(by: -1)
        let instead =
            asked == nil
            ? "with a collector of the two-level government, such as \(successors(of: rule.to) ?? DistrictLevel.anybody)"
            : "of { level: commune }, or of the province's departments"
        return [asked, collector].compactMap { $0 }.map { subject in
            Diagnostic(
                file: file, mark: mark, code: "district-level-ended",
                message:
                    "\(subject) owes or receives nothing for the period \(late.period) of \"\(rule.code)\" and later: the district level ended on 1 July 2025 (Nghị quyết 202/2025/QH15)",
                hint:
                    "add \"validity: { to: \(last.iso) }\" and write a second obligation with \"validity: { from: \(last.advanced(by: 1).iso) }\" \(instead)"
            )
        }
    }

    private static let anybody = "the province's department or the commune"

    fileprivate func namedDistricts(in selector: Selector) -> String? {
        let named = (selector.units ?? []) + (selector.under.map { [$0] } ?? [])
        let districts = named.filter(isDistrict)
        guard let first = districts.first else { return nil }
        return districts.count == 1 ? "the district unit \"\(first)\"" : "the district units \"\(first)\" and others"
    }

    /// A district, or an office of one, that has not become anything else.
    fileprivate func isDistrict(_ code: UnitCode) -> Bool {
        guard
            let version = office.tree.unit(code, on: DistrictLevel.ended)
                ?? office.tree.versions(of: code).last(where: { $0.to ?? DistrictLevel.ended <= DistrictLevel.ended })
        else { return false }
        let day = version.to.map { $0.advanced(by: -1) } ?? DistrictLevel.ended
        var (unit, steps) = (Optional(version), 0)
        while let one = unit, steps < UnitTree.deepest {
            if let level = one.level { return level == .district }
            unit = one.parent.flatMap { office.tree.unit($0, on: day) }
            steps += 1
        }
        return false
    }

    fileprivate func successors(of code: UnitCode) -> String? {
        let next = office.tree.successors(of: code).compactMap(\.new)
        return next.isEmpty ? nil : next.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
    }
}

extension DistrictLevel {
    /// Of the duties and reports that stand in a workflow itself, each at its own place.
    func problems(with workflow: Workflow, of plan: PlanFile) -> [Diagnostic] {
        let own = workflow.metadata["plan"].asString
        guard plan.validTo >= DistrictLevel.ended, own == nil || own == plan.code else { return [] }
        return workflow.duties.flatMap { duty -> [Diagnostic] in
            let subjects = duty.named.compactMap { naming in subject(naming, of: duty).map { ($0, naming.mark) } }
            guard !subjects.isEmpty, let later = later(duty, in: workflow, of: plan) else { return [] }
            return subjects.map { subject, mark in
                Diagnostic(
                    file: duty.file, mark: mark, code: "district-level-ended",
                    message:
                        "\(subject.words) owes or receives nothing for \(later.words): the district level ended on 1 July 2025 (Nghị quyết 202/2025/QH15)",
                    hint: hint(duty, later, instead: subject.instead))
            }
        }
    }

    /// From when on a call is too late for the district level.
    fileprivate struct Later {
        let words: String
        /// The last day of what comes before.
        let last: Day
    }

    private func subject(_ naming: InlineDuty.Naming, of duty: InlineDuty) -> (words: String, instead: String)? {
        let isAsked = duty.function != "rollup" && naming.property != "to"
        guard isAsked else {
            // Who receives something is one unit, or what a selector gives.
            let code = naming.selector.units?.first(where: isDistrict)
            let words = code.map {
                "\"\($0)\", which \(duty.function == "rollup" ? "receives the report" : "collects"),"
            }
            guard let words = words ?? (naming.selector.level == .district ? "the level \"district\"" : nil) else {
                return nil
            }
            return (words, code.flatMap(successors) ?? DistrictLevel.anybody)
        }
        let words = naming.selector.level == .district ? "the level \"district\"" : namedDistricts(in: naming.selector)
        return words.map { ($0, "{ level: commune } straight below the province, or the province's departments") }
    }

    /// Nil when everything of it begins before that day, or nobody can know when it begins.
    private func later(_ duty: InlineDuty, in workflow: Workflow, of plan: PlanFile) -> Later? {
        if duty.function != "rollup", let rule = duty.rule {
            guard !rule.due.isNone else { return nil }
            var deadlines = rule.deadlines(from: plan.validFrom, to: plan.validTo, in: office.dueContext(rule))
            // What the plan's coming into force begins, it begins once.
            if workflow.definition["schedule"]["on"]["one"]["with"]["type"].asString == EventType.planActivated.rawValue
            {
                deadlines = Array(deadlines.drop { $0.lastDay < plan.issued ?? plan.validFrom }.prefix(1))
            }
            return Later(deadlines)
        }
        let starting = plan.obligations.filter { $0.workflow == workflow.name.name }
        let rules = starting.isEmpty ? workflow.duties.compactMap(\.rule).filter { !$0.due.isNone } : starting
        let found = rules.compactMap { rule in
            Later(rule.deadlines(from: plan.validFrom, to: plan.validTo, in: office.dueContext(rule)))
        }
        guard found.isEmpty, rules.isEmpty, workflow.schedule?.cron != nil || workflow.schedule?.every != nil else {
            return found.min { $0.last < $1.last }
        }
        return Later(words: "what it begins from then on", last: DistrictLevel.ended.advanced(by: -1))
    }

    private func hint(_ duty: InlineDuty, _ later: Later, instead: String) -> String {
        guard duty.function == "rollup" else {
            return
                "add \"validity: { to: \(later.last.iso) }\" under \"with\" and write a second \(duty.function) with \"validity: { from: \(later.last.advanced(by: 1).iso) }\" for \(instead)"
        }
        return "name \(instead), or end the plan's validity on \(later.last.iso) and write a workflow for what follows"
    }
}

extension DistrictLevel.Later {
    fileprivate init?(_ deadlines: [Deadline]) {
        guard let late = deadlines.first(where: { $0.opens >= DistrictLevel.ended }) else { return nil }
        words = "the period \(late.period) and later"
        last = deadlines.last { $0.opens < DistrictLevel.ended }?.lastDay ?? DistrictLevel.ended.advanced(by: -1)
    }
}
