import Almanac
import Foundation
import Testing

struct DueRuleTests {
    private func deadlines(
        _ phrase: String, _ first: Day, _ last: Day, _ context: DueContext = DueContext()
    ) throws -> [Deadline] {
        try DuePhrase.parse(phrase).deadlines(from: first, to: last, in: context)
    }

    @Test(arguments: [
        ("trước ngày 25 hằng tháng", ["2021-01", "2021-02", "2021-03"], ["2021-01-01", "2021-02-01", "2021-03-01"]),
        ("trước ngày 01 hằng tháng", ["2021-01", "2021-02", "2021-03"], ["2021-01-01", "2021-02-01", "2021-03-01"]),
        ("cuối quý", ["2021-Q1"], ["2021-01-01"]),
        ("cuối mỗi tháng", ["2021-01", "2021-02", "2021-03"], ["2021-01-01", "2021-02-01", "2021-03-01"]),
        ("các ngày 20/3, 20/6, 20/9 và 20/12", ["2021-Q1"], ["2021-01-01"]),
        ("các ngày 20/3 và 20/9", ["2021-03-20"], ["2020-09-21"]),
        ("ngày 15/02 hằng năm", ["2021"], ["2021-01-01"]),
        (
            "các ngày 10 và 25 hằng tháng",
            ["2021-01-10", "2021-01-25", "2021-02-10", "2021-02-25", "2021-03-10", "2021-03-25"],
            ["2020-12-26", "2021-01-11", "2021-01-26", "2021-02-11", "2021-02-26", "2021-03-11"]
        ),
        ("cuối tháng 02 hằng năm", ["2021"], ["2021-01-01"]),
    ])
    func `labels each period and says when it opens`(phrase: String, periods: [String], opens: [String]) throws {
        let found = try deadlines(phrase, day(2021, 1, 1), day(2021, 3, 31))
        #expect(found.map(\.period) == periods)
        #expect(found.map(\.opens.iso) == opens)
    }

    @Test func `labels weeks by ISO 8601 and the last permitted day`() throws {
        let found = try deadlines("trước thứ Sáu hằng tuần", day(2021, 3, 20), day(2021, 4, 2))
        #expect(found.map(\.period) == ["2021-W12", "2021-W13"])
        #expect(found.map(\.lastDay.iso) == ["2021-03-25", "2021-04-01"])
        let monday = try deadlines("trước thứ Hai hằng tuần", day(2021, 3, 28), day(2021, 3, 28))
        #expect(monday.map(\.period) == ["2021-W12"])
    }

    @Test func `the last of four dates may name the first day of the next year`() throws {
        let found = try deadlines("trước các ngày 1/4, 1/7, 1/10 và 1/1", day(2021, 12, 1), day(2022, 12, 31))
        #expect(found.map(\.period) == ["2021-Q4", "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"])
    }

    @Test func `a single date opens on the issue day, and never after its own last day`() throws {
        let issued = DueContext(issued: day(2022, 3, 28))
        #expect(
            try deadlines("15/4/2022", day(2022, 1, 1), day(2022, 12, 31), issued).map(\.opens) == [day(2022, 3, 28)])
        #expect(
            try deadlines("15/02/2022", day(2022, 1, 1), day(2022, 12, 31), issued).map(\.opens) == [day(2022, 2, 15)])
    }

    @Test func `a range takes the day after the policy, at both of its ends`() throws {
        let phrase = "trước ngày 25 hàng tháng"
        let next = DueContext(policy: .next)
        #expect(try deadlines(phrase, day(2021, 4, 24), day(2021, 4, 25), next).isEmpty)
        #expect(try deadlines(phrase, day(2021, 4, 25), day(2021, 4, 26), next).map(\.lastDay) == [day(2021, 4, 26)])
        #expect(
            try deadlines(phrase, day(2023, 1, 27), day(2023, 1, 27), next).map(\.writtenLastDay) == [day(2023, 1, 24)])
        let previous = DueContext(policy: .previous)
        #expect(try deadlines(phrase, day(2021, 4, 24), day(2021, 4, 30), previous).isEmpty)
        #expect(
            try deadlines(phrase, day(2023, 1, 19), day(2023, 1, 19), previous).map(\.writtenLastDay) == [
                day(2023, 1, 24)
            ])
    }

    @Test(arguments: RestDayPolicy.allCases)
    func `days asked one by one give the same deadlines as the whole year`(policy: RestDayPolicy) throws {
        let context = DueContext(policy: policy, issued: day(2022, 12, 1))
        for phrase in [
            "trước ngày 25 hằng tháng", "hằng ngày", "thứ Bảy hằng tuần", "cuối quý",
            "trong vòng 20 ngày kể từ ngày ban hành",
        ] {
            let whole = try deadlines(phrase, day(2022, 12, 1), day(2023, 12, 31), context)
            let single = try (day(2022, 12, 1)...day(2023, 12, 31)).flatMap { try deadlines(phrase, $0, $0, context) }
            #expect(whole == single)
            #expect(!whole.isEmpty)
        }
    }

    @Test func `a clock time is the first late instant, on a holiday too`() throws {
        let found = try deadlines("trước 09 giờ 00, các ngày 02/02/2022, 04/02/2022", day(2022, 2, 1), day(2022, 2, 28))
        #expect(
            found.map { $0.dueBefore.rfc3339(in: .vietnam) } == [
                "2022-02-02T09:00:00+07:00", "2022-02-04T09:00:00+07:00",
            ])
        #expect(found.map(\.lastDay.iso) == ["2022-02-02", "2022-02-04"])
    }

    @Test func `midnight of a named day belongs to the day before`() throws {
        let found = try deadlines("trước 00 giờ 00 ngày 15/4/2022", day(2022, 4, 1), day(2022, 4, 30))
        #expect(found.map(\.lastDay) == [day(2022, 4, 14)])
        #expect(found.map { $0.dueBefore.rfc3339(in: .vietnam) } == ["2022-04-15T00:00:00+07:00"])
    }

    @Test func `counts nothing while the issue day is unknown`() throws {
        let rule = try DuePhrase.parse("trong vòng 10 ngày làm việc kể từ ngày ban hành")
        #expect(rule.needsIssueDay)
        #expect(rule.deadlines(from: day(2020, 1, 1), to: day(2030, 1, 1), in: DueContext()).isEmpty)
    }

    @Test func `an event other than the issue has its own day, and the issue day for want of one`() throws {
        let rule = try DuePhrase.parse("02 ngày làm việc kể từ ngày chốt số liệu")
        let year = (day(2022, 1, 1), day(2022, 12, 31))
        let own = DueContext(issued: day(2022, 1, 4), anchor: day(2022, 4, 14))
        #expect(rule.deadlines(from: year.0, to: year.1, in: own).map(\.lastDay) == [day(2022, 4, 18)])
        #expect(
            rule.deadlines(from: year.0, to: year.1, in: DueContext(issued: day(2022, 1, 4))).map(\.lastDay) == [
                day(2022, 1, 6)
            ])
    }

    @Test(arguments: [
        ("trong vòng 02 tuần kể từ ngày 10/6/2022", "2022-06-24"),
        ("trong vòng 01 tháng kể từ ngày 31/01/2022", "2022-02-28"),
        ("10 ngày kể từ ngày 10/6/2022", "2022-06-20"),
    ])
    func `counts days, weeks and months from a day that is left out`(phrase: String, lastDay: String) throws {
        #expect(try deadlines(phrase, day(2022, 1, 1), day(2022, 12, 31)).map(\.lastDay.iso) == [lastDay])
    }

    @Test(arguments: [
        ("trước ngày 25 hàng tháng", day(2021, 3, 24), "trước ngày 25/3/2021, tức hết thứ Tư 24/3/2021"),
        ("chậm nhất ngày 15/4/2022", day(2022, 4, 15), "chậm nhất ngày 15/4/2022, tức hết thứ Sáu 15/4/2022"),
        ("cuối tháng 11 hằng năm", day(2025, 11, 30), "cuối tháng 11/2025, tức hết Chủ nhật 30/11/2025"),
        ("cuối quý", day(2022, 3, 31), "cuối quý I/2022, tức hết thứ Năm 31/3/2022"),
        ("cuối năm", day(2020, 12, 31), "cuối năm 2020, tức hết thứ Năm 31/12/2020"),
        ("thứ Sáu hằng tuần", day(2021, 2, 5), "chậm nhất thứ Sáu 05/02/2021, tức hết thứ Sáu 05/02/2021"),
        (
            "trước 9h ngày 02/02/2022", day(2022, 2, 2),
            "trước 09 giờ 00 ngày 02/02/2022, tức hết 08 giờ 59 thứ Tư 02/02/2022"
        ),
        (
            "10 ngày làm việc kể từ ngày 22/4/2022", day(2022, 5, 10),
            "trong vòng 10 ngày làm việc kể từ ngày 22/4/2022, tức hết thứ Ba 10/5/2022"
        ),
    ])
    func `reads both ways, with the weekday`(phrase: String, lastDay: Day, reading: String) throws {
        #expect(try deadlines(phrase, lastDay, lastDay).map(\.reading) == [reading])
    }

    @Test func `a duty of every midnight ends with each day`() throws {
        let found = try deadlines("trước 0 giờ hằng ngày", day(2021, 3, 1), day(2021, 3, 3))
        #expect(found.map(\.lastDay) == [day(2021, 3, 1), day(2021, 3, 2), day(2021, 3, 3)])
        #expect(found.map(\.period) == ["2021-03-01", "2021-03-02", "2021-03-03"])
        #expect(found[0].dueBefore.rfc3339(in: .vietnam) == "2021-03-02T00:00:00+07:00")
    }

    @Test func `says where the policy has put the last day`() throws {
        let found = try deadlines(
            "trước ngày 25 hàng tháng", day(2021, 4, 26), day(2021, 4, 26), DueContext(policy: .next))
        #expect(
            found.map(\.reading) == [
                "trước ngày 25/4/2021, tức hết thứ Bảy 24/4/2021, chuyển sang hết thứ Hai 26/4/2021"
            ])
    }

    /// Tết was from 08/2 to 14/2 in 2024, and 30/4 and 01/5 were days off.
    @Test(arguments: [
        (
            "thứ Sáu cuối cùng của mỗi tháng", ["2024-01-26", "2024-02-23", "2024-03-29", "2024-04-26"],
            "chậm nhất thứ Sáu cuối cùng của tháng 01/2024, tức hết thứ Sáu 26/01/2024"
        ),
        (
            "ngày làm việc cuối cùng của mỗi tháng", ["2024-01-31", "2024-02-29", "2024-03-29", "2024-04-26"],
            "chậm nhất ngày làm việc cuối cùng của tháng 01/2024, tức hết thứ Tư 31/01/2024"
        ),
        (
            "trước ngày làm việc đầu tiên của quý", ["2024-01-01", "2024-03-31"],
            "trước ngày làm việc đầu tiên của quý I/2024, tức hết thứ Hai 01/01/2024"
        ),
    ])
    func `finds the first and the last day of a kind`(phrase: String, days: [String], reading: String) throws {
        let found = try deadlines(phrase, day(2024, 1, 1), day(2024, 4, 30))
        #expect(found.map(\.lastDay.iso) == days)
        #expect(found.first?.reading == reading)
    }

    static let rules: [DueRule] = [
        .none, .unscheduled(every: []), .unscheduled(every: [.halfYear, .year]), .unscheduled(every: [.quarter]),
        .daily(boundary: .through), .daily(boundary: .before), .daily(boundary: clock(16, 0)),
        .weekly(weekday: 7, boundary: .before),
        .monthly(days: [25], boundary: .before), .monthly(days: [10, 25], boundary: clock(17, 30)),
        .yearly(dates: [3, 6, 9, 12].map { MonthDay(clamping: 20, month: $0) }, boundary: .before),
        .endOf(span: .month, boundary: .through), .endOf(span: .halfYear, boundary: .before),
        .edge(edge: .last, kind: .weekday(number: 5), span: .month, boundary: .through),
        .edge(edge: .last, kind: .workingDay, span: .halfYear, boundary: .before),
        .edge(edge: .first, kind: .workingDay, span: .year, boundary: clock(16, 0)),
        .edge(edge: .first, kind: .weekday(number: 7), span: .monthOfYear(month: 2), boundary: .through),
        .endOf(span: .monthOfYear(month: 2), boundary: .through), .dates(days: [day(2022, 4, 15)], boundary: .through),
        .dates(days: [day(2022, 2, 2), day(2022, 2, 4)], boundary: clock(9, 0)),
        .within(count: 10, unit: .workingDays, since: .issued),
        .within(count: 5, unit: .calendarDays, since: .day(date: day(2022, 6, 10))),
        .within(count: 2, unit: .workingDays, since: .event(words: "chốt số liệu")),
    ]

    @Test(arguments: rules) func `writes itself as a phrase that reads back as the same rule`(rule: DueRule) throws {
        #expect(try DuePhrase.parse(rule.phrase) == rule)
    }

    @Test(arguments: rules) func `survives its JSON`(rule: DueRule) throws {
        #expect(try JSONDecoder().decode(DueRule.self, from: JSONEncoder().encode(rule)) == rule)
    }

    @Test func `keeps its JSON form`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let monthly = try encoder.encode(DueRule.monthly(days: [25], boundary: .before))
        #expect(String(bytes: monthly, encoding: .utf8) == #"{"monthly":{"boundary":"before","days":[25]}}"#)
        let none = try encoder.encode(DueRule.none)
        #expect(String(bytes: none, encoding: .utf8) == #"{"none":{}}"#)
    }
}
