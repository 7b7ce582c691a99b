import Almanac
import Testing

struct DayTests {
    @Test func `numbers and dates agree over four centuries`() {
        var expected = (year: 1890, month: 1, day: 1)
        var astray: [Int] = []
        for number in day(1890, 1, 1).number...day(2290, 1, 1).number {
            let found = Day(number: number)
            if (found.year, found.month, found.day) != expected { astray.append(number) }
            expected.day += 1
            if expected.day > Day.length(ofMonth: expected.month, year: expected.year) {
                expected = expected.month == 12 ? (expected.year + 1, 1, 1) : (expected.year, expected.month + 1, 1)
            }
        }
        #expect(astray.isEmpty)
    }

    @Test(arguments: [(1970, 1, 1, 4), (2021, 3, 24, 3), (2000, 2, 29, 2), (1954, 5, 7, 5), (1945, 9, 2, 7)])
    func `knows the weekday`(year: Int, month: Int, dayOfMonth: Int, weekday: Int) {
        #expect(day(year, month, dayOfMonth).weekday == weekday)
    }

    @Test(arguments: [
        (2021, 2, 29), (2021, 4, 31), (2021, 13, 1), (2021, 0, 1), (2021, 1, 0), (1900, 2, 29), (0, 1, 1),
        (10_000, 1, 1),
    ])
    func `refuses days that do not exist`(year: Int, month: Int, dayOfMonth: Int) {
        #expect(Day(year: year, month: month, day: dayOfMonth) == nil)
    }

    @Test(arguments: [
        "2021-3-24", "2021-03-24T", "21-03-24", "2021/03/24", "2021-02-29", "+021-03-24", "２０２１-03-24", "",
    ])
    func `reads nothing but ISO 8601`(text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test(arguments: [
        (31, 1, "2021-02-28"), (31, 3, "2021-04-30"), (31, -2, "2020-11-30"), (15, 12, "2022-01-15"),
        (31, 13, "2022-02-28"),
    ])
    func `adds months, clamped to the end of a shorter one`(dayOfMonth: Int, months: Int, expected: String) {
        #expect(day(2021, 1, dayOfMonth).adding(months: months).iso == expected)
    }

    @Test(arguments: [
        (day(2021, 3, 24), "24/3/2021", "thứ Tư"), (day(2021, 2, 9), "09/02/2021", "thứ Ba"),
        (day(2020, 4, 7), "07/4/2020", "thứ Ba"),
        (day(2022, 1, 15), "15/01/2022", "thứ Bảy"), (day(2025, 11, 30), "30/11/2025", "Chủ nhật"),
    ])
    func `writes days as Decree 30 does`(day: Day, text: String, weekday: String) {
        #expect(day.vietnamese == text)
        #expect(day.vietnameseWeekday == weekday)
    }

    @Test(arguments: [
        (day(2021, 1, 3), 2020, 53), (day(2021, 1, 4), 2021, 1), (day(2021, 3, 25), 2021, 12),
        (day(2024, 12, 30), 2025, 1),
        (day(2026, 12, 31), 2026, 53),
    ])
    func `knows the ISO week`(day: Day, year: Int, week: Int) {
        #expect(day.isoWeek == (year, week))
    }

    @Test(arguments: ["2021-03-24", "2021-W12", "2020-W53", "2021-03", "2022-Q4", "2022-H2", "2022"])
    func `periods read their own labels`(label: String) throws {
        let period = try #require(CivilPeriod(label: label))
        #expect(period.label == label)
        #expect(CivilPeriod(period.length, containing: period.last) == period)
        #expect(period.next.first == period.last.advanced(by: 1))
        #expect(period.next.length == period.length)
    }

    @Test(arguments: [
        "", "2021-13", "2021-Q5", "2021-Q0", "2021-3", "2021-W54", "2021-03-32", "21", "2021-X1", "Q1-2021", "2021-Q",
        "x",
    ])
    func `refuses labels of no period`(label: String) {
        #expect(CivilPeriod(label: label) == nil)
    }
}
