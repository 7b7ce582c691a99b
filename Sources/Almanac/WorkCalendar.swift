/// Which days an office works: Monday to Friday, less the days off, plus the Saturdays worked in exchange.
package struct WorkCalendar: Hashable, Sendable {
    /// The table that ships with Dondoc: 2020-2026.
    package static let builtIn = WorkCalendar()

    package init() {}

    /// Years without an official table use the fixed solar and lunar holidays and are `tạm tính`.
    package func isProvisional(year: Int) -> Bool { fatalError("contract") }

    package func isWorkingDay(_ day: Day) -> Bool { fatalError("contract") }

    /// The name of the holiday on that day, in Vietnamese; nil on ordinary days.
    package func holiday(on day: Day) -> String? { fatalError("contract") }

    package func workingDay(onOrAfter day: Day) -> Day { fatalError("contract") }
    package func workingDay(onOrBefore day: Day) -> Day { fatalError("contract") }

    /// The `count`th working day after `day`, which itself is not counted; `count` from 1.
    package func workingDay(_ count: Int, after day: Day) -> Day { fatalError("contract") }
    package func workingDay(_ count: Int, before day: Day) -> Day { fatalError("contract") }
}
