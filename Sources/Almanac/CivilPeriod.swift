/// How long a reporting period lasts.
package enum PeriodLength: String, Hashable, Sendable, Codable, CaseIterable {
    case day, week, month, quarter, halfYear, year
}

/// A week, month, quarter, half-year or year of the civil calendar, with the label that periods are known by.
package struct CivilPeriod: Hashable, Sendable {
    package let length: PeriodLength
    package let first: Day
    package let last: Day

    /// The period of that length in which `day` lies; weeks begin on Monday.
    package init(_ length: PeriodLength, containing day: Day) {
        self.length = length
        let months: Int
        switch length {
        case .day:
            (first, last) = (day, day)
            return
        case .week:
            first = day.advanced(by: 1 - day.weekday)
            last = first.advanced(by: 6)
            return
        case .month: months = 1
        case .quarter: months = 3
        case .halfYear: months = 6
        case .year: months = 12
        }
        first = Day(clamping: 1, month: (day.month - 1) / months * months + 1, year: day.year)
        last = first.adding(months: months).advanced(by: -1)
    }

    /// Reads a label; nil for anything else.
    package init?(label: String) {
        if let day = Day(iso: label) {
            self.init(.day, containing: day)
            return
        }
        let parts = label.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = Int(parts[0]), parts[0].utf8.count == 4, parts.count <= 2,
            let newYear = Day(year: year, month: 1, day: 1)
        else { return nil }
        let rest = parts.count == 2 ? parts[1] : ""
        let number = Int(rest.drop { $0.isLetter }) ?? 0
        switch rest.first {
        case nil: self.init(.year, containing: newYear)
        case "Q": self.init(.quarter, containing: newYear.adding(months: 3 * (number - 1)))
        case "H": self.init(.halfYear, containing: newYear.adding(months: 6 * (number - 1)))
        case "W": self.init(.week, containing: newYear.advanced(by: 3 + 7 * (number - 1)))
        default: self.init(.month, containing: newYear.adding(months: number - 1))
        }
        guard self.label == label else { return nil }
    }

    /// `2021-W12`, `2021-03`, `2022-Q1`, `2022-H1`, `2022`.
    package var label: String {
        switch length {
        case .day: first.iso
        case .week: "\(padded(first.isoWeek.year, 4))-W\(padded(first.isoWeek.week, 2))"
        case .month: "\(padded(first.year, 4))-\(padded(first.month, 2))"
        case .quarter: "\(padded(first.year, 4))-Q\(first.quarter)"
        case .halfYear: "\(padded(first.year, 4))-H\(first.month < 7 ? 1 : 2)"
        case .year: padded(first.year, 4)
        }
    }

    package var next: CivilPeriod { CivilPeriod(length, containing: last.advanced(by: 1)) }

    package var days: ClosedRange<Day> { first...last }

    /// The days whose figures a report for this period covers under Decree 09/2019's practice (`kỳ 15-14`): from the 15th of
    /// the month before it begins to the 14th of its last month. A year runs from 15/12 to 14/12; a day or a week is itself.
    package var fifteenToFourteen: ClosedRange<Day> {
        guard length != .week, length != .day else { return days }
        let lastMonth = Day(clamping: 14, month: last.month, year: last.year)
        return first.adding(months: -1).advanced(by: 14)...lastMonth
    }
}
