extension DueRule {
    /// Which end of a span a day of some kind stands at: `đầu tiên`, `cuối cùng`.
    package enum Edge: String, Hashable, Sendable, Codable, CaseIterable {
        case first, last

        var words: String { self == .first ? "đầu tiên" : "cuối cùng" }
    }

    /// The days of which one is the first or the last.
    package enum DayKind: Hashable, Sendable, Codable {
        /// 1 is Monday, 7 is Sunday.
        case weekday(number: Int)
        /// By the working calendar of the site.
        case workingDay

        var name: String {
            switch self {
            case .weekday(let number): Day.vietnameseWeekday(number)
            case .workingDay: "ngày làm việc"
            }
        }
    }
}

extension DueRule.Edge {
    /// The first or the last day of that kind among some days.
    func day(of kind: DueRule.DayKind, in days: ClosedRange<Day>, _ calendar: WorkCalendar) -> Day {
        let (first, last) = (days.lowerBound, days.upperBound)
        return switch (self, kind) {
        case (.first, .workingDay): calendar.workingDay(onOrAfter: first)
        case (.last, .workingDay): calendar.workingDay(onOrBefore: last)
        case (.first, .weekday(let number)): first.advanced(by: (number - first.weekday + 7) % 7)
        case (.last, .weekday(let number)): last.advanced(by: -((last.weekday - number + 7) % 7))
        }
    }
}

extension DueRule.Span {
    /// How often it comes.
    var length: PeriodLength {
        switch self {
        case .month: .month
        case .quarter: .quarter
        case .halfYear: .halfYear
        case .year, .monthOfYear: .year
        }
    }

    init?(_ length: PeriodLength) {
        switch length {
        case .day, .week: return nil
        case .month: self = .month
        case .quarter: self = .quarter
        case .halfYear: self = .halfYear
        case .year: self = .year
        }
    }
}
