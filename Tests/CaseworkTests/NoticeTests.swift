import Almanac
import CaseKit
import Casework
import Definition
import Engine
import Notation
import Testing
import TestKit

@Suite struct `what notices say` {
    private static let distribution = [
        "gui.yaml": """
        document: { dsl: '1.0.3', namespace: mau, name: gui, version: '1.0.0' }
        schedule: { on: { one: { with: { type: dondoc.plan.activated.v1 } } } }
        do:
          - send: { call: notify, with: { to: recipients, template: distribution, kind: distribution } }

        """
    ]

    private func monthly(_ letter: String) -> [String: String] {
        [
            "monthly.yaml": """
            document: { dsl: '1.0.3', namespace: mau, name: monthly, version: '1.0.0' }
            do:
              - collect: { call: collect, with: { obligation: articles } }
              - send: { call: rollup, with: { template: rollup, of: '${ . }', to: ubnd-tinh, letter: \(letter) } }

            """
        ]
    }

    @Test func `a plan's notice carries the printed line, and what each unit owes`() throws {
        let year = try Year(workflows: Self.distribution).play(until: "2021-01-10")
        let press = year.notices.first { $0.template == "distribution" && $0.unit?.text == "bao-an-giang" }
        let told = try #require(press?.fields["distribution"])
        #expect(told["addressee"] == "Báo và Đài")
        #expect(told["duties"].asArray?.count == 1)
        #expect(told["duties"][0]["due"] == "trước ngày 25 hàng tháng")
        #expect(told["duties"][0]["owed"] == "02 bài viết")
        let collector = year.notices.first { $0.template == "distribution" && $0.unit?.text == "so-noi-vu" }
        #expect(collector?.fields["distribution"]["addressee"] == "Sở Nội vụ")
        #expect(collector?.fields["distribution"]["hasDuties"] == false)
    }

    /// What one task asks, in a workflow of its own.
    private static func workflow(_ name: String, begins: Bool = true, _ task: String) -> String {
        let schedule = begins ? "schedule: { on: { one: { with: { type: dondoc.plan.activated.v1 } } } }\n" : ""
        return
            "document: { dsl: '1.0.3', namespace: mau, name: \(name), version: '1.0.0' }\n\(schedule)do:\n  - \(task)\n"
    }

    @Test func `a plan's notice tells of the duties that workflows hold, where the files alone tell of whom`() throws {
        func duty(_ title: String, _ whom: String, call: String = "cascade", more: String = "") -> String {
            "ask: { \(more)call: \(call), with: { title: \(title), \(whom), to: so-noi-vu, due: chậm nhất ngày 15/4/2021 } }"
        }
        var workflows = Self.distribution
        for (name, text) in [
            "ke-hoach": Self.workflow("ke-hoach", duty("Kế hoạch của đơn vị", "kind: press")),
            "bao-cao": Self.workflow("bao-cao", duty("Báo cáo", "from: [bao-an-giang]", call: "collect")),
            "mau": Self.workflow("mau", begins: false, duty("Chưa dùng", "kind: press")),
            "neu": Self.workflow("neu", duty("Có khi", "kind: press", more: "if: '${ .x == 1 }', ")),
            "tinh": Self.workflow("tinh", duty("Phải tính", "under: '${ .u // \"ubnd-tinh\" }', kind: press")),
        ] { workflows["\(name).yaml"] = text }
        let year = try Year(workflows: workflows).play(until: "2021-01-10")
        func told(_ unit: String) throws -> JSON {
            try #require(year.notices.first { $0.template == "distribution" && $0.unit?.text == unit })
                .fields["distribution"]
        }
        let press = try told("bao-an-giang")
        let titles = (press["duties"].asArray ?? []).compactMap { $0["title"].asString }
        #expect(titles == ["Bài viết điển hình tiên tiến", "Báo cáo", "Kế hoạch của đơn vị"])
        #expect(press["duties"][2]["owed"] == "01 kế hoạch" && press["duties"][2]["collector"] == "Sở Nội vụ")
        #expect(press["duties"][2]["due"] == "chậm nhất ngày 15/4/2021" && press["isRequest"] == false)
        #expect(try told("so-noi-vu")["hasDuties"] == false)
    }

    @Test func `no letter is drafted where nothing was accepted`() throws {
        let plan = SampleSite.plan(articles: "    workflow: monthly\n    until: due")
        let year = try Year(plan: plan, workflows: monthly("cong-van-gioi-thieu")).play(until: "2021-03-01")
        try year.submit("bao-an-giang", "bai-1.docx", "bai-2.docx", at: "2021-03-10T09:00")
        try year.play(until: "2021-04-27")
        let rollups = year.notices.filter { $0.kind == .rollup && $0.period ?? "" > "2021-02" }
        #expect(rollups.map(\.period) == ["2021-03", "2021-04"])
        #expect(rollups.map(\.enclosures.count) == [1, 0])
        let facts = rollups.map { $0.fields["rollup"] }
        #expect(facts.map { $0["folder"] } == ["packages/articles/2021-03/v1", nil])
        #expect(facts.map { $0["hasIntroduced"] } == [true, false])
    }

    @Test func `a duty without a date is never complete`() throws {
        let undated = """
              introductions:
                title: Giới thiệu gương
                from: { units: [bao-an-giang] }
                to: so-noi-vu
                items: [{ kind: nomination, min: 1 }]
                due: none
            """
        let year = try Year(plan: SampleSite.plan(more: undated)).play(until: "2021-03-01")
        try year.submit("bao-an-giang", "guong.docx", at: "2021-03-10T09:00", obligation: "introductions")
        let receipt = try #require(year.notices.last { $0.kind == .receipt }?.fields["receipt"])
        #expect(receipt["isComplete"] == false)
        #expect(receipt["isUndated"] == true)
        #expect(receipt["title"] == "Giới thiệu gương")
    }

    private func refusal(code: String, unit: String? = "bao-an-giang") throws -> [Notice] {
        let year = try Year().play(until: "2021-03-01")
        let before = year.notices.count
        var data: JSON = [
            "name": "MẬT danh sách.docx", "reason": "Lý do", "code": .string(code),
            "folder": "quarantine/2021-03-10/bao-an-giang",
        ]
        data["unit"] = JSON(unit)
        try year.send("dondoc.file.quarantined.v1", data, at: "2021-03-10T09:00")
        return Array(year.notices.dropFirst(before)).filter { $0.kind == .receipt }
    }

    @Test func `of a file marked secret not even the name is repeated`() throws {
        let told = try refusal(code: "secret")
        #expect(told.count == 2)
        for notice in told {
            let text = "\(notice.fields["subject"].text) \(notice.fields["fields"]["body"].text)"
            #expect(!text.contains("danh sách"))
            #expect(text.contains("văn thư cơ quan") && text.contains("theo đường tài liệu mật"))
        }
    }

    @Test func `a file in a folder of no duty is answered with the folders of those that are open`() throws {
        let told = try refusal(code: "unknown-duty")
        let folders = told.map { $0.fields["fields"]["folders"] }
        #expect(folders[0][0]["title"] == "Bài viết điển hình tiên tiến")
        #expect(folders[0][0]["folder"] == "inbox/bao-an-giang/articles")
        #expect(folders.map { $0.asArray?.count } == [1, 0])
        #expect(try refusal(code: "executable").allSatisfy { $0.fields["fields"]["folders"] == [] })
    }

    @Test func `the office is told whose file it is, where it lies and what to do`() throws {
        let told = try refusal(code: "executable")
        let bodies = told.map { $0.fields["fields"]["body"].asString ?? "" }
        #expect(bodies.count == 2)
        #expect(bodies.allSatisfy { $0.contains("“MẬT danh sách.docx”") && $0.contains("Lý do") })
        #expect(bodies.map { $0.contains("quarantine/2021-03-10/bao-an-giang") } == [false, true])
        #expect(bodies.last?.contains("do Báo An Giang đặt vào") == true)
        #expect(bodies.last?.contains("Đơn vị đã được báo") == true)
        let stranger = try refusal(code: "unknown-unit", unit: nil)
        #expect(stranger.count == 1)
        #expect(stranger.first?.fields["fields"]["body"].asString?.contains("chưa có đơn vị nào được báo") == true)
    }
}
