/// By when something is owed, as a rule that yields deadlines.
///
/// Days are the ones that the plan names; the boundary says on which side of them the duty ends: `trước ngày 25` is
/// `.monthly(days: [25], boundary: .before)`, and its last permitted day is the 24th.
package enum DueRule: Hashable, Sendable, Codable {
    /// `thường xuyên`, `kịp thời`, `due: none`: nothing is ever late.
    case none
    /// `6 tháng`, `năm`, with no day: the date comes from a host report or from the administrator.
    case unscheduled(every: [PeriodLength])
    case daily(boundary: Boundary)
    /// 1 is Monday, 7 is Sunday.
    case weekly(weekday: Int, boundary: Boundary)
    /// Days 1...31, clamped to the end of a shorter month.
    case monthly(days: [Int], boundary: Boundary)
    /// The same days of every year; four of them, one in each quarter, close the quarters.
    case yearly(dates: [MonthDay], boundary: Boundary)
    /// The last calendar day of a recurring span (Civil Code 2015, article 146).
    case endOf(span: Span, boundary: Boundary)
    /// The first or the last day of its kind in a recurring span: `thứ Sáu cuối cùng của mỗi tháng`.
    case edge(edge: Edge, kind: DayKind, span: Span, boundary: Boundary)
    /// Once, on these days.
    case dates(days: [Day], boundary: Boundary)
    /// So many days or months after an event, whose own day is not counted (Civil Code 2015, article 147).
    case within(count: Int, unit: CountedUnit, since: Anchor)

    /// Where on a named day the first late instant lies.
    package enum Boundary: Hashable, Sendable {
        /// `trước`: at its 00:00.
        case before
        /// `chậm nhất`, `đến hết`, or no word at all: at the next day's 00:00.
        case through
        /// `trước 09 giờ 00`: at that time of it. 00:00 is `.before`, 24:00 is `.through`.
        case clock(TimeOfDay)
    }

    package enum Span: Hashable, Sendable, Codable {
        case month, quarter, halfYear, year
        /// 1...12, every year.
        case monthOfYear(month: Int)
    }

    package enum CountedUnit: String, Hashable, Sendable, Codable, CaseIterable {
        case workingDays, calendarDays, weeks, months
    }

    /// What a count begins with.
    package enum Anchor: Hashable, Sendable, Codable {
        /// `ngày ban hành`: the issue day of the plan.
        case issued
        case day(date: Day)
        /// Another event, in the plan's words without `ngày`: `chốt số liệu`.
        case event(words: String)
    }

    package var isNone: Bool { self == .none }

    package var isUnscheduled: Bool { if case .unscheduled = self { true } else { false } }

    /// Counts from a day that only the context knows; without it there are no deadlines.
    package var needsIssueDay: Bool {
        switch self {
        case .within(_, _, since: .issued), .within(_, _, since: .event): true
        default: false
        }
    }

    /// Leaves the named day out: `trước ngày 25`.
    package var isExclusive: Bool { boundary == .before }

    /// Nil for rules that name no day.
    package var boundary: Boundary? {
        switch self {
        case .none, .unscheduled: nil
        case .daily(let boundary), .weekly(_, let boundary), .monthly(_, let boundary), .yearly(_, let boundary),
            .endOf(_, let boundary), .edge(_, _, _, let boundary), .dates(_, let boundary):
            boundary
        case .within: .through
        }
    }
}

extension DueRule.Boundary {
    /// The last permitted day: `trước ngày 25` names the 25th and permits the 24th.
    func lastDay(ofNamed day: Day) -> Day {
        switch self {
        case .before: day.advanced(by: -1)
        case .clock(let time) where time == .midnight: day.advanced(by: -1)
        case .through, .clock: day
        }
    }

    /// The first instant after a last permitted day that counts as late.
    func firstLateInstant(after lastDay: Day, in zone: Zone) -> Instant {
        switch self {
        case .clock(let time) where time > .midnight && time < .endOfDay: zone.instant(of: lastDay, at: time)
        case .before, .through, .clock: zone.start(of: lastDay.advanced(by: 1))
        }
    }
}

extension DueRule.Boundary: Codable {
    /// `"before"`, `"through"` or a time, `"17:30"`.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        switch text {
        case "before": self = .before
        case "through": self = .through
        default:
            guard let time = TimeOfDay(text) else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "no boundary: \(text)"))
            }
            self = .clock(time)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .before: try container.encode("before")
        case .through: try container.encode("through")
        case .clock(let time): try container.encode(time.text)
        }
    }
}
