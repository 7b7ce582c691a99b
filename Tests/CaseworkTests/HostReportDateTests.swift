import CaseKit
import Engine
import Almanac
import Casework
import Foundation
import Notation
import TestKit
import Testing

/// TB-20 of the plan of Tân Biên, 2022: a section of the half-year report, whose day the plan does not say.
@Suite struct `A day that a host report gives` {
    private static let site = DondocProcess.root.appending(path: "workflows/tan-bien-2022")
    private static let entered = ("due: 06 tháng, năm", "due: chậm nhất ngày 15/6/2022")

    private func files() throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.site.path)
        var files: [String: String] = [:]
        for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".csv") {
            files[name] = try String(contentsOf: Self.site.appending(path: name), encoding: .utf8)
        }
        return files
    }

    private func period(_ year: Year) throws -> PeriodOverview.Row? {
        try PeriodOverview(in: year.store, from: Day(iso: "2022-01-01")!, to: Day(iso: "2022-12-31")!).rows
            .first { $0.obligation == "sections" }
    }

    @Test func `A10 nobody is reminded before it is entered, and the period opens with it`() throws {
        let files = try files()
        let plan = try #require(files["plan.yaml"])
        #expect(plan.contains(Self.entered.0))
        let year = try Year(
            plan: plan, units: files["units.csv"] ?? "", roles: files["roles.csv"] ?? "",
            workflows: files.filter { $0.key != "plan.yaml" }, from: "2022-04-01"
        ).play(until: "2022-05-10T10:00")
        func isUnscheduled() throws -> Bool {
            let status = try Status(of: year.office, in: year.store, at: year.rehearsal.now).json
            return status["unscheduled"].asArray?.contains("sections") == true
        }
        func told() -> [Notice] { year.notices.filter { $0.entries.contains { $0.obligation == "sections" } } }
        #expect(try isUnscheduled())
        #expect(try period(year)?.lastDay == nil)
        #expect(told().isEmpty)
        try year.change(["plan.yaml": plan.replacing(Self.entered.0, with: Self.entered.1)])
        try year.play(until: "2022-06-17")
        #expect(try !isUnscheduled())
        let row = try #require(try period(year))
        #expect(row.lastDay == Day(iso: "2022-06-15") && row.waived.isEmpty)
        #expect(row.units.contains("25504") && row.units.contains("phong-gddt") && !row.units.contains("phong-noi-vu"))
        let days = Set(told().filter { $0.kind == .reminder || $0.kind == .digest }.map { Zone.vietnam.day(of: $0.at) })
        #expect(!days.isEmpty && days.allSatisfy { $0 >= Day(iso: "2022-05-10")! }, "\(days)")
        let words = told().flatMap { $0.fields["entries"].asArray ?? [] }.filter { $0["obligation"] == "sections" }
        #expect(words.contains { $0["reading"].asString?.contains("15/6/2022") == true })
    }
}
