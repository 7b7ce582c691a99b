import Almanac
import CaseKit
import Casework
import Notation
import TestKit
import Testing

@Suite struct `The district level after its end` {
    private func told(
        due: String = "trước các ngày 20/3, 20/6, 20/9 và 20/12", from: String = "{ level: district }",
        to: String = "so-noi-vu", more: String = "", until: String = "2025-12-31"
    ) throws -> [Diagnostic] {
        let folder = try TemporaryFolder()
        let plan = TanBien.plan(to: to, due: due, more: more).replacing("{ level: commune }", with: from)
            .replacing("2025-12-31", with: until)
        for (name, text) in [
            ("site.yaml", TanBien.site), ("plan.yaml", plan), ("units.csv", TanBien.after),
            ("roles.csv", TanBien.roles),
            ("successors.csv", TanBien.events),
        ] { try folder.write(text, to: name) }
        return SiteFolder(path: folder.path).diagnostics
    }

    private func errors(_ diagnostics: [Diagnostic]) -> [String] {
        diagnostics.filter { $0.severity == .error }.map { "\($0.code): \($0.message); \($0.hint ?? "")" }
    }

    @Test func `is refused for periods that begin on 1 July 2025 or later, with what to write instead`() throws {
        let found = errors(try told())
        #expect(found.count == 1)
        let text = try #require(found.first)
        #expect(
            text.hasPrefix(
                "district-level-ended: the level \"district\" owes or receives nothing for the period 2025-Q3"))
        #expect(text.contains("Nghị quyết 202/2025/QH15"))
        #expect(text.contains("validity: { to: 2025-06-19 }") && text.contains("{ level: commune }"))
    }

    @Test(arguments: [
        ("{ units: [\"705\"] }", "so-noi-vu", "the district unit \"705\""),
        ("{ units: [pnv] }", "so-noi-vu", "the district unit \"pnv\""),
        ("{ level: commune, under: \"705\" }", "so-noi-vu", "the district unit \"705\""),
        ("{ level: commune }", "pnv", "\"pnv\", which collects,"),
    ])
    func `is told when a unit of it is named as obligor or collector`(from: String, to: String, expected: String) throws
    {
        let found = errors(try told(from: from, to: to))
        #expect(found.count == 1 && found.first?.contains(expected) == true, "\(found)")
        #expect(to != "pnv" || found.first?.contains("\"so-noi-vu\"") == true, "its successor is suggested")
    }

    @Test(arguments: [
        ("chậm nhất ngày 15/4/2025", "", "2025-12-31"),
        // It began before that day, and is handed over.
        ("Cuối tháng 11 hằng năm", "", "2025-12-31"),
        ("trước các ngày 20/3, 20/6, 20/9 và 20/12", "", "2025-06-30"),
        ("trước các ngày 20/3, 20/6, 20/9 và 20/12", "    validity: { to: 2025-06-30 }", "2025-12-31"),
        (
            "trước các ngày 20/3, 20/6, 20/9 và 20/12", "    validity: { from: 2025-01-15, to: 2025-06-30 }",
            "2025-12-31"
        ),
        ("none", "", "2025-12-31"),
    ])
    func `is let pass for what began before`(due: String, more: String, until: String) throws {
        #expect(errors(try told(due: due, more: more, until: until)) == [])
    }

    @Test func `is not what a commune or a department is asked for`() throws {
        #expect(errors(try told(from: "{ level: commune }")) == [])
    }

    @Test func `a validity limits the periods of its obligation, and no others`() throws {
        let quarterly = "trước các ngày 20/3, 20/6, 20/9 và 20/12"
        let year = try TanBien.year(
            plan: TanBien.plan(
                due: quarterly,
                more: """
                        validity: { to: 2025-06-30 }
                      later:
                        from: { level: commune }
                        to: so-noi-vu
                        items: [{ kind: nomination, min: 1 }]
                        due: \(quarterly)
                        validity: { from: 2025-07-01 }
                    """), isKnown: true
        ).play(until: "2025-12-31")
        let rows = try PeriodOverview(in: year.store, from: Day(iso: "2025-01-01")!, to: Day(iso: "2025-12-31")!).rows
        #expect(
            rows.map { "\($0.obligation) \($0.period) \($0.units.count)" } == [
                "nominations 2025-Q1 10", "nominations 2025-Q2 14", "later 2025-Q3 6", "later 2025-Q4 6",
            ])
    }

    @Test(arguments: [
        ("{}", "empty-range"), ("{ from: 2025-07-01, to: 2025-06-30 }", "bad-range"),
        ("{ form: 2025-07-01 }", "unknown-property"),
        ("{ to: 2025-06-31 }", "no-such-day"),
    ])
    func `a validity that cannot be is told`(validity: String, code: String) throws {
        let found = try told(from: "{ level: commune }", more: "    validity: \(validity)").filter {
            $0.severity == .error
        }
        #expect(found.contains { $0.code == code }, "\(found)")
    }

    /// Of a workflow that a commune's duty, a schedule, or the plan itself begins.
    private func told(workflow call: String, begun: String = "") throws -> [String] {
        let folder = try TemporaryFolder()
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: inline, version: '1.0.0' }
            \(begun)
            do:
              - step:
                  \(call)

            """
        let plan = TanBien.plan(due: "trước các ngày 20/3, 20/6, 20/9 và 20/12", more: "    workflow: inline")
            .replacing("    workflow: inline", with: begun.isEmpty ? "    workflow: inline" : "")
        for (name, text) in [
            ("site.yaml", TanBien.site), ("plan.yaml", plan), ("units.csv", TanBien.after),
            ("roles.csv", TanBien.roles), ("successors.csv", TanBien.events), ("inline.yaml", workflow),
        ] { try folder.write(text, to: name) }
        return SiteFolder(path: folder.path).diagnostics.filter { $0.severity == .error }.map {
            "\($0.file.split(separator: "/").last ?? ""):\($0.mark.line):\($0.mark.column): \($0.code): \($0.message); \($0.hint ?? "")"
        }
    }

    private static let monthly = "due: trước ngày 25 hàng tháng"

    @Test(arguments: [
        (
            "{ call: collect, with: { from: { level: district }, to: so-noi-vu, \(monthly) } }", 1,
            "the level \"district\" owes or receives nothing for the period 2025-07 and later",
            "validity: { to: 2025-06-24 }"
        ),
        (
            "{ call: collect, with: { from: { level: commune }, to: pnv, \(monthly) } }", 1,
            "\"pnv\", which collects,", "\"so-noi-vu\""
        ),
        (
            "{ call: cascade, with: { under: '72', level: district, to: so-noi-vu, \(monthly) } }", 1,
            "the level \"district\"", "straight below the province"
        ),
        (
            "{ call: cascade, with: { under: '705', level: commune, to: '${ .unit }', \(monthly) } }", 1,
            "the district unit \"705\"", "period 2025-Q3"
        ),
        (
            "{ call: rollup, with: { of: '${ . }', template: rollup, to: '705', forward: { level: district } } }", 2,
            "\"705\", which receives the report,", "2025-Q3"
        ),
    ])
    func `in a workflow is told at the line and column that names it`(
        call: String, count: Int, message: String, more: String
    ) throws {
        let found = try told(
            workflow: String(call.dropFirst(2).dropLast(2)).replacing(", with: {", with: "\n      with: {"))
        #expect(found.count == count, "\(found)")
        #expect(
            found.contains { $0.contains("district-level-ended") && $0.contains(message) && $0.contains(more) },
            "\(found)")
        #expect(found.allSatisfy { $0.hasPrefix("inline.yaml:6:") && !$0.hasPrefix("inline.yaml:6:1:") }, "\(found)")
    }

    @Test(arguments: [
        ("call: collect\n      with: { obligation: nominations }", ""),
        ("call: collect\n      with: { from: { level: district }, to: so-noi-vu, due: chậm nhất ngày 15/4/2025 }", ""),
        (
            "call: collect\n      with: { from: { level: district }, to: so-noi-vu, \(monthly), validity: { to: 2025-06-24 } }",
            ""
        ),
        ("call: collect\n      with: { from: { level: commune }, to: so-noi-vu, \(monthly) }", ""),
        ("call: cascade\n      with: { under: '72', level: district, to: so-noi-vu, due: none }", ""),
        // What the plan itself begins, it begins once.
        (
            "call: collect\n      with: { from: { level: district }, to: so-noi-vu, \(monthly) }",
            "schedule: { on: { one: { with: { type: dondoc.plan.activated.v1 } } } }"
        ),
        (
            "call: rollup\n      with: { of: '${ . }', template: rollup, to: '705' }",
            "schedule: { on: { one: { with: { type: test.somewhen } } } }"
        ),
    ])
    func `in a workflow is let pass for what began before, and where nobody can know`(
        call: String, begun: String
    ) throws {
        #expect(try told(workflow: call, begun: begun) == [])
    }

    @Test func `in a workflow that a clock begins is told`() throws {
        let found = try told(
            workflow: "call: rollup\n      with: { of: nominations/2025-Q1, template: rollup, to: '705' }",
            begun: "schedule: { cron: '0 8 1 * *' }")
        #expect(found.count == 1 && found[0].contains("what it begins from then on"), "\(found)")
    }

    @Test func `units that end without an heir are told while there is time`() throws {
        let codes = try told(from: "{ level: commune }").filter { $0.severity == .warning }.map {
            "\($0.code): \($0.message)"
        }
        #expect(
            codes.contains {
                $0.hasPrefix("no-lead: 3 of the units of \"nominations\" are split") && $0.contains("\"25507\"")
            })
    }
}
