import Almanac
import Testing

struct LunarCalendarTests {
    @Test(arguments: [
        (
            "C01", 10, 3, 2020,
            [
                "2020-04-02", "2021-04-21", "2022-04-10", "2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26",
                "2027-04-16",
                "2028-04-04", "2029-04-23", "2030-04-12",
            ]
        ),
        (
            "C02", 1, 1, 2020,
            [
                "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17",
                "2027-02-06",
                "2028-01-26", "2029-02-13", "2030-02-02",
            ]
        ),
    ])
    func `holidays of the lunar year`(name: String, lunarDay: Int, month: Int, first: Int, expected: [String]) {
        let days = expected.indices.map {
            LunarCalendar.solarDay(of: LunarDay(day: lunarDay, month: month, year: first + $0))?.iso
        }
        #expect(days == expected)
    }

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

    @Test func `C05 the leap month is taken only when asked for`() {
        #expect(LunarCalendar.solarDay(of: LunarDay(day: 10, month: 3, year: 2031)) == day(2031, 4, 1))
        #expect(LunarCalendar.solarDay(of: LunarDay(day: 10, month: 3, year: 2031, isLeap: true)) == day(2031, 4, 30))
        #expect(LunarCalendar.solarDay(of: LunarDay(day: 10, month: 3, year: 2030, isLeap: true)) == nil)
    }

    @Test func `C06 a short month has no 30th`() {
        #expect(LunarCalendar.solarDay(of: LunarDay(day: 30, month: 12, year: 2021)) == nil)
        #expect(LunarCalendar.solarDay(of: LunarDay(day: 29, month: 12, year: 2021)) == day(2022, 1, 31))
        #expect(LunarCalendar.solarDay(of: LunarDay(day: 30, month: 12, year: 2023)) == day(2024, 2, 9))
    }

    @Test(arguments: [(2012, "2012-03-31"), (2061, "2061-03-31")])
    func `C08 Giỗ Tổ may fall in March`(year: Int, expected: String) {
        #expect(LunarCalendar.solarDay(of: LunarDay(day: 10, month: 3, year: year))?.iso == expected)
    }

    @Test func `C10 reads a solar day as a lunar one, with the year's name`() throws {
        let lunar = try #require(LunarCalendar.lunarDay(of: day(2021, 4, 21)))
        #expect(lunar == LunarDay(day: 10, month: 3, year: 2021))
        #expect(lunar.vietnamese == "10/3 Tân Sửu")
        #expect(LunarCalendar.lunarDay(of: day(2031, 4, 30))?.vietnamese == "10/3 nhuận Tân Hợi")
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
