import Casework
import Notation
import TestKit
import Testing

@Suite struct SiteCheckTests {
    /// `plan.yaml:3:9: unknown-unit`, with a `?` for warnings, in the order in which they are told.
    private func told(
        plan: String = SampleSite.plan(), site: String = SampleSite.site, workflows: [String: String] = [:]
    ) throws -> [String] {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder, plan: plan, workflows: workflows)
        try folder.write(site, to: "site.yaml")
        return SiteFolder(path: folder.path).diagnostics.map {
            let file = $0.file.split(separator: "/").last ?? ""
            return
                "\(file):\($0.mark.line):\($0.mark.column): \($0.code)\($0.severity == .warning ? "?" : "")"
                + ($0.hint.map { " \($0)" } ?? "")
        }
    }

    @Test func `the sample site is clean`() throws { #expect(try told() == []) }

    @Test(
        arguments: [
            ("issuer: ubnd-tinh", "issuer: ubnd-tin", "3:9: unknown-unit did you mean \"ubnd-tinh\"?"),
            ("to: { units: [so-noi-vu] }", "to: { units: [so-noi-vu, xa-la] }", "8:49: unknown-unit"),
            (
                "from: { units: [bao-an-giang, dai-pt-th] }", "from: { units: [bao-an-giang, dai-pt-thh] }",
                "14:35: unknown-unit did you mean \"dai-pt-th\"?"
            ),
            (
                "units: [bao-an-giang, dai-pt-th] }", "units: [bao-an-giang, dai-pt-th], under: xa-la }",
                "14:54: unknown-unit"
            ),
            (
                "units: [bao-an-giang, dai-pt-th] }", "units: [bao-an-giang, dai-pt-th], except: xa-la }",
                "14:55: unknown-unit"
            ),
            ("    to: so-noi-vu", "    to: so-noi-vuu", "15:9: unknown-unit did you mean \"so-noi-vu\"?"),
            ("units: [dai-pt-th]", "units: [xa-la]", "18:40: unknown-unit"),
            ("to: superior", "to: xa-la", "23:25: unknown-unit"),
            ("    due: ", "    workflow: gom\n    due: ", "19:15: unknown-workflow"),
            ("{ kind: press }", "{ kind: pres }", "9:37: unknown-kind? did you mean \"press\"?"),
            (
                "units: [bao-an-giang, dai-pt-th] }", "cluster: khoi-bao }", "14:22: unknown-cluster?"
            ),
            ("{ kind: article,", "{ kind: articel,", "17:17: doubtful-kind? did you mean \"article\"?"),
        ] as [(String, String, String)])
    func `a wrong name in the plan is told at its own place`(right: String, wrong: String, expected: String) throws {
        let plan = SampleSite.plan().replacing(right, with: wrong)
        // A plan that reaches fewer is told at the obligation too; that is not the matter here.
        let told = try told(plan: plan).filter { !$0.contains("outside-recipients") }
        #expect(told == ["plan.yaml:" + expected])
    }

    private static func workflow(_ name: String, _ rest: String) -> String {
        "document: { dsl: '1.0.3', namespace: test, name: \(name), version: '1.0.0' }\n" + rest
    }

    @Test(arguments: [
        ("schedule: { on: { one: { with: { type: TYPE } } } }\ndo: [{ a: { set: { x: 1 } } }]\n", "2:40"),
        ("do: [{ a: { listen: { to: { any: [{ with: { type: TYPE } }] } } } }]\n", "2:51"),
    ])
    func `an event that nobody makes is told where it is waited for`(text: String, place: String) throws {
        func told(_ type: String, besides other: String = "") throws -> [String] {
            var workflows = ["test.yaml": Self.workflow("test", text.replacing("TYPE", with: type))]
            if !other.isEmpty { workflows["other.yaml"] = Self.workflow("other", other) }
            return try self.told(workflows: workflows)
        }
        #expect(
            try told("dondoc.plan.actvated.v1") == [
                "test.yaml:\(place): unknown-event? did you mean \"dondoc.plan.activated.v1\"?"
            ])
        for type in ["dondoc.plan.activated.v1", "dondoc.command.accept.v1", "vn.gov.actvated.v1"] {
            #expect(try told(type) == [])
        }
        let emission = "do: [{ a: { emit: { event: { with: { type: dondoc.own.v1, source: /x } } } } }]\n"
        #expect(try told("dondoc.own.v1", besides: emission) == [])
    }

    @Test(arguments: [
        "do: [{ a: { sett: { x: 1 } } }]\n", "do:\n  - a: { set: { x: 1 }\n  - b: ]\n", "do: [\n",
    ])
    func `a workflow with a mistake is there for the plan`(broken: String) throws {
        let plan = SampleSite.plan().replacing("    due: ", with: "    workflow: gom\n    due: ")
        let told = try told(plan: plan, workflows: ["gom.yaml": Self.workflow("gom", broken)])
        #expect(!told.isEmpty && told.allSatisfy { $0.hasPrefix("gom.yaml:") }, "\(told)")
    }

    @Test func `a unit with a mistake is there for the posts, whose own mistakes are told`() throws {
        let folder = try TemporaryFolder()
        let units = SampleSite.units.replacing("bao@tinh.example.vn", with: "bao")
        try SampleSite.write(into: folder, units: units, roles: SampleSite.roles + "xa-la,head,A,a@b.vn\n")
        #expect(SiteFolder(path: folder.path).diagnostics.map(\.code) == ["unknown-unit", "bad-mailbox"])
    }

    @Test func `a kind that is far from all known ones is the site's own`() throws {
        #expect(try told(plan: SampleSite.plan().replacing("kind: article", with: "kind: tác-phẩm")) == [])
    }

    @Test func `the sender's unit must be in units csv`() throws {
        let site = SampleSite.site.replacing("unit: so-noi-vu", with: "unit: pnv")
        #expect(try told(site: site) == ["site.yaml:4:87: unknown-unit"])
    }

    @Test func `a wrong name in a call is told at its own place`() throws {
        let workflow = """
            document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
            do:
              - first: { call: collect, with: { obligation: artcles } }
              - second:
                  for: { in: '${ [1] }' }
                  do:
                    - inner: { call: notify, with: { to: [bao-an-giang, xa-la], template: notice } }
            """
        #expect(
            try told(workflows: ["test.yaml": workflow]) == [
                "test.yaml:3:49: unknown-obligation did you mean \"articles\"?", "test.yaml:7:61: unknown-unit",
            ])
    }

    @Test func `what selects nobody because of a wrong word is told once`() throws {
        let wrong = SampleSite.plan().replacing("{ units: [bao-an-giang, dai-pt-th] }", with: "{ kind: pres }")
        #expect(try told(plan: wrong) == ["plan.yaml:14:19: unknown-kind? did you mean \"press\"?"])
        let right = wrong.replacing("{ kind: pres }", with: "{ kind: press, level: commune }")
        #expect(try told(plan: right).map { $0.prefix(27) } == ["plan.yaml:11:3: nobody-owes"])
    }
}
