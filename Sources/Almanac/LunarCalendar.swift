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
}

/// The Vietnamese lunar calendar 1900-2100, by table: UTC+7 new moons (Hồ Ngọc Đức), which differ from China's in some years.
package enum LunarCalendar {
    /// Nil when there is no such lunar day (the 30th of a short month, a leap month that the year lacks, outside the table).
    package static func solarDay(of lunar: LunarDay) -> Day? { fatalError("contract") }

    /// Nil outside the table.
    package static func lunarDay(of day: Day) -> LunarDay? { fatalError("contract") }
}
