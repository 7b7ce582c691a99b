extension DueRule {
    /// The rule in the office's words, which `DuePhrase` reads back as the same rule: `trước ngày 25 hằng tháng`.
    package var phrase: String {
        switch self {
        case .none: "không có thời hạn"
        case .unscheduled(let lengths):
            switch lengths {
            case []: "chưa ấn định"
            case [.halfYear]: "06 tháng"
            default: lengths.map(\.bareName).joined(separator: ", ")
            }
        // "trước hằng ngày" would name no day.
        case .daily(.before): "trước \(TimeOfDay.midnight.vietnamese) hằng ngày"
        case .daily(let boundary): boundary == .through ? "hằng ngày" : "\(boundary.words) hằng ngày"
        case .weekly(let weekday, let boundary): "\(boundary.words) \(Day.vietnameseWeekday(weekday)) hằng tuần"
        case .monthly(let days, let boundary): "\(boundary.words) \(Self.list(days.map { padded($0, 2) })) hằng tháng"
        case .yearly(let dates, let boundary): "\(boundary.words) \(Self.list(dates.map(\.vietnamese))) hằng năm"
        case .endOf(let span, let boundary): "\(boundary.wordsBeforeSpan)\(span.name)"
        case .edge(let edge, let kind, let span, let boundary):
            "\(boundary.words) \(kind.name) \(edge.words) của \(span.periods)"
        case .dates(let days, let boundary): "\(boundary.words) \(Self.list(days.map(\.vietnamese)))"
        case .within(let count, let unit, let since):
            "trong vòng \(padded(count, 2)) \(unit.vietnamese) kể từ ngày \(since.words)"
        }
    }

    private static func list(_ days: [String]) -> String {
        guard let last = days.last, days.count > 1 else { return "ngày \(days.first ?? "")" }
        return "các ngày \(days.dropLast().joined(separator: ", ")) và \(last)"
    }
}

extension PeriodLength {
    fileprivate var bareName: String {
        switch self {
        case .day: "hằng ngày"
        case .week: "hằng tuần"
        case .month: "hằng tháng"
        case .quarter: "hằng quý"
        case .halfYear: "06 tháng"
        case .year: "năm"
        }
    }
}

extension DueRule.Span {
    fileprivate var name: String { self == .year ? "cuối năm" : "cuối \(periods)" }

    fileprivate var periods: String {
        switch self {
        case .month: "mỗi tháng"
        case .quarter: "mỗi quý"
        case .halfYear: "mỗi 06 tháng"
        case .year: "mỗi năm"
        case .monthOfYear(let month): "tháng \(Day.vietnameseMonth(month)) hằng năm"
        }
    }
}

extension DueRule.Anchor {
    fileprivate var words: String {
        switch self {
        case .issued: "ban hành"
        case .day(let date): date.vietnamese
        case .event(let words): words
        }
    }
}
