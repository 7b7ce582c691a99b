package import Almanac

/// What stands in one cell of a sheet.
package enum SheetCell: Equatable, Sendable {
    case empty
    case text(String)
    case number(Double)
    case boolean(Bool)
    /// A date without a time of day.
    case day(Day)
    /// A date with a time of day, in seconds of the day; sheets know no zone.
    case moment(Day, second: Int)
    /// `#N/A`, `#DIV/0!`.
    case fault(String)

    /// As a person would read it: `25/3/2021`, `0123`; a whole number without a decimal point. Empty for `.empty`.
    package var text: String {
        switch self {
        case .empty: ""
        case .text(let text), .fault(let text): text
        case .number(let number): Self.plain(number)
        case .boolean(let value): value ? "TRUE" : "FALSE"
        case .day(let day): day.vietnamese
        case .moment(let day, let second):
            "\(day.vietnamese) \(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
        }
    }

    package var isEmpty: Bool { self == .empty || self == .text("") }

    static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
