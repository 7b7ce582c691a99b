import Almanac
import CaseKit
import Casework
import Definition
import Notation
import Storage
import TestKit
import Testing

@Suite struct `a mail that does not arrive` {
    private let bao = "bao@tinh.example.vn"
    private let admin = "quantri@tinh.example.vn"

    private func told(_ year: Year) -> [Notice] {
        year.notices.filter { $0.to[0].address == admin && $0.fields["matters"][0]["title"] == "Thư không gửi được" }
    }

    private func days(_ notices: [Notice]) -> [String] { notices.map { Zone.vietnam.day(of: $0.at).iso } }

    @Test func `is told to the administrator once, on the next working morning`() throws {
        let year = try Year(admin: admin, mail: Year.MailServerRules(refused: [bao])).play(until: "2021-03-29")
        // Refused on the 17th, 19th and 23rd; on the 25th the duty is overdue.
        #expect(
            days(told(year)).filter { $0 >= "2021-03-01" } == ["2021-03-18", "2021-03-22", "2021-03-24", "2021-03-26"])
        let matter = try #require(told(year).last?.fields["matters"][0])
        #expect(matter["title"] == "Thư không gửi được")
        #expect(matter["items"].asArray?.count == 1, "what was told before is not told again")
        #expect(matter["items"][0].asString?.contains("Đã gửi sang tbt@bao.example.vn") == true)
    }

    @Test func `is not sent again where nobody knows whether it has, and that is told`() throws {
        let year = try Year(admin: admin, mail: Year.MailServerRules(silent: [bao])).play(until: "2021-03-19")
        let reminders = year.notices.filter {
            $0.key.hasPrefix("digest/2021-03-17") && $0.unit == UnitCode("bao-an-giang")
        }
        #expect(reminders.map { $0.to[0].address } == [bao])
        #expect(try year.store.outgoing(key: reminders[0].key)?.state == .unconfirmed)
        let matter = try #require(told(year).last?.fields["matters"][0])
        #expect(matter["items"][0].asString?.contains("chưa rõ máy chủ đã nhận chưa, không gửi lại") == true)
    }

    @Test func `goes nowhere else where every mailbox of the unit refuses it`() throws {
        let year = try Year(
            admin: admin, mail: Year.MailServerRules(refused: [bao, "tbt@bao.example.vn"])
        ).play(until: "2021-03-19")
        let keys = try year.store.outgoing(state: .failed, atMost: 100).map(\.key).filter { $0.contains("2021-03-17") }
        #expect(keys == ["digest/2021-03-17/\(bao)", "digest/2021-03-17/\(bao)/to/tbt@bao.example.vn"])
        #expect(told(year).last?.fields["matters"][0]["items"].asArray?.count == 2)
    }

    @Test func `is told to nobody where the site names no administrator`() throws {
        let year = try Year(mail: Year.MailServerRules(refused: [bao])).play(until: "2021-03-19")
        #expect(try year.store.outgoing(state: .failed, atMost: 100).contains { $0.key.contains("2021-03-17") })
        #expect(told(year).isEmpty)
    }
}

@Suite struct `mails about one duty` {
    @Test func `answer the first of them`() throws {
        let year = try Year().play(until: "2021-03-26")
        let about = year.notices.filter {
            $0.thread == "articles/2021-03/bao-an-giang" && $0.to[0].address == "bao@tinh.example.vn"
        }
        #expect(about.count == 4)
        #expect(about[0].answers == nil)
        #expect(Set(about.dropFirst().map(\.answers)) == [about[0].key])
    }

    @Test func `bring the day, and a later day in its place`() throws {
        let year = try Year().play(until: "2021-03-18")
        let first = try #require(year.notices.last { $0.unit == UnitCode("bao-an-giang") }?.dueDays?.first)
        #expect((first.lastDay.iso, first.revision) == ("2021-03-24", 0))
        try year.command(
            .extend, "bao-an-giang", at: "2021-03-22T09:00",
            ["obligation": "articles", "period": "2021-03", "until": "2021-03-29"])
        let second = try #require(year.notices.last { $0.template == "decision" }?.dueDays?.first)
        #expect((second.lastDay.iso, second.revision) == ("2021-03-29", 1))
        #expect(second.code == first.code)
    }
}
