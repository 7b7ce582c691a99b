import Almanac
import Testing

struct CronTests {
    private static let berlin = Zone(identifier: "Europe/Berlin")

    private func next(_ expression: String, _ after: String, in zone: Zone = .vietnam) throws -> String? {
        try Cron(parsing: expression).next(after: #require(Instant(rfc3339: after)), in: zone)?.rfc3339(in: zone)
    }

    @Test(arguments: [
        ("0 8 1 * *", "2021-03-01T08:00:00+07:00", "2021-04-01T08:00:00+07:00"),
        ("0 8 1 * *", "2021-03-01T07:59:59.999+07:00", "2021-03-01T08:00:00+07:00"),
        ("*/15 * * * *", "2021-03-01T08:07:00+07:00", "2021-03-01T08:15:00+07:00"),
        ("5/20 * * * *", "2021-03-01T08:07:00+07:00", "2021-03-01T08:25:00+07:00"),
        ("10-50/20 9 * * *", "2021-03-01T09:30:00+07:00", "2021-03-01T09:50:00+07:00"),
        ("0 8 L * *", "2024-02-01T00:00:00+07:00", "2024-02-29T08:00:00+07:00"),
        ("0 8 15,L * *", "2024-02-15T08:00:00+07:00", "2024-02-29T08:00:00+07:00"),
        ("0 8 * * 5L", "2021-03-01T00:00:00+07:00", "2021-03-26T08:00:00+07:00"),
        ("0 8 * * FRIL", "2021-04-01T00:00:00+07:00", "2021-04-30T08:00:00+07:00"),
        ("0 8 ? * MON-FRI", "2021-03-05T08:00:00+07:00", "2021-03-08T08:00:00+07:00"),
        ("0 8 ? JAN,jul sat-sun", "2021-03-05T08:00:00+07:00", "2021-07-03T08:00:00+07:00"),
        ("0 8 * * 7", "2021-03-01T00:00:00+07:00", "2021-03-07T08:00:00+07:00"),
        ("0 8 * * 0", "2021-03-01T00:00:00+07:00", "2021-03-07T08:00:00+07:00"),
        ("0 0 29 2 *", "2096-03-01T00:00:00+07:00", "2104-02-29T00:00:00+07:00"),
        ("@hourly", "2021-03-01T08:07:00+07:00", "2021-03-01T09:00:00+07:00"),
        ("@daily", "2021-03-01T08:07:00+07:00", "2021-03-02T00:00:00+07:00"),
        ("@weekly", "2021-03-01T08:07:00+07:00", "2021-03-07T00:00:00+07:00"),
        ("@monthly", "2021-03-01T08:07:00+07:00", "2021-04-01T00:00:00+07:00"),
        ("@yearly", "2021-03-01T08:07:00+07:00", "2022-01-01T00:00:00+07:00"),
        ("0 8 13 * 5", "2021-08-06T08:00:00+07:00", "2021-08-13T08:00:00+07:00"),
        ("0 8 13 * 5", "2021-09-10T08:00:00+07:00", "2021-09-13T08:00:00+07:00"),
    ])
    func `finds the next instant`(expression: String, after: String, expected: String) throws {
        #expect(try next(expression, after) == expected)
    }

    @Test func `a day of the month that no month has never comes`() throws {
        #expect(try next("0 0 30 2 *", "2021-03-01T00:00:00+07:00") == nil)
    }

    @Test func `its own zone goes before the site's`() throws {
        let cron = try Cron(parsing: "CRON_TZ=UTC 0 8 * * *")
        #expect(cron.zone == .utc)
        let after = try #require(Instant(rfc3339: "2021-03-01T08:00:00+07:00"))
        #expect(cron.next(after: after, in: .vietnam)?.rfc3339(in: .utc) == "2021-03-01T08:00:00Z")
    }

    @Test func `fires once, later, where the clock skips its time`() throws {
        let zone = try #require(Self.berlin)
        #expect(try next("30 2 * * *", "2021-03-27T12:00:00+01:00", in: zone) == "2021-03-28T03:30:00+02:00")
        #expect(try next("30 2 * * *", "2021-03-28T03:30:00+02:00", in: zone) == "2021-03-29T02:30:00+02:00")
        #expect(try next("*/30 2,3 * * *", "2021-03-28T03:00:00+02:00", in: zone) == "2021-03-28T03:30:00+02:00")
        #expect(try next("*/30 2,3 * * *", "2021-03-28T03:30:00+02:00", in: zone) == "2021-03-29T02:00:00+02:00")
    }

    @Test func `fires once, at the first, where the clock shows its time twice`() throws {
        let zone = try #require(Self.berlin)
        #expect(try next("30 2 * * *", "2021-10-30T12:00:00+02:00", in: zone) == "2021-10-31T02:30:00+02:00")
        #expect(try next("30 2 * * *", "2021-10-31T02:30:00+02:00", in: zone) == "2021-11-01T02:30:00+01:00")
    }

    @Test func `fires at the first minute of a day that begins at one o'clock`() throws {
        let zone = try #require(Zone(identifier: "America/Sao_Paulo"))
        #expect(try next("0 0 * * *", "2018-11-03T12:00:00-03:00", in: zone) == "2018-11-04T01:00:00-02:00")
    }

    @Test(arguments: [
        ("0 8 1 *", 7, 0), ("0 8 1 * * *", 10, 1), ("60 8 1 * *", 0, 2), ("0 24 1 * *", 2, 2), ("0 8 0 * *", 4, 1),
        ("0 8 1 13 *", 6, 2), ("0 8 1 * 8", 8, 1), ("0 8 1 * MOO", 8, 3), ("*/0 8 1 * *", 2, 1), ("*/ 8 1 * *", 2, 0),
        ("5-1 8 1 * *", 0, 3), ("1,,2 8 1 * *", 0, 4), ("0 8 15W * *", 4, 3), ("0 8 * * L", 8, 1), ("@often", 0, 6),
        ("CRON_TZ=Mars/Base 0 8 1 * *", 8, 9), ("? 8 1 * *", 0, 1), ("", 0, 0), ("-1 8 1 * *", 0, 0),
        ("+1 8 1 * *", 0, 2),
    ])
    func `says where an expression cannot be read`(expression: String, offset: Int, width: Int) {
        let error = #expect(throws: CronError.self) { try Cron(parsing: expression) }
        #expect(error?.offset == offset)
        #expect(error?.width == width)
    }

    /// Every minute of the civil calendar, tried one after the other, by rules written a second time.
    private static func isDue(_ fields: [Set<Int>], _ open: (Bool, Bool), _ instant: Instant) -> Bool {
        let (day, millisecond) = Zone.utc.local(instant)
        let (hour, minute) = (millisecond / 3_600_000, millisecond / 60_000 % 60)
        guard fields[0].contains(minute), fields[1].contains(hour), fields[3].contains(day.month) else { return false }
        let (byMonth, byWeek) = (fields[2].contains(day.day), fields[4].contains(day.weekday % 7))
        return open.0 || open.1 ? byMonth && byWeek : byMonth || byWeek
    }

    @Test(arguments: 1...40) func `agrees with trying every minute`(seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
        func draw(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let ranges = [0...59, 0...23, 1...28, 1...12, 0...6]
        var (texts, sets): ([String], [Set<Int>]) = ([], [])
        for range in ranges {
            if draw(3) == 0 {
                texts.append("*")
                sets.append(Set(range))
            } else {
                let members = Set((0...draw(4)).map { _ in range.lowerBound + draw(range.count) })
                texts.append(members.map(String.init).joined(separator: ","))
                sets.append(members)
            }
        }
        let cron = try Cron(parsing: texts.joined(separator: " "))
        let start = Instant(seconds: Int64(day(2023, 1 + draw(12), 1 + draw(28)).number) * 86_400 + Int64(draw(86_400)))
        let minute = (start.milliseconds / 60_000 + 1) * 60_000
        let expected = (0..<60 * 24 * 40).lazy.map { Instant(milliseconds: minute + Int64($0) * 60_000) }
            .first { Self.isDue(sets, (texts[2] == "*", texts[4] == "*"), $0) }
        let found = cron.next(after: start, in: .utc)
        if let expected {
            #expect(found == expected)
        } else if let found {
            #expect(found.milliseconds(since: start) >= 40 * 86_400_000)
            #expect(Self.isDue(sets, (texts[2] == "*", texts[4] == "*"), found))
        }
    }
}
