import Definition
import Almanac
import Casework
import Papers

/// The score sheet laid out for people, Vietnamese first: the facts of each unit, the points and how they came about,
/// and every duty that was counted, so that whoever doubts a number finds what it is made of.
struct ScorePages {
    let sheet: ScoreSheet

    var all: [SheetPage] {
        [units] + (sheet.isScored ? [points] : []) + [duties] + (sheet.excluded.isEmpty ? [] : [leftOut])
    }

    /// One row a unit; the name of the page tells the day up to which was counted.
    var units: SheetPage {
        let until = sheet.zone.day(of: sheet.now.advanced(byMilliseconds: -1))
        return SheetPage(
            name: "Đến hết \(until.vietnamese.replacing("/", with: "."))",
            columns: Self.unit + ScoreFact.allCases.map { .init($0.heading) } + (sheet.isScored ? [.init("Điểm")] : []),
            rows: sheet.rows.map { row in
                [.text(row.unit.text), .text(row.name)] + Self.cells(row.facts)
                    + (sheet.isScored ? [.number(row.points.number)] : [])
            })
    }

    private var points: SheetPage {
        SheetPage(
            name: "Cách tính điểm",
            columns: Self.unit
                + ["Tiêu chí", "Nhiệm vụ", "Khối, cụm", "Số lần", "Điểm mỗi lần", "Điểm"].map { .init($0) },
            rows: sheet.rows.flatMap { row in
                row.explained.map { rule, count in
                    [
                        .text(row.unit.text), .text(row.name), .text(rule.fact.heading), .text(rule.obligation ?? ""),
                        .text(rule.cluster ?? ""), .number(Double(count)), .number(rule.points.number),
                        .number((rule.points * count).number),
                    ]
                }
            })
    }

    private var duties: SheetPage {
        SheetPage(
            name: "Từng đầu việc",
            columns: Self.unit
                + ["Nhiệm vụ", "Kỳ", "Hạn theo kế hoạch (hết ngày)", "Hạn sau gia hạn (hết ngày)", "Gửi đủ lúc"].map {
                    .init($0)
                } + ScoreFact.allCases.map { .init($0.heading) },
            rows: sheet.rows.flatMap { row in
                row.duties.map { duty, facts in
                    [
                        .text(duty.unit.text), .text(duty.unitName), .text(duty.obligation), .text(duty.period),
                        .day(duty.original.lastDay),
                        duty.deadline == duty.original ? .empty : .day(duty.deadline.lastDay),
                        duty.completedAt.map(moment) ?? .empty,
                    ] + Self.cells(facts)
                }
            })
    }

    private var leftOut: SheetPage {
        SheetPage(
            name: "Không đề nghị", columns: Self.unit + [.init("Kết thúc từ ngày"), .init("Lý do", width: 60)],
            rows: sheet.excluded.map { [.text($0.unit.text), .text($0.name), .day($0.endedOn), .text($0.note)] })
    }

    private static let unit: [SheetPage.Column] = [.init("Mã"), .init("Đơn vị")]

    private static func cells(_ facts: [ScoreFact: Int]) -> [SheetCell] {
        ScoreFact.allCases.map { .number(Double(facts[$0] ?? 0)) }
    }

    private func moment(_ instant: Instant) -> SheetCell {
        let (day, millisecond) = sheet.zone.local(instant)
        return .moment(day, second: millisecond / 1000)
    }
}

extension Points {
    fileprivate var number: Double { Double(thousandths) / 1000 }
}
