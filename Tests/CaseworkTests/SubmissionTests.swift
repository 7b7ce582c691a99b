import Almanac
import CaseKit
import Casework
import Engine
import Definition
import Notation
import Testing
import TestKit

@Suite struct submissions {
    @Test func `a shortfall counts as overdue where the site says so`() throws {
        let year = try Year(plan: SampleSite.plan(articles: "    shortfall: overdue")).play(until: "2021-03-01")
        try year.submit("bao-an-giang", "bai-1.docx", at: "2021-03-23T09:00")
        try year.play(until: "2021-03-26")
        let told = year.notices.filter { $0.at == Year.instant("2021-03-25T08:00") && $0.unit?.text == "bao-an-giang" }
        #expect(told.contains { $0.kind == .overdue })
    }

    @Test func `articles without the clip do not complete the broadcaster's set`() throws {
        let year = try Year().play(until: "2021-03-01")
        try year.submit("dai-pt-th", "bai-1.docx", "bai-2.docx", at: "2021-03-10T09:00")
        #expect(try year.assignment("dai-pt-th", "articles/2021-03").stage == .open)
        try year.submit("dai-pt-th", "clip.mp4", at: "2021-03-11T09:00")
        #expect(try year.assignment("dai-pt-th", "articles/2021-03").stage == .accepted)
    }

    @Test func `a returned set is owed again and reminded again`() throws {
        let year = try Year().play(until: "2021-03-01")
        try year.submit("bao-an-giang", "bai-1.docx", "bai-2.docx", at: "2021-03-16T09:00")
        try year.command(
            .return, "bao-an-giang", at: "2021-03-18T10:00",
            ["obligation": "articles", "period": "2021-03", "reason": "chưa ký"])
        try year.play(until: "2021-03-20")
        #expect(try year.assignment("bao-an-giang", "articles/2021-03").stage == .open)
        #expect(
            year.lines { $0.at > Year.instant("2021-03-18T12:00") && $0.unit?.text == "bao-an-giang" } == [
                "03-19 08:00 reminder bao-an-giang"
            ])
    }

    @Test func `what was sent back counts again only beside something new`() throws {
        let year = try Year().play(until: "2021-03-01")
        func stage() throws -> Assignment.Stage { try year.assignment("bao-an-giang", "articles/2021-03").stage }
        try year.submit("bao-an-giang", "bai-1.docx", "bai-2.docx", at: "2021-03-10T09:00")
        try year.command(
            .return, "bao-an-giang", at: "2021-03-11T10:00",
            ["obligation": "articles", "period": "2021-03", "reason": "bài 2 chưa ký"])
        try year.submit("bao-an-giang", "bai-1.docx", "bai-2.docx", at: "2021-03-12T09:00")
        #expect(try stage() == .open)
        #expect(try year.assignment("bao-an-giang", "articles/2021-03").allPieces.isEmpty)
        let receipt = try #require(year.notices.last { $0.kind == .receipt })
        #expect(
            receipt.fields["receipt"]["files"][0]["problem"].asString?.contains("giống hệt tệp đã được trả lại") == true
        )
        #expect(receipt.fields["receipt"]["missing"].asString?.isEmpty == false)
        try year.submit("bao-an-giang", "bai-2-da-ky.docx", at: "2021-03-12T10:00")
        #expect(try stage() == .accepted)
        let names = try year.assignment("bao-an-giang", "articles/2021-03").allPieces.map(\.name)
        #expect(names == ["bai-1.docx", "bai-2.docx", "bai-2-da-ky.docx"])
    }

    @Test func `an unknown unit is refused, and nothing is kept of it`() throws {
        let year = try Year().play(until: "2021-03-01")
        guard case .refused? = try year.submit("bao-la", "bai-1.docx", at: "2021-03-10T09:00") else {
            Issue.record("taken"); return
        }
    }

}

@Suite struct `which assignment a drop is for` {
    @Test func `once the ladder has ended it is the current period, then the arrears`() throws {
        let year = try Year().play(until: "2021-02-01")
        // January's last rung is on 29 January; February's set is owed from the 1st.
        try year.submit("bao-an-giang", "a.docx", "b.docx", at: "2021-02-03T09:00")
        #expect(try year.assignment("bao-an-giang", "articles/2021-02").stage == .accepted)
        try year.submit("bao-an-giang", "c.docx", "d.docx", at: "2021-02-04T09:00")
        #expect(try year.assignment("bao-an-giang", "articles/2021-01").stage == .accepted)
    }

    @Test func `a period in the file's name wins`() throws {
        let year = try Year().play(until: "2021-03-01")
        try year.submit("bao-an-giang", "2021-01 a.docx", "2021-01 b.docx", at: "2021-03-03T09:00")
        #expect(try year.assignment("bao-an-giang", "articles/2021-01").stage == .accepted)
    }

    @Test func `between deadline and last rung it is the late one`() throws {
        let year = try Year().play(until: "2021-04-26")
        try year.submit("bao-an-giang", "a.docx", "b.docx", at: "2021-05-03T09:00")
        let april = try year.assignment("bao-an-giang", "articles/2021-04")
        #expect(april.stage == .accepted)
        #expect(april.cameLate)
    }
}

@Suite struct `what a person may not do by mistake` {
    private let march: JSON = ["obligation": "articles", "period": "2021-03"]

    @Test func `a file that two duties lack is credited to neither`() throws {
        let more = """
              reports:
                from: { units: [bao-an-giang] }
                to: so-noi-vu
                items: [{ kind: report, min: 1 }]
                due: trước ngày 25 hàng tháng
            """
        let year = try Year(plan: SampleSite.plan(more: more)).play(until: "2021-03-01")
        let reply = try year.submit("bao-an-giang", "bai-1.docx", at: "2021-03-10T09:00")
        guard case .done(let facts)? = reply else { Issue.record("refused"); return }
        #expect(facts["isUnclear"] == true)
        #expect(facts["choices"][0]["folder"] == "inbox/bao-an-giang/articles")
        #expect(facts["choices"][0]["title"] == "Bài viết điển hình tiên tiến")
        #expect(try year.assignment("bao-an-giang", "articles/2021-03").pieces.isEmpty)
        #expect(try year.assignment("bao-an-giang", "reports/2021-03").pieces.isEmpty)
        try year.submit("bao-an-giang", "bai-1.docx", at: "2021-03-10T10:00", obligation: "reports")
        #expect(try year.assignment("bao-an-giang", "reports/2021-03").stage == .accepted)
    }

    @Test func `what was returned cannot be accepted until something comes again`() throws {
        let year = try Year().play(until: "2021-03-01")
        try year.submit("bao-an-giang", "bai-1.docx", "bai-2.docx", at: "2021-03-16T09:00")
        var reason = march
        reason["reason"] = "chưa ký"
        try year.command(.return, "bao-an-giang", at: "2021-03-18T10:00", reason)
        guard case .refused? = try year.command(.accept, "bao-an-giang", at: "2021-03-18T11:00", march) else {
            Issue.record("accepted nothing")
            return
        }
    }

    @Test func `what is settled cannot be waived`() throws {
        let year = try Year().play(until: "2021-03-01")
        try year.submit("bao-an-giang", "bai-1.docx", "bai-2.docx", at: "2021-03-16T09:00")
        guard case .refused? = try year.command(.waive, "bao-an-giang", at: "2021-03-18T11:00", march) else {
            Issue.record("waived what was delivered")
            return
        }
        #expect(try year.assignment("bao-an-giang", "articles/2021-03").stage == .accepted)
    }

    @Test func `nothing is recorded as received in the future, and nothing is left of the attempt`() throws {
        let year = try Year().play(until: "2021-03-01")
        let more: JSON = ["receivedAt": "2022-03-01T09:00:00+07:00"]
        guard case .refused? = try year.submit("bao-an-giang", "bai-1.docx", at: "2021-03-10T09:00", more: more) else {
            Issue.record("recorded")
            return
        }
        #expect(try year.assignment("bao-an-giang", "articles/2021-03").pieces.isEmpty)
    }

    @Test func `a file after "không phát sinh" takes its place`() throws {
        let year = try Year(plan: SampleSite.plan(articles: "    accept: person")).play(until: "2021-03-01")
        try year.submit("bao-an-giang", at: "2021-03-10T09:00", more: ["isNil": true])
        #expect(try year.assignment("bao-an-giang", "articles/2021-03").isNil)
        try year.submit("bao-an-giang", "bai-1.docx", at: "2021-03-11T09:00")
        #expect(!(try year.assignment("bao-an-giang", "articles/2021-03").isNil))
    }
}
