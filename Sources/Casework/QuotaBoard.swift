import Almanac
import Definition
import Notation

/// All quotas as they stand, and their sums: what a plan asks for is seen as a number.
struct QuotaBoard {
    let rows: [Quota]
    let totals: [Total]

    /// One item of one duty in one period, over all units that have the same target.
    struct Total {
        let obligation: String
        let period: String
        let need: ItemRule
        var units = 0
        var received = 0
        var expected = 0
        /// How many units are behind, and how much is lacking to the whole.
        var short = 0
        var shortfall = 0

        var min: Int { need.isOptional ? 0 : need.min * units }
    }

    init(_ assignments: [Assignment], at now: Instant, in zone: Zone) {
        let quotas = assignments.map { ($0, $0.quotas(at: now, in: zone)) }
        rows = quotas.flatMap(\.1)
        var totals: [Total] = []
        var places: [[String]: [ItemRule: Int]] = [:]
        // Who is put forward by two units is one exemplar of the whole.
        var seen: Set<[String]> = []
        for (assignment, row) in quotas.flatMap({ one in one.1.map { (one.0, $0) } }) {
            let key = [row.obligation, row.period]
            let place = places[key]?[row.need] ?? totals.count
            if place == totals.count {
                totals.append(Total(obligation: row.obligation, period: row.period, need: row.need))
                places[key, default: [:]][row.need] = place
            }
            totals[place].units += 1
            let again = assignment.allNominations.filter { nomination in
                nomination.kind == row.need.kind && row.need.fault(of: nomination.exemplar) == nil
                    && !seen.insert([String(place), nomination.exemplar.identity]).inserted
            }
            totals[place].received += row.received - again.count
            totals[place].expected += row.expected
            totals[place].short += row.isShort ? 1 : 0
            totals[place].shortfall += row.shortfall
        }
        self.totals = totals
    }

    /// Vietnamese first; the sums stand below the units.
    var table: [[String]] {
        func number(_ value: Int) -> String { Wording.twoDigits(value) }
        func target(_ need: ItemRule, _ min: Int) -> String {
            need.isOptional ? (need.min > 0 ? "\(number(need.min)) (tùy tình hình)" : "tùy tình hình") : number(min)
        }
        let head = ["Kỳ", "Nhiệm vụ", "Đơn vị", "Chỉ tiêu", "Nội dung", "Đã có", "Đến nay cần", "Còn thiếu", "Tiến độ"]
        return [head]
            + rows.map { row in
                [
                    Wording.periodName(row.period), row.obligation, row.unitName, target(row.need, row.need.min),
                    Wording.kindNames[row.need.kind] ?? row.need.kind, number(row.received),
                    row.need.isOptional ? "–" : number(row.expected),
                    row.shortfall == 0 ? "" : number(row.shortfall),
                    row.isShort ? "chậm" : row.need.isOptional ? "" : row.shortfall == 0 ? "đủ" : "kịp",
                ]
            }
            + totals.filter { $0.units > 1 }.map { total in
                [
                    Wording.periodName(total.period), total.obligation, "Cộng \(number(total.units)) đơn vị",
                    target(total.need, total.min), Wording.kindNames[total.need.kind] ?? total.need.kind,
                    number(total.received), total.need.isOptional ? "–" : number(total.expected),
                    total.shortfall == 0 ? "" : number(total.shortfall),
                    total.short == 0 ? "" : "\(number(total.short)) đơn vị chậm",
                ]
            }
    }
}

extension QuotaBoard.Total {
    var json: JSON {
        [
            "obligation": .string(obligation), "period": .string(period), "kind": .string(need.kind),
            "optional": .bool(need.isOptional), "units": .integer(units), "min": .integer(min),
            "received": .integer(received), "expected": .integer(expected), "short": .integer(short),
            "shortfall": .integer(shortfall),
        ]
    }
}
