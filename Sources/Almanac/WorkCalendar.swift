/// Which days an office works: Monday to Friday, less the days off, plus the Saturdays worked in exchange.
package struct WorkCalendar: Hashable, Sendable {
    /// The table that ships with Dondoc: 2020-2026.
    package static let builtIn = WorkCalendar(official: HolidayTable.years)

    /// The years that somebody has decided; all others follow the rule of `PublicHolidays`.
    private(set) var official: [Int: HolidayYear]

    init(official: [Int: HolidayYear]) { self.official = official }

    /// No official table at all: weekends and the fixed solar and lunar holidays, every year provisional.
    package init() { self.init(official: [:]) }

    /// The same calendar with one year decided anew.
    func replacing(_ year: Int, by table: HolidayYear) -> WorkCalendar {
        var calendar = self
        calendar.official[year] = table
        return calendar
    }

    /// Years without an official table use the fixed solar and lunar holidays and are `tạm tính`.
    package func isProvisional(year: Int) -> Bool { official[year] == nil }

    package func isWorkingDay(_ day: Day) -> Bool {
        guard let table = official[day.year] else { return day.weekday <= 5 && provisionalHoliday(on: day) == nil }
        return day.weekday <= 5 ? table.daysOff[day] == nil : table.workdays.contains(day)
    }

    /// The name of the holiday on that day, in Vietnamese; nil on ordinary days.
    package func holiday(on day: Day) -> String? {
        guard let table = official[day.year] else { return provisionalHoliday(on: day) }
        return table.daysOff[day]
    }

    /// The name of a holiday that was announced for that day but not enacted; the day is worked.
    package func uncertainHoliday(on day: Day) -> String? { official[day.year]?.uncertain[day] }

    /// The statutory holidays that an official year does not list, oldest first: a file that forgot Tết.
    ///
    /// Empty for provisional years, and for years with all of them off.
    package func missingHolidays(year: Int) -> [(day: Day, name: String)] {
        guard let table = official[year] else { return [] }
        return PublicHolidays.statutory(in: year).sorted { $0.key < $1.key }
            .filter { $0.key.weekday <= 5 && table.daysOff[$0.key] == nil }.map { ($0.key, $0.value) }
    }

    package func workingDay(onOrAfter day: Day) -> Day {
        var day = day
        while !isWorkingDay(day) { day = day.advanced(by: 1) }
        return day
    }

    package func workingDay(onOrBefore day: Day) -> Day {
        var day = day
        while !isWorkingDay(day) { day = day.advanced(by: -1) }
        return day
    }

    /// The `count`th working day after `day`, which itself is not counted; `count` from 1.
    package func workingDay(_ count: Int, after day: Day) -> Day {
        (0..<max(0, count)).reduce(day) { day, _ in workingDay(onOrAfter: day.advanced(by: 1)) }
    }

    /// The `count`th working day before `day`, which itself is not counted; `count` from 1.
    package func workingDay(_ count: Int, before day: Day) -> Day {
        (0..<max(0, count)).reduce(day) { day, _ in workingDay(onOrBefore: day.advanced(by: -1)) }
    }

    private func provisionalHoliday(on day: Day) -> String? {
        let table = WorkCalendar.provisional[day.year] ?? PublicHolidays.daysOff(in: day.year)
        return table[day]
    }

    /// Computed once for the years that plans concern.
    private static let provisional: [Int: [Day: String]] = Dictionary(
        uniqueKeysWithValues: (2000...2050).map { ($0, PublicHolidays.daysOff(in: $0)) })
}
