import Definition
import Almanac
import CaseKit
import Casework
import Engine
import Foundation
import Notation
import Storage
import TestKit
import Testing

@Suite struct `facts for scoring` {
    private static let communes = TraVinh.units(communes: 6).replacing("huyen-1,,xa1@", with: "huyen-1,khoi-xa,xa1@")
        .replacing("huyen-1,,xa2@", with: "huyen-1,khoi-xa,xa2@")
    private static let plan = TraVinh.plan(more: TraVinh.reports)

    /// A first quarter in which every unit fares differently.
    private func quarter(score: String? = nil) throws -> Year {
        let year = try Year(
            plan: Self.plan, units: Self.communes, roles: TraVinh.roles, from: "2023-01-01", score: score
        ).play(until: "2023-03-01")
        func send(_ unit: String, _ at: String, _ more: JSON = [:]) throws {
            var more = more
            more["period"] = "2023-Q1"
            try year.submit(
                unit, "\(unit)-\(at.replacing(":", with: "")).docx", at: at, obligation: "reports", more: more)
        }
        let q1: JSON = ["obligation": "reports", "period": "2023-Q1"]
        func with(_ name: String, _ value: JSON) -> JSON {
            var data = q1
            data[name] = value
            return data
        }
        try send("xa-1", "2023-03-10T09:00")
        try year.command(.return, "xa-1", at: "2023-03-13T09:00", with("reason", "chưa ký"))
        try send("xa-1", "2023-03-15T09:00")
        try year.command(.extend, "xa-3", at: "2023-03-16T09:00", with("until", "2023-03-24"))
        try year.command(.waive, "xa-4", at: "2023-03-16T10:00", with("reason", "mới thành lập"))
        // Due until Sunday 19 March: Monday 20 and Tuesday 21 are late days.
        try send("xa-2", "2023-03-21T09:00")
        var late = with("until", "2023-03-28")
        late["late"] = true
        try year.command(.extend, "xa-5", at: "2023-03-21T10:00", late)
        try send("xa-3", "2023-03-23T09:00")
        try send("xa-5", "2023-03-27T09:00")
        try year.play(until: "2023-04-01")
        return year
    }

    private func sheet(_ year: Year, at instant: String = "2023-04-01") throws -> ScoreSheet {
        try ScoreSheet(of: year.office, in: year.store, ScoreSheet.Scope(period: "2023-Q1"), at: Year.instant(instant))
    }

    @Test func `each unit's facts are counted`() throws {
        let rows = try sheet(try quarter()).rows
        #expect(rows.map(\.unit.text) == ["xa-1", "xa-2", "xa-3", "xa-4", "xa-5", "xa-6"])
        #expect(
            rows.map(\.facts) == [
                [.owed: 1, .onTime: 1, .returned: 1], [.owed: 1, .late: 1, .lateDay: 2],
                [.owed: 1, .onTime: 1, .extended: 1], [.waived: 1],
                // Granted after the deadline: on time by the new one, but the days until then stay.
                [.owed: 1, .onTime: 1, .extended: 1, .lateDay: 2],
                // From 20 to 31 March, and Saturday 1 April is none.
                [.owed: 1, .missing: 1, .lateDay: 10],
            ])
        #expect(try sheet(try quarter()).json["units"][0]["points"].isNull, "no table, no points")
    }

    @Test func `points come only from the site's own table, and are explained`() throws {
        let score = """
            tiêu chí;điểm;khối
            đúng hạn;10;khoi-xa
            quá hạn;5;
            ngày quá hạn;-0,5;
            trả lại;-1;khoi-xa
            """
        let json = try sheet(try quarter(score: score)).json["units"]
        #expect((json.asArray ?? []).map { $0["points"] } == ["9", "4", "0", "0", "-1", "-5"])
        #expect(
            json[1]["explained"] == [
                ["fact": "late", "obligation": nil, "cluster": nil, "count": 1, "each": "5", "points": "5"],
                ["fact": "lateDay", "obligation": nil, "cluster": nil, "count": 2, "each": "-0.5", "points": "-1"],
            ])
    }

    @Test(arguments: [
        ("fact,points\nlatte,1", "score.csv:2:1: unknown-fact"),
        ("fact,points\nlate,viele", "score.csv:2:6: bad-points"),
        ("fact,points\nlate,1.2345", "score.csv:2:6: bad-points"), ("fact\nlate", "score.csv:1:1: missing-column"),
        ("fact,points,obligation\nlate,1,report", "score.csv:2:8: unknown-obligation"),
        ("fact,points,cluster\nlate,1,khoi", "score.csv:2:8: unknown-cluster"), ("", "score.csv:1:1: no-header"),
        ("fact,points,wert\nlate,1,2", "score.csv:1:13: unknown-column"),
    ])
    func `a mistake in the table is told at its place`(text: String, told: String) throws {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder, plan: Self.plan, units: Self.communes, roles: TraVinh.roles)
        try folder.write(text, to: "score.csv")
        let lines = SiteFolder(path: folder.path).diagnostics.filter { $0.severity == .error }.map {
            "\($0.file.split(separator: "/").last ?? ""):\($0.mark.line):\($0.mark.column): \($0.code)"
        }
        #expect(lines.first == told)
    }

    @Test func `quotas of a year are met or short, and what is left to a unit is neither`() throws {
        let year = try TraVinh.year().play(until: "2023-02-01")
        try year.nominate("so-1", TraVinh.exemplar("A"), at: "2023-03-01T09:00")
        try year.nominate("xa-1", TraVinh.exemplar("B"), at: "2023-03-01T09:00")
        try year.play(until: "2024-01-05")
        let sheet = try ScoreSheet(
            of: year.office, in: year.store, ScoreSheet.Scope(year: 2023), at: Year.instant("2024-01-05"))
        func facts(_ unit: String) -> [ScoreFact: Int]? { sheet.rows.first { $0.unit.text == unit }?.facts }
        #expect(facts("so-1") == [.owed: 1, .onTime: 1, .quotaMet: 1])
        #expect(facts("xa-1")?[.quotaShort] == 1)
        #expect(facts("cong-ty") == [.owed: 1])
    }
}
