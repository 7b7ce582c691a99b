/// One year's decision on days off and Saturdays worked in exchange.
struct HolidayYear: Hashable, Sendable {
    var daysOff: [Day: String] = [:]
    /// Saturdays and Sundays that are worked.
    var workdays: Set<Day> = []
    /// Announced but not enacted: known, shown, and not a day off.
    var uncertain: [Day: String] = [:]

    mutating func mark(_ day: Day, _ kind: HolidayKind, name: String) {
        switch kind {
        case .holiday, .substitute, .swapOff: daysOff[day] = name
        case .swapWork: workdays.insert(day)
        case .uncertain: uncertain[day] = name
        }
    }
}

/// What a row of a holiday table says of its day.
enum HolidayKind: Hashable, Sendable {
    case holiday
    /// `nghỉ bù`: for a holiday on a weekend.
    case substitute
    /// `hoán đổi`: off in exchange for a worked Saturday.
    case swapOff
    /// `làm bù`: the worked Saturday.
    case swapWork
    case uncertain
}

/// The official decisions 2020-2026, as the press and the Government's portal gave them.
enum HolidayTable {
    static let years: [Int: HolidayYear] = {
        var years: [Int: HolidayYear] = [:]
        for (year, month, day, length, kind, name) in rows {
            let first = Day(clamping: day, month: month, year: year)
            for offset in 0..<length {
                years[year, default: HolidayYear()].mark(first.advanced(by: offset), kind, name: name)
            }
        }
        return years
    }()

    private typealias Row = (year: Int, month: Int, day: Int, length: Int, kind: HolidayKind, name: String)

    private static let rows: [Row] = [
        (2020, 1, 1, 1, .holiday, PublicHolidays.newYear), (2020, 1, 23, 7, .holiday, PublicHolidays.lunarNewYear),
        (2020, 4, 2, 1, .holiday, PublicHolidays.hungKings), (2020, 4, 30, 1, .holiday, PublicHolidays.victory),
        (2020, 5, 1, 1, .holiday, PublicHolidays.labour), (2020, 9, 2, 1, .holiday, PublicHolidays.national),

        (2021, 1, 1, 1, .holiday, PublicHolidays.newYear), (2021, 2, 10, 7, .holiday, PublicHolidays.lunarNewYear),
        (2021, 4, 21, 1, .holiday, PublicHolidays.hungKings), (2021, 4, 30, 1, .holiday, PublicHolidays.victory),
        (2021, 5, 1, 1, .holiday, PublicHolidays.labour), (2021, 5, 3, 1, .substitute, "Nghỉ bù 1/5"),
        (2021, 9, 2, 2, .holiday, PublicHolidays.national),

        (2022, 1, 1, 1, .holiday, PublicHolidays.newYear), (2022, 1, 3, 1, .substitute, "Nghỉ bù 1/1"),
        (2022, 1, 31, 5, .holiday, PublicHolidays.lunarNewYear), (2022, 4, 10, 1, .holiday, PublicHolidays.hungKings),
        (2022, 4, 11, 1, .substitute, "Nghỉ bù Giỗ Tổ"), (2022, 4, 30, 1, .holiday, PublicHolidays.victory),
        (2022, 5, 1, 1, .holiday, PublicHolidays.labour), (2022, 5, 2, 2, .substitute, "Nghỉ bù 30/4 và 1/5"),
        (2022, 9, 1, 2, .holiday, PublicHolidays.national),

        (2023, 1, 1, 1, .holiday, PublicHolidays.newYear), (2023, 1, 2, 1, .substitute, "Nghỉ bù 1/1"),
        (2023, 1, 20, 7, .holiday, PublicHolidays.lunarNewYear), (2023, 4, 29, 1, .holiday, PublicHolidays.hungKings),
        (2023, 4, 30, 1, .holiday, PublicHolidays.victory), (2023, 5, 1, 1, .holiday, PublicHolidays.labour),
        (2023, 5, 2, 2, .substitute, "Nghỉ bù Giỗ Tổ và 30/4"), (2023, 9, 1, 2, .holiday, PublicHolidays.national),
        (2023, 9, 4, 1, .substitute, "Nghỉ bù 2/9"),

        (2024, 1, 1, 1, .holiday, PublicHolidays.newYear), (2024, 2, 8, 7, .holiday, PublicHolidays.lunarNewYear),
        (2024, 4, 18, 1, .holiday, PublicHolidays.hungKings), (2024, 4, 29, 1, .swapOff, "Hoán đổi, làm bù 04/5"),
        (2024, 4, 30, 1, .holiday, PublicHolidays.victory), (2024, 5, 1, 1, .holiday, PublicHolidays.labour),
        (2024, 5, 4, 1, .swapWork, "Làm bù 29/4"), (2024, 9, 2, 2, .holiday, PublicHolidays.national),

        (2025, 1, 1, 1, .holiday, PublicHolidays.newYear), (2025, 1, 27, 5, .holiday, PublicHolidays.lunarNewYear),
        (2025, 4, 7, 1, .holiday, PublicHolidays.hungKings), (2025, 4, 26, 1, .swapWork, "Làm bù 02/5"),
        (2025, 4, 30, 1, .holiday, PublicHolidays.victory), (2025, 5, 1, 1, .holiday, PublicHolidays.labour),
        (2025, 5, 2, 1, .swapOff, "Hoán đổi, làm bù 26/4"), (2025, 9, 1, 2, .holiday, PublicHolidays.national),

        (2026, 1, 1, 1, .holiday, PublicHolidays.newYear), (2026, 1, 2, 1, .swapOff, "Hoán đổi, làm bù 10/01"),
        (2026, 1, 10, 1, .swapWork, "Làm bù 02/01"), (2026, 2, 16, 5, .holiday, PublicHolidays.lunarNewYear),
        (2026, 4, 26, 1, .holiday, PublicHolidays.hungKings), (2026, 4, 27, 1, .substitute, "Nghỉ bù Giỗ Tổ"),
        (2026, 4, 30, 1, .holiday, PublicHolidays.victory), (2026, 5, 1, 1, .holiday, PublicHolidays.labour),
        (2026, 8, 22, 1, .swapWork, "Làm bù 31/8"), (2026, 8, 31, 1, .swapOff, "Hoán đổi, làm bù 22/8"),
        (2026, 9, 1, 2, .holiday, PublicHolidays.national), (2026, 11, 24, 1, .uncertain, "Ngày Văn hóa Việt Nam"),
    ]
}
