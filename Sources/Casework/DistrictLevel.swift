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
            ? "with a collector of the two-level government, such as \(successors(of: rule.to) ?? "the province's department or the commune")"
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

    private func namedDistricts(in selector: Selector) -> String? {
        let named = (selector.units ?? []) + (selector.under.map { [$0] } ?? [])
        let districts = named.filter(isDistrict)
        guard let first = districts.first else { return nil }
        return districts.count == 1 ? "the district unit \"\(first)\"" : "the district units \"\(first)\" and others"
    }

    /// A district, or an office of one, that has not become anything else.
    private func isDistrict(_ code: UnitCode) -> Bool {
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

    private func successors(of code: UnitCode) -> String? {
        let next = office.tree.successors(of: code).compactMap(\.new)
        return next.isEmpty ? nil : next.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
