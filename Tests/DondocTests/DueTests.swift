import Notation
import Testing
import TestKit

/// Group A, B and C of the acceptance cases, through the command line, whatever the host's zone.
@Suite struct `due and lunar on the command line` {
    @Test(arguments: ["Asia/Ho_Chi_Minh", "America/New_York", "Pacific/Kiritimati", "UTC"])
    func `the host's time zone changes nothing`(zone: String) throws {
        let result = try DondocProcess.run(
            ["due", "trước ngày 25 hàng tháng", "--from", "2021-03-01", "--to", "2021-03-31", "--format", "json"],
            environment: ["TZ": zone])
        let period = try JSON(parsing: result.out)["periods"][0]
        #expect(period["lastDay"] == "2021-03-24")
        #expect(period["dueBefore"] == "2021-03-25T00:00:00+07:00")
        #expect(
            period["reminders"] == [
                "2021-03-17T08:00:00+07:00", "2021-03-19T08:00:00+07:00", "2021-03-23T08:00:00+07:00",
            ])
        #expect(
            period["ladder"] == ["2021-03-25T08:00:00+07:00", "2021-03-29T08:00:00+07:00", "2021-03-31T08:00:00+07:00"])
    }

    @Test(arguments: [
        ("chậm nhất ngày 15/4/2022", "2022-01-01", "2022-12-31", ["2022-04-15"]),
        (
            "trước các ngày 20/3, 20/6, 20/9 và 20/12", "2022-01-01", "2022-12-31",
            ["2022-03-19", "2022-06-19", "2022-09-19", "2022-12-19"]
        ),
        ("Cuối tháng 11 hằng năm", "2023-01-01", "2025-12-31", ["2023-11-30", "2024-11-30", "2025-11-30"]),
        ("cuối năm", "2020-01-01", "2020-12-31", ["2020-12-31"]),
        ("ngày 31 hàng tháng", "2024-02-01", "2024-04-30", ["2024-02-29", "2024-03-31", "2024-04-30"]),
        ("trước 09 giờ 00, các ngày 02/02/2022, 04/02/2022", "2022-01-01", "2022-12-31", ["2022-02-02", "2022-02-04"]),
    ])
    func `a phrase gives its last days`(phrase: String, from: String, to: String, days: [String]) throws {
        let result = try DondocProcess.run(["due", phrase, "--from", from, "--to", to, "--format", "json"])
        let periods = try JSON(parsing: result.out)["periods"].asArray ?? []
        #expect(periods.compactMap { $0["lastDay"].asString } == days)
        #expect(result.code == 0)
    }

    @Test(arguments: ["trước ngày 30/2", "trước ngày 25/13", "xin chào"])
    func `a phrase that cannot be is one sentence and exit code 1`(phrase: String) throws {
        let result = try DondocProcess.run(["due", phrase])
        #expect(result.code == 1)
        #expect(result.out.isEmpty)
        #expect(result.error.split(separator: "\n").count == 1)
    }

    @Test func `a duty without a day says so`() throws {
        let result = try DondocProcess.run(["due", "kịp thời", "--format", "json"])
        #expect(try JSON(parsing: result.out) == ["periods": [], "due": "none"])
    }

    @Test(arguments: [
        ("10/3/2021", false, "2021-04-21"), ("1/1/2030", false, "2030-02-02"), ("10/3/2031", true, "2031-04-30"),
    ])
    func `a lunar day has its solar day`(lunar: String, isLeap: Bool, solar: String) throws {
        let result = try DondocProcess.run(
            ["lunar", "--to-solar", lunar, "--format", "json"] + (isLeap ? ["--leap"] : []))
        #expect(try JSON(parsing: result.out)["solar"] == JSON(solar))
    }

    @Test(arguments: [
        ["due"], ["due", "a", "b"], ["due", "cuối năm", "--policy", "x"], ["due", "cuối năm", "--form", "x"], ["duee"],
        [],
    ])
    func `wrong usage is exit code 2`(arguments: [String]) throws {
        let result = try DondocProcess.run(arguments)
        #expect(result.code == 2)
        #expect(!result.error.isEmpty)
    }
}
