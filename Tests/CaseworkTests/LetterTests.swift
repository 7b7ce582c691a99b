import Almanac
import CaseKit
import Definition
import Directory
import Engine
import Notation
import TestKit
import Testing

@testable import Casework

@Suite struct `what a letter and a mail say of the unit that writes` {
    private static let reports = """
        document: { dsl: '1.0.3', namespace: mau, name: district, version: '1.0.0' }
        do:
          - reports:
              call: collect
              with:
                title: Báo cáo kết quả
                from: '${ { under: .unit, level: "commune" } }'
                to: ${ .unit }
                items: [{ kind: report, min: 1 }]
                due: chậm nhất ngày 30/6/2022
                escalate: [{ after: 1, to: collector, draft: cong-van-don-doc }]

        """

    private static func letter(_ year: Year) throws -> JSON {
        try #require(year.notices.last { !$0.enclosures.isEmpty }?.enclosures.first).fields["letter"]
    }

    @Test func `a district's letter has its own place and contact, and no agency above it`() throws {
        var workflows = ThreeLevels.workflows()
        workflows["district.yaml"] = Self.reports
        let year = try Year(
            plan: ThreeLevels.plan, units: ThreeLevels.units,
            roles: "unit,post,name,mailbox,phone\nchau-phu,contact,Phòng Nội vụ,pnv@mau.example.vn,0296 111\n",
            workflows: workflows, from: "2022-03-01")
        try year.issue("chau-phu", "45/KH-UBND", "2022-04-01", at: "2022-04-01T09:00")
        try year.play(until: "2022-07-05")
        let letter = try Self.letter(year)
        #expect(letter["agency"] == "UBND huyện Châu Phú" && letter["place"] == "Châu Phú")
        #expect(letter["upperAgency"].isNull)
        #expect(
            letter["contact"] == [
                "name": "Phòng Nội vụ, UBND huyện Châu Phú", "phone": "0296 111", "address": "pnv@mau.example.vn",
            ])
    }

    @Test func `a department's letter stands under its committee, with the contact of the office that speaks for it`()
        throws
    {
        let letter = try Self.letter(try Year().play(until: "2021-04-10"))
        #expect(letter["agency"] == "Sở Nội vụ" && letter["place"] == "An Giang")
        #expect(letter["upperAgency"] == "Ủy ban nhân dân tỉnh An Giang")
        #expect(letter["contact"]["name"] == "Sở Nội vụ" && letter["contact"]["phone"] == "0296 000 000")
    }

    private static func letters(_ year: Year) throws -> [DraftedLetter] { try DraftedLetter.all(in: year.store) }

    /// What was done, or the sentence of the refusal.
    private static func answer(_ reply: Reply?) -> JSON {
        switch reply {
        case .done(let facts): facts
        case .refused(let sentence): .string(sentence)
        case nil: .null
        }
    }

    @Test func `a letter waits to be signed until its number is recorded, and what follows cites it`() throws {
        let year = try Year(
            plan: SampleSite.plan().replacing(
                "{ after: 5, to: collector, draft: cong-van-don-doc }",
                with:
                    "{ after: 5, to: collector, draft: cong-van-don-doc }\n      - { after: 8, to: [contact, collector], draft: cong-van-don-doc }"
            )
        ).play(until: "2021-04-01")
        let draft = try #require(try Self.letters(year).last)
        #expect(draft.name == "cong-van-don-doc-articles-2021-03" && draft.issued == nil && draft.citation == nil)
        #expect(draft.agency == "Sở Nội vụ" && draft.about.hasPrefix("đôn đốc gửi"))
        let told = try year.send(
            Letters.issueCommand, ["letter": .string(draft.name), "symbol": "123/SNV-TĐKT", "date": "2021-03-31"],
            at: "2021-04-01T09:00")
        #expect(Self.answer(told)["state"] == "issued")
        try year.play(until: "2021-04-10")
        let citation = JSON.string("Công văn số 123/SNV-TĐKT ngày 31/3/2021 của Sở Nội vụ")
        let later = year.notices.filter { $0.at > Year.instant("2021-04-01T10:00") && $0.template == "digest" }
        let all: [JSON] = later.flatMap { $0.fields["entries"].asArray ?? [] }
        let entries = all.filter { $0["period"].asString == "2021-03" }
        #expect(!entries.isEmpty && entries.allSatisfy { $0["urgedBy"] == citation })
        let second = try #require(try Self.letters(year).first { $0.name == "cong-van-don-doc-articles-2021-03-2" })
        #expect(second.issued == nil)
        #expect(try Self.letter(year)["previous"] == citation)
    }

    @Test(arguments: [
        ("cong-van-x", "1/SNV", "2021-03-31", "no letter"), ("", " ", "2021-03-31", "needs the letter's number"),
        ("", "1/SNV", "31/3/2021", "needs the letter's number"), ("", "1/SNV", "2021-03-30", "no day on which"),
        ("", "1/SNV", "2021-04-02", "no day on which"),
    ])
    func `a number without a letter, a day or a sense is refused`(
        name: String, symbol: String, day: String, sentence: String
    ) throws {
        let year = try Year().play(until: "2021-04-01")
        let draft = try #require(try Self.letters(year).last)
        let reply = try year.send(
            Letters.issueCommand,
            ["letter": .string(name.isEmpty ? draft.name : name), "symbol": .string(symbol), "date": .string(day)],
            at: "2021-04-01T09:00")
        let told = Self.answer(reply).asString ?? ""
        #expect(told.contains(sentence), "\(told)")
        #expect(try Self.letters(year).last?.issued == nil)
    }

    @Test func `a letter is issued once, and corrected only when that is said`() throws {
        let year = try Year().play(until: "2021-04-01")
        let draft = try #require(try Self.letters(year).last)
        func issue(_ symbol: String, again: Bool = false) throws -> Reply? {
            try year.send(
                Letters.issueCommand,
                [
                    "letter": .string(draft.name), "symbol": .string(symbol), "date": "2021-03-31",
                    "again": .bool(again),
                ], at: "2021-04-01T09:00")
        }
        _ = try issue("1/SNV")
        let refused = Self.answer(try issue("2/SNV")).asString ?? ""
        #expect(refused.contains("1/SNV") && refused.contains("--again"), "\(refused)")
        _ = try issue("2/SNV", again: true)
        #expect(try Self.letters(year).last?.issued?.symbol == "2/SNV")
    }

    @Test func `a workflow lets an invitation be drafted for whoever signs it`() throws {
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: conference, version: '1.0.0' }
            schedule: { on: { one: { with: { type: dondoc.plan.activated.v1 } } } }
            do:
              - invite:
                  call: notify
                  with:
                    to: so-noi-vu
                    template: notice
                    letter: giay-moi
                    letterTo: { kind: press }
                    about: dự Hội nghị biểu dương điển hình tiên tiến
                    fields: { title: Hội nghị, body: Dự thảo giấy mời, event: Hội nghị, time: 08 giờ, place: Hội trường }

            """
        let year = try Year(workflows: ["conference.yaml": workflow]).play(until: "2021-01-06")
        let mail = try #require(year.notices.first { !$0.enclosures.isEmpty })
        #expect(mail.to.map(\.address) == ["thidua@tinh.example.vn"] && mail.enclosures.count == 1)
        let letter = mail.enclosures[0]
        #expect(letter.template == "giay-moi" && letter.fileName == "giay-moi-conference-1")
        #expect(letter.fields["letter"]["kinhGui"] == ["Báo An Giang", "Đài Phát thanh - Truyền hình An Giang"])
        #expect(letter.fields["letter"]["agency"] == "Sở Nội vụ")
        let draft = try #require(try Self.letters(year).first)
        #expect(draft.name == letter.fileName && draft.documentKind == "Giấy mời" && draft.collection == nil)
    }

    @Test(arguments: [
        ("UBND huyện Trúc Xanh", "Trúc Xanh"), ("Huyện Tân Biên", "Tân Biên"), ("UBND thị trấn Tân Biên", "Tân Biên"),
        ("UBND thành phố Mai Vàng", "Mai Vàng"), ("Phường 5", "Phường 5"),
        ("Sở Nội vụ Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ])
    func `the place is the name of the territory, in full where it is a number or a person`(
        name: String, place: String
    ) {
        let unit = OrganisationUnit(
            code: UnitCode("u"), name: name, level: nil, kind: OrganisationUnit.committee, parent: nil)
        #expect((Wording.territory(of: unit) ?? name) == place)
    }

    private static let both = """
        obligations:
          introductions:
            title: Giới thiệu gương
            from: { level: commune }
            to: so-noi-vu
            items: [{ kind: nomination, min: 1 }]
            due: chậm nhất ngày 18/4/2022

        """

    @Test func `a mail cites the plan from which its days count, and each its own where they differ`() throws {
        let own = "Kế hoạch số 45/KH-UBND ngày 01/4/2022 của UBND huyện Châu Phú"
        let above = "Kế hoạch số 31/KH-UBND ngày 14/3/2022 của UBND tỉnh Mẫu"
        for (plan, reference, bases) in [
            (ThreeLevels.plan, own, [nil]), (ThreeLevels.plan + Self.both, above, [own, nil]),
        ] as [(String, String, [String?])] {
            let year = try Year(
                plan: plan, units: ThreeLevels.units, roles: ThreeLevels.roles, workflows: ThreeLevels.workflows(),
                from: "2022-03-01")
            try year.issue("chau-phu", "45/KH-UBND", "2022-04-01", at: "2022-04-01T09:00")
            try year.play(until: "2022-04-16")
            let mail = try #require(
                year.notices.last { $0.template == "digest" && $0.to.first?.address == "a@mau.example.vn" })
            #expect(mail.fields["reference"] == .string(reference))
            let told = (mail.fields["entries"].asArray ?? []).map { $0["basis"].asString }
            #expect(Set(told) == Set(bases))
        }
    }

    @Test func `beside a district's contact never stands the number of the province's office`() throws {
        let year = try ThreeLevels.year()
        try year.issue("chau-phu", "45/KH-UBND", "2022-04-01", at: "2022-04-01T09:00")
        try year.play(until: "2022-04-16")
        let mail = try #require(year.notices.last { $0.to.first?.address == "a@mau.example.vn" })
        #expect(mail.fields["entries"][0]["contact"] == "UBND huyện Châu Phú")
        #expect(mail.fields["entries"][0]["phone"].isNull)
        let above = try #require(year.notices.last { $0.to.first?.address == "tt@mau.example.vn" })
        #expect(above.fields["entries"][0]["phone"] == "0296 000 000", "the office itself collects")
    }

    @Test func `the results of a duty that comes once are as of the day of the roll-up`() throws {
        var workflows = ThreeLevels.workflows()
        workflows["district.yaml"] =
            Self.reports.replacing("escalate:", with: "until: due\n        escalate:") + """
                  - sum: { call: rollup, with: { of: '${ . }', template: rollup, to: ubnd-tinh } }

                """
        let year = try Year(
            plan: ThreeLevels.plan, units: ThreeLevels.units, roles: ThreeLevels.roles, workflows: workflows,
            from: "2022-03-01")
        try year.issue("chau-phu", "45/KH-UBND", "2022-04-01", at: "2022-04-01T09:00")
        try year.play(until: "2022-07-05")
        #expect(year.notices.last { $0.kind == .rollup }?.fields["rollup"]["asOf"] == "ngày 01/7/2022")
    }

    @Test func `a document names who issued the one that it implements`() throws {
        let year = try ThreeLevels.year()
        try year.issue("chau-phu", "45/KH-UBND", "2022-04-01", at: "2022-04-01T09:00")
        let rows = try DocumentList(of: year.office, in: year.store).matching(symbol: "45/KH-UBND", issuer: nil)
        #expect(DocumentList.table(rows).last?.last == "UBND tỉnh Mẫu, 31/KH-UBND, 14/3/2022")
        #expect(rows.first?.json["implements"] == "ubnd-tinh, 31/KH-UBND, 14/3/2022")
    }

    @Test(arguments: [
        ("biên bản 113", "biên bản 113"), ("Biên bản.pdf", "Biên bản.pdf"), ("bb.pdf", "biên bản bb.pdf"),
    ])
    func `minutes are called so once`(name: String, words: String) { #expect(Wording.minutes(name) == words) }

    @Test func `a summary says of what waits for a person that it has come`() throws {
        let year = try Year(plan: SampleSite.plan(articles: "    accept: person")).play(until: "2021-02-10")
        try year.submit("bao-an-giang", "1.docx", "2.docx", at: "2021-02-11T09:00", obligation: "articles")
        try year.play(until: "2021-03-10")
        let sum = try #require(year.notices.first { $0.kind == .rollup && $0.period == "2021-02" }).fields["rollup"]
        let missing = (sum["missing"].asArray ?? []).map {
            "\($0["unit"].asString ?? ""): \($0["title"].asString ?? "")"
        }
        #expect(
            missing == [
                "Báo An Giang: đã gửi, chờ kiểm tra", "Đài Phát thanh - Truyền hình An Giang: chưa gửi",
            ])
    }
}
