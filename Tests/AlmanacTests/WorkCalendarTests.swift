import Almanac
import Testing

struct WorkCalendarTests {
    private let calendar = WorkCalendar.builtIn

    @Test(arguments: [
        (day(2020, 9, 3), true), (day(2021, 9, 3), false), (day(2021, 2, 10), false), (day(2021, 2, 9), true),
        (day(2022, 4, 11), false), (day(2024, 4, 29), false), (day(2024, 5, 4), true), (day(2025, 4, 26), true),
        (day(2025, 5, 2), false), (day(2025, 4, 27), false), (day(2026, 8, 22), true), (day(2026, 8, 31), false),
        (day(2026, 11, 24), true), (day(2026, 11, 22), false),
    ])
    func `knows the official days off and the Saturdays worked for them`(day: Day, isWorked: Bool) {
        #expect(calendar.isWorkingDay(day) == isWorked)
    }

    /// What the decisions of each year leave: days off on weekdays, and Saturdays worked.
    @Test(arguments: [
        (2020, 10, 0), (2021, 11, 0), (2022, 11, 0), (2023, 11, 0), (2024, 12, 1), (2025, 12, 1), (2026, 13, 2),
    ])
    func `counts a year's days off`(year: Int, off: Int, worked: Int) {
        let days = day(year, 1, 1)...day(year, 12, 31)
        #expect(days.filter { $0.weekday <= 5 && !calendar.isWorkingDay($0) }.count == off)
        #expect(days.filter { $0.weekday > 5 && calendar.isWorkingDay($0) }.count == worked)
    }

    @Test func `a chain of holidays on a weekend moves on until somebody works`() {
        #expect(calendar.workingDay(1, after: day(2023, 4, 28)) == day(2023, 5, 4))
        #expect(calendar.workingDay(onOrAfter: day(2023, 4, 29)) == day(2023, 5, 4))
        #expect(calendar.workingDay(onOrBefore: day(2023, 5, 3)) == day(2023, 4, 28))
        #expect(calendar.workingDay(2, before: day(2023, 5, 4)) == day(2023, 4, 27))
        #expect(calendar.workingDay(onOrAfter: day(2023, 5, 4)) == day(2023, 5, 4))
    }

    @Test func `counting forward and back returns to the same day`() {
        let workingDays = (day(2020, 1, 1)...day(2029, 12, 31)).filter(calendar.isWorkingDay)
        #expect(workingDays.allSatisfy { calendar.workingDay(3, before: calendar.workingDay(3, after: $0)) == $0 })
    }

    @Test func `names the holidays in Vietnamese`() {
        #expect(calendar.holiday(on: day(2021, 4, 21)) == "Giỗ Tổ Hùng Vương")
        #expect(calendar.holiday(on: day(2021, 5, 3)) == "Nghỉ bù 1/5")
        #expect(calendar.holiday(on: day(2021, 4, 24)) == nil)
        #expect(calendar.holiday(on: day(2024, 5, 4)) == nil)
        #expect(calendar.uncertainHoliday(on: day(2026, 11, 24)) == "Ngày Văn hóa Việt Nam")
        #expect(calendar.holiday(on: day(2026, 11, 24)) == nil)
    }

    @Test func `years without a table are provisional and still know Tết`() {
        #expect((2019...2028).filter(calendar.isProvisional) == [2019, 2027, 2028])
        let off2027 = (day(2027, 1, 1)...day(2027, 12, 31)).filter { $0.weekday <= 5 && !calendar.isWorkingDay($0) }
        #expect(
            off2027.map(\.iso) == [
                "2027-01-01", "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10", "2027-02-11", "2027-04-16",
                "2027-04-30",
                "2027-05-03", "2027-09-02", "2027-09-03",
            ])
        #expect(calendar.holiday(on: day(2027, 5, 3)) == "Nghỉ bù Ngày Quốc tế Lao động 1/5")
    }

    /// The rule for missing years against what was decided: it errs only where the decision was free (Tết's days, swaps).
    @Test(arguments: 2020...2026)
    func `the rule agrees with the official years outside Tết and the swaps`(year: Int) {
        let rule = WorkCalendar()
        let swapped = [
            "2024-04-29", "2024-05-04", "2025-04-26", "2025-05-02", "2026-01-02", "2026-01-10", "2026-08-22",
            "2026-08-31",
        ]
        let differing = (day(year, 1, 1)...day(year, 12, 31)).filter { day in
            let isTết =
                LunarCalendar.lunarDay(of: day).map { $0.month == 12 && $0.day >= 28 || $0.month == 1 && $0.day <= 9 }
                ?? false
            return !isTết && !swapped.contains(day.iso) && rule.isWorkingDay(day) != calendar.isWorkingDay(day)
        }
        #expect(differing.isEmpty)
    }
}
