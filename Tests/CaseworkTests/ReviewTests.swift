import CaseKit
import Almanac
import Casework
import Engine
import Notation
import Storage
import TestKit
import Testing

@Suite struct reviews {
    private static let duty = TraVinh.reports + "\n    accept: person\n    until: due\n    workflow: quarterly"

    private func site(_ with: String = "of: '${ . }', remind: [3]", accept: String = "person") throws -> Year {
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: quarterly, version: '1.0.0' }
            do:
              - collect: { call: collect, with: { obligation: reports } }
              - look: { call: review, with: { \(with) } }
              - tell: { emit: { event: { with: { source: /test, type: test.done, data: '${ . }' } } } }

            """
        let plan = TraVinh.plan(more: Self.duty.replacing("accept: person", with: "accept: \(accept)"))
        return try TraVinh.year(plan, workflows: ["quarterly.yaml": workflow])
    }

    private func send(_ year: Year, _ unit: String, _ at: String) throws {
        try year.submit(
            unit, "\(unit)-\(at.prefix(10)).docx", at: at, obligation: "reports", more: ["period": "2023-Q3"])
    }

    private func decide(
        _ year: Year, _ verb: Commands.Verb, _ unit: String, _ at: String, because reason: String? = nil
    ) throws {
        let more: JSON = ["obligation": "reports", "period": "2023-Q3", "reason": JSON(reason)]
        guard case .done? = try year.command(verb, unit, at: at, more) else {
            Issue.record("\(verb) of \(unit) was refused")
            return
        }
    }

    private func done(_ year: Year, since day: String = "2023-09-01") throws -> [JSON] {
        try year.store.events(type: "test.done", since: Year.instant(day), atMost: 9).compactMap(\.data)
    }

    private func asked(_ year: Year, since day: String = "2023-09-01") -> [Notice] {
        year.notices.filter { $0.template == "review" && $0.at >= Year.instant(day) }
    }

    @Test func `the workflow goes on when everything that had come is accepted or returned`() throws {
        let year = try site().play(until: "2023-09-01")
        try send(year, "xa-1", "2023-09-11T09:00")
        try send(year, "xa-2", "2023-09-12T09:00")
        try year.play(until: "2023-09-20T12:00")
        let notice = try #require(asked(year).first)
        #expect(notice.at == Year.instant("2023-09-20T08:00"))
        #expect(notice.to.map(\.address) == ["chuyenvien@travinh.example.vn"])
        #expect((notice.fields["review"]["items"].asArray ?? []).map { $0["unit"] } == ["UBND xã 1", "UBND xã 2"])
        try decide(year, .accept, "xa-1", "2023-09-20T14:00")
        #expect(try done(year) == [])
        // What comes while people look at the rest is not theirs to wait for.
        try send(year, "xa-3", "2023-09-20T15:00")
        try year.play(until: "2023-09-26")
        #expect(asked(year).map { Zone.vietnam.day(of: $0.at).iso } == ["2023-09-20", "2023-09-25"])
        #expect(asked(year).last?.fields["review"]["items"].asArray?.count == 1, "asked again only for what is open")
        try decide(year, .return, "xa-2", "2023-09-26T09:00", because: "chưa ký")
        let answer = try #require(try done(year).first)
        #expect(answer["accepted"] == ["xa-1"] && answer["returned"] == ["xa-2"])
        #expect(answer["obligation"] == "reports" && answer["period"] == "2023-Q3")
        let decisions = (answer["decisions"].asArray ?? []).map { "\($0["unit"].text) \($0["decision"].text)" }
        #expect(decisions == ["\"xa-1\" \"accepted\"", "\"xa-2\" \"returned\""])
        #expect(answer["decisions"][1]["reason"] == "chưa ký")
        try decide(year, .accept, "xa-3", "2023-09-26T10:00")
        #expect(try done(year).count == 1)
    }

    @Test func `what a rule has accepted, and what nobody has sent, is not waited for`() throws {
        let year = try site(accept: "automatic").play(until: "2023-09-01")
        try send(year, "xa-1", "2023-09-11T09:00")
        try year.play(until: "2023-09-21")
        #expect(asked(year).isEmpty)
        let answer = try #require(try done(year).first)
        #expect(answer["accepted"] == ["xa-1"] && answer["decisions"] == [])
    }

    @Test func `a waiver is a decision too, and who reviews may be named`() throws {
        let year = try site("of: '${ .collection }', by: ubnd-tinh, for: { units: [xa-1] }, title: Xem xét")
            .play(until: "2023-09-01")
        try send(year, "xa-1", "2023-09-11T09:00")
        try send(year, "xa-2", "2023-09-11T09:00")
        try year.play(until: "2023-09-21")
        #expect(asked(year).map { $0.to.map(\.address) } == [["ubnd@travinh.example.vn"]])
        #expect(asked(year)[0].fields["review"]["title"] == "Xem xét")
        try decide(year, .waive, "xa-1", "2023-09-21T09:00", because: "mới thành lập")
        #expect(try done(year).first?["decisions"][0]["decision"] == "waived")
    }

    private static let single = """
        document: { dsl: '1.0.3', namespace: mau, name: single, version: '1.0.0' }
        schedule: { on: { one: { with: { type: dondoc.submission.received.v1 } } } }
        do:
          - look: { call: review, with: { of: '${ .[0] }' } }
          - tell: { emit: { event: { with: { source: /test, type: test.done, data: '${ . }' } } } }

        """

    @Test func `one submission is reviewed by itself, and again after it was returned`() throws {
        let plan = TraVinh.plan(more: Self.duty.replacing("    workflow: quarterly\n", with: ""))
            .replacing("\n    workflow: quarterly", with: "")
        let year = try TraVinh.year(plan, workflows: ["single.yaml": Self.single]).play(until: "2023-09-01")
        try send(year, "xa-1", "2023-09-11T09:00")
        try decide(year, .return, "xa-1", "2023-09-11T10:00", because: "thiếu phụ lục")
        #expect(try done(year).map { $0["returned"] } == [["xa-1"]])
        try send(year, "xa-1", "2023-09-12T09:00")
        #expect(try done(year).count == 1)
        try decide(year, .accept, "xa-1", "2023-09-12T10:00")
        #expect(try done(year).map { $0["accepted"] } == [[], ["xa-1"]])
    }

    @Test func `what waits for a word on a unit that ends waits with the unit that goes on`() throws {
        let plan = TanBien.plan(more: "    accept: person")
        let year = try Year(
            plan: plan,
            workflows: [
                "site.yaml": TanBien.site, "roles.csv": TanBien.roles, "units.csv": TanBien.after,
                "successors.csv": TanBien.events, "single.yaml": Self.single,
            ], from: "2025-06-01")
        try year.submit(
            "25495", "a.docx", "b.docx", at: "2025-06-20T09:00", obligation: "nominations",
            more: ["period": "2025-07-15"])
        try year.play(until: "2025-07-02")
        #expect(try done(year) == [])
        let heir: JSON = ["obligation": "nominations", "period": "2025-07-15"]
        guard case .done? = try year.command(.accept, "25486-2025", at: "2025-07-02T09:00", heir) else {
            Issue.record("refused")
            return
        }
        let answer = try #require(try done(year).first)
        let decisions = (answer["decisions"].asArray ?? []).map { $0["decision"] }
        #expect(Set(decisions) == ["handedOver", "accepted"])
    }

    @Test func `there must be something to review`() throws {
        let year = try site("of: reports/2031-Q1").play(until: "2023-10-01")
        #expect(try year.store.instances(phase: "faulted", atMost: 9).isEmpty == false)
    }
}

@Suite struct `scores in workflows` {
    @Test func `the facts of a period are counted where the workflow stands, with the site's own points`() throws {
        let plan = TraVinh.plan(more: TraVinh.reports + "\n    until: due\n    workflow: quarterly")
        func workflow(_ with: String) -> String {
            """
            document: { dsl: '1.0.3', namespace: mau, name: quarterly, version: '1.0.0' }
            do:
              - collect: { call: collect, with: { obligation: reports } }
              - facts: { call: score, with: { \(with) } }
              - tell: { emit: { event: { with: { source: /test, type: test.done, data: '${ . }' } } } }

            """
        }
        for (with, names) in [
            ("of: '${ . }'", ["xa-1", "xa-2", "xa-3"]), ("{}", ["xa-1", "xa-2", "xa-3"]),
            ("period: 2023-Q1, for: { units: [xa-1, xa-3] }", ["xa-1", "xa-3"]),
            // The exemplars of the year are owed by all.
            ("year: 2023, for: { kind: department }", ["so-1", "so-2"]),
        ] {
            let text = workflow(with == "{}" ? "" : with)
            let year = try Year(
                plan: plan, units: TraVinh.units(), roles: TraVinh.roles, workflows: ["quarterly.yaml": text],
                from: "2023-01-01", score: "fact,points\nonTime,10\n")
            try year.submit(
                "xa-1", "a.docx", at: "2023-03-10T09:00", obligation: "reports", more: ["period": "2023-Q1"])
            try year.play(until: "2023-03-22")
            let answer = try #require(
                try year.store.events(type: "test.done", since: Year.instant("2023-01-01"), atMost: 9).first?.data)
            #expect((answer["units"].asArray ?? []).compactMap { $0["unit"].asString } == names, "\(with)")
            guard names[0] == "xa-1" else { continue }
            #expect(answer["units"][0]["onTime"] == 1 && answer["units"][0]["points"] == "10")
            #expect(answer["units"][1]["missing"] == 1 && answer["units"][1]["points"] == "0")
        }
    }
}
