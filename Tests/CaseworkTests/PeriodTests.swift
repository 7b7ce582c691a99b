import Engine
import Almanac
import CaseKit
import Casework
import Notation
import Storage
import Testing
import TestKit

@Suite struct periods {
    @Test func `periods that ended before the plan was issued are marked, not enforced`() throws {
        let year = try Year(plan: SampleSite.plan(issued: "2021-03-05")).play(until: "2022-01-10")
        let assignments = try year.store.records(kind: "assignment", parent: nil, openOnly: false)
        #expect(assignments.count == 24)
        for month in ["2021-01", "2021-02"] {
            #expect(
                try year.assignment("bao-an-giang", "articles/\(month)").stage == .waived(reason: "trước ngày ban hành")
            )
        }
        #expect(try year.assignment("bao-an-giang", "articles/2021-03").stage == .open)
        #expect(year.notices.allSatisfy { $0.at > Year.instant("2021-03-05") })
    }

    @Test func `a named day that comes while the desk is closed is announced when it opens, once`() throws {
        let themes = """
            themes:
              - { code: le, title: Lễ, months: [4], days: [{ name: Ngày Giải phóng miền Nam, solar: 30/4 }] }
            """
        let year = try Year(plan: SampleSite.plan(more: themes)).play(until: "2021-04-20")
        try year.sleep(until: "2021-05-03")
        try year.play(until: "2021-05-04")
        try year.sleep(until: "2021-05-05")
        try year.play(until: "2021-05-06")
        let days = try year.store.ledger(subject: "day/*").filter { $0.note != Desk.onlyWoken }
        #expect(days.map(\.note) == ["Ngày Giải phóng miền Nam"])
        #expect(days.map(\.handled) == [Year.instant("2021-05-03")])
    }

    @Test func `a desk that opens late marks what was over before it followed`() throws {
        let year = try Year(from: "2021-06-01").play(until: "2021-06-10")
        #expect(
            try year.assignment("bao-an-giang", "articles/2021-05").stage
                == .waived(reason: "trước ngày hệ thống theo dõi"))
        #expect(try year.assignment("bao-an-giang", "articles/2021-06").stage == .open)
    }

    @Test func `a plain plan is summed up on the first working day after the deadline`() throws {
        let year = try Year().play(until: "2021-03-01")
        try year.submit("bao-an-giang", "bai-1.docx", "bai-2.docx", at: "2021-03-10T09:00")
        try year.play(until: "2021-03-26")
        let rollup = year.notices.first { $0.kind == .rollup && $0.period == "2021-03" }
        #expect(rollup?.at == Year.instant("2021-03-25T08:00"))
        #expect(rollup?.fields["rollup"]["missing"][0]["unit"] == "Đài Phát thanh - Truyền hình An Giang")
    }

    @Test func `a late set makes a supplement`() throws {
        let year = try Year().play(until: "2021-03-26")
        try year.submit("bao-an-giang", "bai-1.docx", "bai-2.docx", at: "2021-03-26T09:00")
        try year.play(until: "2021-03-27")
        let versions = year.notices.filter { $0.kind == .rollup && $0.period == "2021-03" }.map {
            $0.fields["rollup"]["version"]
        }
        #expect(versions == [1, 2])
    }
}
