import Almanac

/// The dates of a workbook: numbers of days, known as dates by their format alone.
struct SheetDates {
    /// The old Macintosh count, from 1904.
    let since1904: Bool

    /// Nil for a number that is no date, such as a time of day alone.
    func cell(_ number: Double) -> SheetCell? {
        guard number.isFinite, number >= 1, number < 2_958_466 else { return nil }
        var days = Int(number)
        var second = Int(((number - Double(days)) * 86_400).rounded())
        if second == 86_400 { (days, second) = (days + 1, 0) }
        // The 29 February 1900 of these programs never was: before it the count is one less.
        guard since1904 || days != 60 else { return nil }
        let origin = since1904 ? Self.first1904 : days < 60 ? Self.first1900.advanced(by: 1) : Self.first1900
        let day = origin.advanced(by: days)
        return second == 0 ? .day(day) : .moment(day, second: second)
    }

    /// Day 0 after the day that never was.
    private static let first1900 = Day(clamping: 30, month: 12, year: 1899)
    private static let first1904 = Day(clamping: 1, month: 1, year: 1904)

    /// The built-in formats that show a day; 18 to 21 and 45 to 47 show a time alone.
    static func isDate(builtIn format: Int) -> Bool {
        (14...17).contains(format) || format == 22 || (27...31).contains(format) || (34...36).contains(format)
            || (50...54).contains(format) || (57...58).contains(format)
    }

    /// `dd/mm/yyyy`, `[$-42A]d mmmm yyyy;@`; not `"ngày" 0`, `[h]:mm`.
    static func isDate(_ format: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        for character in format.lowercased() {
            if isEscaped {
                isEscaped = false
            } else if character == "\"" {
                isQuoted.toggle()
            } else if isQuoted {
                continue
            } else if character == "\\" || character == "_" || character == "*" {
                isEscaped = true
            } else if character == "[" {
                isBracketed = true
            } else if character == "]" {
                isBracketed = false
            } else if !isBracketed, character == "d" || character == "y" {
                return true
            }
        }
        return false
    }
}
