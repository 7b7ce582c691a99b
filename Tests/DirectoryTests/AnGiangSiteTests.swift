import Almanac
import Definition
import Foundation
import Notation
import Testing

@testable import Directory

/// The site that the project ships, as an administrator's file would be read.
@Suite struct `The An Giang site of 2021` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "workflows/an-giang-2021")
    private let day = Day(year: 2021, month: 3, day: 5)!
    private let tree: UnitTree
    private let plan: PlanFile

    init() throws {
        let (units, unitProblems) = DirectoryFiles.units(try Self.source("units.csv"))
        let (roles, roleProblems) = DirectoryFiles.roles(
            try Self.source("roles.csv"), units: UnitTree(units: units, roles: []))
        #expect(unitProblems == [] && roleProblems == [])
        tree = UnitTree(units: units, roles: roles)
        let (plan, problems) = PlanDocument.read(try Self.source("plan.yaml"))
        #expect(problems.filter { $0.severity == .error }.map(\.line) == [])
        self.plan = try #require(plan)
    }

    private static func source(_ name: String) throws -> SourceText {
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        return try #require(DirectoryFiles.source(file: name, bytes: bytes).0)
    }

    private func codes(_ selector: Selector) -> [String] { tree.units(matching: selector, on: day).map(\.code.text) }

    @Test func `has one province, eleven districts and 156 communes, each with a mailbox`() {
        let levels = tree.codes.compactMap { tree.unit($0, on: day)?.level }
        let committees = tree.kinds.contains("people-committee")
        #expect(committees && levels.count { $0 == .district } == 11 && levels.count { $0 == .commune } == 156)
        #expect(tree.codes.allSatisfy { tree.unit($0, on: day)?.mailbox != nil })
    }

    @Test func `reaches all districts and no commune by its list of recipients`() {
        let reached = plan.recipients.compactMap(\.selector).map(codes)
        #expect(reached.count == plan.recipients.count - 1 && plan.recipients.last?.text == "Lưu: VT, TH")
        #expect(reached.allSatisfy { !$0.isEmpty })
        let units = reached.flatMap { $0 }.compactMap { tree.unit(UnitCode($0), on: day) }
        #expect(units.count { $0.level == .district } == 11 && !units.contains { $0.level == .commune })
        #expect(Set(units.map(\.code)).count == units.count, "nobody stands on two lines")
        #expect(Set(units.map(\.code.text)).isSuperset(of: ["bao-an-giang", "dai-pt-th"]))
    }

    @Test func `names known units in every duty, and somebody to press`() {
        for rule in plan.obligations {
            #expect(!codes(rule.from).isEmpty && tree.knows(rule.to), "\(rule.code)")
            #expect(rule.quote != nil, "\(rule.code)")
        }
        for code in ["bao-an-giang", "dai-pt-th", "so-noi-vu", "ubnd-tinh"].map({ UnitCode($0) }) {
            for post in ["contact", "head"] { #expect(tree.holders(of: post, in: code, on: day).count == 1) }
        }
        #expect(tree.superior(of: UnitCode("dai-pt-th"), on: day)?.code == UnitCode("ubnd-tinh"))
    }

    @Test func `is late only with the monthly articles, and invents no other date`() {
        #expect(plan.obligations.filter { !$0.due.isNone }.map(\.code) == ["articles"])
        #expect(
            plan.issuedOrigin == .adminSet && plan.symbol == nil
                && plan.parents.map(\.symbol) == ["31/KH-UBND", "259/BTĐKT-TC"])
        let articles = plan.obligations.first { $0.code == "articles" }
        let deadlines = articles?.due.deadlines(from: day, to: plan.validTo, in: DueContext()) ?? []
        #expect(deadlines.map(\.lastDay.iso) == (3...12).map { "2021-\($0 < 10 ? "0" : "")\($0)-24" })
        #expect(articles.map { codes($0.from) } == ["bao-an-giang", "dai-pt-th"])
    }

    @Test func `has the themes of the plan's calendar`() {
        func themes(_ month: Int) -> Int { plan.themes.count { $0.months.contains(month) } }
        #expect((1...12).map(themes) == [2, 2, 1, 1, 1, 1, 0, 1, 1, 0, 0, 1])
        #expect(plan.themes.count { $0.months.isEmpty } == 4)
        let years = plan.themes.flatMap(\.days).compactMap(\.since)
        #expect(years == [1946, 1930, 1931, 1975, 1975, 1890, 1948, 1945, 1888, 1945, 1944, 1989])
        #expect(plan.themes.flatMap(\.days).filter(\.isLunar).map { [$0.day, $0.month] } == [[1, 1], [10, 3]])
    }

    @Test func `has sound settings and workflows, and each duty's workflow exists`() throws {
        let (settings, problems) = SiteFile.read(try Self.source("site.yaml"))
        #expect(problems.map(\.line) == [] && settings?.sender.unit.map(tree.knows) == true)
        let functions = Set(FunctionShape.all.map(\.name))
        var names: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
        where name.hasSuffix(".yaml") && name != "site.yaml" && name != "plan.yaml" {
            let (workflow, problems) = WorkflowFile.read(try Self.source(name), functions: functions)
            #expect(problems.map(\.line) == [])
            if let workflow { names.insert(workflow.name.name) }
        }
        #expect(names.count == 9 && names.isSuperset(of: plan.obligations.compactMap(\.workflow)))
    }
}
