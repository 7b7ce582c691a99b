import Almanac
import CaseKit
import Casework
import Definition
import Engine
import Notation
import Storage
import TestKit
import Testing

@Suite struct `a plan that supersedes another` {
    private static let new = SampleSite.plan(issued: "2021-06-11").replacing("plan: mau-2021", with: "plan: mau-2021-b")
        .replacing("symbol: 31/KH-UBND", with: "symbol: 75/KH-UBND\nsupersedes: mau-2021")
        .replacing("from: 2021-01-01", with: "from: 2021-06-01")

    @Test func `asks for the running period anew, and what was accepted stays`() throws {
        let year = try Year().play(until: "2021-06-01")
        try year.submit("bao-an-giang", "1.docx", "2.docx", at: "2021-06-05T09:00", obligation: "articles")
        try year.play(until: "2021-06-10T12:00")
        try year.change(["plan.yaml": Self.new])
        try year.play(until: "2021-06-30")
        #expect(try year.assignment("bao-an-giang", "articles/2021-06").stage == .accepted)
        #expect(try year.assignment("dai-pt-th", "articles/2021-06").stage == .open)
        #expect(try year.assignment("dai-pt-th", "articles/2021-05").reason?.hasPrefix("được thay thế bởi") == true)
        let told = year.notices.filter { $0.at > Year.instant("2021-06-11T09:00") && $0.unit?.text == "dai-pt-th" }
        #expect(
            told.map { "\(Zone.vietnam.day(of: $0.at).iso) \($0.kind)" } == [
                "2021-06-17 reminder", "2021-06-21 reminder", "2021-06-23 reminder", "2021-06-25 overdue",
                "2021-06-29 escalation",
            ])
        let sums = year.notices.filter { $0.kind == .rollup && $0.at > Year.instant("2021-06-11") }
        #expect(sums.map(\.period) == ["2021-06"])
        #expect(sums.first?.fields["rollup"]["accepted"] == 1 && sums.first?.fields["rollup"]["total"] == 2)
    }

    @Test func `ends what waits under the old one, and a plan that was never in force leaves nothing`() throws {
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: monthly, version: '1.0.0' }
            do:
              - collect: { call: collect, with: { obligation: articles } }
              - sum: { call: rollup, with: { of: '${ . }', template: rollup, to: ubnd-tinh } }

            """
        let plan = SampleSite.plan(articles: "    workflow: monthly")
        for (code, isEnded) in [("mau-2021", true), ("mau-2020", false)] {
            let year = try Year(plan: plan, workflows: ["monthly.yaml": workflow]).play(until: "2021-06-10T12:00")
            let before = try year.store.instances(phase: nil, atMost: 100).filter { $0.endedAt == nil }
            try year.change(["plan.yaml": Self.new.replacing("supersedes: mau-2021", with: "supersedes: \(code)")])
            try year.play(until: "2021-06-12")
            let phases = try before.compactMap { try year.store.instance($0.id)?.phase }
            #expect(phases.count == 6 && Set(phases) == [isEnded ? "cancelled" : "running"], "\(phases)")
            #expect(!year.notices.contains { $0.kind == .rollup })
        }
    }

    @Test func `ends a choice that is still to be made, and says so to whoever makes it`() throws {
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: monthly, version: '1.0.0' }
            do:
              - collect: { call: collect, with: { obligation: articles } }
              - choose: { call: select, with: { of: '${ . }', exactly: 1 } }

            """
        let plan = SampleSite.plan(articles: "    until: due\n    workflow: monthly")
        let year = try Year(plan: plan, workflows: ["monthly.yaml": workflow]).play(until: "2021-05-10")
        try year.submit("bao-an-giang", "1.docx", "2.docx", at: "2021-05-11T09:00", obligation: "articles")
        try year.play(until: "2021-06-10T12:00")
        let asked = year.notices.count { $0.template == "select" && $0.period == "2021-05" }
        #expect(asked > 0)
        try year.change(["plan.yaml": Self.new])
        try year.play(until: "2021-07-12")
        let running = try year.store.instances(phase: nil, atMost: 100).filter { $0.endedAt == nil }
        #expect(running.isEmpty, "\(running.map(\.phase))")
        #expect(year.notices.count { $0.template == "select" && $0.period == "2021-05" } == asked)
        let data: JSON = ["obligation": "articles", "period": "2021-05", "choose": [1]]
        guard case .refused(let sentence) = try year.send(Select.command, data, at: "2021-07-12T09:00") else {
            Issue.record("a choice under an old plan was taken")
            return
        }
        #expect(sentence.contains("đã được thay thế bởi mau-2021-b"))
    }
}
