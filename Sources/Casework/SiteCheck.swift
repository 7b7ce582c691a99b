import Almanac
import Definition
import Directory
import Engine
import Notation

/// What only the files together can tell: unknown units, obligors whom the plan does not reach, units that cannot be written to.
struct SiteCheck {
    let office: Office
    let folder: SiteFolder

    func problems() -> [Diagnostic] {
        var problems = office.plan.map(check) ?? []
        for entry in folder.library.entries { problems += check(entry.workflow) }
        return problems
    }

    private func check(_ plan: PlanFile) -> [Diagnostic] {
        let file = folder.path == "." ? "plan.yaml" : "\(folder.path)/plan.yaml"
        var problems: [Diagnostic] = []
        func unknown(_ codes: [UnitCode], at mark: SourceMark) {
            for code in codes where !office.tree.knows(code) { problems.append(unknownUnit(code, file, mark)) }
        }
        unknown([plan.issuer], at: plan.marks["issuer"] ?? .start)
        for line in plan.recipients { unknown(line.selector?.units ?? [], at: line.mark) }
        let day = plan.issued ?? plan.validFrom
        let reached = Set(
            plan.recipients.compactMap(\.selector).flatMap { office.tree.units(matching: $0, on: day) }.map(\.code))
        let workflows = Set(folder.library.entries.map(\.workflow.name.name))
        for rule in plan.obligations {
            let mark = plan.marks[rule.code] ?? .start
            unknown(codes(in: rule), at: mark)
            problems += obligors(of: rule, on: day, reached, file, mark)
            if let name = rule.workflow, !workflows.contains(name) {
                problems.append(
                    Diagnostic(
                        file: file, mark: mark, code: "unknown-workflow",
                        message:
                            "obligation \"\(rule.code)\" names the workflow \"\(name)\", which no file here defines",
                        hint: Diagnostic.suggestion(for: name, among: workflows)))
            }
        }
        return problems
    }

    /// Nơi nhận and the obligors are two lists: who owes something but never gets the plan is told about.
    private func obligors(
        of rule: ObligationRule, on day: Day, _ reached: Set<UnitCode>, _ file: String, _ mark: SourceMark
    ) -> [Diagnostic] {
        let units = office.tree.units(matching: rule.from, on: day)
        var problems: [Diagnostic] = []
        func warn(_ code: String, _ message: String, hint: String?) {
            problems.append(
                Diagnostic(file: file, mark: mark, severity: .warning, code: code, message: message, hint: hint))
        }
        if units.isEmpty {
            warn(
                "nobody-owes", "obligation \"\(rule.code)\" selects no unit on \(day.iso)",
                hint: "check its from: against units.csv")
        }
        let unreached = units.filter { !reached.contains($0.code) }
        if !unreached.isEmpty, office.plan?.recipients.isEmpty == false {
            let names = unreached.prefix(3).map(\.name).joined(separator: ", ")
            warn(
                "outside-recipients",
                "\(unreached.count) of the \(units.count) units that owe \"\(rule.code)\" are not among the plan's recipients (Nơi nhận): \(names)\(unreached.count > 3 ? ", …" : "")",
                hint: "they owe something by a plan that is not sent to them")
        }
        let addressing = Addressing(office: office, day: day)
        let mute = units.filter { unit in addressing.contact(of: unit.code).allSatisfy { $0.address == nil } }
        if !mute.isEmpty, !rule.due.isNone {
            let names = mute.prefix(3).map(\.name).joined(separator: ", ")
            warn(
                "no-mailbox", "\(mute.count) units that owe \"\(rule.code)\" have no mailbox: \(names)",
                hint: "add one to units.csv or roles.csv")
        }
        return problems
    }

    private func check(_ workflow: Workflow) -> [Diagnostic] {
        workflow.tasks.flatMap { check($0, workflow) }
    }

    private func check(_ task: WorkflowTask, _ workflow: Workflow) -> [Diagnostic] {
        var problems: [Diagnostic] = []
        switch task.kind {
        case .call(let call): problems = check(call, workflow)
        case .do(let tasks): problems = tasks.flatMap { check($0, workflow) }
        case .for(let loop): problems = loop.body.flatMap { check($0, workflow) }
        case .fork(let fork): problems = fork.branches.flatMap { check($0, workflow) }
        case .try(let attempt): problems = (attempt.body + (attempt.handler ?? [])).flatMap { check($0, workflow) }
        case .listen(let listen): problems = (listen.each?.body ?? []).flatMap { check($0, workflow) }
        case .emit, .raise, .run, .set, .switch, .wait: break
        }
        return problems
    }

    private func check(_ call: FunctionCall, _ workflow: Workflow) -> [Diagnostic] {
        guard SiteFolder.functions.contains(call.function), case .object(let members) = call.arguments else {
            return []
        }
        var problems: [Diagnostic] = []
        func literal(_ name: String) -> JSON? {
            guard case .literal(let value)? = members.first(where: { $0.key == name })?.value else { return nil }
            return value
        }
        if let name = literal("obligation")?.asString {
            let known = (office.plan?.obligations ?? []).map(\.code)
            if !known.contains(name) {
                problems.append(
                    Diagnostic(
                        file: workflow.source.file, mark: call.mark, code: "unknown-obligation",
                        message: "plan.yaml has no obligation \"\(name)\"",
                        hint: Diagnostic.suggestion(for: name, among: known)))
            }
        }
        return problems
            + unitNames(in: call).filter { !office.tree.knows($0) }.map {
                unknownUnit($0, workflow.source.file, call.mark)
            }
    }

    /// The unit codes that a call spells out.
    private func unitNames(in call: FunctionCall) -> [UnitCode] {
        guard case .object(let members) = call.arguments else { return [] }
        let words: Set<String> = ["recipients", "contact", "head", "superior", "collector", "council-member"]
        var codes: [UnitCode] = []
        for (key, value) in members {
            guard case .literal(let json) = value else { continue }
            switch (key, json) {
            case ("to", .string(let code)) where !words.contains(code): codes.append(UnitCode(code))
            case ("to", .array(let list)), ("forward", .array(let list)):
                codes += list.compactMap { $0.asString.map { UnitCode($0) } }
            case ("to", .object), ("from", .object):
                codes += (json["units"].asArray ?? []).compactMap { $0.asString.map { UnitCode($0) } }
                codes += json["under"].asString.map { [UnitCode($0)] } ?? []
            default: break
            }
        }
        return codes
    }

    private func codes(in rule: ObligationRule) -> [UnitCode] {
        let targets = rule.escalate.flatMap(\.to).compactMap { target -> UnitCode? in
            if case .unit(let code) = target { code } else { nil }
        }
        let named = (rule.from.units ?? []) + (rule.from.under.map { [$0] } ?? []) + rule.from.except
        return named + [rule.to] + rule.items.flatMap { $0.units ?? [] } + targets
    }

    private func unknownUnit(_ code: UnitCode, _ file: String, _ mark: SourceMark) -> Diagnostic {
        Diagnostic(
            file: file, mark: mark, code: "unknown-unit", message: "units.csv has no unit \"\(code)\"",
            hint: Diagnostic.suggestion(for: code.text, among: office.tree.codes.map(\.text)))
    }
}
