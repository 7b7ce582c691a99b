import Almanac

/// Days as plans write them.
enum DateWords {
    /// `13/01/2021`, `31 tháng 7 năm 2017`, `7-4-2014`; the first in the text.
    static func first(in text: String) -> Day? {
        let numbers =
            /(\d{1,2})\s*[\/.\-]\s*(\d{1,2})\s*[\/.\-]\s*(\d{4})|(\d{1,2})\s+tháng\s+(\d{1,2})\s*(?:năm|[\/,])\s*(\d{4})/
        guard let match = text.firstMatch(of: numbers) else { return nil }
        let (day, month, year) = (
            match.output.1 ?? match.output.4, match.output.2 ?? match.output.5, match.output.3 ?? match.output.6
        )
        guard let day = day.flatMap({ Int($0) }), let month = month.flatMap({ Int($0) }),
            let year = year.flatMap({ Int($0) })
        else {
            return nil
        }
        return Day(year: year, month: month, day: day)
    }

    /// `giai đoạn 2021 - 2025`, `năm 2022`, `các năm 2023, 2024`; the span that a title speaks of.
    static func years(in text: String) -> ClosedRange<Int>? {
        if let match = text.firstMatch(of: /(20\d\d|19\d\d)\s*(?:-|–|—|đến(?:\s+năm)?)\s*(20\d\d|19\d\d)/),
            let first = Int(match.output.1), let last = Int(match.output.2), first <= last
        {
            return first...last
        }
        let years = text.matches(of: /(?i)năm\s+(20\d\d|19\d\d)/).compactMap { Int($0.output.1) }
        guard let last = years.last, Set(years).count == 1 else { return years.last.map { $0...$0 } }
        return last...last
    }
}
