import Almanac
import Testing

struct WorkingHoursTests {
    private let hours = WorkingHours(opens: TimeOfDay(minutes: 450), closes: TimeOfDay(minutes: 1020))

    @Test(arguments: [
        ("2021-03-24T09:12:13+07:00", "2021-03-24T09:12:13+07:00"),
        ("2021-03-24T07:30:00+07:00", "2021-03-24T07:30:00+07:00"),
        ("2021-03-24T06:00:00+07:00", "2021-03-24T08:00:00+07:00"),
        ("2021-03-24T17:00:00+07:00", "2021-03-25T08:00:00+07:00"),
        ("2021-03-26T22:00:00+07:00", "2021-03-29T08:00:00+07:00"),
        ("2021-02-10T10:00:00+07:00", "2021-02-17T08:00:00+07:00"),
        ("2025-04-26T10:00:00+07:00", "2025-04-26T10:00:00+07:00"),
    ])
    func `notices leave only inside working hours`(instant: String, expected: String) throws {
        let moment = hours.nextMoment(
            from: try #require(Instant(rfc3339: instant)), preferred: TimeOfDay(minutes: 480), calendar: .builtIn,
            zone: .vietnam)
        #expect(moment.rfc3339(in: .vietnam) == expected)
    }

    @Test func `an opening later than the preferred time is the opening`() throws {
        let late = WorkingHours(opens: TimeOfDay(minutes: 540), closes: TimeOfDay(minutes: 1020))
        let night = try #require(Instant(rfc3339: "2021-03-24T01:00:00+07:00"))
        let moment = late.nextMoment(
            from: night, preferred: TimeOfDay(minutes: 480), calendar: .builtIn, zone: .vietnam)
        #expect(moment.rfc3339(in: .vietnam) == "2021-03-24T09:00:00+07:00")
    }
}
