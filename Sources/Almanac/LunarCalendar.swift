/// A day of the Vietnamese lunar calendar.
package struct LunarDay: Hashable, Sendable {
    package let day: Int
    package let month: Int
    package let year: Int
    package let isLeap: Bool

    package init(day: Int, month: Int, year: Int, isLeap: Bool = false) {
        self.day = day
        self.month = month
        self.year = year
        self.isLeap = isLeap
    }

    /// As calendars print it: `10/3 Tân Sửu`, `10/3 nhuận Tân Hợi`.
    package var vietnamese: String { "\(day)/\(month)\(isLeap ? " nhuận" : "") \(LunarCalendar.yearName(year))" }
}

/// The Vietnamese lunar calendar 1900-2100, by table: UTC+7 new moons (Hồ Ngọc Đức), which differ from China's in some years.
package enum LunarCalendar {
    /// Nil when there is no such lunar day (the 30th of a short month, a leap month that the year lacks, outside the table).
    package static func solarDay(of lunar: LunarDay) -> Day? {
        if lunar.year == LunarTable.years.lowerBound - 1 {
            guard lunar.month == 12, !lunar.isLeap, (1...30).contains(lunar.day) else { return nil }
            return LunarTable.firstDay.advanced(by: lunar.day - 1)
        }
        let months = LunarTable.year(lunar.year)?.months ?? []
        guard let month = months.first(where: { $0.month == lunar.month && $0.isLeap == lunar.isLeap }),
            (1...month.length).contains(lunar.day)
        else { return nil }
        return month.first.advanced(by: lunar.day - 1)
    }

    /// Nil outside the table.
    package static func lunarDay(of day: Day) -> LunarDay? {
        guard day >= LunarTable.firstDay else { return nil }
        let solarYear = day.year
        guard
            let year = [solarYear, solarYear - 1].lazy.compactMap(LunarTable.year).first(where: { $0.firstDay <= day })
        else {
            guard solarYear == LunarTable.years.lowerBound else { return nil }
            return LunarDay(day: LunarTable.firstDay.distance(to: day) + 1, month: 12, year: solarYear - 1)
        }
        guard let month = year.months.last(where: { $0.first <= day }) else { return nil }
        let dayOfMonth = month.first.distance(to: day) + 1
        guard dayOfMonth <= month.length else { return nil }
        return LunarDay(day: dayOfMonth, month: month.month, year: year.year, isLeap: month.isLeap)
    }

    /// The month that comes twice in that lunar year; nil when none does, or outside the table.
    package static func leapMonth(in year: Int) -> Int? {
        LunarTable.year(year).flatMap { $0.leapMonth == 0 ? nil : $0.leapMonth }
    }

    /// The lunar year's name in stems and branches (can chi): 2021 is `Tân Sửu`.
    package static func yearName(_ year: Int) -> String { "\(stems[(year - 4) %% 10]) \(branches[(year - 4) %% 12])" }

    private static let stems = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"]
    private static let branches = [
        "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi",
    ]
}
