import Almanac
import Testing

struct LunarCalendarTests {
    /// The years in which Vietnam's Tết is not China's, and two on which others go wrong.
    @Test(arguments: [
        (1968, "1968-01-29"), (1969, "1969-02-16"), (1985, "1985-01-21"), (2007, "2007-02-17"), (2030, "2030-02-02"),
        (2053, "2053-02-18"), (1900, "1900-01-31"), (2100, "2100-02-09"),
    ])
    func `Tết is Vietnam's own`(year: Int, expected: String) {
        #expect(LunarCalendar.solarDay(of: LunarDay(day: 1, month: 1, year: year))?.iso == expected)
    }

    @Test func `a month begins on the day of its new moon, even 12 seconds from midnight`() {
        #expect(LunarCalendar.lunarDay(of: day(2054, 5, 7)) == LunarDay(day: 1, month: 4, year: 2054))
        #expect(LunarCalendar.lunarDay(of: day(2054, 5, 6))?.month == 3)
    }

    @Test(arguments: [(2020, 4), (2023, 2), (2025, 6), (2028, 5), (2031, 3), (2033, 11), (2021, nil)])
    func `knows the leap months`(year: Int, month: Int?) {
        #expect(LunarCalendar.leapMonth(in: year) == month)
    }

    @Test(arguments: [
        (1984, "Giáp Tý"), (2020, "Canh Tý"), (2021, "Tân Sửu"), (2024, "Giáp Thìn"), (2026, "Bính Ngọ"),
        (3, "Quý Hợi"),
    ])
    func `names years by stem and branch`(year: Int, name: String) {
        #expect(LunarCalendar.yearName(year) == name)
    }

    @Test func `every day of the table converts there and back, one lunar day after the other`() throws {
        var previous = try #require(LunarCalendar.lunarDay(of: day(1900, 1, 1)))
        #expect(previous == LunarDay(day: 1, month: 12, year: 1899))
        var astray: [Day] = []
        for solar in day(1900, 1, 2)...day(2101, 1, 28) {
            let lunar = try #require(LunarCalendar.lunarDay(of: solar))
            let follows = lunar.day == previous.day + 1 || (lunar.day == 1 && previous.day >= 29)
            if !follows || LunarCalendar.solarDay(of: lunar) != solar { astray.append(solar) }
            previous = lunar
        }
        #expect(astray.isEmpty)
        #expect(previous == LunarDay(day: 29, month: 12, year: 2100))
    }

    @Test(arguments: [day(1899, 12, 31), day(2101, 1, 29)])
    func `knows nothing outside its table`(solar: Day) {
        #expect(LunarCalendar.lunarDay(of: solar) == nil)
    }

    @Test(arguments: [
        LunarDay(day: 1, month: 1, year: 2101), LunarDay(day: 1, month: 11, year: 1899),
        LunarDay(day: 0, month: 1, year: 2021),
        LunarDay(day: 1, month: 13, year: 2021), LunarDay(day: 31, month: 12, year: 1899),
    ])
    func `refuses lunar days that do not exist`(lunar: LunarDay) {
        #expect(LunarCalendar.solarDay(of: lunar) == nil)
    }
}
