/// The days off that the Labour Code 2019 grants by rule (articles 111.3 and 112), for years without an official table.
///
/// What the Prime Minister decides year by year (which days around Tết, which swaps) cannot be computed: hence `tạm tính`.
enum PublicHolidays {
    /// The days off of one year, each with its name; weekends are listed only where a holiday falls on them.
    static func daysOff(in year: Int) -> [Day: String] {
        var daysOff = statutory(in: year)
        for (holiday, name) in daysOff.sorted(by: { $0.key < $1.key }) where holiday.weekday >= 6 {
            var substitute = holiday.advanced(by: 1)
            while substitute.weekday >= 6 || daysOff[substitute] != nil { substitute = substitute.advanced(by: 1) }
            daysOff[substitute] = "Nghỉ bù \(name)"
        }
        return daysOff
    }

    /// Before substitutes: New Year, Tết (the eve and four days), Giỗ Tổ, 30/4, 1/5, Quốc khánh.
    static func statutory(in year: Int) -> [Day: String] {
        let nationalDay = Day(clamping: 2, month: 9, year: year)
        var days = [
            Day(clamping: 1, month: 1, year: year): newYear, Day(clamping: 30, month: 4, year: year): victory,
            Day(clamping: 1, month: 5, year: year): labour, nationalDay: national,
        ]
        if year >= 2021 { days[companion(of: nationalDay)] = national }
        if let first = LunarCalendar.solarDay(of: LunarDay(day: 1, month: 1, year: year)) {
            for offset in -1...3 { days[first.advanced(by: offset)] = lunarNewYear }
        }
        if let kings = LunarCalendar.solarDay(of: LunarDay(day: 10, month: 3, year: year)) { days[kings] = hungKings }
        return days
    }

    /// The second day of Quốc khánh (since 2021, before or after): the one that joins a weekend, as every year so far.
    private static func companion(of nationalDay: Day) -> Day {
        [1, 4, 7].contains(nationalDay.weekday) ? nationalDay.advanced(by: 1) : nationalDay.advanced(by: -1)
    }

    static let newYear = "Tết Dương lịch"
    static let lunarNewYear = "Tết Nguyên đán"
    static let hungKings = "Giỗ Tổ Hùng Vương"
    static let victory = "Ngày Chiến thắng 30/4"
    static let labour = "Ngày Quốc tế Lao động 1/5"
    static let national = "Quốc khánh"
}
