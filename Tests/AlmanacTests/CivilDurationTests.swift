import Almanac
import Testing

struct CivilDurationTests {
    @Test(
        arguments: [
            ("P1M", 1, 0, 0), ("P1Y2M", 14, 0, 0), ("P2W", 0, 14, 0), ("P1W2D", 0, 9, 0), ("P30D", 0, 30, 0),
            ("PT8H", 0, 0, 28_800_000),
            ("P1Y2M3W4DT5H6M7.5S", 14, 25, 18_367_500), ("PT0S", 0, 0, 0), ("PT0.25S", 0, 0, 250),
            ("PT0,5S", 0, 0, 500), ("P0.5Y", 6, 0, 0),
            ("P1.5D", 0, 1, 43_200_000), ("P0.5W", 0, 3, 43_200_000), ("PT1.5H", 0, 0, 5_400_000),
            ("PT0.0005S", 0, 0, 0),
            ("PT36H", 0, 0, 129_600_000),
        ] as [(String, Int, Int, Int64)])
    func `reads ISO 8601`(text: String, months: Int, days: Int, milliseconds: Int64) {
        #expect(CivilDuration(iso8601: text) == CivilDuration(months: months, days: days, milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", "P", "PT", "P1", "1D", "P1DT", "-P1D", "P-1D", "P1H", "PT1D", "P1D1Y", "P1D1D", "P0.5M", "PT1.S", "PT.5S",
        "P1D ", "p1d", "P1S", "PT1.2.3S",
        "P3147848W", "P1000000D2000000W", "P6000Y60000M", "PT60000000000H60000000000H", "PT80000000000H",
        "P99999999999999999999D", "P100000Y", "PT999999999999999999H", "P١D",
    ])
    func `refuses what is not a duration, is negative or beyond all plans`(text: String) {
        #expect(CivilDuration(iso8601: text) == nil)
    }

    @Test(arguments: ["P1M", "P1Y2M3DT4H5M6.789S", "PT0S", "P14D", "PT0.05S", "PT26H", "P1Y", "PT1M"])
    func `writes what it read`(text: String) {
        #expect(CivilDuration(iso8601: text)?.iso8601 == text)
    }

    @Test(arguments: [
        ("P1M", "2021-01-31T08:00:00+07:00", "2021-02-28T08:00:00+07:00"),
        ("P1M1D", "2021-01-31T08:00:00+07:00", "2021-03-01T08:00:00+07:00"),
        ("P30D", "2021-01-31T08:00:00.5+07:00", "2021-03-02T08:00:00.500+07:00"),
        ("PT36H", "2021-01-31T08:00:00+07:00", "2021-02-01T20:00:00+07:00"),
        ("P1Y", "2020-02-29T00:00:00+07:00", "2021-02-28T00:00:00+07:00"),
    ])
    func `follows the civil calendar`(text: String, start: String, expected: String) throws {
        let duration = try #require(CivilDuration(iso8601: text))
        #expect(duration.after(try #require(Instant(rfc3339: start)), in: .vietnam).rfc3339(in: .vietnam) == expected)
    }

    @Test func `a day is a civil day where clocks move, 24 hours are not`() throws {
        let zone = try #require(Zone(identifier: "Europe/Berlin"))
        let start = try #require(Instant(rfc3339: "2021-03-27T12:00:00+01:00"))
        #expect(CivilDuration(days: 1).after(start, in: zone).rfc3339(in: zone) == "2021-03-28T12:00:00+02:00")
        #expect(
            CivilDuration(milliseconds: 86_400_000).after(start, in: zone).rfc3339(in: zone)
                == "2021-03-28T13:00:00+02:00")
    }

    @Test func `knows the sign of its parts and survives the largest`() {
        #expect(CivilDuration(days: -1).isNegative)
        #expect(!CivilDuration(months: 1).isNegative)
        let endless = CivilDuration(months: .max, days: .max, milliseconds: .max)
        #expect(endless.after(Instant(milliseconds: 0), in: .vietnam) > Instant(milliseconds: 0))
    }
}
