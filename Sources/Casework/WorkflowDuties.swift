import Definition
import Engine
import Notation

extension Library {
    /// What the workflows of a plan themselves ask of units, as far as the files alone tell of whom: duties that stand in a
    /// `collect` or a `cascade`, not under `obligations:`.
    ///
    /// - Parameter collector: who collects where a `cascade` does not say.
    func duties(under plan: PlanFile, collectedBy collector: UnitCode) -> [ObligationRule] {
        begun(under: plan).flatMap { workflow in
            workflow.duties.compactMap { duty -> ObligationRule? in
                guard var rule = duty.rule, let obligors = duty.obligors else { return nil }
                rule.code = "\(workflow.name.name)/\(duty.function)"
                rule.from = obligors
                if rule.to.text.isEmpty { rule.to = collector }
                rule.title = rule.title ?? rule.quote ?? workflow.title
                return rule
            }
        }
    }

    /// The workflows that surely begin, and those that these name: a template that lies in the folder without a schedule
    /// asks nothing of anybody.
    private func begun(under plan: PlanFile) -> [Workflow] {
        var waiting = entries.map(\.workflow).filter { workflow in
            let newest = entry(namespace: workflow.name.namespace, name: workflow.name.name)
            return newest?.workflow.name == workflow.name
                && workflow.metadata["plan"].asString.map { $0 == plan.code } ?? true
        }
        var named = Set(plan.obligations.compactMap(\.workflow))
        var begun: [Workflow] = []
        while let place = waiting.firstIndex(where: { $0.beginsByItself || named.contains($0.name.name) }) {
            let workflow = waiting.remove(at: place)
            begun.append(workflow)
            named.formUnion(workflow.references.filter { $0.kind == .workflow }.map(\.name))
        }
        return begun
    }
}

extension Workflow {
    /// By the calendar, or because a plan, a period or a named day has come; what units do may never happen.
    fileprivate var beginsByItself: Bool {
        guard let schedule else { return false }
        guard schedule.cron == nil, schedule.every == nil else { return true }
        let type = definition["schedule"]["on"]["one"]["with"]["type"].asString ?? ""
        return ["dondoc.plan.activated.", "dondoc.period.opened.", "dondoc.day."].contains { type.hasPrefix($0) }
    }
}
