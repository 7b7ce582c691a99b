import Almanac
import Testing

struct InstantTests {
    @Test(
        arguments: [
            ("2021-03-25T00:00:00+07:00", 1_616_605_200_000), ("2021-03-24T17:00:00Z", 1_616_605_200_000),
            ("2021-03-24t17:00:00.5z", 1_616_605_200_500), ("2021-03-24 17:00:00.123456Z", 1_616_605_200_123),
            ("1969-12-31T23:59:59.999Z", -1), ("2021-03-24T13:30:00-03:30", 1_616_605_200_000),
        ] as [(String, Int64)])
    func `reads RFC 3339`(text: String, milliseconds: Int64) {
        #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "2021-03-24", "2021-03-24T17:00Z", "2021-03-24T17:00:00", "2021-02-29T00:00:00Z", "2021-03-24T24:00:00Z",
        "2021-03-24T17:60:00Z",
        "2021-03-24T17:00:00.Z", "2021-03-24T17:00:00+0700", "2021-03-24T17:00:00+24:00", "2021-03-24T17:00:00Z ",
        "hôm nay", "",
    ])
    func `refuses what is not RFC 3339`(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func `writes milliseconds only where there are some`() {
        #expect(Instant(milliseconds: 1_616_605_200_050).rfc3339(in: .vietnam) == "2021-03-25T00:00:00.050+07:00")
        #expect(Instant(milliseconds: -1).rfc3339(in: .utc) == "1969-12-31T23:59:59.999Z")
    }

    @Test func `stops at the end of time instead of overflowing`() {
        let late = Instant(milliseconds: 0).advanced(by: .seconds(Int64.max))
        #expect(late.advanced(byMilliseconds: .max) == late)
        #expect(late > Zone.vietnam.start(of: day(9999, 12, 31)))
        #expect(!late.rfc3339(in: .vietnam).isEmpty)
    }
}
