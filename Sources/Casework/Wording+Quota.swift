import Definition

/// Quotas in the words of the office.
extension Wording {
    /// `02 bài viết, đúng 01 gương điển hình`.
    static func owed(_ needs: [ItemRule]) -> String { needs.map(owed).joined(separator: ", ") }

    /// `từ 01 đến 02 gương điển hình (cá nhân), tùy tình hình, điều kiện`.
    private static func owed(_ need: ItemRule) -> String {
        let name = kindNames[need.kind] ?? need.kind
        let types = need.types.map { " (\($0.map(\.vietnamese).joined(separator: ", ")))" } ?? ""
        let amount =
            switch (need.min, need.max) {
            case (0, nil): ""
            case (0, let most?): "tối đa \(twoDigits(most)) "
            case (let least, nil): "\(twoDigits(least)) "
            case (let least, let most?) where least == most: "đúng \(twoDigits(least)) "
            case (let least, let most?): "từ \(twoDigits(least)) đến \(twoDigits(most)) "
            }
        return "\(amount)\(name)\(types)\(need.isOptional ? " (tùy tình hình, điều kiện)" : "")"
    }

    /// `vượt mức tối đa 02: thừa 01 gương điển hình`; nil when nothing is too much.
    func surplusWords(_ assignment: Assignment) -> String? {
        let words = assignment.surplus.map {
            "vượt mức tối đa \(Wording.twoDigits($0.max)): thừa \(Wording.counted($0.count, $0.kind))"
        }
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }

    /// The year of a period's label: `2023`, `2022-Q1`, `2022-04-15`.
    static func year(of period: String) -> Int? { Int(period.prefix(4)) }
}
