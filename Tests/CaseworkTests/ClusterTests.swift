import Definition
import Almanac
import CaseKit
import Casework
import Engine
import Notation
import Storage
import TestKit
import Testing

/// Clusters (khối, cụm) with those in charge of them and those who lead them, in the manner of An Biên 2020 and Lào Cai.
@Suite struct clusters {
    private static let units = """
        code,name,level,kind,parent,clusters,mailbox
        ubnd-huyen,UBND huyện An Biên,district,people-committee,,,ubnd@anbien.example.vn
        so-noi-vu,Phòng Nội vụ,,department,ubnd-huyen,,noivu@anbien.example.vn
        huyen-uy,Ban Tuyên giáo Huyện ủy,,party,ubnd-huyen,,tuyengiao@anbien.example.vn
        xa-1,Xã Tây Yên,commune,people-committee,ubnd-huyen,cum-1;cum-7-tinh,tayyen@anbien.example.vn
        xa-2,Xã Nam Yên,commune,people-committee,ubnd-huyen,cum-1,namyen@anbien.example.vn
        tinh-ban,Trưởng cụm TĐ 7 tỉnh MNPB,province,people-committee,,cum-7-tinh,cum7@tinhban.example.vn

        """
    private static let roles = """
        unit,post,name,mailbox,cluster,from,to
        ubnd-huyen,council-member,Bà A,a@anbien.example.vn,cum-1,,2020-09-01
        ubnd-huyen,council-member,Ông C,c@anbien.example.vn,cum-1,2020-09-01,
        xa-1,cluster-lead,Trưởng cụm Tây Yên,lead1@anbien.example.vn,cum-1,,2020-09-03
        xa-2,cluster-lead,Trưởng cụm Nam Yên,lead2@anbien.example.vn,cum-1,2020-09-03,
        tinh-ban,cluster-lead,Trưởng cụm 7 tỉnh,,cum-7-tinh,,

        """

    private func plan(_ escalate: String, due: String = "chậm nhất ngày 28/8/2020", force: String = "order") -> String {
        """
        plan: an-bien
        title: Thông tin, tuyên truyền về công tác thi đua, khen thưởng năm 2020
        issuer: ubnd-huyen
        symbol: 62/KH-UBND
        issued: 2020-04-07
        validity: { from: 2020-01-01, to: 2020-12-31 }
        recipients:
          - { text: 'Các xã', to: { level: commune } }
          - { text: 'Phòng Nội vụ (02b)', to: { units: [so-noi-vu] } }
          - { text: 'Trưởng cụm TĐ 7 tỉnh MNPB', to: { units: [tinh-ban] } }
          - 'Lưu: VT'
        obligations:
          reports:
            title: Báo cáo
            from: { units: [xa-1, huyen-uy] }
            to: so-noi-vu
            items: [{ kind: report, min: 1 }]
            due: \(due)
            force: \(force)
            remind: []
            escalate: \(escalate)

        """
    }

    private func year(_ escalate: String, force: String = "order", workflows: [String: String] = [:]) throws -> Year {
        try Year(
            plan: plan(escalate, force: force), units: Self.units, roles: Self.roles, workflows: workflows,
            from: "2020-04-01")
    }

    private func told(_ year: Year, _ address: String) -> [String] {
        year.notices.filter { $0.to.contains { $0.address == address } }.map { Zone.vietnam.day(of: $0.at).iso }
    }

    @Test func `the rung after the holiday addresses the member who is in charge on that day`() throws {
        // Due Friday 28 August; the third working day after is Thursday 3 September, since 2 September is a holiday.
        let year = try year("[{ after: 3, to: council-member }]").play(until: "2020-10-01")
        #expect(told(year, "a@anbien.example.vn") == [])
        #expect(told(year, "c@anbien.example.vn") == ["2020-09-03"])
        #expect(!year.notices.contains { Zone.vietnam.day(of: $0.at).iso == "2020-09-02" })
    }

    @Test func `a step that is taken in the evening addresses who is in charge when the mail leaves`() throws {
        // The power is away on 31 August and comes back in the evening: the mail leaves on 1 September.
        let year = try year("[{ after: 1, to: [council-member] }]").play(until: "2020-08-30")
        try year.sleep(until: "2020-08-31T19:00")
        try year.play(until: "2020-09-02")
        #expect(told(year, "a@anbien.example.vn") == [])
        #expect(told(year, "c@anbien.example.vn") == ["2020-09-01"])
    }

    @Test func `the lead of a cluster is whoever leads it that day, and nobody presses himself`() throws {
        let year = try year("[{ after: 2, to: cluster-lead }, { after: 3, to: cluster-lead }]").play(
            until: "2020-10-01")
        // On 1 September the unit itself leads the cluster; from the 3rd another does.
        #expect(told(year, "lead1@anbien.example.vn") == [])
        #expect(told(year, "lead2@anbien.example.vn") == ["2020-09-03"])
        // A lead outside the tree is written to at its own unit's mailbox.
        #expect(told(year, "cum7@tinhban.example.vn") == ["2020-09-01", "2020-09-03"])
    }

    @Test func `the lead of a cluster outside the tree gets a copy and never an assignment`() throws {
        let distribution = """
            document: { dsl: '1.0.3', namespace: mau, name: gui, version: '1.0.0' }
            schedule: { on: { one: { with: { type: dondoc.plan.activated.v1 } } } }
            do:
              - send: { call: notify, with: { to: recipients, template: distribution, kind: distribution } }

            """
        let year = try year("[]", workflows: ["gui.yaml": distribution]).play(until: "2020-12-31")
        let copy = year.notices.filter { $0.to.contains { $0.address == "cum7@tinhban.example.vn" } }
        #expect(copy.map(\.kind) == [.distribution])
        #expect(copy.first?.fields["distribution"]["hasDuties"] == false)
        let assignments = try year.store.records(kind: "assignment", keyPrefix: "tinh-ban/", openOnly: false)
        #expect(assignments.isEmpty)
        let mine = year.notices.first { $0.unit?.text == "so-noi-vu" && $0.kind == .distribution }
        #expect(mine?.fields["distribution"]["copies"] == 2)
        #expect(mine?.fields["distribution"]["hasCopies"] == true)
    }

    @Test func `a line of the distribution list is one addressee, in its number of copies`() throws {
        let list = DistributionList(of: try year("[]").office)
        #expect(
            list.json[1] == [
                "text": "Phòng Nội vụ (02b)", "copies": 2, "units": ["so-noi-vu"], "names": ["Phòng Nội vụ"],
            ])
        #expect(list.table[2] == ["Phòng Nội vụ (02b)", "02", "01", "Phòng Nội vụ"])
        #expect(list.table.last == ["Lưu: VT", "01", "00", "–"])
    }

    @Test func `a Party body on a list of those who are ordered is asked all the same`() throws {
        let year = try year("[{ after: 1, to: [contact, head] }, { after: 2, to: collector, draft: cong-van-don-doc }]")
            .play(until: "2020-10-01")
        #expect(told(year, "tuyengiao@anbien.example.vn") == [])
        #expect(told(year, "tayyen@anbien.example.vn") == ["2020-08-31"])
        let letter = try #require(year.notices.first { $0.kind == .letter })
        #expect(letter.enclosures.map { $0.fields["letter"]["kinhGui"] } == [["UBND xã Tây Yên"]])
    }

    @Test func `a Party body that was asked is never overdue, is not in an escalation and not in a letter`() throws {
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: press, version: '1.0.0' }
            schedule: { on: { one: { with: { type: test.press } } } }
            do:
              - up: { call: escalate, with: { about: reports/2020-08-28, to: superior, draft: cong-van-don-doc } }
              - tell: { emit: { event: { with: { source: /test, type: test.done, data: '${ . }' } } } }

            """
        let year = try year("[]", force: "request", workflows: ["press.yaml": workflow]).play(until: "2020-09-10")
        let status = try Status(of: year.office, in: year.store, at: Year.instant("2020-09-10")).json
        let asked = (status["assignments"].asArray ?? []).filter { $0["unit"] == "huyen-uy" }
        #expect(asked.map { [$0["state"], $0["late"]] } == [["open", false]])
        let table = try Status(of: year.office, in: year.store, at: Year.instant("2020-09-10")).table
        #expect(table.contains { $0[2] == "Ban Tuyên giáo Huyện ủy" && $0[4] == "chưa phản hồi" })
        try year.send("test.press", [:], at: "2020-09-10T09:00")
        let done = try year.store.events(type: "test.done", since: Year.instant("2020-09-10"), atMost: 9)
        #expect(done.first?.data?["late"] == [])
        try year.play(until: "2020-09-12")
        #expect(year.notices.allSatisfy { $0.kind != .letter && $0.kind != .escalation && $0.kind != .overdue })
        let rollup = try #require(year.notices.first { $0.kind == .rollup })
        #expect(!rollup.fields["rollup"]["rows"].text.contains("quá hạn"))
    }

    @Test func `a cluster lead without a cluster is warned of`() throws {
        let folder = try TemporaryFolder()
        try SampleSite.write(
            into: folder, plan: plan("[]"), units: Self.units,
            roles: "unit,post,name,mailbox,cluster\nxa-1,cluster-lead,Ông B,,\n")
        let told = SiteFolder(path: folder.path).diagnostics.filter { $0.code == "no-cluster" }
        #expect(told.map(\.message) == ["a cluster lead without a cluster leads nobody"])
    }
}
