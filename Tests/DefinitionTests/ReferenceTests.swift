import Definition
import Notation
import Testing

extension Reference {
    /// `1:4 unit so-noi-vu`.
    fileprivate var brief: String { "\(mark.line):\(mark.column) \(kind) \(name)" }
}

@Suite struct ReferenceTests {
    @Test func `a plan keeps every name of something elsewhere with its place`() throws {
        let text = """
            plan: p
            title: t
            issuer: ubnd-tinh
            symbol: 1/KH
            issued: 2021-01-01
            validity: { from: 2021-01-01, to: 2021-12-31 }
            recipients:
              - { text: Các huyện, to: { level: district, under: ubnd-tinh, kind: people-committee } }
            obligations:
              articles:
                from: { units: [bao, dai], cluster: khoi-1, except: dai }
                to: so-noi-vu
                items: [{ kind: article, units: [bao] }]
                due: none
                workflow: gather
                escalate:
                  - { after: 1, to: [contact, superior] }
                  - { after: 2, to: [head, van-phong], draft: cong-van }
            """
        let (plan, diagnostics) = PlanDocument.read(SourceText(file: "a/plan.yaml", text: text))
        #expect(diagnostics == [])
        let references = try #require(plan).references
        #expect(references.allSatisfy { $0.file == "a/plan.yaml" })
        #expect(
            references.sorted { $0.mark < $1.mark }.map(\.brief) == [
                "3:9 unit ubnd-tinh", "8:54 unit ubnd-tinh", "8:71 unitKind people-committee",
                "11:21 unit bao", "11:26 unit dai", "11:41 cluster khoi-1", "11:57 unit dai", "12:9 unit so-noi-vu",
                "13:21 item article", "13:38 unit bao", "15:15 workflow gather", "18:32 unit van-phong",
                "18:51 draft cong-van",
            ])
    }

    @Test func `the sender's unit is kept`() {
        let text = "site: s\ntitle: t\nsender: { name: n, address: a@b.vn, unit: pnv }\n"
        let settings = SiteFile.read(SourceText(file: "site.yaml", text: text)).settings
        #expect(settings?.references.map(\.brief) == ["3:43 unit pnv"])
    }

    @Test(
        arguments: [
            ("call: notify\nwith: { to: bao, template: notice }", ["5:19 unit bao", "5:34 template notice"]),
            ("call: notify\nwith: { to: recipients, template: notice }", ["5:41 template notice"]),
            ("call: collect\nwith: { obligation: articles }", ["5:27 obligation articles"]),
            (
                "call: rollup\nwith: { of: x, to: [a], template: r, letter: l, letterTo: b, forward: { units: c } }",
                ["5:27 unit a", "5:41 template r", "5:52 coverLetter l", "5:65 unit b", "5:86 unit c"]
            ),
            ("call: escalate\nwith: { to: [head, a], about: x, draft: d }", ["5:26 unit a", "5:47 draft d"]),
            ("call: escalate\nwith: { to: '${ .to }', about: x, draft: '${ .draft }' }", []),
            (
                "call: collect\nwith: { from: a, to: b, due: none, items: [{ kind: video }] }",
                ["5:21 unit a", "5:28 unit b", "5:58 item video"]
            ),
        ] as [(String, [String])])
    func `a call keeps what it spells out, not what it computes`(task: String, kept: [String]) throws {
        let workflow = try #require(read(task: task).workflow)
        #expect(workflow.references.sorted { $0.mark < $1.mark }.map(\.brief) == kept)
    }

    @Test func `a name that an alias repeats is kept once`() throws {
        let body = """
            do:
              - first: { call: notify, with: &letter { to: bao, template: notice } }
              - second: { call: notify, with: *letter }
            """
        #expect(try #require(read(body).workflow).references.count == 2)
    }
}
