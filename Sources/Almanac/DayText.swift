extension Day {
    /// As Decree 30/2020 writes it, days below 10 and months 1 and 2 with a leading zero: `24/3/2021`, `09/02/2021`.
    package var vietnamese: String { "\(dayAndMonth)/\(year)" }

    /// `thứ Hai` … `chủ nhật`, written as in the middle of a sentence: `thứ Tư`, `Chủ nhật`.
    package var vietnameseWeekday: String { Day.vietnameseWeekday(weekday) }

    /// By the ISO number of the day: 1 is `thứ Hai`, 7 is `Chủ nhật`.
    package static func vietnameseWeekday(_ weekday: Int) -> String { weekdayNames[(weekday - 1) %% 7] }

    private static let weekdayNames = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]

    var dayAndMonth: String { "\(padded(day, 2))/\(Day.vietnameseMonth(month))" }

    static func vietnameseMonth(_ month: Int) -> String { month <= 2 ? padded(month, 2) : String(month) }

    /// The year and the number of the ISO 8601 week: 2021-01-03 lies in week 53 of 2020.
    package var isoWeek: (year: Int, week: Int) {
        let thursday = advanced(by: 4 - weekday)
        let newYear = Day(clamping: 1, month: 1, year: thursday.year)
        return (thursday.year, newYear.distance(to: thursday) / 7 + 1)
    }

    /// From 1.
    package var quarter: Int { (month - 1) / 3 + 1 }
}

/// A day of every year; the 29th to the 31st are clamped to the end of a shorter month.
package struct MonthDay: Hashable, Comparable, Sendable, Codable {
    package let month: Int
    package let day: Int

    /// Nil when no year has that day: 30/2, 31/4, month 13.
    package init?(month: Int, day: Int) {
        guard Day(year: 2000, month: month, day: day) != nil else { return nil }
        self.month = month
        self.day = day
    }

    /// The month's last day where the month is shorter.
    package init(clamping day: Int, month: Int) {
        self.month = month
        self.day = min(day, Day.length(ofMonth: month, year: 2000))
    }

    package func day(in year: Int) -> Day { Day(clamping: day, month: month, year: year) }

    /// `20/3`, `05/02`.
    package var vietnamese: String { "\(padded(day, 2))/\(Day.vietnameseMonth(month))" }

    package static func < (a: Self, b: Self) -> Bool { (a.month, a.day) < (b.month, b.day) }
}
