package import Definition

/// What has come, counted: exemplars each once, else files.
extension Assignment {
    /// Each once, whoever has put it forward: the unit itself or one that it follows.
    package var allNominations: [Nomination] {
        guard let contributions, contributions.contains(where: { $0.nominations != nil }) else {
            return nominations ?? []
        }
        var seen: Set<String> = []
        return ((nominations ?? []) + contributions.flatMap { $0.nominations ?? [] })
            .filter { seen.insert($0.exemplar.identity).inserted }
    }

    var hasContent: Bool { !allNominations.isEmpty || !allPieces.isEmpty }

    /// Nothing of it is left to the unit's own discretion, and it is an order.
    package var isBinding: Bool { force != .request && !isOptional }

    /// "Tùy tình hình, điều kiện": all of it is left to the unit.
    package var isOptional: Bool { !needs.isEmpty && needs.allSatisfy(\.isOptional) }

    /// Counted as items of that kind, of whatever type.
    package func received(_ kind: String) -> Int {
        allPieces.count { $0.kind == kind && $0.isDeclared != true } + allNominations.count { $0.kind == kind }
    }

    /// What counts for one need: a file tells neither type nor recognition, so it counts only where none is asked for.
    package func received(_ need: ItemRule) -> Int {
        guard need.asksOfExemplars else { return received(need.kind) }
        return allNominations.count { $0.kind == need.kind && need.fault(of: $0.exemplar) == nil }
    }

    /// What is more than the plan allows.
    package var surplus: [(kind: String, count: Int, max: Int)] {
        needs.compactMap { need in
            let over = need.max.map { received(need) - $0 } ?? 0
            return over > 0 ? (need.kind, over, need.max ?? 0) : nil
        }
    }

    /// What is received, by kind, in the order of the kinds.
    var counts: [(kind: String, count: Int)] {
        Set(allPieces.map(\.kind) + allNominations.map(\.kind)).sorted().map { ($0, received($0)) }
            .filter { $0.count > 0 }
    }
}

extension ItemRule {
    /// Exemplars count for it only with something said of them.
    package var asksOfExemplars: Bool { types != nil || recognition != nil }

    /// Whether a unit owes it in a period of that year.
    func isOwed(by unit: UnitCode, in year: Int?, among audience: Set<UnitCode>?) -> Bool {
        (units?.contains(unit) ?? true) && (audience?.contains(unit) ?? true)
            && (years.map { known in year.map(known.contains) ?? false } ?? true)
    }

    /// Why an exemplar does not count for it, in the words of a return; nil when it does.
    func fault(of exemplar: Exemplar) -> String? {
        if let types, !types.contains(exemplar.type) {
            return "chỉ tính \(types.map(\.vietnamese).joined(separator: ", "))"
        }
        guard let recognition, !(exemplar.recognition.map(recognition.contains) ?? false) else { return nil }
        return "thiếu quyết định công nhận sáng kiến (\(recognition.map(\.vietnamese).joined(separator: ", ")))"
    }
}
