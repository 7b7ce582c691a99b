import Almanac
import Testing

/// The computable cases of `domain/acceptance.jsonl`, groups A and B and what depends on them.
struct AcceptanceTests {
    private static func deadline(
        _ phrase: String, near day: Day, policy: RestDayPolicy = .asWritten, issued: Day? = nil
    ) throws
        -> Deadline
    {
        let context = DueContext(policy: policy, issued: issued)
        let deadlines = try DuePhrase.parse(phrase).deadlines(
            from: day.advanced(by: -3), to: day.advanced(by: 4), in: context)
        #expect(deadlines.count == 1)
        return try #require(deadlines.first)
    }

    struct Case: CustomTestStringConvertible {
        let name: String
        let phrase: String
        let near: Day
        let issued: Day?
        let lastDay: String
        let lateFrom: String

        init(_ name: String, _ phrase: String, _ near: Day, issued: Day? = nil, _ lastDay: String, _ lateFrom: String) {
            (self.name, self.phrase, self.near, self.issued) = (name, phrase, near, issued)
            (self.lastDay, self.lateFrom) = (lastDay, lateFrom)
        }

        var testDescription: String { name }
    }

    @Test(arguments: [
        Case("A01", "trước ngày 25 hàng tháng", day(2021, 3, 24), "2021-03-24", "2021-03-25T00:00:00+07:00"),
        Case("A02", "chậm nhất ngày 15/4/2022", day(2022, 4, 15), "2022-04-15", "2022-04-16T00:00:00+07:00"),
        Case("A05", "cuối năm", day(2020, 12, 31), "2020-12-31", "2021-01-01T00:00:00+07:00"),
        Case(
            "A12", "02 ngày làm việc kể từ ngày chốt số liệu", day(2022, 4, 18), issued: day(2022, 4, 14), "2022-04-18",
            "2022-04-19T00:00:00+07:00"),
        Case(
            "A13", "02 ngày làm việc kể từ ngày chốt số liệu", day(2022, 12, 16), issued: day(2022, 12, 14),
            "2022-12-16",
            "2022-12-17T00:00:00+07:00"),
        Case("A14 February", "ngày 31 hàng tháng", day(2024, 2, 29), "2024-02-29", "2024-03-01T00:00:00+07:00"),
        Case("A14 April", "ngày 31 hàng tháng", day(2024, 4, 30), "2024-04-30", "2024-05-01T00:00:00+07:00"),
        Case(
            "B22", "10 ngày làm việc", day(2022, 6, 24), issued: day(2022, 6, 10), "2022-06-24",
            "2022-06-25T00:00:00+07:00"),
        Case(
            "J02", "10 ngày làm việc kể từ ngày ban hành KH huyện", day(2022, 5, 10), issued: day(2022, 4, 22),
            "2022-05-10",
            "2022-05-11T00:00:00+07:00"),
    ])
    func `computes the last day and the first late instant`(expected: Case) throws {
        let deadline = try Self.deadline(expected.phrase, near: expected.near, issued: expected.issued)
        #expect(deadline.lastDay.iso == expected.lastDay)
        #expect(deadline.dueBefore.rfc3339(in: .vietnam) == expected.lateFrom)
    }

    @Test func `A04 yields one yearly period for each year of validity`() throws {
        let rule = try DuePhrase.parse("Cuối tháng 11 hằng năm")
        let deadlines = rule.deadlines(from: day(2023, 1, 1), to: day(2025, 12, 31), in: DueContext())
        #expect(deadlines.map(\.lastDay.iso) == ["2023-11-30", "2024-11-30", "2025-11-30"])
        #expect(deadlines.map(\.period) == ["2023", "2024", "2025"])
        #expect(deadlines.map(\.lastDay.vietnameseWeekday) == ["thứ Năm", "thứ Bảy", "Chủ nhật"])
    }

    @Test(arguments: ["trước ngày 25/13", "chậm nhất ngày 30/2"])
    func `A18 refuses days that do not exist`(phrase: String) {
        #expect(throws: DuePhraseError.self) { try DuePhrase.parse(phrase) }
    }

    @Test(arguments: [
        ("B01", "trước ngày 25 hàng tháng", day(2021, 4, 24), ["2021-04-24", "2021-04-26", "2021-04-23"]),
        ("B02", "trước ngày 25 hàng tháng", day(2021, 10, 24), ["2021-10-24", "2021-10-25", "2021-10-22"]),
        (
            "B04", "trước các ngày 20/3, 20/6, 20/9 và 20/12", day(2022, 3, 19),
            ["2022-03-19", "2022-03-21", "2022-03-18"]
        ),
        (
            "B05", "trước các ngày 20/3, 20/6, 20/9 và 20/12", day(2022, 6, 19),
            ["2022-06-19", "2022-06-20", "2022-06-17"]
        ),
        ("B06", "cuối tháng 11 hằng năm", day(2024, 11, 30), ["2024-11-30", "2024-12-02", "2024-11-29"]),
        ("B08", "trước ngày 25 hàng tháng", day(2023, 1, 24), ["2023-01-24", "2023-01-27", "2023-01-19"]),
    ])
    func `the three policies for a last day on which nobody works`(
        name: String, phrase: String, written: Day, lastDays: [String]
    ) throws {
        for (policy, expected) in zip([RestDayPolicy.asWritten, .next, .previous], lastDays) {
            let expectedDay = try #require(Day(iso: expected))
            let deadlines = try DuePhrase.parse(phrase).deadlines(
                from: expectedDay, to: expectedDay, in: DueContext(policy: policy))
            #expect(deadlines.map(\.lastDay.iso) == [expected])
            #expect(deadlines.map(\.writtenLastDay) == [written])
            #expect(deadlines.first?.dueBefore == Zone.vietnam.start(of: expectedDay.advanced(by: 1)))
        }
    }

    @Test(arguments: [
        ("B08", day(2023, 1, 24), ["2023-01-12", "2023-01-16", "2023-01-18"]),
        ("B09", day(2021, 2, 24), ["2021-02-17", "2021-02-19", "2021-02-23"]),
        ("B14", day(2022, 4, 15), ["2022-04-07", "2022-04-12", "2022-04-14"]),
        ("I01", day(2021, 3, 24), ["2021-03-17", "2021-03-19", "2021-03-23"]),
    ])
    func `reminds in working days before the last working day`(name: String, lastDay: Day, reminders: [String]) throws {
        let instants = Ladder().reminderInstants(before: try Self.single(lastDay), calendar: .builtIn, zone: .vietnam)
        #expect(instants.map { $0.rfc3339(in: .vietnam) } == reminders.map { "\($0)T08:00:00+07:00" })
    }

    @Test(arguments: [
        ("B08", day(2023, 1, 24), [1], ["2023-01-27"]),
        ("B10", day(2022, 1, 24), [1, 3, 5], ["2022-01-25", "2022-01-27", "2022-02-07"]),
        (
            "B12", day(2025, 4, 24), [1, 2, 3, 4, 5],
            ["2025-04-25", "2025-04-26", "2025-04-28", "2025-04-29", "2025-05-05"]
        ),
        (
            "B13", day(2024, 4, 24), [1, 2, 3, 4, 5],
            ["2024-04-25", "2024-04-26", "2024-05-02", "2024-05-03", "2024-05-04"]
        ),
        ("B16", day(2020, 12, 31), [1, 3, 5], ["2021-01-04", "2021-01-06", "2021-01-08"]),
        ("B20", day(2023, 4, 28), [1], ["2023-05-04"]),
        ("I01", day(2021, 3, 24), [1, 3, 5], ["2021-03-25", "2021-03-29", "2021-03-31"]),
        ("G04 rung 2 passes over 2/9", day(2020, 9, 1), [1], ["2020-09-03"]),
    ])
    func `presses in working days after the last day`(
        name: String, lastDay: Day, rungs: [Int], expected: [String]
    ) throws {
        let instants = Ladder(rungs: rungs).rungInstants(
            after: try Self.single(lastDay), calendar: .builtIn, zone: .vietnam)
        #expect(instants.map { $0.rfc3339(in: .vietnam) } == expected.map { "\($0)T08:00:00+07:00" })
    }

    @Test func `I09 an extension moves reminders and ladder and keeps the written day`() throws {
        let original = try Self.deadline("trước ngày 25 hàng tháng", near: day(2021, 3, 24))
        let extended = original.extended(to: day(2021, 3, 29), calendar: .builtIn, zone: .vietnam)
        let ladder = Ladder(reminders: [1], rungs: [1])
        #expect(
            ladder.reminderInstants(before: extended, calendar: .builtIn, zone: .vietnam).map(vietnamDay) == [
                "2021-03-26"
            ])
        #expect(
            ladder.rungInstants(after: extended, calendar: .builtIn, zone: .vietnam).map(vietnamDay) == ["2021-03-30"])
        #expect(extended.writtenLastDay == day(2021, 3, 24))
        #expect(extended.period == "2021-03")
        #expect(extended.reading.hasSuffix("được gia hạn đến hết thứ Hai 29/3/2021"))
    }

    @Test func `B17 a holiday that is added moves only what the policy lets it move`() throws {
        let file = "date,kind,name\n2026-11-24,holiday,Ngày Văn hóa Việt Nam\n"
        let (calendar, problems) = WorkCalendar.read(csv: file, over: .builtIn)
        #expect(problems.isEmpty)
        let rule = try DuePhrase.parse("trước ngày 25 hàng tháng")
        let lastDays = [RestDayPolicy.asWritten, .next, .previous].map { policy in
            rule.deadlines(
                from: day(2026, 11, 20), to: day(2026, 11, 30), in: DueContext(calendar: calendar, policy: policy)
            )
            .map(\.lastDay.iso)
        }
        #expect(lastDays == [["2026-11-24"], ["2026-11-25"], ["2026-11-23"]])
        let deadline = try Self.single(day(2026, 11, 24))
        let reminders = Ladder(reminders: [1]).reminderInstants(before: deadline, calendar: calendar, zone: .vietnam)
        #expect(reminders.map(vietnamDay) == ["2026-11-20"])
    }

    @Test func `B18 a year without a table is computed and marked`() throws {
        let deadline = try Self.deadline("trước ngày 25 hàng tháng", near: day(2027, 3, 24))
        #expect(deadline.isProvisional)
        #expect(!WorkCalendar.builtIn.isWorkingDay(day(2027, 4, 16)))
        #expect(try !Self.deadline("trước ngày 25 hàng tháng", near: day(2026, 3, 24)).isProvisional)
    }

    @Test(arguments: [
        ("2022-H1", "2021-12-15", "2022-06-14"), ("2022", "2021-12-15", "2022-12-14"),
        ("2022-Q1", "2021-12-15", "2022-03-14"),
        ("2022-03", "2022-02-15", "2022-03-14"), ("2022-H2", "2022-06-15", "2022-12-14"),
    ])
    func `A16 and A17 the reporting windows from the 15th to the 14th`(
        label: String, first: String, last: String
    ) throws {
        let window = try #require(CivilPeriod(label: label)).fifteenToFourteen
        #expect(window.lowerBound.iso == first)
        #expect(window.upperBound.iso == last)
    }

    private static func single(_ lastDay: Day) throws -> Deadline {
        let rule = DueRule.dates(days: [lastDay], boundary: .through)
        return try #require(rule.deadlines(from: lastDay, to: lastDay, in: DueContext()).first)
    }
}
