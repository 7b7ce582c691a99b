extension Occurrence {
    /// Both readings in Vietnamese: what the plan names, then the last permitted day with its weekday, then where the
    /// policy put it.
    func reading(movedTo moved: Day?) -> String {
        let end = "\(lastMoment)\(lastDay.vietnameseWeekday) \(lastDay.vietnamese)"
        guard let moved else { return "\(words), tức \(end)" }
        return "\(words), tức \(end), chuyển sang \(lastMoment)\(moved.vietnameseWeekday) \(moved.vietnamese)"
    }

    /// A clock time leaves its own minute out.
    private var lastMoment: String {
        guard case .clock(let time) = boundary, time > .midnight, time < .endOfDay else { return "hết " }
        return "hết \(TimeOfDay(minutes: time.minutes - 1).vietnamese) "
    }

    private var words: String {
        switch wording {
        case .date: "\(boundary.words) ngày \(named.vietnamese)"
        case .weekday: "\(boundary.words) \(named.vietnameseWeekday) \(named.vietnamese)"
        case .endOf(let span): "\(boundary.wordsBeforeSpan)cuối \(span.period(closedBy: named))"
        case .edge(let edge, let kind, let span):
            "\(boundary.words) \(kind.name) \(edge.words) của \(span.period(closedBy: named))"
        case .counted(let count, let unit, let start):
            "trong vòng \(padded(count, 2)) \(unit.vietnamese) kể từ ngày \(start.vietnamese)"
        }
    }
}

extension DueRule.Boundary {
    /// `trước`, `chậm nhất`, `trước 09 giờ 00`.
    var words: String {
        switch self {
        case .before: "trước"
        case .through: "chậm nhất"
        case .clock(let time): "trước \(time.vietnamese)"
        }
    }

    /// The end of a span stands by itself: `cuối quý`, not `chậm nhất cuối quý`.
    var wordsBeforeSpan: String { self == .through ? "" : "\(words) " }
}

extension DueRule.Span {
    /// `tháng 11/2023`, `quý I/2022`, `năm 2020`: the one in which the day lies.
    func period(closedBy day: Day) -> String {
        switch self {
        case .month, .monthOfYear: "tháng \(Day.vietnameseMonth(day.month))/\(day.year)"
        case .quarter: "quý \(["I", "II", "III", "IV"][day.quarter - 1])/\(day.year)"
        case .halfYear: "06 tháng \(day.month <= 6 ? "đầu" : "cuối") năm \(day.year)"
        case .year: "năm \(day.year)"
        }
    }
}

extension DueRule.CountedUnit {
    var vietnamese: String {
        switch self {
        case .workingDays: "ngày làm việc"
        case .calendarDays: "ngày"
        case .weeks: "tuần"
        case .months: "tháng"
        }
    }
}

extension TimeOfDay {
    /// `09 giờ 00`.
    package var vietnamese: String { "\(padded(hour, 2)) giờ \(padded(minute, 2))" }
}
