import Almanac
import Testing

struct ZoneTests {
    private static let newYork = Zone(identifier: "America/New_York")

    @Test func `Vietnam is seven hours ahead, whatever the host`() throws {
        let start = Zone.vietnam.start(of: day(2021, 3, 25))
        #expect(start.rfc3339(in: .vietnam) == "2021-03-25T00:00:00+07:00")
        #expect(start.rfc3339(in: .utc) == "2021-03-24T17:00:00Z")
        #expect(Zone.vietnam.day(of: Instant(milliseconds: start.milliseconds - 1)) == day(2021, 3, 24))
        #expect(Zone.vietnam.day(of: start) == day(2021, 3, 25))
    }

    @Test func `remembers the offsets before Vietnam settled on one`() throws {
        let saigon1970 = try #require(Instant(rfc3339: "1970-01-01T00:00:00Z"))
        #expect(saigon1970.rfc3339(in: .vietnam) == "1970-01-01T08:00:00+08:00")
    }

    @Test(arguments: [
        ("2021-03-14", "02:30", "2021-03-14T03:30:00-04:00"), ("2021-03-14", "01:59", "2021-03-14T01:59:00-05:00"),
        ("2021-03-14", "03:00", "2021-03-14T03:00:00-04:00"), ("2021-11-07", "01:30", "2021-11-07T01:30:00-04:00"),
        ("2021-11-07", "02:00", "2021-11-07T02:00:00-05:00"), ("2021-11-07", "00:59", "2021-11-07T00:59:00-04:00"),
        ("2021-03-13", "24:00", "2021-03-14T00:00:00-05:00"),
    ])
    func `finds the instant that a wall clock shows, skipped or shown twice`(
        date: String, time: String, expected: String
    ) throws {
        let zone = try #require(Self.newYork)
        let instant = zone.instant(of: try #require(Day(iso: date)), at: try #require(TimeOfDay(time)))
        #expect(instant.rfc3339(in: zone) == expected)
    }

    @Test(arguments: [
        "Asia/Ho_Chi_Minh", "America/New_York", "Europe/London", "Asia/Kathmandu", "Australia/Lord_Howe",
        "Asia/Pyongyang",
    ])
    func `instants and wall clocks agree hour by hour`(identifier: String) throws {
        let zone = try #require(Zone(identifier: identifier))
        for hour in stride(from: Int64(1_400_000_000), to: 1_480_000_000, by: 3600 * 7) {
            let instant = Instant(seconds: hour)
            let (day, millisecond) = zone.local(instant)
            let back = zone.instant(of: day, millisecond: millisecond)
            #expect(zone.local(back) == (day, millisecond))
            #expect(back <= instant)
            #expect(Instant(rfc3339: instant.rfc3339(in: zone)) == instant)
        }
    }

    @Test(arguments: [
        "Mars/Base", "", "Asia/HoChiMinh", "GMT+02:+7", "GMT+7:30", "UTC-", "UTC+12345", "Asia/Ho Chi Minh", "../UTC",
        "Asia/Hồ_Chí_Minh", String(repeating: "A", count: 65),
    ])
    func `refuses zones that the tz database does not know`(identifier: String) {
        #expect(Zone(identifier: identifier) == nil)
    }

    @Test(arguments: [("8:00", 480), ("08:05", 485), ("24:00", 1440), ("00:00", 0)])
    func `reads a time of day`(text: String, minutes: Int) {
        #expect(TimeOfDay(text)?.minutes == minutes)
    }

    @Test(arguments: ["24:01", "8", "8:5", "08:60", "-1:00", "+8:00", "008:00", "8:00:00", ""])
    func `refuses what is no time of day`(text: String) {
        #expect(TimeOfDay(text) == nil)
    }
}
