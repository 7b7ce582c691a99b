import Engine
import Almanac
import Definition
import Directory
import Notation

/// What only the files together can tell: names that none of them has, obligors whom the plan does not reach, units that
/// cannot be written to.
struct SiteCheck {
    let office: Office
    let folder: SiteFolder

    func problems() -> [Diagnostic] {
        var references = ReferenceCheck(office: office, library: folder.library, broken: folder.brokenNames)
        return references.problems(of: folder.references) + (office.plan.map(check) ?? []) + districts
    }

    /// What workflows themselves ask of the district level after its end.
    private var districts: [Diagnostic] {
        guard let plan = office.plan else { return [] }
        let level = DistrictLevel(office: office)
        return folder.library.entries.flatMap { level.problems(with: $0.workflow, of: plan) }
    }

    private func check(_ plan: PlanFile) -> [Diagnostic] {
        let file = folder.path == "." ? "plan.yaml" : "\(folder.path)/plan.yaml"
        let day = plan.issued ?? plan.validFrom
        let reached = Set(
            plan.recipients.compactMap(\.selector).flatMap { office.tree.units(matching: $0, on: day) }.map(\.code))
        return plan.obligations.flatMap {
            let mark = plan.marks[$0.code] ?? .start
            return obligors(of: $0, on: max(day, $0.validFrom ?? day), reached, file, mark)
                + DistrictLevel(office: office).problems(with: $0, of: plan, file: file, at: mark)
                + heirs(of: $0, plan, on: day, file, mark)
        }
    }

    /// True when the selector names something that no unit has, which is told at its own place.
    private func namesUnknown(_ selector: Selector) -> Bool {
        let (tree, codes) = (office.tree, (selector.units ?? []) + (selector.under.map { [$0] } ?? []))
        return codes.contains { !tree.knows($0) } || selector.kind.map { !tree.kinds.contains($0) } == true
            || selector.cluster.map { !tree.clusters.contains($0) } == true
    }

    /// Units that end while the plan runs, without anybody to go on with what they owe or collect.
    private func heirs(
        of rule: ObligationRule, _ plan: PlanFile, on day: Day, _ file: String, _ mark: SourceMark
    ) -> [Diagnostic] {
        let involved = office.tree.units(matching: rule.from, on: day).map(\.code) + [rule.to]
        let end = min(plan.validTo, rule.validTo ?? plan.validTo)
        var (silent, split): ([UnitCode], [UnitCode]) = ([], [])
        for code in Set(involved).sorted() {
            switch office.tree.inheritance(of: code, on: end) {
            case .unrecorded: silent.append(code)
            case .undecided: split.append(code)
            case .own, .passed, .dissolved: break
            }
        }
        let told = [
            (silent, "no-successor", "end before the plan does, and successors.csv does not say what follows"),
            (split, "no-lead", "are split before the plan ends, and nobody has named the successor in the lead"),
        ]
        return told.filter { !$0.0.isEmpty }.map { codes, code, what in
            let names = codes.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ") + (codes.count > 3 ? ", …" : "")
            return Diagnostic(
                file: file, mark: mark, severity: .warning, code: code,
                message: "\(codes.count) of the units of \"\(rule.code)\" \(what): \(names)",
                hint: code == "no-lead"
                    ? "write \"yes\" under \"lead\" in successors.csv; until then what they owe is held"
                    : "add a row to successors.csv; until then what they owe is held")
        }
    }

    /// Nơi nhận and the obligors are two lists: who owes something but never gets the plan is told about.
    private func obligors(
        of rule: ObligationRule, on day: Day, _ reached: Set<UnitCode>, _ file: String, _ mark: SourceMark
    ) -> [Diagnostic] {
        let units = obliged(by: rule, on: day)
        var problems: [Diagnostic] = []
        func warn(_ code: String, _ message: String, hint: String?) {
            problems.append(
                Diagnostic(file: file, mark: mark, severity: .warning, code: code, message: message, hint: hint))
        }
        if units.isEmpty, !namesUnknown(rule.from) {
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
        let mute = self.mute(rule, from: day)
        if !mute.isEmpty, !rule.due.isNone {
            let names = mute.prefix(3).map(\.name).joined(separator: ", ")
            warn(
                "no-mailbox", "\(mute.count) units that owe \"\(rule.code)\" have no mailbox: \(names)",
                hint: "add one to units.csv or roles.csv")
        }
        return problems
    }

    /// The units that are meant, and of which the plan asks anything.
    private func obliged(by rule: ObligationRule, on day: Day) -> [OrganisationUnit] {
        let needsOf = office.needs(rule.items, on: day, in: nil)
        return office.tree.units(matching: rule.from, on: day).filter { unit in
            rule.items.isEmpty || !needsOf(unit.code).isEmpty
        }
    }

    /// Who owes something and cannot be written to: on the first day, or as a unit that begins while the plan runs.
    private func mute(_ rule: ObligationRule, from day: Day) -> [OrganisationUnit] {
        let last = office.plan?.validTo ?? day
        let end = min(last, rule.validTo ?? last)
        var seen: Set<UnitCode> = []
        return ([day] + office.tree.changeDays.filter { $0 > day && $0 <= end }).flatMap { day in
            let addressing = Addressing(office: office, day: day)
            return obliged(by: rule, on: day).filter { unit in
                seen.insert(unit.code).inserted && addressing.contact(of: unit.code).allSatisfy { $0.address == nil }
            }
        }
    }
}
